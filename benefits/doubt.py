"""What is not sure of a household, and which refusals it reaches. Pure."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, Protocol

from benefits.reasons import Failing
from benefits.schema import Benefit


class Doubt(Protocol):
    """What is not sure, in a sentence. `lifts`: the names a refusal must rest on for the doubt to
    reach it (variables, benefits.reasons.AMOUNT); None: any. `of_refusals`: it says nothing of a
    right that is computed."""

    @property
    def said(self) -> str: ...

    @property
    def lifts(self) -> frozenset[str] | None: ...

    @property
    def of_refusals(self) -> bool: ...


NO_DOUBTS: Mapping[str, Doubt] = MappingProxyType({})


def lifts(doubt: Doubt, failing: Failing) -> bool:
    """Whether the doubt reaches what stands in the way."""
    return doubt.lifts is None or bool(doubt.lifts & failing.reads)


class Touching(NamedTuple):
    """The doubts that touch each benefit, by its id; and those that touch any."""

    by_id: Mapping[str, frozenset[str]]
    every: frozenset[str]


@lru_cache(maxsize=8)
def touching_all(benefits: tuple[Benefit, ...]) -> Touching:
    """The doubts that touch these benefits."""
    by_id = {benefit.id: frozenset(_touching(benefit)) for benefit in benefits}
    return Touching(by_id, frozenset().union(*by_id.values()))


def _touching(benefit: Benefit) -> set[str]:
    """The doubts that touch a benefit: its id, its engine variable, and those it declares."""
    main = {benefit.engine.variable.name} if benefit.engine else set()
    return {benefit.id, *main, *benefit.doubted_by}
