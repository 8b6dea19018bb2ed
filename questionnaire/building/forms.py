"""One step as a Django form, and an answer checked without a browser."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from questionnaire.building.wording import lowered, said, sentence
from questionnaire.core import Step, Voice

SINGLE = "reponse"
SURE = "sur"  #: the field of a page that says which unlikely answers were confirmed
DOUBT = "doute"  #: the code of an error that only asks


@dataclass(frozen=True)
class Group:
    """Several fields on one page, for an answer that is a mapping (amounts by kind of income).

    `rows` maps a path ("salaire" or "salaire.2026-10") to its field; `headings` says before which
    path
    a heading stands.
    """

    label: str
    rows: dict[str, forms.Field]
    help_text: str = ""
    headings: dict[str, str] = field(default_factory=dict)
    #: The rows whose amounts add up, told as they are typed: a slip of the keyboard shows there.
    adds_up: frozenset[str] = frozenset()
    help_templates: tuple[str, ...] = ()  #: what explains it at length, below the rows
    #: What the answer of a row is called where it is read again, when the row asks a question.
    nouns: Mapping[str, str] = field(default_factory=dict)

    def flat(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """`{"salaire": {"2026-10": 900}}` -> `{"salaire.2026-10": 900}`."""
        rows: dict[str, Any] = {}
        for key, inner in value.items():
            if isinstance(inner, Mapping):
                rows |= {f"{key}.{sub}": leaf for sub, leaf in inner.items()}
            else:
                rows[key] = inner
        return rows

    def nested(self, rows: Mapping[str, Any]) -> dict[str, Any]:
        """The reverse of `flat`; a row left empty is left out: unknown, never 0."""
        value: dict[str, Any] = {}
        for path, leaf in rows.items():
            if leaf is None:
                continue
            key, _, sub = path.partition(".")
            if sub:
                value.setdefault(key, {})[sub] = leaf
            else:
                value[key] = leaf
        return value

    def show(self, value: Mapping[str, Any]) -> str:
        """Each row under its noun or its label, after the heading that it stands under."""
        shown, heading, found = self.flat(value), "", []
        for path, row in self.rows.items():
            heading = self.headings.get(path, heading)
            if path in shown:
                noun = sentence(self.nouns[path]) if path in self.nouns else str(row.label)
                words = row.show(shown[path])
                chosen = hasattr(row, "choices") or hasattr(row, "boxes")
                words = lowered(words) if chosen else words
                found.append(f"{heading and heading + ', '}{noun} : {words}")
                heading = ""
        return " ; ".join(found)


class StepForm(forms.Form):
    """The form of one step. `answer` is the JSON value once the form is valid."""

    def __init__(
        self,
        step: Step,
        data: Any = None,
        answer: Any = None,
        voice: Voice = Voice.VOUS,
        made: Callable[[Any], Any] | None = None,
        prefix: str | None = None,
        asks: bool = False,
    ) -> None:
        """`made`: what its fields are made into (see `entry.fast`). `prefix`: of its names, where
        several forms share a page. `asks`: an answer that is likely a slip is asked again, « Est-ce
        bien… ? », until what is sent says SURE of it."""
        self.asks = asks
        self.doubts: list[str] = []  #: what SURE must say for the same answers to be taken
        self.voice = voice
        self.asked = asked(step, voice)
        if made:
            self.asked = made(self.asked)
        self.is_group = isinstance(self.asked, Group)
        initial = None
        if answer is not None:
            initial = self.asked.flat(answer) if self.is_group else {SINGLE: answer}
        elif likely := getattr(self.asked, "likely", None):
            initial = {SINGLE: likely}
        super().__init__(data=data, initial=initial, prefix=prefix)
        self.fields: dict[str, Any] = (
            dict(self.asked.rows) if isinstance(self.asked, Group) else {SINGLE: self.asked}
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        sure = self.data.getlist(SURE) if isinstance(self.data, QueryDict) else ()
        for path, value in list(found.items()) if self.asks else ():
            doubt = getattr(self.fields[path], "doubt", lambda value: "")(value)
            mark = f"{path}={value}"
            if doubt:
                self.doubts.append(mark)
            if doubt and mark not in sure:
                self.add_error(path, ValidationError(doubt, DOUBT))
        return found

    @property
    def only_asks(self) -> bool:
        """Whether nothing is wrong: what stops the form is only a question."""
        found = self.errors.as_data().values() if self.errors else ()
        return bool(found) and all(one.code == DOUBT for errors in found for one in errors)

    def add_error(self, field: str | None, error: Any) -> None:
        """The field's errors, in the form's voice."""
        for one in getattr(error, "error_list", ()):
            one.message = said(str(one.message), self.voice)
        super().add_error(field, error)

    @property
    def title(self) -> str:
        """The question itself: the page's h1 and the beginning of its title."""
        return str(self.asked.label)

    @property
    def answer(self) -> Any:
        """The JSON value of a valid form."""
        return self.asked.nested(self.cleaned_data) if self.is_group else self.cleaned_data[SINGLE]

    @property
    def total(self) -> float | None:
        """Euros: what the amounts written so far add up to; None when nothing does."""
        amounts = [self.written(path) for path in getattr(self.asked, "adds_up", ())]
        known = [amount for amount in amounts if isinstance(amount, float)]
        return sum(known) if len(amounts) > 1 and known else None

    def written(self, path: str) -> Any:
        """The value of one row as it stands, None when it is empty or not right yet."""
        row = self.fields[path]
        try:
            return row.clean(self[path].data if self.is_bound else raw(row, self.initial[path]))
        except (ValidationError, KeyError):
            return None

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What the summary says: (id of the control that mends it, words), the same of neighbours
        said once: « Salaire, novembre 2026 et 3 autres : écrivez un montant »."""
        found: dict[tuple[str, str], list[forms.BoundField]] = {}
        for heading, fields in self.sections:
            for bound in fields:
                for error in bound.errors:
                    found.setdefault((heading, str(error)), []).append(bound)
        return [
            (control(bounds[0]), self._told(heading, bounds, error))
            for (heading, error), bounds in found.items()
        ]

    def _told(self, heading: str, bounds: list[forms.BoundField], error: str) -> str:
        if not self.is_group:
            return error
        more = f" et {len(bounds) - 1} autres" if len(bounds) > 1 else ""
        return f"{heading}{', ' if heading else ''}{bounds[0].label}{more} : {error}"

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of a group under their headings, ("" when there is none)."""
        found: list[tuple[str, list[forms.BoundField]]] = []
        for bound in self:
            heading = getattr(self.asked, "headings", {}).get(bound.name)
            if heading or not found:
                found.append((heading or "", []))
            found[-1][1].append(bound)
        return found


