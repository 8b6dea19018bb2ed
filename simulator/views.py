"""The results: computed while the page is already there, or with the page when scripts are off."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from benefits.totals import Total
from benefits.verdict import Verdict
from orientation.models import Commune
from questionnaire.answers import Store
from questionnaire.questions import FLOW
from simulator import simulation
from simulator.engine.service import Busy

TIMEOUT = 20  # seconds; a visitor waits no longer without a word
RETRY = 5  # seconds before the waiting page asks again


@dataclass(frozen=True)
class Card:
    """A verdict as the page shows it: whose it is, in words."""

    verdict: Verdict
    person: str


@dataclass
class Results:
    """Everything that the results page shows."""

    total: Total
    month: str
    commune: Commune | None
    groups: dict[str, list[Card]] = field(default_factory=dict)

    def __getattr__(self, status: str) -> list[Card]:
        return self.groups.get(status, [])


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """The page. With scripts its results arrive after it; without, they come with it."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return redirect("resume")
    if "complet" not in request.GET:
        return render(request, "simulator/results_coming.html")
    return answer(request, store, "simulator/results.html", busy_status=503)


@require_GET
def computed(request: HttpRequest) -> HttpResponse:
    """The results alone, for htmx."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return HttpResponse(headers={"HX-Refresh": "true"})
    return answer(request, store, "simulator/results_body.html", busy_status=200)


def answer(request: HttpRequest, store: Store, template: str, busy_status: int) -> HttpResponse:
    """The computed page or fragment; the waiting one when every computation place is taken."""
    case = simulation.prepare(store.answers, store.month)
    try:
        found = simulation.compute(case, TIMEOUT)
    except Busy:
        waiting = template.replace("results", "waiting")
        context = {"retry": RETRY}
        return render(
            request, waiting, context, status=busy_status, headers={"Retry-After": str(RETRY)}
        )
    return render(request, template, context_of(case, found))
