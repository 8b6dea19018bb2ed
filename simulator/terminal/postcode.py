"""Where one lives, by the digits of a postal code alone: a terminal has no letters to type.

The communes that share a code are many at times (46 for 51300): they are then folded, a few under
each heading, so that no screen scrolls.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from questionnaire.building import widgets
from questionnaire.building.communes import Commune
from questionnaire.building.forms import Group
from questionnaire.modes import Mode, in_mode
from questionnaire.questions.logement import commune_field

HELP = (
    "Touchez les cinq chiffres de votre code postal, puis votre commune. Sans logement, celui de "
    "la commune ou de l’association où vous recevez votre courrier."
)
DIGITS = 5
FEW = 12  # communes that are shown at once


class Postcode(widgets.CommunePicker):
    """Five digits, then the communes that share them."""

    template_name = "terminal/postcode.html"

    def __init__(self, field: Commune) -> None:
        super().__init__(field.found)
        self.widgets[0].attrs |= {"inputmode": "numeric", "size": str(DIGITS)}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        radios = context["widget"]["subwidgets"][1]
        options = [option for _, group, _ in radios["optgroups"] for option in group]
        return context | {"folds": folded(options)}


def folded(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The options as {"heading", "options", "open"}: one without a heading when they are few."""
    if len(options) <= FEW:
        return [{"heading": "", "options": options, "open": True}] if options else []
    parts = [options[start : start + FEW] for start in range(0, len(options), FEW)]
    chosen = next((part for part in parts if any(one["selected"] for one in part)), parts[0])
    return [
        {
            "heading": f"{part[0]['label']} … {part[-1]['label']}",
            "options": part,
            "open": part is chosen,
        }
        for part in parts
    ]


def by_digits(asked: Any) -> Any:
    """A field or a group, the commune asked by its postal code alone."""
    if not isinstance(asked, Commune) or isinstance(asked, Group):
        return asked
    field = Commune(asked.label, asked.communes, HELP, commune_of=asked.commune_of)
    field.widget = Postcode(field)
    return field


@require_POST
@in_mode
def communes(request: HttpRequest, mode: Mode) -> HttpResponse:
    """For htmx: the communes of the digits written so far, as radios of the same form."""
    end = "_code"
    name = next((one for one in request.POST if one.endswith(end)), end).removesuffix(end)
    picker = by_digits(commune_field()).widget
    value = picker.value_from_datadict(request.POST, {}, name)
    context = picker.get_context(name, value, {"id": f"id_{name}"})
    written = "".join((value[0] or "").split()) if value else ""
    count = sum(len(one["options"]) for one in context["folds"])
    said = {"count": count, "asked": len(written) == DIGITS}
    return render(request, "terminal/communes.html", context | said)
