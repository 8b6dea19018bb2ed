"""The steps of a benefit: its tables, and what they read of the engine. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from benefits.schema import Benefit
from benefits.terms import Entity, Step, Term, Variable
from orientation.words.french import month_after

PLACEHOLDER = re.compile(r"\{(\w+)(?::(individu|famille|foyer_fiscal|menage))?\}")
CHILDREN = "enfants"


def period_of(variable: Variable, month: str) -> str:
    """The period, as OpenFisca writes it, on which `variable` is asked for `month`."""
    return month[:4] if variable.period == "year" else month


def month_of(at: str, month: str) -> str:
    """Of "N-2-07" in 2026: "2024-07"; of "": the month itself."""
    if not at:
        return month
    years, _, number = at.removeprefix("N").rpartition("-")
    return f"{int(month[:4]) + int(years or 0)}-{number}"


def tables(steps: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
    """The steps table by table."""
    start = 0
    for index, step in enumerate(steps):
        if step.table and index > start:
            yield tuple(steps[start:index])
            start = index
    if steps[start:]:
        yield tuple(steps[start:])


def deciding(benefit: Benefit) -> tuple[Step, ...]:
    """The table of the amount, with those that it needs, when a step of it can say why not."""
    nothing: tuple[Step, ...] = ()
    *before, last = [nothing, *tables(benefit.steps)]
    if not any(step.otherwise for step in last):
        return ()
    needed = [part for part in before if any(step.does == "keep" for step in part)]
    return tuple(step for part in (*needed, last) for step in part)


def asked_by(steps: Iterable[Step], benefit: Benefit, month: str) -> Iterator[tuple[Variable, str]]:
    """Every variable and period that some steps read."""
    for part in tables(tuple(steps)):
        for shift in part[0].months:
            at = month_after(month, shift)
            for step in part:
                yield from ((variable, period_of(variable, at)) for variable, _ in step.when)
                figures = [terms for _, terms in step.figures]
                for terms in (step.terms, step.no_less, step.limit, *figures):
                    yield from read_by(terms, benefit, at)


def read_by(terms: Iterable[Term], benefit: Benefit, month: str) -> Iterator[tuple[Variable, str]]:
    """Every variable and period that some terms read."""
    for term in terms:
        yield from read_by(term.times, benefit, month)
        for variable in (*named(term, benefit), *filter(None, [term.scale_of])):
            yield variable, period_of(variable, month)
        if term.variable is None:
            continue
        for shift in range(term.months[0], term.months[1] + 1):
            at = month_after(month_of(term.at, month), shift)
            yearly = term.variable.period == "year"
            yield term.variable, str(int(at[:4]) + term.years) if yearly else at
            if term.counted:
                yield term.counted, at


def named(term: Term, benefit: Benefit) -> tuple[Variable, ...]:
    """The variables whose values stand in the path of a term's parameter, in its order."""
    return tuple(
        Variable(name, cast(Entity, entity or benefit.entity), "month")
        for name, entity in PLACEHOLDER.findall(term.parameter)
        if name != CHILDREN
    )
