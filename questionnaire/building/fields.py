"""Form fields of the questionnaire: each cleans to a JSON value and shows that value in words.

Beside Django's own methods a field here offers `show(value)`, its answer in words for the recap. An
answers document and a browser's form go through the same `clean` (see `forms.check`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator

from orientation.words.french import euros
from questionnaire.building import widgets
from questionnaire.core import UNKNOWN

#: Beyond it, no rule is known to say anything: of a month, of a year's income, of the value of what
#: one owns.
MOST_EUROS = Decimal(100_000)
LIMITS = {"euros par an": Decimal(2_000_000), "euros": Decimal(20_000_000)}
#: Beyond it, a slip of the keyboard is likely: « Est-ce bien… ? » is asked, and nothing refused.
USUAL = {"euros par mois": 10_000.0, "euros par an": 150_000.0, "euros": 1_000_000.0}
UNKNOWN_LABEL = "Je ne sais pas"
Choices = Iterable[tuple[str, str]]


def ascii_digits(text: str) -> str:
    """The text with the digits of any script as ours: « ٧٣٣٠٠ » is 73300."""
    return "".join(str(unicodedata.decimal(one, one)) for one in text)


class Pairs(list[tuple[str, str]], BaseChoiceIterator):
    """Keys and labels, as Django would make them: it goes through any other list twice."""


class Choice(forms.ChoiceField):
    """One of up to ten radios; cleans to the chosen key.

    With `unsure`, the keys that bound what the person may not know, a last radio is « Je ne sais
    pas »; it cleans to UNKNOWN (see questionnaire.unknown). `check` raises ValidationError for a
    key that another answer makes impossible.
    """

    def __init__(
        self,
        label: str,
        choices: Choices,
        help_text: str = "",
        unsure: tuple[str, ...] = (),
        check: Callable[[str], None] | None = None,
    ) -> None:
        self.unsure = unsure
        super().__init__(
            label=label,
            choices=Pairs([*choices, *([(UNKNOWN, UNKNOWN_LABEL)] if unsure else [])]),
            help_text=help_text,
            widget=widgets.Radios,
            error_messages={
                "required": "Choisissez une réponse.",
                "invalid_choice": "Choisissez une réponse dans la liste.",
            },
            validators=[check] if check else [],
        )

    def show(self, value: str) -> str:
        return str(dict(self.choices)[value])


def yes_no(label: str, help_text: str = "", unsure: bool = False) -> Choice:
    """Two radios; cleans to "oui" or "non". With `unsure`, « Je ne sais pas » is the third."""
    both = ("oui", "non")
    return Choice(label, [("oui", "Oui"), ("non", "Non")], help_text, both if unsure else ())


class SeveralChoices(forms.MultipleChoiceField):
    """Boxes to tick; cleans to the list of keys, in the order of the boxes.

    The last choice is "none of these": it must be ticked to say so, and goes alone, as those of
    `alone` do; those of a pair of `apart` contradict each other. `headings`: the key before which a
    heading stands, and the heading. `likely`: what earlier answers make likely, ticked until the
    visitor says otherwise. `hints`: what is explained under a box.
    """

    NONE = "aucun"

    def __init__(
        self,
        label: str,
        choices: Choices,
        none: str,
        help_text: str = "",
        headings: Mapping[str, str] | None = None,
        alone: frozenset[str] = frozenset(),
        likely: tuple[str, ...] = (),
        apart: tuple[tuple[str, str], ...] = (),
        hints: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            label=label,
            choices=Pairs([*choices, (self.NONE, none)]),
            help_text=help_text or "Cochez toutes les réponses qui conviennent.",
            widget=widgets.Checkboxes,
            error_messages={
                "required": f"Cochez au moins une réponse, ou « {none} ».",
                "invalid_choice": "Choisissez des réponses dans la liste.",
                "invalid_list": "Choisissez des réponses dans la liste.",
            },
        )
        self.none = none
        self.alone = alone | {self.NONE}
        self.apart = apart
        self.likely = list(likely)
        self.widget.headings, self.widget.none = headings or {}, self.NONE
        self.widget.hints = hints or {}

    def clean(self, value: Any) -> list[str]:
        ticked = super().clean(value)
        if self.NONE in ticked and {*ticked} == {*self.likely, self.NONE}:
            return []  # only we had ticked the others
        if len(ticked) > 1 and (apart := self.alone.intersection(ticked)):
            label = dict(self.choices)[min(apart)]
            raise ValidationError(f"Décochez « {label} », ou les autres réponses.")
        labels = dict(self.choices)
        for one, other in self.apart:
            if one in ticked and other in ticked:
                raise ValidationError(
                    f"« {labels[one]} » et « {labels[other]} » ne vont pas ensemble : décochez "
                    "l’une des deux réponses."
                )
        return [key for key, _ in self.choices if key in ticked and key != self.NONE]

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was sent: no box ticked is not yet "none of these"."""
        return data or None

    def prepare_value(self, value: Any) -> Any:
        return [self.NONE] if value == [] else value

    def show(self, value: list[str]) -> str:
        labels = dict(self.choices)
        return " ; ".join(str(labels[key]) for key in value) or self.none


