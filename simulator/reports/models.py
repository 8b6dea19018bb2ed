"""« Je m'attendais à autre chose »: what a visitor says of a result. Nothing says who."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

KEPT = timedelta(days=365)  # then deleted, dealt with or not
MOST_A_DAY = 200  # beyond, somebody plays with the form; the maintainers see enough already


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
    expected = models.DecimalField(
        "montant attendu", max_digits=8, decimal_places=2, null=True, blank=True
    )
    origin = models.CharField("d’où vient ce montant", max_length=20, choices=Origin)
    details = models.TextField("précisions", max_length=500, blank=True)
    situation = models.JSONField("réponses, si la personne l’a accepté", null=True, blank=True)
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
        """Whether today's reports already fill the maintainers' day."""
        return cls.objects.filter(received_on=timezone.localdate()).count() >= MOST_A_DAY
