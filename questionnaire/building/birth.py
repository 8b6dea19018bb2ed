"""The field of a birth date, as those of questionnaire.building.fields."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from orientation.words.french import day
from questionnaire.building import widgets
from questionnaire.building.fields import ascii_digits
from questionnaire.core import age_on

OLDEST_YEAR = 1900
USUAL_AGE = 105  #: beyond it, a slip of the keyboard is likely


class BirthDate(forms.MultiValueField):
    """Three numbers; cleans to an ISO date ("1990-05-04") from 1900 to `last`. `own`: it is the
    visitor's own, which a browser may fill."""

    def __init__(
        self,
        label: str,
        last: date,
        help_text: str = "",
        check: Callable[[date], None] | None = None,
        own: bool = False,
    ) -> None:
        self.last = last
        self.check = check
        parts = [forms.CharField(max_length=20, required=False) for _ in range(3)]
        super().__init__(
            parts,
            label=label,
            help_text=help_text or "Par exemple : 27 3 1985.",
            widget=widgets.DateParts(own),
            require_all_fields=False,
            error_messages={"required": "Écrivez le jour, le mois et l’année de naissance."},
        )

    def clean(self, value: Any) -> str:
        parts = [ascii_digits(str(part or "").strip()) for part in value or ()]
        if not any(parts) or len(parts) != 3:
            raise ValidationError(self.error_messages["required"], "required")
        if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
            raise ValidationError("Écrivez le jour, le mois et l’année en chiffres : 27 3 1985.")
        number, month, year = map(int, parts)
        if year < OLDEST_YEAR:
            raise ValidationError(f"L’année doit avoir quatre chiffres, à partir de {OLDEST_YEAR}.")
        try:
            born = date(year, month, number)
        except ValueError as error:
            raise ValidationError(
                "Cette date n’existe pas. Vérifiez le jour et le mois."
            ) from error
        if born > self.last:
            raise ValidationError("Cette date est dans le futur. Vérifiez l’année.")
        if self.check:
            self.check(born)
        return born.isoformat()

    def doubt(self, value: str) -> str:
        """What to ask of a date that would make somebody very old; "" of the others."""
        age = age_on(value, self.last) or 0
        return f"Est-ce bien le {day(value)} ? Cela fait {age} ans." if age > USUAL_AGE else ""

    def show(self, value: str) -> str:
        return day(value)
