"""What the results pages show: what to do first and where, what comes next, what to check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from benefits.rules import holds
from benefits.schema import Benefit
from benefits.totals import Total
from orientation.plan import Stop
from orientation.words.french import NO_BREAK, euros
from questionnaire.modes import Mode
from simulator.results.cards import Card, by_theme, cards
from simulator.results.doors import Door, first, ordered
from simulator.results.sheet import sheet
from simulator.way.nearby import first_places, numbers
from simulator.way.outcomes import TO_DO, Outcome

NEXT = 7  # lines of « Ensuite »; the others are one tap away, and on the list of claims
CHECKED = 3  # lines of « À vérifier »
ASKED = 3  # questions left without an answer
HOMELESS = "sans_domicile"


def shown(outcome: Outcome, mode: Mode) -> dict[str, Any]:
    """The templates' context: cards by what there is to do, total, desks, and what made it."""
    places = outcome.plan
    homeless = outcome.dossier.answers.get("logement") == HOMELESS
    found = cards(outcome, mode)
    by_status = {
        status: [card for card in found if card.status == status]
        for status in (*TO_DO, "received", "failed", "no")
    }
    claimable = ordered(by_status["estimated"] + by_status["likely"])
    doors = first(claimable)
    urgent = {card.benefit.id for door in doors for card in door.cards}
    later = [card for card in claimable if card.benefit.id not in urgent]
    lines = NEXT if len(later) > NEXT + 1 else len(later)  # a link for one line saves nothing
    apart = [card for card in by_status["to_check"] if set_apart(card.benefit, outcome)]
    to_check = likeliest(card for card in by_status["to_check"] if card not in apart)
    amount_to_check = [card for card in to_check if card.has_figure]
    return {
        "mode": mode,
        "cards": found,
        "claimable": claimable,
        "doors": doors,
        "dated": any(card.claim.not_retroactive for door in doors for card in door.cards),
        "next": later[:lines],
        "more": len(later[lines:]),
        "to_check": to_check,
        "checked": to_check[:CHECKED],
        "unsure": len(to_check[CHECKED:]),
        "amount_to_check": amount_to_check,
        "missing": missing(to_check),
        "projects": by_project(apart),
        "received": by_status["received"],
        "failed": by_status["failed"],
        "refused": by_theme(by_status["no"]),
        "close": [card for card in by_status["no"] if any(v.close for _, v in card.people)],
        "refused_count": len(by_status["no"]),
        "total": outcome.total,
        "arithmetic": arithmetic(outcome.total),
        "month": outcome.dossier.month,
        "last_day": last_day(timezone.localdate()),
        "homeless": homeless,
        "help": help_near(outcome, doors),
        "plan": places,
        "places": first_places(places),
        "numbers": numbers(places),
        "rules": outcome.rules,
        **sheet(outcome, claimable + amount_to_check, mode.voice),
    }


def likeliest(cards: Iterable[Card]) -> list[Card]:
    """What is to be checked, what may bring most first, then what one answer would settle."""
    return sorted(cards, key=lambda card: (not card.has_figure, -card.monthly, not card.settle))


def missing(cards: Iterable[Card]) -> list[tuple[str, str]]:
    """The questions that the visitor could not answer, once each, as (words, address)."""
    return list(dict.fromkeys(one for card in cards for one in card.settle))[:ASKED]


def set_apart(benefit: Benefit, outcome: Outcome) -> bool:
    """Whether it serves a project that no answer points to: buying, renting, starting up…"""
    if benefit.aside is None:
        return False
    rule = benefit.aside.unless
    return not (rule and holds(rule, outcome.case.facts[0]))


def by_project(cards: Iterable[Card]) -> dict[str, list[Card]]:
    """The cards of what is set apart, under « Si vous … »."""
    projects: dict[str, list[Card]] = {}
    for one in cards:
        assert one.benefit.aside is not None
        projects.setdefault(one.benefit.aside.title, []).append(one)
    return dict(sorted(projects.items()))


@dataclass(frozen=True)
class Help:
    """One place to be helped: a stop with its desk, or else the institution's name and number."""

    label: str
    stop: Stop


def help_near(outcome: Outcome, doors: Sequence[Door]) -> Help | None:
    """Who to see for the first door; without its desk, France services; without, its number."""
    if outcome.plan is None:
        return None
    stops = {stop.kind.id: stop for stop in outcome.plan.stops}
    wanted = [kind for door in doors[:1] for card in door.cards for kind in card.claim.desks]
    kinds = [*dict.fromkeys(wanted), "france_services", "ccas", "mairie"]
    known = [stops[kind] for kind in kinds if kind in stops]
    own = [stop for stop in known if any(one.desk.kind == stop.kind.id for one in stop.sheets)]
    called = [stop for stop in known if stop.national and stop.national.phone]
    found = next(iter(own[:1] or called[:1] or known[:1]), None)
    if called and found and wanted and found.kind.id not in wanted:
        found = called[0]  # its number leads further than a place that does not take it
    return Help(found.label, found) if found else None


def arithmetic(total: Total) -> list[str]:
    """The sums of what is counted, in words: « Par mois : 573,49 + 308 = 881,49 euros. »"""
    months = [line.verdict.amount for line in total.counted if line.verdict.period == "month"]
    years = [line.verdict.amount for line in total.counted if line.verdict.period == "year"]
    said = []
    if len(months) > 1:
        said.append(f"Par mois : {' + '.join(map(bare, months))} = {euros(total.monthly)}.")
    if len(years) > 1 or (months and total.over_a_year):
        parts = [f"12 × {bare(total.monthly)}"] if months else []
        parts += map(bare, years)
        said.append(f"Sur un an : {' + '.join(parts)} = {euros(total.over_a_year)}.")
    return said


def bare(amount: Decimal | None) -> str:
    """An amount among others of the same unit: « 573,49 »."""
    return euros(amount or 0).partition(NO_BREAK)[0]


def last_day(today: date) -> date:
    """The last day of the month: a claim sent until then counts for it."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
