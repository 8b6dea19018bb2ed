"""Fills that several chapters share."""

from typing import Any

from questionnaire.core import Context, Fill, Over


def is_yes(answer: Any, context: Context) -> bool:
    return bool(answer == "oui")


def individual(variable: str, value: Any) -> Fill:
    """A fact of the person on M-4..M: RSA and others read the months before."""
    return Fill(variable, "individu", Over.RECENT, value)
