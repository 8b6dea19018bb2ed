"""What the results page shows: what to do first, each right and whose it is, why not the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from benefits.claim import Claim, Institution, gathered
from benefits.rules import holds
from benefits.schema import THEMES, Benefit, Status
from benefits.totals import Total
from benefits.verdict import Verdict
from orientation.sheet import Sheet
from orientation.words.french import NO_BREAK, euros
from questionnaire.building.wording import name
from questionnaire.core import CONJOINT, VOUS, Subject, enfant
from questionnaire.modes import Mode
from simulator.way.nearby import desk, first_places, numbers
from simulator.way.outcomes import TO_DO, Outcome

FIRST = 3  # what the first screen of a phone can say


@dataclass(frozen=True)
class Card:
    """One benefit with one status, and the verdict of each person who has it so.

    `people`: (whose right it is, in words, "" for the household's; the verdict), at least one.
    `desk`: the best place to ask for it, None when the commune has none in the directory. `settle`:
    the questions, in words and with their addresses, whose answers are not known and would settle
    it.
    """

    benefit: Benefit
    status: Status
    people: tuple[tuple[str, Verdict], ...]
    claim: Claim
    payer: Institution
    desk: Sheet | None = None
    settle: tuple[tuple[str, str], ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.people[0][1]

    @property
    def closed(self) -> bool:
        """Whether it is usually not the month to claim it."""
        return self.claim.closed(timezone.localdate())

    @property
    def several(self) -> bool:
        """Whether the amounts must be told person by person."""
        return len(self.people) > 1

    @property
    def whose(self) -> str:
        """« Pour votre partenaire », « Pour votre premier et votre deuxième enfant », or ""."""
        return ", ".join(dict.fromkeys(words for words, _ in self.people if words))

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r for _, verdict in self.people for r in verdict.reasons))

    @property
    def monthly(self) -> Decimal:
        """Euros a month for all its people, to sort."""
        return sum((verdict.monthly for _, verdict in self.people), Decimal(0))

    @property
    def has_figure(self) -> bool:
        return any(v.amount or v.up_to or v.cost for _, v in self.people)


@dataclass(frozen=True)
class Theme:
    """The cards of one theme: those with an amount, and the others, shorter."""

    label: str
    cards: tuple[Card, ...]
    lines: tuple[Card, ...]


def shown(outcome: Outcome, mode: Mode) -> dict[str, Any]:
    """The template's context: cards by what there is to do, total, desks, and what made it."""
    places = outcome.plan
    cards: dict[str, list[Card]] = {status: [] for status in (*TO_DO, "received", "failed", "no")}
    for group in grouped(outcome.verdicts):
        cards[group[0].status].append(card(group, outcome, mode))
    claimable = cards["estimated"] + cards["likely"]
    apart = [card for card in cards["to_check"] if set_apart(card.benefit, outcome)]
    cards["to_check"] = [card for card in cards["to_check"] if card not in apart]
    amount_to_check = [card for card in cards["to_check"] if card.has_figure]
    return {
        "mode": mode,
        "claimable": claimable,
        "first": first(claimable),
        "themes": by_theme(claimable),
        "amount_to_check": amount_to_check,
        "to_check": [card for card in cards["to_check"] if not card.has_figure],
        "projects": by_project(apart),
        "received": cards["received"],
        "failed": cards["failed"],
        "refused": by_theme(cards["no"]),
        "refused_count": len(cards["no"]),
        "papers": gathered((c.benefit.label, c.claim) for c in claimable + amount_to_check),
        "total": outcome.total,
        "arithmetic": arithmetic(outcome.total),
        "month": outcome.dossier.month,
        "last_day": last_day(timezone.localdate()),
        "plan": places,
        "places": first_places(places),
        "numbers": numbers(places),
        "rules": outcome.rules,
    }


def card(group: Sequence[Verdict], outcome: Outcome, mode: Mode) -> Card:
    """The card of one benefit's verdicts, all of the same status."""
    benefit = group[0].benefit
    claim = outcome.place.claim(benefit)
    return Card(
        benefit,
        group[0].status,
        tuple((whose(verdict.person), verdict) for verdict in group),
        claim,
        outcome.place.payer(benefit),
        desk(outcome.plan, claim),
        settling(outcome, group, mode),
    )


def settling(outcome: Outcome, group: Iterable[Verdict], mode: Mode) -> tuple[tuple[str, str], ...]:
    """The questions that verdicts wait for, as (words, address), each once."""
    ids = {one for verdict in group for one in verdict.settled_by}
    found = {u.step.key: u for u in outcome.case.unknowns if u.id in ids}
    return tuple((one.label, mode.address(one.step, "results")) for one in found.values())


def grouped(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """The verdicts of each benefit that have the same status, in the order they came."""
    found: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault((verdict.status, verdict.benefit.id), []).append(verdict)
    return list(found.values())


def first(cards: Iterable[Card]) -> list[Card]:
    """What to claim first: what brings most, then what is lost each month, then what is online.

    What comes by itself is nobody's task, and what is closed this month is none for today.
    """
    tasks = [card for card in cards if not card.claim.automatic and not card.closed]
    tasks.sort(key=lambda c: (-c.monthly, not c.claim.not_retroactive, not c.claim.online))
    return tasks[:FIRST]


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


def by_theme(cards: Iterable[Card]) -> list[Theme]:
    """The cards under their themes, the theme that brings most first."""
    themes: dict[str, list[Card]] = {}
    for one in sorted(cards, key=lambda card: (not card.has_figure, -card.monthly)):
        themes.setdefault(one.benefit.theme, []).append(one)
    return [
        Theme(
            THEMES[theme],
            tuple(card for card in found if card.has_figure),
            tuple(card for card in found if not card.has_figure),
        )
        for theme, found in themes.items()
    ]


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


def whose(person: str | None) -> str:
    """« Pour votre partenaire »; "" when the right is the household's."""
    if person is None:
        return ""
    subjects: dict[str, Subject] = {VOUS.id: VOUS, CONJOINT.id: CONJOINT}
    subject = subjects.get(person) or enfant(int(person.removeprefix("enfant_")))
    return f"Pour {name(subject)}"
