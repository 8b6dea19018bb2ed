"""The short way: the same questions, as many on a screen as fit without scrolling.

No second list of questions: a screen holds those that follow each other in the flow, as long as
none looks at another of the same screen, and as their rows fit. What is asked in euros is asked by
brackets: the mode says « Je ne sais pas » in the person's place, which opens the same brackets as
on any other page.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from orientation.refused import refuse, refused
from questionnaire.building.amounts import AMOUNTS
from questionnaire.building.forms import Group, asked
from questionnaire.core import UNKNOWN, Step
from questionnaire.modes import Mode, in_mode
from questionnaire.pages.chapters import SHOWN, Asked, Page
from questionnaire.pages.session import Store
from questionnaire.pages.views import elsewhere, store_of
from simulator.terminal import keypad
from simulator.terminal.postcode import by_digits

ROWS = 10  #: of choices, fields and titles, that a screen of 1,280 × 1,024 shows
WORDS = 2  #: rows that the words of an error take


@dataclass(frozen=True)
class Screen(Page):
    """The questions of one screen, by their keys."""

    keys: tuple[str, ...] = ()

    def asks(self, step: Step) -> bool:
        return step.key in self.keys

    @cached_property
    def asked(self) -> list[Asked]:
        """Nothing of it is wrong yet while a digit is written: the rest is still to come."""
        found = super().asked
        for one in found if self.data is not None and keypad.KEY in self.data else ():
            one.form.errors.clear()
        return found

    @property
    def made(self) -> Callable[[Any], Any]:
        """The fields are those of every page, but for what would need letters."""
        return by_digits


@dataclass(frozen=True)
class Row:
    """One row of a folded group. `told`: its answer so far, in words."""

    field: BoundField
    told: str
    open: bool


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def screen(request: HttpRequest, mode: Mode) -> HttpResponse:
    """The next questions without an answer; POST keeps what is right and leads on. What is wrong
    comes back to its page (orientation.refused).

    A key of the keypad that was sent without scripts writes its digit, and keeps nothing.
    """
    store = store_of(request, mode)
    if not store.session.get("present"):
        return redirect(mode.url("resume"))
    presume(store, mode)
    if request.method != "POST":
        typed, _ = refused(request, store.session)
        if typed and (page := again(mode, store, typed)).asked:
            return shown(request, mode, page)
        step = chosen(store, request.GET.get("question", ""))
        if step is None:
            return redirect(mode.ends.after)
        return shown(request, mode, page_of(mode, store, step))
    data = keypad.typed(request.POST)
    page = sent(mode, store, data)
    if not page.asked:
        return elsewhere(request, mode, store)
    if keypad.KEY in data:
        return refuse(request, typed=data, kept=store.session)
    page.keep()
    if page.wrong:
        return refuse(request, typed=data, kept=store.session)
    presume(store, mode)
    missing = store.asked.missing
    return redirect(mode.address(missing) if missing else mode.ends.after)


def sent(mode: Mode, store: Store, data: QueryDict) -> Screen:
    """The screen that was sent, with what was typed on it."""
    keys = tuple(one.rpartition("=")[0] for one in data.getlist(SHOWN))
    return Screen(mode, store, "", data, keys)


def again(mode: Mode, store: Store, typed: QueryDict) -> Screen:
    """The screen that comes back: as it was for a digit more; else what is wrong, with room for its
    words. What is right is kept; what does not fit is asked next."""
    page = sent(mode, store, typed)
    if keypad.KEY in typed:
        return page
    tall = accumulate(height(one.step) + WORDS for one in page.wrong)
    fit = [one.key for one, rows in zip(page.wrong, tall, strict=True) if rows <= ROWS]
    return replace(page, keys=tuple(fit or [one.key for one in page.wrong[:1]]))


def shown(request: HttpRequest, mode: Mode, page: Screen) -> HttpResponse:
    said = {
        "mode": mode,
        "page": page,
        "asked": [(one, rows(one)) for one in page.asked],
        "part": page.asked[0].step.section,
        "previous": previous(mode, page),
        "digits": keypad.DIGITS if keypad.wanted(page) else (),
        "keypad_fields": keypad.fields(page),
        "done": len(page.store.asked.answered),
        "steps": len(page.store.asked.steps),
    }
    return render(request, "terminal/screen.html", said)


def rows(one: Asked) -> list[Row]:
    """The rows of a group that is too tall for a screen, folded; [] for what fits as it is."""
    if not one.form.is_group or height(one.step) <= ROWS:
        return []
    found = [Row(field, told(field), bool(field.errors)) for field in one.form]
    empty = next((row for row in found if not row.told), found[0])
    if not any(row.open for row in found):
        found[found.index(empty)] = replace(empty, open=True)
    return found


def told(field: BoundField) -> str:
    """What is chosen in a row, in words; "" for nothing yet."""
    value = field.value()
    known = dict(getattr(field.field, "choices", ())) | getattr(field.field, "boxes", {})
    parts = value if isinstance(value, list) else [value]
    return " ".join(str(known.get(part, part)) for part in parts if part)


def previous(mode: Mode, page: Screen) -> str:
    """The address of the last question that the person answered before this screen; "" when it is
    the first. What the mode answered in their place is no question to go back to."""
    store, first = page.store, page.asked[0].step.key
    keys = [step.key for step in store.asked.reachable]
    told = [step.key for step in store.asked.answered if not presumed(store, step)]
    before = [key for key in keys[: keys.index(first)] if key in told] if first in keys else []
    return mode.url("screen") + f"?question={before[-1]}" if before else ""


def presumed(store: Store, step: Step) -> bool:
    """Whether the mode said « Je ne sais pas » to it in the person's place."""
    answer = store.answers.get(step.key)
    return (
        step.question.id.startswith(AMOUNTS)
        and isinstance(answer, dict)
        and set(answer.values()) == {UNKNOWN}
    )