def asked(step: Step, voice: Voice) -> forms.Field | Group:
    """The field of a step, all that it says in one voice."""
    return spoken(step.field(voice), voice)


def spoken(asked: forms.Field | Group, voice: Voice) -> Any:
    """The field with its label, help, choices and rows as a voice says them."""
    if voice is Voice.VOUS:
        return asked
    if isinstance(asked, Group):
        return replace(
            asked,
            label=said(asked.label, voice),
            help_text=said(asked.help_text, voice),
            headings={path: said(text, voice) for path, text in asked.headings.items()},
            rows={path: spoken(row, voice) for path, row in asked.rows.items()},
        )
    asked.label = said(str(asked.label or ""), voice)
    asked.help_text = said(str(asked.help_text), voice)
    if hasattr(asked, "choices"):
        asked.choices = [(key, said(str(label), voice)) for key, label in asked.choices]
    if hints := getattr(asked.widget, "hints", None):
        asked.widget.hints = {key: said(hint, voice) for key, hint in hints.items()}
    if hasattr(asked, "none"):
        none = said(asked.none, voice)
        required = asked.error_messages["required"].replace(asked.none, none)
        asked.none, asked.error_messages["required"] = none, required
    if hasattr(asked, "boxes"):
        asked.boxes = {key: said(label, voice) for key, label in asked.boxes.items()}
        asked.widget.labels = [said(label, voice) for label in asked.widget.labels]
    return asked


def control(bound: forms.BoundField) -> str:
    """The id of the first control of a field."""
    several = getattr(bound.field.widget, "use_fieldset", False)
    return f"{bound.auto_id}_0" if several else str(bound.auto_id)


def texts(asked: forms.Field | Group) -> list[str]:
    """Everything that the page of a question says: its label, help, choices, rows and headings."""
    found = [str(asked.label), str(asked.help_text)]
    if isinstance(asked, Group):
        found += asked.headings.values()
        return found + [text for row in asked.rows.values() for text in texts(row)]
    found += getattr(asked.widget, "hints", {}).values()
    return found + [str(label) for label in labels(getattr(asked, "choices", ()))]


def labels(choices: Any) -> list[str]:
    """The labels of radios or boxes, and of their groups when they have some."""
    found: list[str] = []
    for key, label in choices:
        found += [str(key), *labels(label)] if isinstance(label, list | tuple) else [str(label)]
    return found


def raw(form_field: forms.Field, value: Any) -> Any:
    """What a browser would have sent for the JSON value `value`."""
    if isinstance(form_field.widget, forms.MultiWidget):
        return form_field.widget.decompress(value)
    return form_field.prepare_value(value)


def check(step: Step, value: Any) -> Any:
    """The JSON answer `value` as the step's field cleans it; raises ValidationError in words."""
    asked = step.field()
    try:
        if not isinstance(asked, Group):
            return asked.clean(raw(asked, value))
        rows = asked.flat(value)
        if unknown := set(rows) - set(asked.rows):
            raise ValidationError(f"« {min(unknown)} » n’est pas demandé ici.")
        return asked.nested(
            {path: row.clean(raw(row, rows.get(path))) for path, row in asked.rows.items()}
        )
    except (TypeError, ValueError, AttributeError, KeyError, LookupError) as error:
        raise ValidationError("Cette réponse n’a pas la forme attendue.") from error
