"""« Et si… »: up to three scenarios beside today, the months ahead, and what a pay leaves."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.registry import catalogue
from orientation.refused import refuse, refused
from questionnaire.building.forms import StepForm
from questionnaire.building.wording import name, sentence
from questionnaire.core import CONJOINT, VOUS
from questionnaire.modes import Mode
from questionnaire.pages.session import Store
from questionnaire.pages.views import answered
from simulator.engine.serving.queue import Busy
from simulator.results.chart import chart
from simulator.results.comparison import Compared, compared
from simulator.results.disconnection import left
from simulator.results.views import TIMEOUT, waiting
from simulator.way import curve
from simulator.way.ahead import MONTHS, months_after
from simulator.way.case import case_of
from simulator.way.changes import CHANGES
from simulator.way.changes.work import may_work
from simulator.way.outcomes import TURN, Patience, outcomes
from simulator.way.whatif import Impossible, Scenario, adults, again, context_of, scenario

KEPT = "whatif"  # in the session, beside the answers: erased with them
MOST = 3
FULL = f"Vous comparez déjà {MOST} changements. Retirez-en un pour en ajouter un autre."
EVERY = 6  # of the points of a curve, one in so many is a row of its table


def offered(mode: Mode) -> None:
    """Raises Http404 in a mode that does not offer it."""
    if "whatif" not in mode.pages:
        raise Http404


def kept(store: Store) -> list[dict[str, Any]]:
    """The changes that the visitor compares: {"change": its id, "told": the answers}."""
    return list(store.session.get(KEPT, ()))


@require_safe
@answered
def whatif(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """The changes that are compared, and those that may be."""
    offered(mode)
    base = again(store.dossier)
    made: list[tuple[int, Scenario]] = []
    refused: list[tuple[int, str, str]] = []
    for rank, one in enumerate(kept(store)):
        change = CHANGES.get(one["change"])
        if change is None:  # of a version of the site before this one
            continue
        try:
            made.append((rank, scenario(base, change, one["told"])))
        except Impossible as impossible:
            refused.append((rank, change.label, str(impossible)))
    try:
        found = compare(request, mode, store, made) if made else []
    except Busy:
        return waiting(request, mode)
    context = {
        "mode": mode,
        "found": found,
        "refused": refused,
        "full": len(kept(store)) >= MOST,
        "changes": [
            (change.label, mode.url("whatif_change", change=change.id))
            for change in CHANGES.values()
        ],
    }
    with TURN:
        return render(request, mode.pages["whatif"], context)


def compare(
    request: HttpRequest, mode: Mode, store: Store, made: list[tuple[int, Scenario]]
) -> list[Compared]:
    """Each scenario beside today, in one batch; raises queue.Busy."""
    base = again(store.dossier)
    before = case_of(base, mode.flow, ends=1).inputs[0]
    asked = [base]
    for _, one in made:
        asked += [one.dossier, *months_after(base, one, before)]
    patience = Patience(TIMEOUT, left(request), later=True)
    now, *after = outcomes(asked, patience, mode.flow, ends=1)
    each = MONTHS + 1
    return [
        compared(mode.voice, rank, one, now, after[i * each + 1 : (i + 1) * each], after[i * each])
        for i, (rank, one) in enumerate(made)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def change(request: HttpRequest, mode: Mode, store: Store, change: str) -> HttpResponse:
    """The questions of a change; POST adds it to what is compared. What is refused comes back to
    its page, which says why (orientation.refused)."""
    offered(mode)
    if change not in CHANGES:
        raise Http404
    chosen, base = CHANGES[change], again(store.dossier)
    context: dict[str, Any] = {"mode": mode, "change": chosen}
    try:
        step = chosen.step(base, mode.voice)
    except Impossible as impossible:
        return impossible_page(request, mode, context, str(impossible))
    if len(kept(store)) >= MOST:
        return impossible_page(request, mode, context, FULL)
    if request.method != "POST":
        typed, notice = refused(request, store.session)
        context |= {"form": StepForm(step, data=typed, voice=mode.voice), "notice": notice}
        return render(request, "simulator/whatif_change.html", context)
    form = StepForm(step, data=request.POST, voice=mode.voice)
    if not form.is_valid():
        return refuse(request, kept=store.session)
    try:
        scenario(base, chosen, form.answer)
    except Impossible as impossible:
        return refuse(request, str(impossible), kept=store.session)
    add(store, {"change": change, "told": form.answer})
    return redirect(mode.url("whatif"))


def impossible_page(
    request: HttpRequest, mode: Mode, context: dict[str, Any], why: str
) -> HttpResponse:
    """The page of a change that cannot happen here, and why."""
    if request.method == "POST":
        return redirect(request.path)
    return render(request, "simulator/whatif_change.html", context | {"why": why})


def add(store: Store, one: dict[str, Any]) -> None:
    """One change more, unless there are enough; in the place of the same one told before."""
    store.session.change(
        lambda session: session.update(
            {KEPT: [*(x for x in session.get(KEPT, ()) if x != one), one][:MOST]}
        )
    )


@require_POST
@answered
def remove(request: HttpRequest, mode: Mode, store: Store) -> HttpResponseRedirect:
    """One change less: the one whose rank is posted; none when there is no such rank."""
    offered(mode)
    rank = request.POST.get("rang", "")
    if rank in map(str, range(MOST)):
        store.session.change(
            lambda session: session.update(
                {KEPT: [x for i, x in enumerate(session.get(KEPT, ())) if i != int(rank)]}
            )
        )
    return redirect(mode.url("whatif"))


@require_safe
@answered
def pay(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """What is left each month for each pay of an adult: a drawing, words and a table."""
    offered(mode)
    base = again(store.dossier)
    both = {one.id: one for one in adults(base) if may_work(context_of(base).about(one))}
    if not both:
        return render(request, mode.pages["whatif_pay"], {"mode": mode})
    who = both.get(request.GET.get("qui", ""), next(iter(both.values())))
    dossiers = curve.paid(base, who.id)
    patience = Patience(TIMEOUT, left(request), later=True)
    try:
        drawn = curve.drawn(catalogue())
        found = outcomes(dossiers, patience, mode.flow, ends=1, among=drawn, birthdays=False)
    except Busy:
        return waiting(request, mode)
    points = curve.points(found)
    given = base.answers.get(f"montants-revenus/{who.id}", {}).get("salaire", 0.0)
    present = given if isinstance(given, float | int) else None
    context = {
        "mode": mode,
        "chart": chart(points, present),
        "present": present,
        "drops": curve.drops(points),
        "flats": curve.flats(points),
        "table": points[::EVERY],
        "who": sentence(name(who, mode.voice)),
        "others": [
            (sentence(name(one, mode.voice)), f"?qui={one.id}")
            for one in (VOUS, CONJOINT)
            if one.id in both and one != who
        ],
        "checked": curve.to_check(found),
    }
    with TURN:
        return render(request, mode.pages["whatif_pay"], context)
