"""One row a hand-over: a name that says nothing, ciphertext, and when it goes."""

from django.db import models
from django.utils import timezone


class Handover(models.Model):
    """`name` and the key of `sealed` both come from the code, which is nowhere (`vault`)."""

    name = models.CharField(max_length=40, primary_key=True)
    sealed = models.TextField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "réponses à emporter"
        verbose_name_plural = "réponses à emporter"

    def __str__(self) -> str:
        return "des réponses à emporter"

    @classmethod
    def forget_expired(cls) -> int:
        """Delete what has outlived its time; returns how many."""
        return cls.objects.filter(until__lte=timezone.now()).delete()[0]
