"""What a doubted benefit makes doubtful: those that count it as money that will come. Pure.

A benefit received already is sure, whatever is doubted of the right to it; and a rule that reads
what was paid in the past (CSS, local funds) counts nothing that can only be claimed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benefits.claimable import COUNTED, unclaimed
from benefits.doubt import Doubt
from benefits.facts import Document, value_at
from benefits.reasons import AMOUNT
from benefits.schema import Benefit
from benefits.terms import PLURALS, Entity

SAID = "Nous avons compté une autre aide, à vérifier elle aussi : {label}."


@dataclass(frozen=True)
class Followed:
    """The doubt that a doubted benefit gives: it reaches a refusal for an amount."""

    said: str
    lifts: frozenset[str] | None = frozenset({AMOUNT})
    of_refusals: bool = False


def followed(
    benefit: Benefit,
    doubted: Mapping[str, Benefit],
    document: Document,
    month: str,
) -> Iterator[Doubt]:
    """The doubts that `benefit` takes from those it counts.

    `doubted`: by variable, the benefits of which something is not sure.
    """
    counted = [pair for pair in COUNTED.get(benefit.id, ()) if pair[0] in doubted]
    waited = set(unclaimed(document, month)) if counted else set()
    for name, entity in counted:
        if name in waited and _due(document, name, entity, month):
            yield Followed(SAID.format(label=doubted[name].label))


def _due(document: Document, name: str, entity: Entity, month: str) -> bool:
    holders = document.get(PLURALS[entity], {}).values()
    return any((value_at(holder.get(name), month) or 0) > 1 for holder in holders)
