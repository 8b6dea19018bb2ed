"""What the results page shows: the verdicts grouped by what there is to do, and where to go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from benefits.facts import Person, facts
from benefits.totals import total
from benefits.verdict import Verdict
from orientation.national import Institution
from orientation.plan import Plan, Stop, Want, acting, plan
from orientation.sheet import Sheet
from questionnaire.core import CONJOINT, VOUS, Subject, enfant
from questionnaire.questions.wording import name
from questionnaire.views import address
from simulator.simulation import Case

TO_DO = ("estimated", "likely", "to_check")
PACKAGES = ("openfisca-france", "openfisca-france-local", "openfisca-paris")


@dataclass(frozen=True)
class Card:
    """A verdict as the page shows it.

    `person`: whose right it is, in words, "" for the whole household. `desk`: the best place to ask
    for it, None when the commune has none in the directory. `settle`: the questions, in words and
    with their addresses, whose answers are not known and would settle it.
    """

    verdict: Verdict
    person: str
    desk: Sheet | None
    settle: tuple[tuple[str, str], ...] = ()


def shown(case: Case, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The template's context: cards by what there is to do, total, desks, and what made it."""
    places = nearby(case, verdicts)
    cards = [Card(v, whose(v.person), desk(places, v), settling(case, v)) for v in verdicts]
    by_status = {
        status: [card for card in cards if card.verdict.status == status]
        for status in (*TO_DO, "received", "failed", "no")
    }
    unsure = by_status["to_check"]
    return {
        "claimable": by_status["estimated"] + by_status["likely"],
        "amount_to_check": [card for card in unsure if card.verdict.amount],
        "to_check": [card for card in unsure if not card.verdict.amount],
        "received": by_status["received"],
        "failed": by_status["failed"],
        "refused": by_status["no"],
        "total": total(verdicts),
        "month": case.month,
        "plan": places,
        "places": first_places(places),
        "numbers": numbers(places),
        "rules": ", ".join(f"{package} {version(package)}" for package in PACKAGES),
    }


def settling(case: Case, verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """The questions that a verdict waits for, as (words, address), each once."""
    found = {u.step.key: u for u in case.unknowns if u.id in verdict.settled_by}
    return tuple((one.label, address(one.step, "results")) for one in found.values())


def nearby(case: Case, verdicts: Iterable[Verdict]) -> Plan | None:
    """The desks for everything that there is to do; None when the commune is not known."""
    if case.commune is None:
        return None
    wants = [
        Want(verdict.benefit.label, verdict.benefit.claim.desks)
        for verdict in verdicts
        if verdict.status in TO_DO
    ]
    return plan(case.commune, wants, publics(case), agricole=farm_scheme(case))


def first_places(places: Plan | None, most: int = 3) -> list[Stop]:
    """The first stops that have a desk, each desk once: a town hall also stands for its CCAS."""
    stops = (
        {stop.sheets[0].desk.key: stop for stop in reversed(places.stops) if stop.sheets}
        if places
        else {}
    )
    return list(reversed(stops.values()))[:most]


def numbers(places: Plan | None) -> list[Institution]:
    """The national numbers of the institutions that can act."""
    known = (stop.national for stop in places.stops) if places else ()
    return [one for one in known if one and one.phone]


def farm_scheme(case: Case) -> bool:
    """Whether somebody is of the farm scheme: the MSA then pays instead of the CAF."""
    known = facts(case.document, case.month)
    return any(p.facts["regime_securite_sociale"] == "regime_agricole" for p in known.people)


def desk(places: Plan | None, verdict: Verdict) -> Sheet | None:
    """The best desk that can act on a benefit, in the order of its own file."""
    if places is None:
        return None
    stops = {stop.kind.id: stop for stop in places.stops if stop.sheets}
    kinds = acting(verdict.benefit.claim.desks, places.commune.departement, places.agricole)
    found = next((stops[kind] for kind in (*kinds, "ccas") if kind in stops), None)
    return found.sheets[0] if found else None


def publics(case: Case) -> list[str]:
    """The publics of orientation.plan that somebody of the household belongs to."""
    known = facts(case.document, case.month)
    found = {public for person in known.people for public in publics_of(person)}
    return sorted(found)


def publics_of(person: Person) -> Iterable[str]:
    age = person.facts["age"] or 0
    if person.facts["role"] == "enfant":
        yield "famille"
    if age >= 60:
        yield "senior"
    if 16 <= age < 26:
        yield "jeune"
    if person.facts["handicap"]:
        yield "handicap"
    if person.facts["activite"] == "etudiant":
        yield "etudiant"
    if person.facts["activite"] == "chomeur":
        yield "emploi"


def whose(person: str | None) -> str:
    """« Pour votre partenaire »; "" when the right is the household's."""
    if person is None:
        return ""
    subjects: dict[str, Subject] = {VOUS.id: VOUS, CONJOINT.id: CONJOINT}
    subject = subjects.get(person) or enfant(int(person.removeprefix("enfant_")))
    return f"Pour {name(subject)}"
