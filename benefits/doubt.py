"""What is not sure of a household, and which refusals it reaches. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from benefits.reasons import Failing


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
