"""The recap: every answer told, to be read over before the results."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questionnaire import told
from questionnaire.building.forms import asked
from questionnaire.building.wording import name
from questionnaire.contradictions import contradictions
from questionnaire.core import UNKNOWN
from questionnaire.modes import RECAP, Mode, in_mode
from questionnaire.pages.session import ASK, Store
from questionnaire.pages.views import came_from, elsewhere, store_of


@require_safe
@in_mode
def recap(request: HttpRequest, mode: Mode) -> HttpResponse:
    """Every answer that counts, each with its link to change it.

    A visitor who comes from the results goes back to them after one change.
    """
    store = store_of(request, mode)
    if not store.answers:
        return elsewhere(request, mode, store)
    sections = in_words(store, mode, came_from(request.GET, mode) or RECAP)
    chapters = [
        (part, told.brief(lines, mode.voice), lines) for part, lines in sections.items() if lines
    ]
    context = {"mode": mode, "chapters": chapters, "missing": store.asked.missing}
    context["to_ask"] = to_ask(store, mode)
    context["doubtful"] = [
        (says, asked(step, mode.voice).label, mode.address(step, RECAP))
        for step, says in contradictions(store.asked)
    ]
    return render(request, "questionnaire/recap.html", context)


def in_words(store: Store, mode: Mode, back: str = RECAP) -> dict[str, list[told.Line]]:
    """Every answer that counts under its part of the questionnaire."""
    return told.in_words(store.asked.answered, store.answers, mode, back)


def to_ask(store: Store, mode: Mode) -> list[tuple[str, str]]:
    """What is still to ask somebody: the question in the mode's voice, where to answer it."""
    left = set(store.session.get(ASK, ()))
    found = []
    for step in store.asked.steps:
        answer = store.answers.get(step.key)
        if step.key in left or unknown(answer) or (answer is None and not step.question.optional):
            label = str(asked(step, mode.voice).label)
            person = (
                "" if step.subject.kind in ("menage", "vous") else name(step.subject, mode.voice)
            )
            whose = f" ({person})" if person and person not in label else ""
            found.append((label + whose, mode.address(step)))
    return found


def unknown(answer: Any) -> bool:
    """Whether an answer, or a row of it, is not known."""
    return answer == UNKNOWN or (isinstance(answer, dict) and UNKNOWN in answer.values())
