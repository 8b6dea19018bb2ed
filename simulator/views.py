"""The results: computed while the page is already there, or with the page when scripts are off."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from benefits.totals import total
from benefits.verdict import Verdict
from orientation import hours, search
from orientation.national import Institution, institution
from orientation.search import Found
from questionnaire.answers import Store
from questionnaire.core import CONJOINT, VOUS, Subject, enfant
from questionnaire.questions import FLOW
from questionnaire.questions.wording import name
from simulator import simulation
from simulator.engine.service import Busy

TIMEOUT = 20  # seconds; a visitor waits no longer without a word
RETRY = 5  # seconds before the waiting page asks again


@dataclass(frozen=True)
class Card:
    """A verdict as the page shows it: whose right it is, in words ("" for the whole household)."""

    verdict: Verdict
    person: str


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """The page. With scripts its results arrive after it; without, they come with it."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return redirect("resume")
    if "complet" not in request.GET:
        return render(request, "simulator/results_coming.html")
    return answer(request, store, "results", busy_status=503)


@require_GET
def computed(request: HttpRequest) -> HttpResponse:
    """The results alone, for htmx."""
    store = Store(request.session, FLOW)
    if store.first_unanswered():
        return HttpResponse(headers={"HX-Refresh": "true"})
    return answer(request, store, "results_body", busy_status=200)


def answer(request: HttpRequest, store: Store, template: str, busy_status: int) -> HttpResponse:
    """The computed page or fragment; a waiting one when every computation place is taken."""
    case = simulation.prepare(store.answers, store.month)
    try:
        verdicts = simulation.compute(case, TIMEOUT)
    except Busy:
        waiting = f"simulator/{template.replace('results', 'waiting')}.html"
        response = render(request, waiting, {"retry": RETRY}, status=busy_status)
        response.headers["Retry-After"] = str(RETRY)
        return response
    return render(request, f"simulator/{template}.html", shown(case, verdicts))


def shown(case: simulation.Case, verdicts: tuple[Verdict, ...]) -> dict[str, Any]:
    """What the results page shows, grouped by what there is to do."""
    groups: dict[str, list[Card]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.status, []).append(Card(verdict, whose(verdict.person)))
    return {
        "claimable": groups.get("estimated", []) + groups.get("likely", []),
        "to_check": groups.get("to_check", []),
        "received": groups.get("received", []),
        "failed": groups.get("failed", []),
        "refused": groups.get("no", []),
        "total": total(verdicts),
        "month": case.month,
        "commune": case.commune,
        "nearby": [place(found) for found in near(case)],
        "numbers": numbers(verdicts),
        "rules": f"openfisca-france {version('openfisca-france')}",
    }


def near(case: simulation.Case) -> list[Found]:
    """The town hall of the commune, which leads to its CCAS."""
    return search.town_halls(case.commune.code)[:1] if case.commune else []


def place(found: Found) -> dict[str, Any]:
    """A desk with its hours in words; none when the source's hours cannot be read."""
    today = hours.local_day(timezone.now(), found.desk.departement)
    try:
        week = hours.parse(found.desk.hours)
    except hours.HoursError:
        return {"found": found, "desk": found.desk, "today": "", "week": ()}
    words = hours.today_words(week, today, found.desk.departement)
    return {"found": found, "desk": found.desk, "today": words, "week": hours.week_words(week)}


def numbers(verdicts: tuple[Verdict, ...]) -> list[Institution]:
    """The national numbers of the institutions of every benefit shown, and France services."""
    tags = [verdict.benefit.institution.id for verdict in verdicts if verdict.status != "no"]
    known = (institution(tag) for tag in dict.fromkeys([*tags, "caf", "france_services"]))
    return [one for one in known if one and one.phone]


def whose(person: str | None) -> str:
    """« pour votre partenaire »; "" when the right is the household's or the applicant's alone."""
    subjects: dict[str, Subject] = {VOUS.id: VOUS, CONJOINT.id: CONJOINT}
    if person is None:
        return ""
    subject = subjects.get(person) or enfant(int(person.removeprefix("enfant_")))
    return f"Pour {name(subject)}"
