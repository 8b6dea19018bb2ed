"""Who waits to begin: a number drawn at random, since when, and when last seen. Nothing else."""

from django.db import models
from django.utils import timezone


class Ticket(models.Model):
    """A visitor of the waiting page. Who leaves it stops being seen, and loses the place."""

    number = models.CharField(max_length=32, primary_key=True)
    since = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "ticket d’attente"
        verbose_name_plural = "tickets d’attente"

    def __str__(self) -> str:
        return f"depuis {self.since:%H:%M:%S}"
