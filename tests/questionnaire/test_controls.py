"""The controls of a page, beside what Django's own templates write of them."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from questionnaire.building.forms import StepForm
from questionnaire.questions import FLOW
from questionnaire.schema import sampled
from simulator.templatetags.controls import attributes, choice, control


def controls() -> Iterator[dict[str, Any]]:
    """The widgets' contexts of every question, and of what nobody should write."""
    for step in sampled(FLOW):
        for bound in StepForm(step):
            built = bound.field.widget.get_context(bound.html_name, None, {"id": bound.auto_id})
            found = built["widget"]
            options = [one for _, group, _ in found.get("optgroups", ()) for one in group]
            yield from options or found.get("subwidgets", [found])
    hostile = '"><script>&'
    yield {
        "type": "text",
        "name": hostile,
        "value": hostile,
        "attrs": {"id": hostile, "checked": True, "hidden": False, "size": 3},
        "label": hostile,
    }


def test_a_control_is_written_as_django_writes_it(communes) -> None:
    for widget in controls():
        if "type" in widget:
            whole = render_to_string("django/forms/widgets/input.html", {"widget": widget})
            assert control(widget) == whole.strip()
        own = render_to_string("django/forms/widgets/attrs.html", {"widget": widget})
        assert attributes(widget) == own


def test_the_words_of_a_choice_are_escaped() -> None:
    option = {"type": "radio", "name": "n", "value": "v", "attrs": {"id": "i"}, "label": "<b>"}
    written = choice(option | {"hint": "<i>", "hint_id": "j"})
    assert written.count("&lt;") == 2
    assert '<small id="j">' in written
