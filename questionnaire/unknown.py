"""What the person does not know: each such answer stands for the plausible ones that bound it.

A household with answers « Je ne sais pas » is computed as several, one for each way of standing for
them; what they all say is sure, what differs is a range or is to be checked. Pure.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from questionnaire.asked import Asked
from questionnaire.building.amounts import AMOUNTS, BRACKETS
from questionnaire.building.forms import Group, asked
from questionnaire.core import UNKNOWN, Answers, Step, Voice

MOST_WAYS = 12  # beyond it, not every combination: its ends, and each unknown alone


@dataclass(frozen=True)
class Unknown:
    """An answer that is not known, or a `row` of one, and the values that bound it, least first."""

    step: Step
    row: str
    plausible: tuple[Any, ...]

    @property
    def id(self) -> str:
        """`"taux/vous"` or `"montants-revenus/vous.salaire"`."""
        return f"{self.step.key}.{self.row}" if self.row else self.step.key

    def label(self, voice: Voice = Voice.VOUS) -> str:
        """The question in words, with the row's name."""
        field = asked(self.step, voice)
        row = f" ({field.rows[self.row].label})" if isinstance(field, Group) and self.row else ""
        return f"{field.label}{row}"


Way = Mapping[str, Any]  #: what each unknown is taken for, by its id


def unknowns(asked: Asked) -> tuple[Unknown, ...]:
    """The answers « Je ne sais pas » among those that count, in the order of the questions."""
    told = asked.relevant
    brackets = {
        step.key: spans(step, told[step.key])
        for step in asked.answered
        if step.key.startswith(BRACKETS)
    }
    return tuple(one for step in asked.answered for one in _of(step, told[step.key], brackets))


def spans(step: Step, answer: Mapping[str, str]) -> Mapping[str, tuple[float, ...]]:
    """The points of the brackets that a person gave, by row; none where they had no idea."""
    rows = step.field().rows
    return {row: points for row, key in answer.items() if (points := rows[row].points(key))}


def _of(
    step: Step, answer: Any, brackets: Mapping[str, Mapping[str, tuple[float, ...]]]
) -> Iterator[Unknown]:
    if answer == UNKNOWN:
        yield Unknown(step, "", step.field().unsure)
    elif isinstance(answer, dict) and UNKNOWN in answer.values():
        field = step.field()
        if isinstance(field, Group):
            told = brackets.get(step.key.replace(AMOUNTS, BRACKETS, 1), {})
            for row, value in answer.items():
                if value == UNKNOWN:
                    yield Unknown(step, row, told.get(row) or field.rows[row].unsure)


def ways(found: tuple[Unknown, ...]) -> list[Way]:
    """The ways of standing for what is not known: at least one, the empty one when all is known.

    Every combination when they are few; else the two ends, and each unknown moved alone from both.
    """
    if math.prod(len(one.plausible) for one in found) <= MOST_WAYS:
        values = product(*(one.plausible for one in found))
        return [dict(zip((one.id for one in found), chosen, strict=True)) for chosen in values]
    chosen: list[Way] = []
    for end in (0, -1):
        start = {one.id: one.plausible[end] for one in found}
        chosen += [start, *(start | {one.id: v} for one in found for v in one.plausible)]
    return list({tuple(way.items()): way for way in chosen}.values())


def assumed(answers: Answers, found: tuple[Unknown, ...], way: Way) -> dict[str, Any]:
    """`answers` with each unknown taken as `way` says."""
    taken = dict(answers)
    for one in found:
        value = way[one.id]
        taken[one.step.key] = {**taken[one.step.key], one.row: value} if one.row else value
    return taken
