"""Common ground: what comes out the same for every household that gives nothing special.

Most of the 11,000 formulas that a household runs read nothing of its own: contributions on salaries
that nobody has, boxes of the tax return that nobody filled in. They are learnt once a month of
simulation, on one blank adult: for each formula run, what it read, in order, and what came out.
Later a simulation first asks for what the formula read. If all of it came out as on common ground,
for everybody, the result is the one learnt; if anything differs, the formula runs.

It is exact because formulas are functions of what they read: the same questions are asked in the
same order as the formula would, so caches, cycles and spirals are those of OpenFisca. A formula
that reads who lives with whom is not learnt, unless all it sums is zero: zero for any family.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np


class Node:
    """A variable at a period, or the sum of one over a period, on common ground.

    `value` is an array of one and `bits` its bytes; `reads` is what the formula read, in order,
    None if that was not learnt; `leaves` are the indices of the inputs among them, of which only
    the values matter; `parts` are the terms of a sum.
    """

    __slots__ = ("bits", "entity", "index", "leaves", "name", "parts", "period", "reads", "value")

    def __init__(self, index: int, entity: str, name: str, period: Any, value: np.ndarray) -> None:
        self.index = index
        self.entity = entity
        self.name = name
        self.period = period
        self.value = value
        self.bits = value.tobytes()
        self.reads: tuple[Node, ...] | None = None
        self.leaves: frozenset[int] = frozenset()
        self.parts: tuple[Node, ...] = ()

    def is_common(self, array: np.ndarray) -> bool:
        """Whether all of `array` has the common value, to the bit."""
        return array.tobytes() == self.bits * len(array)


class Ground:
    """The nodes of common ground, by variable and period. Empty, it changes nothing."""

    def __init__(self) -> None:
        self.size = 0
        self._nodes: dict[str, dict[Any, Node]] = {}
        self._sums: dict[str, dict[Any, Node]] = {}

    def node(self, name: str, period: Any) -> Node | None:
        """The node of a variable; the period is None if it is eternal."""
        nodes = self._nodes.get(name)
        return None if nodes is None else nodes.get(period)

    def sum(self, name: str, period: Any) -> Node | None:
        """The node of the sum of a variable over a period."""
        nodes = self._sums.get(name)
        return None if nodes is None else nodes.get(period)

    def add(self, entity: str, name: str, period: Any, value: np.ndarray) -> Node:
        """A new node for a variable."""
        return self._new(self._nodes, entity, name, period, value)

    def add_sum(
        self, entity: str, name: str, period: Any, value: np.ndarray, parts: Iterable[Node]
    ) -> Node:
        """A new node for a sum."""
        node = self._new(self._sums, entity, name, period, value)
        node.parts = tuple(parts)
        return node

    def _new(self, nodes: dict, entity: str, name: str, period: Any, value: np.ndarray) -> Node:
        node = Node(self.size, entity, name, period, value)
        self.size += 1
        nodes.setdefault(name, {})[period] = node
        return node