def chosen(store: Store, key: str) -> Step | None:
    """The step of an address that changes one answer; else the first without an answer."""
    reachable = {step.key: step for step in store.asked.reachable}
    return reachable.get(key) or store.asked.missing


def page_of(mode: Mode, store: Store, first: Step) -> Screen:
    """The screen that begins with a step."""
    return Screen(mode, store, "", None, tuple(step.key for step in together(store, first)))


def together(store: Store, first: Step) -> list[Step]:
    """A step and those that follow it on its screen."""
    steps = store.asked.steps
    found, rows = [first], height(first)
    if first.key in store.answers:
        return found  # one answer is being changed
    start = next(index for index, step in enumerate(steps) if step.key == first.key)
    for step in steps[start + 1 :]:
        looks = set(step.question.looks_at)
        apart = step.section != first.section or step.subject != first.subject
        if apart or step.key in store.answers or step.question.optional:
            break
        if looks & {one.question.id for one in found} or rows + height(step) > ROWS:
            break
        found.append(step)
        rows += height(step)
    return found


def height(step: Step) -> int:
    """How many rows a question takes, its title counting for two."""
    field = step.field()
    rows = field.rows.values() if isinstance(field, Group) else (field,)
    return 2 * isinstance(field, Group) + sum(2 + (touched(row) or 2) for row in rows)


def touched(row: Any) -> int:
    """How many choices and boxes a field has."""
    return len(list(getattr(row, "choices", ()))) + len(getattr(row, "boxes", ()))


def presume(store: Store, mode: Mode) -> None:
    """Answer « Je ne sais pas » to the amounts that come next: their brackets are asked instead."""
    while (step := store.asked.missing) and step.question.id.startswith(AMOUNTS):
        field = asked(step, mode.voice)
        if not isinstance(field, Group) or not all(unsure(row) for row in field.rows.values()):
            return
        store.save(step, dict.fromkeys(field.rows, UNKNOWN))


def unsure(row: Any) -> bool:
    return bool(getattr(row, "unsure", ()))
