"""What is left each month for each pay: the points, and their drops and flat stretches. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from benefits.schema import Benefit, Catalogue
from benefits.totals import Total, total
from questionnaire.dossier import Dossier
from simulator.way.outcomes import Outcome
from simulator.way.whatif import (
    EARNED,
    OUT,
    REPLACING,
    adults,
    complete,
    with_incomes,
    with_situation,
)

STEP, LAST = 50, 3_000  # euros a month
PAYS = tuple(range(0, LAST + STEP, STEP))
CLIFF = Decimal(1)  # euros a month less: below, it is rounding
FLAT = Decimal("0.5")  # of each euro of pay that is left
COUNTED = ("estimated", "to_check")
Holds = Callable[[Decimal, int], bool]


@dataclass(frozen=True)
class Point:
    """A pay, and what is left with it: euros a month. `parts`: of each benefit, by its name."""

    pay: int
    left: Decimal
    parts: dict[str, Decimal]


@dataclass(frozen=True)
class Stretch:
    """From a pay to another, euros a month. `kept`: of 100 euros more of pay, what is left (less
    than 0 for a drop of `lost` euros, because of the benefits of `names`)."""

    start: int
    end: int
    kept: Decimal
    lost: Decimal
    names: tuple[str, ...] = ()


def paid(base: Dossier, who: str) -> list[Dossier]:
    """The household settled with each of PAYS and no other pay, nor what replaces one."""
    stopped: dict[str, float | None] = dict.fromkeys(REPLACING)
    changed = base.with_answers(
        with_situation(base, who, ["salarie"], ["chomeur", "foyer", "invalide"])
        | with_incomes(base, who, {**stopped, "salaire": float(PAYS[0])})
    )
    done, _ = complete(changed, base)
    done = done.with_answers({}, without=[f"revenus-passes/{one.id}" for one in adults(done)])
    key = f"montants-revenus/{who}"
    return [  # only the amount changes: no answer becomes stale
        replace(done, answers={**done.answers, key: {**done.answers[key], "salaire": float(pay)}})
        for pay in PAYS
    ]


def drawn(catalogue: Catalogue) -> tuple[Benefit, ...]:
    """The benefits of a curve: those that are so many euros a month, by the engine's rules."""
    return tuple(
        one
        for one in catalogue.benefits
        if one.shown == "month" and one.engine and one.engine.gives == "amount"
    )


def counted(outcome: Outcome) -> Total:
    """What the benefits add up to, those to be checked counted with the others."""
    return total(
        replace(verdict, status="estimated")
        for verdict in outcome.verdicts
        if verdict.amount and verdict.status in COUNTED
    )


def incomes(outcome: Outcome) -> Decimal:
    """Euros of net incomes in the month itself: pay, unemployment, pensions; less what is paid."""
    found = Decimal(0)
    for who in adults(outcome.dossier):
        amounts = outcome.dossier.answers.get(f"montants-revenus/{who.id}", {})
        detail = outcome.dossier.answers.get(f"mois-revenus/{who.id}", {})
        for kind in EARNED & amounts.keys():
            given = amounts[kind]
            if isinstance(given, str):
                given = detail.get(kind, {}).get(outcome.dossier.month, 0)
            found += Decimal(str(given)) * (-1 if kind in OUT else 1)
    return found


def points(outcomes: Sequence[Outcome], pays: Sequence[int] = PAYS) -> list[Point]:
    """The points of a curve, from the outcomes of its pays."""
    found = []
    for pay, outcome in zip(pays, outcomes, strict=True):
        summed = counted(outcome)
        parts: dict[str, Decimal] = {}
        for line in summed.counted:
            if line.verdict.period == "month" and line.verdict.amount:
                name = line.verdict.benefit.label
                parts[name] = parts.get(name, Decimal(0)) + line.verdict.amount
        found.append(Point(pay, incomes(outcome) + summed.monthly, parts))
    return found


def to_check(outcomes: Sequence[Outcome]) -> list[str]:
    """The names of the benefits that are counted and are to be checked."""
    verdicts = (verdict for outcome in outcomes for verdict in outcome.verdicts)
    return sorted({v.benefit.label for v in verdicts if v.status == "to_check" and v.amount})


def drops(curve: Sequence[Point]) -> list[Stretch]:
    """Where more pay leaves less, steps that follow each other as one."""
    return list(_joined(curve, lambda gain, step: gain <= -CLIFF))


def flats(curve: Sequence[Point]) -> list[Stretch]:
    """Where little of more pay is left, drops apart."""
    return [
        one
        for one in _joined(curve, lambda gain, step: -CLIFF < gain < FLAT * step)
        if one.end - one.start >= 2 * STEP
    ]


def _joined(curve: Sequence[Point], holds: Holds) -> Iterator[Stretch]:
    start: Point | None = None
    last: Point | None = None
    for one, other in pairwise(curve):
        if holds(other.left - one.left, other.pay - one.pay):
            start, last = start or one, other
            continue
        if start and last:
            yield _stretch(start, last)
        start = last = None
    if start and last:
        yield _stretch(start, last)


def _stretch(start: Point, end: Point) -> Stretch:
    gain = end.left - start.left
    kept = (gain * 100 / (end.pay - start.pay)).quantize(Decimal(1))
    lost = {n: start.parts[n] - end.parts.get(n, Decimal(0)) for n in start.parts}
    names = sorted((n for n in lost if lost[n] >= CLIFF), key=lambda n: -lost[n])
    return Stretch(start.pay, end.pay, kept, -gain, tuple(names))
