"""The keypad on the screen: with scripts it writes in the field that has the focus; without, each
of its keys is a button of the form, and the server writes the digit.

The real keyboard goes on working, and nothing is kept before « Continuer ».
"""

from typing import Any

from django.http import QueryDict

from questionnaire.pages.chapters import Page

KEY = "touche"
DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")
BACK = "effacer"
NUMERIC = ("numeric", "decimal")
LONGEST = 9  # digits of a field that says no length of its own


def wanted(page: Page) -> bool:
    """Whether something on the page is written in digits."""
    return any(_numeric(widget) for one in page.asked for widget, _ in _widgets(one.form))


def typed(data: QueryDict) -> QueryDict:
    """What was sent with the digit of the key that was pressed; the same without a key.

    A key is sent as `touche=FIELD:LENGTH,FIELD:LENGTH=DIGIT`: the first field that is not full
    takes the digit, the last that is not empty loses one.
    """
    key = data.get(KEY, "")
    fields, _, pressed = key.rpartition("=")
    if not fields or (pressed not in DIGITS and pressed != BACK):
        return data
    filled = data.copy()
    names = [(one.rpartition(":")[0], one.rpartition(":")[2]) for one in fields.split(",")]
    lengths = {name: int(length) for name, length in names if name in data and length.isdigit()}
    if pressed == BACK:
        last = next((name for name in reversed(lengths) if filled[name]), None)
        if last:
            filled[last] = filled[last][:-1]
        return filled
    for name, length in lengths.items():
        if len(filled[name]) < length:
            filled[name] += pressed
            break
    return filled


def fields(page: Page) -> str:
    """The fields that the keypad fills, in order, with the digits that each takes."""
    found = []
    for one in page.asked:
        for widget, name in _widgets(one.form):
            if _numeric(widget):
                found.append(f"{name}:{widget['attrs'].get('size') or LONGEST}")
    return ",".join(found)


def _widgets(form: object) -> list[tuple[dict[str, Any], str]]:
    """Every input of a form as its template sees it, with its name."""
    found = []
    for bound in form:  # type: ignore[attr-defined]
        context = bound.field.widget.get_context(
            bound.html_name, bound.value(), {"id": bound.auto_id}
        )
        widget = context["widget"]
        for part in widget.get("subwidgets") or [widget]:
            if isinstance(part, dict) and "attrs" in part:
                found.append((part, part["name"]))
    return found


def _numeric(widget: dict[str, Any]) -> bool:
    return widget["attrs"].get("inputmode") in NUMERIC
