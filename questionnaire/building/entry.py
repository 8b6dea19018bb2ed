"""The same fields for who types fast: one box for a date or a commune, lists that letters reach.

Each cleans to the value of the field that it stands for, so that answers are the same everywhere.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from questionnaire.building import fields, widgets
from questionnaire.building.forms import Group

MOST_RADIOS = 5  # beyond it a list takes less room, and a letter finds its line


class TypedDate(forms.Field):
    """A date of birth in one box: `04051991`, `4/5/1991`, `4 5 1991`."""

    def __init__(self, date: fields.BirthDate) -> None:
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

    def __init__(self, commune: fields.Commune, named: fields.Named) -> None:
        self.commune, self.named = commune, named
        super().__init__(
            [forms.CharField(required=False), forms.CharField(required=False)],
            label=commune.label,
            help_text=commune.help_text,
            widget=widgets.TypedCommune(self.known),
            require_all_fields=False,
        )

    def known(self, text: str) -> list[tuple[str, str]]:
        """The communes of a postal code or of the beginning of a name."""
        if re.fullmatch(r"[0-9]{5}", re.sub(r"\s", "", text)):
            return self.commune.communes(text)
        return [(code, name) for code, name, _ in self.named(text)]

    def clean(self, value: Any) -> dict[str, str]:
        text, chosen = (str(part or "").strip() for part in value or ("", ""))
        if re.fullmatch(r"[0-9\s]*", text):
            return self.commune.clean([text, chosen])
        found = self.named(text)
        if not found:
            raise ValidationError("Nous ne trouvons pas cette commune. Vérifiez le nom.")
        exact = [one for one in found if one[0] == chosen] or (found if len(found) == 1 else [])
        if not exact:
            raise ValidationError("Choisissez la commune dans la liste.", "choose")
        code, _, postcode = exact[0]
        return self.commune.clean([postcode, code])

    def show(self, value: dict[str, str]) -> str:
        return self.commune.show(value)


def fast(asked: forms.Field | Group) -> forms.Field | Group:
    """The field or the rows of a question, in the form that is quickest to type."""
    if isinstance(asked, Group):
        for path, row in asked.rows.items():
            asked.rows[path] = fast(row)
        return asked
    if isinstance(asked, fields.BirthDate):
        return TypedDate(asked)
    if isinstance(asked, fields.Commune) and asked.named:
        return TypedCommune(asked, asked.named)
    if isinstance(asked, fields.Choice) and len(asked.choices) > MOST_RADIOS:
        choices = list(asked.choices)
        asked.widget = widgets.List(choices=[("", "Choisissez"), *choices])
    return asked
