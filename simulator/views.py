"""The results: computed while the page is already there, or with the page when scripts are off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import reswap, retarget

from questionnaire.answers import Store
from questionnaire.questions import FLOW
from questionnaire.views import elsewhere, expired, say_expired
from simulator import simulation
from simulator.engine.service import Busy
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


def answer(request: HttpRequest, store: Store, template: str, busy_status: int) -> HttpResponse:
    """The computed page or fragment; a waiting one when every computation place is taken."""
    case = simulation.prepare(store.answers, store.month)
    try:
        verdicts = simulation.compute(case, TIMEOUT)
    except Busy:
        waiting = f"simulator/waiting{'_body' if template.endswith('_body') else ''}.html"
        response = render(request, waiting, {"retry": RETRY}, status=busy_status)
        response.headers["Retry-After"] = str(RETRY)
        return response
    return render(request, f"simulator/{template}.html", shown(case, verdicts))
