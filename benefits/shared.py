"""What the verdicts of one household have in common: looked for once. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from benefits import reasons as why
from benefits.asking import Target, targets
from benefits.doubt import Doubt, Touching, touching_all
from benefits.facts import Document, Facts
from benefits.following import followed
from benefits.overseas import Place
from benefits.schema import Benefit
from benefits.worksheet import Legislation


@dataclass(frozen=True)
class Shared:
    """What the verdicts of one household have in common."""

    document: Document
    month: str
    known: Facts
    ahead: why.Ahead | None
    place: Place | None
    doubts: Mapping[str, Doubt]
    legislation: Legislation
    benefits: tuple[Benefit, ...]  #: all of them, judged or not
    _targets: dict[tuple[str, str], tuple[Target, ...]] = field(default_factory=dict)

    def targets(self, benefit: Benefit) -> tuple[Target, ...]:
        """Who can hold the right: the same of every benefit of one kind."""
        key = (benefit.whose, benefit.entity)
        if key not in self._targets:
            self._targets[key] = tuple(targets(benefit, self.document, self.known))
        return self._targets[key]

    def doubts_of(self, benefit: Benefit) -> tuple[Doubt, ...]:
        """What is not sure of a benefit, or of those that it counts."""
        if not self.doubts:
            return ()
        touched, said = self._touching.by_id[benefit.id] | self._unclaimed, self.doubts.items()
        own = tuple(doubt for name, doubt in said if name in touched)
        return (*own, *followed(benefit, self._doubted, self.document, self.month))

    @cached_property
    def _touching(self) -> Touching:
        return touching_all(self.benefits)

    @cached_property
    def _unclaimed(self) -> frozenset[str]:
        """The doubts that no benefit declares."""
        return frozenset(self.doubts.keys() - self._touching.every)

    @cached_property
    def _doubted(self) -> dict[str, Benefit]:
        """By variable, the benefits of which something is not sure."""
        touching, doubts = self._touching.by_id, self.doubts
        return {
            one.engine.variable.name: one
            for one in self.benefits
            if one.engine
            and any(not doubts[n].of_refusals for n in touching[one.id] & doubts.keys())
        }

    @cached_property
    def parents(self) -> frozenset[str]:
        """The ids of the adults."""
        return frozenset(one.id for one in self.known.people if one.facts["role"] == "parent")
