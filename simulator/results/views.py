"""The results: computed while the page is already there, or with the page when scripts are off."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from benefits.registry import catalogue
from questionnaire.core import Voice
from questionnaire.dossier import Dossier
from questionnaire.modes import Mode
from questionnaire.pages.session import Store
from questionnaire.pages.views import answered
from simulator.engine.serving.queue import Busy
from simulator.results.calculation import explanation
from simulator.results.disconnection import left
from simulator.results.page import shown
from simulator.results.refinements import refinements
from simulator.results.since import moved
from simulator.way.case import case_of
from simulator.way.outcomes import TURN, Patience, outcomes

TIMEOUT = 20  # seconds; a visitor waits no longer without a word
RESULT = ("results", "computed")
RETRY = 5  # seconds before the waiting page asks again


@require_safe
@answered
def results(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """The page. With scripts its results arrive after it; without, they come with it."""
    if "complet" not in request.GET:
        return render(request, mode.pages["coming"], {"mode": mode})
    return answer(request, mode, store, "results")


@require_safe
@answered
def computed(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """The results alone, for htmx."""
    return answer(request, mode, store, "computed", "waiting_body", busy_status=200)


@require_safe
@answered
def citizen(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """The page that speaks to the person, beside the table of who answers for them."""
    spoken_to = replace(mode, voice=Voice.VOUS, band=mode.pages["citizen_band"])
    return answer(request, spoken_to, store, "citizen")


@require_safe
@answered
def nearby(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """« Près de chez vous »: every desk of the household's list, and what to ask each for."""
    return answer(request, mode, store, "nearby")


@require_safe
@answered
def explained(request: HttpRequest, mode: Mode, store: Store, benefit_id: str) -> HttpResponse:
    """« Comment ce montant est calculé »: one benefit's steps, and the answers they look at."""
    benefit = catalogue().get(benefit_id.replace("-", "_"))
    if benefit is None or not mode.concerns(benefit.id):
        raise Http404
    try:
        context = explanation(case_of(store.dossier, mode.flow, ends=1), benefit, TIMEOUT, mode)
    except Busy:
        return waiting(request, mode)
    return render(request, "simulator/explained.html", context)


@require_safe
@answered
def refine(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """What would make the result surer: a page of its own."""
    try:
        found = refinements(about(store, mode), mode.flow, Patience(TIMEOUT, left(request)))
    except Busy:
        return waiting(request, mode)
    offered = [
        (one.label(mode.voice), one.benefits, mode.address(one.step, "results")) for one in found
    ]
    return render(request, mode.pages["refine"], {"refinements": offered, "mode": mode})


@require_safe
@answered
def detail(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """Everything that was looked at: near misses, what to check, refusals and why, the sums."""
    return answer(request, mode, store, "detail")


@require_safe
@answered
def right(request: HttpRequest, mode: Mode, store: Store, benefit_id: str) -> HttpResponse:
    """One benefit for this household: how much, why or why not, how to claim it, where."""
    benefit = catalogue().get(benefit_id.replace("-", "_"))
    if benefit is None or not mode.concerns(benefit.id):
        raise Http404
    try:
        [outcome] = outcomes([about(store, mode)], Patience(TIMEOUT, left(request)), mode.flow)
    except Busy:
        return waiting(request, mode)
    with TURN:
        context = shown(outcome, mode)
        own = [card for card in context["cards"] if card.benefit.id == benefit.id]
        context |= {"benefit": benefit, "cards": own}
        return render(request, "simulator/right.html", context)


def waiting(
    request: HttpRequest, mode: Mode, template: str = "waiting", status: int = 503
) -> HttpResponse:
    """The page, or its part, that asks again by itself when every computation place is taken."""
    context = {"retry": RETRY, "mode": mode}
    response = render(request, f"simulator/{template}.html", context, status=status)
    response.headers["Retry-After"] = str(RETRY)
    return response


@require_safe
@answered
def tasks(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """« Mes démarches »: what to claim and the papers, once each, to print or to show."""
    return answer(request, mode, store, "tasks")


def answer(
    request: HttpRequest,
    mode: Mode,
    store: Store,
    page: str,
    busy: str = "waiting",
    busy_status: int = 503,
) -> HttpResponse:
    """The computed page or fragment; `busy` when every computation place is taken.

    A mode that asks of one benefit shows that one alone.
    """
    try:
        [outcome] = outcomes([about(store, mode)], Patience(TIMEOUT, left(request)), mode.flow)
    except Busy:
        return waiting(request, mode, busy, busy_status)
    with TURN:
        context = shown(outcome, mode)
        if page in RESULT:
            context["moved"] = moved(mode.drawer(request.session), outcome, context["cards"])
        return render(request, mode.pages[page], context)


def about(store: Store, mode: Mode) -> Dossier:
    """The dossier as the mode asks about it: of all benefits, or of one."""
    return replace(store.dossier, only=mode.only)
