"""What the questions look like: each widget has its own template, and no script."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms


class Radios(forms.RadioSelect):
    template_name = "questionnaire/widgets/choices.html"


class Checkboxes(forms.CheckboxSelectMultiple):
    """Boxes in order; `headings` maps a key to the heading that stands before its box."""

    template_name = "questionnaire/widgets/choices.html"
    headings: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"heading": self.headings.get(str(value), "")}


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
        return {**super().get_context(name, value, attrs), "unit": self.unit}


class DateParts(forms.MultiWidget):
    """Day, month and year as three short numbers: quicker and surer than a calendar."""

    template_name = "questionnaire/widgets/date.html"
    LABELS = ("Jour", "Mois", "Année")

    def __init__(self) -> None:
        parts = [Text(inputmode="numeric", size=size) for size in ("2", "2", "4")]
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


class CommunePicker(forms.MultiWidget):
    """A postal code, then the communes that share it, as radios.

    Without JavaScript the list comes with the page that follows the first "Continuer"; with htmx it
    comes as soon as five digits are typed. `communes(postcode)` returns [(INSEE code, name)].
    """

    template_name = "questionnaire/widgets/commune.html"

    def __init__(self, communes: Callable[[str], list[tuple[str, str]]]) -> None:
        postcode = Text(inputmode="numeric", size="5", autocomplete="postal-code")
        super().__init__({"code": postcode, "commune": Radios()})
        self.communes = communes

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [value["code_postal"], value["commune"]] if value else ["", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        parts = value if isinstance(value, list) else self.decompress(value)
        self.widgets[1].choices = self.communes(parts[0] or "")
        return super().get_context(name, value, attrs)
