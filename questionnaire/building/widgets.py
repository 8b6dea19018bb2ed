"""What the questions look like: each widget has its own template, and no script."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms


def of_the_group(attrs: dict[str, Any] | None) -> dict[str, Any]:
    """Without what is said once of the whole group: that it is in error, and by what explained."""
    said = ("aria-invalid", "aria-describedby")
    return {name: value for name, value in (attrs or {}).items() if name not in said}


class Radios(forms.RadioSelect):
    template_name = "questionnaire/widgets/choices.html"

    def build_attrs(self, base: Any, extra: Any = None) -> dict[str, Any]:
        return of_the_group(super().build_attrs(base, extra))


class Checkboxes(forms.CheckboxSelectMultiple):
    """Boxes in order, in families when `headings` says before which key each begins: only the
    families in which something is ticked are open. `none`, the last box, stands apart."""

    template_name = "questionnaire/widgets/choices.html"
    headings: Mapping[str, str] = {}
    unfolded = False  #: every family open, for who types
    none = ""
    hints: Mapping[str, str] = {}  #: the key of a box -> what is explained under it

    def build_attrs(self, base: Any, extra: Any = None) -> dict[str, Any]:
        return of_the_group(super().build_attrs(base, extra))

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if hint := self.hints.get(str(value)):
            own = f"{option['attrs'].get('id', name)}_hint"
            option |= {"hint": hint, "hint_id": own}
            option["attrs"]["aria-describedby"] = own
        return option

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [one for _, group, _ in context["widget"]["optgroups"] for one in group]
        families: list[dict[str, Any]] = []
        for option in options:
            key = str(option["value"])
            if key in self.headings or not families or (key == self.none and self.headings):
                families.append({"label": self.headings.get(key, ""), "options": []})
            families[-1]["options"].append(option)
        for family in families:
            ticked = any(one["selected"] for one in family["options"])
            family["open"] = self.unfolded or ticked
        return context | {"families": families}


class Text(forms.TextInput):
    """One line of text. What comes back after an error is cut at `LONGEST` characters."""

    template_name = "questionnaire/widgets/text.html"
    LONGEST = 100

    def __init__(self, unit: str = "", **attrs: str) -> None:
        super().__init__({"autocomplete": "off", **attrs})
        self.unit = unit

    def format_value(self, value: Any) -> str | None:
        text = super().format_value(value)
        return text if text is None else text[: self.LONGEST]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        if self.unit and "id" in own:  # heard with the box: a wrong period is a factor of twelve
            own["aria-describedby"] = f"{own.get('aria-describedby', '')} {own['id']}_unit".strip()
        return context | {"unit": self.unit}


class DateParts(forms.MultiWidget):
    """Day, month and year as three short numbers: quicker and surer than a calendar."""

    template_name = "questionnaire/widgets/date.html"
    LABELS = ("Jour", "Mois", "Année")

    FILLED = ("bday-day", "bday-month", "bday-year")

    def __init__(self, own: bool = False) -> None:
        parts = [
            Text(inputmode="numeric", size=size, autocomplete=filled if own else "off")
            for size, filled in zip(("2", "2", "4"), self.FILLED, strict=True)
        ]
        super().__init__(parts)

    def decompress(self, value: str | None) -> list[str]:
        return [str(int(part)) for part in reversed(value.split("-"))] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.LABELS, strict=True):
            part["label"] = label
        return context


class AmountOr(forms.MultiWidget):
    """An amount, the boxes (key -> label) that stand for it, and one for a year's if named."""

    template_name = "questionnaire/widgets/amount_or.html"

    def __init__(self, unit: str, boxes: Mapping[str, str], yearly: str = "") -> None:
        self.unit, self.boxes = unit, boxes
        self.labels = [*boxes.values(), *([yearly] if yearly else [])]
        amount = Text(unit, inputmode="decimal", size="9")
        super().__init__([amount, *(forms.CheckboxInput() for _ in self.labels)])

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # one of its controls is enough

    def decompress(self, value: float | str | None) -> list[Any]:
        ticked = [key == value for key in self.boxes]
        unticked = [False] * (len(self.labels) - len(ticked))
        return [None if any(ticked) else value, *ticked, *unticked]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        amount, *ticks = context["widget"]["subwidgets"]
        boxes = list(zip(ticks, self.labels, strict=True))
        return context | {"amount": amount, "boxes": boxes, "unit": self.unit}


class List(forms.Select):
    """A list of one line, where letters find their choice."""

    template_name = "questionnaire/widgets/list.html"


class TypedCommune(forms.MultiWidget):
    """A postal code or a name in one box, and the communes that share it, as radios below."""

    template_name = "questionnaire/widgets/typed_commune.html"

    def __init__(self, known: Callable[[str], list[tuple[str, str]]]) -> None:
        super().__init__({"code": Text(size="20"), "commune": Radios()})
        self.known = known

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [value["code_postal"], value["commune"]] if value else ["", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        parts = value if isinstance(value, list) else self.decompress(value)
        found = self.known(parts[0] or "")
        self.widgets[1].choices = found if len(found) > 1 else []
        return super().get_context(name, value, attrs)


ELSEWHERE = "autre"  # the commune is none of those found


class CommunePicker(forms.MultiWidget):
    """A postal code, then the communes that share it, as radios.

    Without JavaScript the list comes with the page that follows the first "Continuer"; with htmx it
    comes as soon as five digits are typed. `communes(postcode)` returns [(INSEE code, name)].
    """

    template_name = "questionnaire/widgets/commune.html"

    def __init__(
        self, communes: Callable[[str], list[tuple[str, str]]], elsewhere: bool = False
    ) -> None:
        postcode = Text(size="30", autocomplete="postal-code")
        super().__init__({"code": postcode, "commune": Radios()})
        self.communes, self.elsewhere = communes, elsewhere

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # the list of communes comes later

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [value["code_postal"], value["commune"]] if value else ["", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        parts = value if isinstance(value, list) else self.decompress(value)
        found = self.communes(parts[0] or "")
        more = [(ELSEWHERE, "Ce n’est pas ma commune")] if found and self.elsewhere else []
        self.widgets[1].choices = [*found, *more]
        if len(found) == 1 and not parts[1]:  # there is nothing to choose
            value = [parts[0], found[0][0]]
        return super().get_context(name, value, attrs)
