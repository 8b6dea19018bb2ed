"""The short way: the same questions, as many on a screen as fit without scrolling.

No second list of questions: a screen holds those that follow each other in the flow, as long as
none looks at another of the same screen, and as their rows fit. What is asked in euros is asked by
brackets: the mode says « Je ne sais pas » in the person's place, which opens the same brackets as
on any other page.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from questionnaire.building.forms import Group, asked
from questionnaire.core import UNKNOWN, Step
from questionnaire.modes import Mode, in_mode
from questionnaire.pages.chapters import Page
from questionnaire.pages.session import Store
from questionnaire.pages.views import elsewhere, store_of
from simulator.terminal import keypad

AMOUNTS = "montants-"  #: what the ids of the questions about amounts begin with
ROWS = 10  #: of choices, fields and titles, that a screen of 1,280 × 1,024 shows


@dataclass(frozen=True)
class Screen(Page):
    """The questions of one screen, by their keys."""

    keys: tuple[str, ...] = ()

    def asks(self, step: Step) -> bool:
        return step.key in self.keys

    @property
    def made(self) -> None:
        """The fields are those of every page."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def screen(request: HttpRequest, mode: Mode) -> HttpResponse:
    """The next questions without an answer; POST keeps what is right and leads on.

    A key of the keypad that was sent without scripts writes its digit, and keeps nothing.
    """
    store = store_of(request, mode)
    if not store.session.get("present"):
        return redirect(mode.url("resume"))
    presume(store, mode)
    if request.method != "POST":
        step = chosen(store, request.GET.get("question", ""))
        if step is None:
            return redirect(mode.ends.after)
        return shown(request, mode, page_of(mode, store, step))
    data = keypad.typed(request.POST)
    keys = tuple(one.rpartition("=")[0] for one in request.POST.getlist("montre"))
    page = Screen(mode, store, "", data, keys)
    if not page.asked:
        return elsewhere(request, mode, store)
    if data is not request.POST:
        return shown(request, mode, page)
    page.keep()
    if page.wrong:
        return shown(request, mode, page, status=422)
    presume(store, mode)
    missing = store.asked.missing
    return redirect(mode.address(missing) if missing else mode.ends.after)


def shown(request: HttpRequest, mode: Mode, page: Screen, status: int = 200) -> HttpResponse:
    said = {
        "mode": mode,
        "page": page,
        "part": page.asked[0].step.section,
        "digits": keypad.DIGITS if keypad.wanted(page) else (),
        "keypad_fields": keypad.fields(page),
        "done": len(page.store.asked.answered),
        "steps": len(page.store.asked.steps),
    }
    return render(request, "terminal/screen.html", said, status=status)


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
    if isinstance(field, Group):
        return 2 + sum(2 + len(getattr(row, "choices", ())) for row in field.rows.values())
    choices = getattr(field, "choices", None)
    return 2 + (len(list(choices)) if choices else 2)


def presume(store: Store, mode: Mode) -> None:
    """Answer « Je ne sais pas » to the amounts that come next: their brackets are asked instead."""
    while (step := store.asked.missing) and step.question.id.startswith(AMOUNTS):
        field = asked(step, mode.voice)
        if not isinstance(field, Group) or not all(unsure(row) for row in field.rows.values()):
            return
        store.save(step, dict.fromkeys(field.rows, UNKNOWN))


def unsure(row: Any) -> bool:
    return bool(getattr(row, "unsure", ()))
