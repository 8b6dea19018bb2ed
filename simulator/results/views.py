"""The results: computed while the page is already there, or with the page when scripts are off."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import reswap, retarget

from benefits.registry import catalogue
from questionnaire.modes import RESULTS, Walk, walking
from questionnaire.pages.session import Store
from questionnaire.pages.views import elsewhere, expired, say_expired
from simulator.engine.serving.queue import Busy
from simulator.results.calculation import explanation
from simulator.results.disconnection import left
from simulator.results.page import shown
from simulator.results.refinements import refinements
from simulator.way import outcomes

TIMEOUT = 20  # seconds; a visitor waits no longer without a word
RETRY = 5  # seconds before the waiting page asks again


@require_safe
@walking
def results(request: HttpRequest, walk: Walk) -> HttpResponse:
    """The page. With scripts its results arrive after it; without, they come with it."""
    store = Store(request.session, walk.flow)
    if store.first_unanswered():
        return elsewhere(request, walk, store)
    if "complet" not in request.GET:
        return render(request, "simulator/results_coming.html", {"walk": walk})
    return answer(request, walk, store, "results", busy_status=503)


@require_safe
@walking
def computed(request: HttpRequest, walk: Walk) -> HttpResponse:
    """The results alone, for htmx."""
    store = Store(request.session, walk.flow)
    if expired(request, store):  # the whole page: a reload would come without the cookie
        return reswap(retarget(say_expired(request, walk, status=200), "body"), "innerHTML")
    if store.first_unanswered():
        return HttpResponse(headers={"HX-Refresh": "true"})
    return answer(request, walk, store, "results_body", busy_status=200)


@require_safe
@walking
def nearby(request: HttpRequest, walk: Walk) -> HttpResponse:
    """« Près de chez vous »: every desk of the household's list, and what to ask each for."""
    store = Store(request.session, walk.flow)
    if store.first_unanswered():
        return elsewhere(request, walk, store)
    return answer(request, walk, store, "nearby", busy_status=503)


@require_safe
@walking
def explained(request: HttpRequest, walk: Walk, benefit_id: str) -> HttpResponse:
    """« Comment ce montant est calculé »: one benefit's steps, and the answers they look at."""
    benefit = catalogue().get(benefit_id.replace("-", "_"))
    if benefit is None or not walk.concerns(benefit.id):
        raise Http404
    store = Store(request.session, walk.flow)
    if store.first_unanswered():
        return elsewhere(request, walk, store)
    case = outcomes.prepare(store.answers, store.month, ends=1, flow=walk.flow)
    try:
        context = explanation(case, benefit, store.answers, TIMEOUT, walk)
    except Busy:
        return waiting(request, walk, "waiting", 503)
    return render(request, "simulator/explained.html", context)


@require_safe
@walking
def refine(request: HttpRequest, walk: Walk) -> HttpResponse:
    """What would make the result surer; for htmx inside the results, else a page of its own."""
    store = Store(request.session, walk.flow)
    if store.first_unanswered():
        return HttpResponse() if request.htmx else elsewhere(request, walk, store)
    try:
        found = refinements(store.answers, store.month, TIMEOUT, walk, left(request))
    except Busy:
        return HttpResponse() if request.htmx else waiting(request, walk, "waiting", 503)
    offered = [(one, walk.address(one.step, RESULTS)) for one in found]
    template = "simulator/refine_list.html" if request.htmx else "simulator/refine.html"
    return render(request, template, {"refinements": offered, "walk": walk})


def waiting(request: HttpRequest, walk: Walk, template: str, status: int) -> HttpResponse:
    """The page, or its part, that asks again by itself when every computation place is taken."""
    context = {"retry": RETRY, "walk": walk}
    response = render(request, f"simulator/{template}.html", context, status=status)
    response.headers["Retry-After"] = str(RETRY)
    return response


@require_safe
@walking
def tasks(request: HttpRequest, walk: Walk) -> HttpResponse:
    """« Mes démarches »: what to claim and the papers, once each, to print or to show."""
    store = Store(request.session, walk.flow)
    if store.first_unanswered():
        return elsewhere(request, walk, store)
    return answer(request, walk, store, "tasks", busy_status=503)


def answer(
    request: HttpRequest, walk: Walk, store: Store, template: str, busy_status: int
) -> HttpResponse:
    """The computed page or fragment; a waiting one when every computation place is taken.

    A walk through the questions of one benefit shows that one alone.
    """
    try:
        ((case, verdicts),) = outcomes.answered(
            [store.answers], store.month, TIMEOUT, walk.flow, left=left(request)
        )
    except Busy:
        part = "waiting_body" if template.endswith("_body") else "waiting"
        return waiting(request, walk, part, busy_status)
    if walk.benefit:
        verdicts = tuple(one for one in verdicts if walk.concerns(one.benefit.id))
        template = template.replace("results", "single")
    with outcomes.TURN:
        return render(request, f"simulator/{template}.html", shown(case, verdicts, walk))
