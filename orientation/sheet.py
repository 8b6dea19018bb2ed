"""What a page, the JSON and the command line say of a desk that was found."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from orientation import areas, hours
from orientation.kinds import FROM_1500_INHABITANTS, KINDS, Kind
from orientation.models import Commune, Desk
from orientation.search import Found
from orientation.sources import SOURCES

STALE_AFTER = timedelta(days=730)  # two years: hours are no longer believed
REASONS = {
    "area": "C’est le guichet qui s’occupe de votre commune.",
    "commune": "C’est le guichet de votre commune.",
    "intercommunal": "C’est celui de votre intercommunalité.",
    "departement": "Le plus proche de votre département.",
    "caisse": "Le plus proche de la caisse qui s’occupe de votre département.",
    "nearest": "Le plus proche que nous connaissons.",
}


@dataclass(frozen=True)
class Sheet:
    """A desk in words, for a commune and a day. Everything is ready to show, in French.

    `stale`: the source has said nothing new for two years, so no hours are given.
    """

    desk: Desk
    kind: Kind
    label: str
    reason: str
    distance: str
    today: str
    week: tuple[str, ...]
    appointment: str
    access: str
    source: str
    stale: bool
    distance_km: float | None

    @property
    def directions(self) -> str:
        """The address on one line."""
        return ", ".join(
            filter(None, (self.desk.address, f"{self.desk.postcode} {self.desk.city}".strip()))
        )

    def as_dict(self) -> dict[str, Any]:
        """For JSON (docs/directory.md)."""
        desk = self.desk
        return {
            "key": desk.key,
            "kind": desk.kind,
            "label": self.label,
            "name": desk.name,
            "does": self.kind.does,
            "reason": self.reason,
            "address": desk.address,
            "postcode": desk.postcode,
            "city": desk.city,
            "commune": desk.commune_id,
            "latitude": desk.latitude,
            "longitude": desk.longitude,
            "point_is_centre_of_commune": desk.at_centre,
            "itinerant": desk.itinerant,
            "distance_km": None if self.distance_km is None else round(self.distance_km, 1),
            "phone": desk.phone,
            "phone_note": desk.phone_note,
            "website": desk.website,
            "contact_form": desk.contact_form,
            "hours": "" if self.stale else desk.hours,
            "hours_words": list(self.week),
            "today": self.today,
            "hours_note": desk.hours_note,
            "note": desk.note,
            "appointment": desk.appointment,
            "access": desk.access,
            "access_note": desk.access_note,
            "source": desk.source,
            "source_page": desk.page,
            "updated_on": desk.updated_on.isoformat() if desk.updated_on else None,
            "stale": self.stale,
        }


def sheet(found: Found, here: Commune, today: date) -> Sheet:
    """`found` in words for a visitor of `here` on `today` (the territory's own day)."""
    desk = found.desk
    stale = desk.updated_on is None or today - desk.updated_on > STALE_AFTER
    week = _week(desk)
    shown = bool(week) and not stale
    return Sheet(
        desk=desk,
        kind=KINDS[desk.kind],
        label=areas.label(desk.kind, desk.departement, KINDS[desk.kind].label),
        reason=REASONS.get(found.how) or door_to_ccas(here),
        distance=distance_words(found, here),
        today=hours.today_words(week, today, desk.departement) if week and shown else "",
        week=hours.week_words(week) if week and shown else (),
        appointment=desk.get_appointment_display() if desk.appointment else "",
        access=desk.get_access_display() if desk.access else "",
        source=SOURCES[desk.source].label if desk.source in SOURCES else desk.source,
        stale=stale,
        distance_km=found.distance_km,
    )


def _week(desk: Desk) -> hours.Week | None:
    try:
        return hours.parse(desk.hours)
    except hours.HoursError:  # an operator's override may hold anything
        return None


def door_to_ccas(here: Commune) -> str:
    """Why the town hall stands for a CCAS that is not in the directory."""
    if (here.population or 0) >= FROM_1500_INHABITANTS:
        return "Votre commune a un CCAS : demandez-le à la mairie."
    return "Demandez à la mairie s’il y a un CCAS, ou qui le remplace."


def distance_words(found: Found, here: Commune) -> str:
    """« à 3 km environ, à vol d’oiseau », « dans votre commune », « itinérant : … »."""
    if found.desk.itinerant:
        return "itinérant : il change de lieu, téléphonez pour savoir où il passe"
    if found.distance_km is None:
        return ""
    if found.desk.commune_id == here.code:
        return "dans votre commune"  # we know its centre, not where in it the visitor lives
    if found.distance_km < 1:
        return "à moins d’un kilomètre"
    return f"à {found.distance_km:.0f}\u00a0km environ, à vol d’oiseau"
