"""A terminal that an office has opened: where it stands, and how big what it shows must be."""

import math
from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import capfirst

from orientation.hours import local_day
from orientation.models import Desk
from orientation.search import Found, mended
from orientation.sheet import Sheet, sheet

#: Degrees that a capital letter takes in the eye (EN 301 549, 5.1.4).
LETTER = 0.7
CAPITAL = 0.73  #: of the type size: the height of a capital of the system's sans-serif
SMALLEST, LARGEST = 20, 64  #: type sizes in pixels that the style sheet has, two by two
PAPERS = [("", "pas d’imprimante"), ("ticket", "80 mm"), ("a4", "A4")]


class Terminal(models.Model):
    """One screen of one office. `distance_mm`: from the eyes; `desk`: the directory's key of the
    office itself, "" when it is in none. Nothing here is about a visitor."""

    name = models.CharField(max_length=12, primary_key=True)
    office = models.CharField("le nom de l’accueil", max_length=80)
    desk = models.CharField("la fiche de l’accueil", max_length=120, blank=True)
    hours = models.CharField("les horaires", max_length=200, blank=True)
    distance_mm = models.PositiveIntegerField("la distance des yeux, en mm", default=600)
    diagonal_in = models.FloatField("la diagonale de l’écran, en pouces", default=22)
    width_px = models.PositiveIntegerField("la largeur de l’écran, en pixels", default=1080)
    height_px = models.PositiveIntegerField("la hauteur de l’écran, en pixels", default=1920)
    paper = models.CharField(
        "ce que l’imprimante imprime", max_length=6, blank=True, default="", choices=PAPERS
    )
    opened_on = models.DateField(default=timezone.localdate)
    revoked = models.BooleanField("fermée", default=False)
    visits = models.PositiveIntegerField("visites commencées", default=0)
    tickets = models.PositiveIntegerField("tickets demandés", default=0)

    class Meta:
        verbose_name = "borne"

    def __str__(self) -> str:
        return self.office

    @property
    def slug(self) -> str:
        """The end of its address: its name, and a signature that only the server can make."""
        return f"{self.name}-{signature(self.name)}"

    @cached_property
    def sheet(self) -> Sheet | None:
        """The office as the directory describes it; None when it is in none, or no longer."""
        known = Desk.objects.select_related("override", "commune").filter(pk=self.desk).first()
        if known is None:
            return None
        today = local_day(timezone.now(), known.departement)
        return sheet(Found(mended(known), "commune", None), known.commune, today)

    @property
    def open_today(self) -> str:
        """When somebody is there: what the office said, else what the directory says of today."""
        if self.hours:
            return f"{capfirst(self.hours)}."
        return self.sheet.today if self.sheet else ""

    @property
    def printed(self) -> str:
        """The office on a ticket: its name, its address and telephone, its hours of a week."""
        place = self.sheet
        where = [self.office, *((place.directions, place.desk.phone) if place else ())]
        hours = self.hours or (" ; ".join(place.week) if place else "")
        return f"{', '.join(filter(None, where))}. {capfirst(f'{hours}.') if hours else ''}".strip()

    @cached_property
    def type_px(self) -> int:
        """The type size that makes a capital 0.7° high at the office's distance, an even number."""
        pixels = math.hypot(self.width_px, self.height_px) / (self.diagonal_in * 25.4)
        capital = 2 * self.distance_mm * math.tan(math.radians(LETTER / 2)) * pixels
        size = 2 * round(capital / CAPITAL / 2)
        return max(SMALLEST, min(LARGEST, size))

    def count(self, what: str) -> None:
        """One more of "visits" or "tickets"."""
        Terminal.objects.filter(pk=self.pk).update(**{what: models.F(what) + 1})


def signature(name: str) -> str:
    return salted_hmac("simulator.terminal", name, algorithm="sha256").hexdigest()[:16]


def found(slug: str) -> Terminal | None:
    """The open terminal of an address; None when it is forged, unknown or revoked."""
    name, _, signed = slug.rpartition("-")
    if not constant_time_compare(signed, signature(name)):
        return None
    return Terminal.objects.filter(name=name, revoked=False).first()


def short_name(address: str) -> str:
    """The name of a terminal, from its name, its slug or its whole address."""
    return address.strip("/").rpartition("/")[2].partition("-")[0]
