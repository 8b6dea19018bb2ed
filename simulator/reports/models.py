"""« Je m'attendais à autre chose »: what a visitor says of a result. Nothing says who."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from simulator.reports.fields import SealedField

KEPT = timedelta(days=365)  # then deleted, dealt with or not
MOST_A_DAY = 5_000  # each visitor and each address has a limit of its own (`orientation.rate`)


class Report(models.Model):
    """An amount that was expected, where it comes from, and the answers if the person agreed.

    `benefit`: an id of the catalogue, "" for one that it lacks. `expected`: euros per the benefit's
    own period, None when none was told. `situation`: an answers document (docs/cli.md), None
    without agreement. `received_on` is a day, not a time: it cannot be matched with a visit.
    """

    class Origin(models.TextChoices):
        RECEIVED = "received", "Ce que je reçois aujourd’hui"
        LETTER = "letter", "Un courrier ou une décision (CAF, MSA, MDPH…)"
        CAF_SIMULATOR = "caf_simulator", "Le simulateur de la CAF ou de la MSA"
        OTHER_SIMULATOR = "other_simulator", "Un autre simulateur"
        SOCIAL_WORKER = "social_worker", "Un travailleur social ou un conseiller"
        OTHER = "other", "Autre chose, ou je ne sais plus"

    benefit = models.CharField("aide", max_length=80, blank=True, db_index=True)
    expected = SealedField("montant attendu", null=True, blank=True)
    origin = models.CharField("d’où vient ce montant", max_length=20, choices=Origin)
    details = SealedField("précisions", null=True, blank=True)
    situation = SealedField("réponses, si la personne l’a accepté", null=True, blank=True)
    received_on = models.DateField("reçu le", default=timezone.localdate)
    handled = models.BooleanField("traité", default=False)

    class Meta:
        ordering = ["handled", "-received_on", "-pk"]
        verbose_name = "signalement d’un résultat"
        verbose_name_plural = "signalements de résultats"

    def __str__(self) -> str:
        return f"{self.benefit or 'une autre aide'} ({self.get_origin_display()})"

    @classmethod
    def forget_old(cls) -> int:
        """Delete the reports older than a year; returns how many."""
        return cls.objects.filter(received_on__lte=timezone.localdate() - KEPT).delete()[0]

    @classmethod
    def too_many_today(cls) -> bool:
        """Whether the disk must be spared: far more than people write in a day."""
        return cls.objects.filter(received_on=timezone.localdate()).count() >= MOST_A_DAY
