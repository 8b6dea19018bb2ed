"""The results: computed while the page is already there, or with the page when scripts are off."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import reswap, retarget

from benefits.registry import catalogue
from questionnaire.answers import Store
from questionnaire.questions import FLOW
from questionnaire.views import address, elsewhere, expired, say_expired
from simulator import simulation
from simulator.engine.service import Busy
from simulator.explaining import explanation
from simulator.refining import refinements
from simulator.results import shown

TIMEOUT = 20  # seconds; a visitor waits no longer without a word
RETRY = 5  # seconds before the waiting page asks again


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The page. With scripts its results arrive after it; without, they come with it."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return elsewhere(request, store)
    if "complet" not in request.GET:
        return render(request, "simulator/results_coming.html")
    return answer(request, store, "results", busy_status=503)


@require_safe
def computed(request: HttpRequest) -> HttpResponse:
    """The results alone, for htmx."""
    store = Store(request.session, FLOW)
    if expired(request, store):  # the whole page: a reload would come without the cookie
        return reswap(retarget(say_expired(request, status=200), "body"), "innerHTML")
    if store.first_unanswered():
        return HttpResponse(headers={"HX-Refresh": "true"})
    return answer(request, store, "results_body", busy_status=200)


@require_safe
def nearby(request: HttpRequest) -> HttpResponse:
    """« Près de chez vous »: every desk of the household's list, and what to ask each for."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return elsewhere(request, store)
    return answer(request, store, "nearby", busy_status=503)


@require_safe
def explained(request: HttpRequest, benefit_id: str) -> HttpResponse:
    """« Comment ce montant est calculé »: one benefit's steps, and the answers they look at."""
    benefit = catalogue().get(benefit_id.replace("-", "_"))
    if benefit is None:
        raise Http404
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return elsewhere(request, store)
    case = simulation.prepare(store.answers, store.month, ends=1)
    try:
        context = explanation(case, benefit, store.answers, TIMEOUT)
    except Busy:
        return waiting(request, "waiting", 503)
    return render(request, "simulator/explained.html", context)


@require_safe
def refine(request: HttpRequest) -> HttpResponse:
    """What would make the result surer; for htmx inside the results, else a page of its own."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return HttpResponse() if request.htmx else elsewhere(request, store)
    try:
        found = refinements(store.answers, store.month, TIMEOUT)
    except Busy:
        return HttpResponse() if request.htmx else waiting(request, "waiting", 503)
    offered = [(one, address(one.step, "results")) for one in found]
    template = "simulator/refine_list.html" if request.htmx else "simulator/refine.html"
    return render(request, template, {"refinements": offered})


def waiting(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """The page, or its part, that asks again by itself when every computation place is taken."""
    response = render(request, f"simulator/{template}.html", {"retry": RETRY}, status=status)
    response.headers["Retry-After"] = str(RETRY)
    return response


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """« Mes démarches »: what to claim and the papers, once each, to print or to show."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return elsewhere(request, store)
    return answer(request, store, "tasks", busy_status=503)


def answer(request: HttpRequest, store: Store, template: str, busy_status: int) -> HttpResponse:
    """The computed page or fragment; a waiting one when every computation place is taken."""
    case = simulation.prepare(store.answers, store.month)
    try:
        verdicts = simulation.compute(case, TIMEOUT)
    except Busy:
        part = "waiting_body" if template.endswith("_body") else "waiting"
        return waiting(request, part, busy_status)
    return render(request, f"simulator/{template}.html", shown(case, verdicts))
