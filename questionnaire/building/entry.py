"""The same fields for who types fast: one box for a date or a commune, lists that letters reach.

Each cleans to the value of the field that it stands for, so that answers are the same everywhere.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from questionnaire.building import fields, widgets
from questionnaire.building.birth import BirthDate
from questionnaire.building.communes import Commune
from questionnaire.building.forms import Group

MOST_RADIOS = 5  # beyond it a list takes less room, and a letter finds its line


class TypedDate(forms.Field):
    """A date of birth in one box: `04051991`, `4/5/1991`, `4 5 1991`."""

    def __init__(self, date: BirthDate) -> None:
        self.date = date
        super().__init__(
            label=date.label,
            help_text="Huit chiffres : 04051991.",
            widget=widgets.Text(inputmode="numeric", size="10"),
        )

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        if re.fullmatch(r"[0-9]{8}", text):
            return self.date.clean([text[:2], text[2:4], text[4:]])
        if re.fullmatch(r"[0-9]{6}", text):
            raise ValidationError("Écrivez les quatre chiffres de l’année : 04051991.")
        parts = re.split(r"[^0-9]+", text) if text else []
        if text and len(parts) != 3:
            raise ValidationError("Écrivez le jour, le mois et l’année : 04051991.")
        return self.date.clean(parts)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return "/".join(reversed(value.split("-")))
        return value

    def show(self, value: str) -> str:
        return self.date.show(value)


class TypedCommune(forms.MultiValueField):
    """A commune by its postal code or its name; the list of those that share it comes below."""

    def __init__(self, commune: Commune) -> None:
        self.commune = commune
        super().__init__(
            [forms.CharField(required=False), forms.CharField(required=False)],
            label=commune.label,
            help_text=commune.help_text,
            widget=widgets.TypedCommune(commune.found),
            require_all_fields=False,
        )

    def clean(self, value: Any) -> dict[str, str]:
        text, chosen = (str(part or "").strip() for part in value or ("", ""))
        found = self.commune.found(text)
        if not chosen and len(found) == 1:  # quickest to type: the only one is taken
            chosen = found[0][0]
        return self.commune.clean([text, chosen])

    def show(self, value: dict[str, str]) -> str:
        return self.commune.show(value)


def fast(asked: forms.Field | Group) -> forms.Field | Group:
    """The field or the rows of a question, in the form that is quickest to type."""
    if isinstance(asked, Group):
        for path, row in asked.rows.items():
            asked.rows[path] = fast(row)
        return asked
    if isinstance(asked, BirthDate):
        return TypedDate(asked)
    if isinstance(asked, fields.SeveralChoices):
        asked.widget.unfolded = True
    if isinstance(asked, Commune) and asked.named:
        return TypedCommune(asked)
    if isinstance(asked, fields.Choice) and len(asked.choices) > MOST_RADIOS:
        choices = list(asked.choices)
        asked.widget = widgets.List(choices=[("", "Choisissez"), *choices])
    return asked