class Count(forms.IntegerField):
    """A small whole number; cleans to an int."""

    def __init__(
        self, label: str, most: int, too_many: str, help_text: str = "", usual: int | None = None
    ) -> None:
        self.usual = most if usual is None else usual
        super().__init__(
            label=label,
            help_text=help_text,
            min_value=0,
            max_value=most,
            widget=widgets.Text(inputmode="numeric", size="3"),
            error_messages={
                "required": "Écrivez un nombre. Écrivez 0 s’il n’y en a pas.",
                "invalid": "Écrivez un nombre en chiffres, par exemple 2.",
                "min_value": "Écrivez un nombre à partir de 0.",
                "max_value": too_many,
            },
        )

    def to_python(self, value: Any) -> int | None:
        return super().to_python(ascii_digits(value) if isinstance(value, str) else value)

    def show(self, value: int) -> str:
        return str(value)

    def doubt(self, value: int) -> str:
        """What to ask of a number that is likely a slip; "" of the others."""
        return f"Est-ce bien {value} ?" if value > self.usual else ""


class Money(forms.Field):
    """An amount in euros, as people write it (`1 234,50 €`); cleans to a float."""

    def __init__(
        self, label: str, unit: str = "euros par mois", usual: float | None = None, **options: Any
    ) -> None:
        self.most = LIMITS.get(unit, MOST_EUROS)
        self.usual = USUAL.get(unit, float(self.most)) if usual is None else usual
        super().__init__(
            label=label, widget=widgets.Text(unit, inputmode="decimal", size="9"), **options
        )

    def clean(self, value: Any) -> float | None:
        text = re.sub(r"[\s\u00a0\u202f]|€|euros?", "", str("" if value is None else value))
        text = ascii_digits(text).replace("٫", ",")
        if not text:
            if self.required:
                raise ValidationError("Écrivez un montant. Écrivez 0 s’il n’y a rien.", "required")
            return None
        if not re.fullmatch(r"-?\d{1,12}([.,]\d{1,2}0*)?", text):
            raise ValidationError("Écrivez un montant en chiffres, par exemple 1 234,50.")
        try:
            amount = Decimal(text.replace(",", "."))
        except InvalidOperation as error:  # the pattern above leaves none; a field never crashes
            raise ValidationError("Écrivez un montant en chiffres.") from error
        if amount < 0:
            raise ValidationError("Un montant ne peut pas être négatif. Écrivez 0 s’il n’y a rien.")
        if amount > self.most:
            raise ValidationError(
                f"Nous savons compter jusqu’à {euros(self.most)}. Vérifiez ce montant."
            )
        return float(amount)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, float | int) and not isinstance(value, bool):
            return f"{value:.2f}".replace(".", ",").removesuffix(",00")
        return value

    def doubt(self, value: float | None) -> str:
        """What to ask of an amount that is likely a slip; "" of the others."""
        return f"Est-ce bien {self.show(value)} ?" if value and value > self.usual else ""

    def show(self, value: float | None) -> str:
        return "non précisé" if value is None else f"{euros(value)} {self.widget.unit[6:]}".strip()


class AmountOr(forms.MultiValueField):
    """An amount, or one of the boxes that stand for it; cleans to a float, or to the box's key.

    `unsure`: the least and the most euros that are plausible for who ticks « Je ne sais pas ».
    `yearly` offers one box more: the amount written is then a year's, and a twelfth of it is kept.
    """

    YEARLY = "C’est le montant de toute l’année"

    def __init__(
        self,
        label: str,
        unit: str = "euros par mois",
        help_text: str = "",
        boxes: Choices = (),
        unsure: tuple[float, ...] = (),
        yearly: bool = False,
        usual: float | None = None,
    ) -> None:
        self.unsure = unsure
        self.boxes = dict([*boxes, *([(UNKNOWN, UNKNOWN_LABEL)] if unsure else [])])
        amount = Money(label, unit, usual, required=False)
        super().__init__(
            [
                amount,
                *(forms.BooleanField(required=False) for _ in range(len(self.boxes) + yearly)),
            ],
            label=label,
            help_text=help_text,
            widget=widgets.AmountOr(unit, self.boxes, self.YEARLY if yearly else ""),
            require_all_fields=False,
        )

    def clean(self, value: Any) -> float | str:
        amount, *ticked = value or (None,)
        keys = (*self.boxes, self.YEARLY)
        chosen = [key for key, tick in zip(keys, ticked, strict=False) if tick]
        if len(chosen) > 1:
            raise ValidationError("Cochez une seule case.")
        if chosen and chosen != [self.YEARLY]:
            if amount not in (None, ""):
                raise ValidationError(
                    f"Vous avez écrit un montant et coché « {self.boxes[chosen[0]]} » : gardez "
                    "l’un des deux."
                )
            return chosen[0]
        if amount in (None, ""):
            boxes = " ou ".join(f"« {label} »" for label in self.boxes.values())
            raise ValidationError(f"Écrivez un montant, ou cochez {boxes}.", "required")
        if chosen:
            year = Money(self.label, "euros par an").clean(amount)
            return round((year or 0.0) / 12, 2)
        euros_written: float = self.fields[0].clean(amount)
        return euros_written

    def prepare_value(self, value: Any) -> Any:
        return self.fields[0].prepare_value(value)

    def doubt(self, value: float | str) -> str:
        """As of the amount; nothing is asked of a box."""
        return "" if isinstance(value, str) else str(self.fields[0].doubt(value))

    def show(self, value: float | str) -> str:
        return self.boxes[value] if isinstance(value, str) else self.fields[0].show(value)
