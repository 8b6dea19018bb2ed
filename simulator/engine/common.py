"""Common ground: what comes out the same for every household that gives nothing special.

Most of the 11,000 formulas that a household runs read nothing of its own: contributions on salaries
that nobody has, boxes of the tax return that nobody filled in. They are learnt once a month of
simulation, on one blank adult: for each formula run, what it read, in order, and what came out.
Later a simulation first asks for what the formula read. If all of it came out as on common ground,
for everybody, the result is the one learnt; if anything differs, the formula runs.

It is exact because formulas are functions of what they read: the same questions are asked in the
same order as the formula would, so caches, cycles and spirals are those of OpenFisca. A formula that
reads who lives with whom is not learnt, unless all it sums is zero: that makes zero for any family.
"""

from typing import Any

import numpy as np
from openfisca_core.indexed_enums import EnumArray

Read = tuple[str, str, Any, bool]  # entity, variable, period, added up?


class Ground:
    """The values on common ground, and what each formula reads there. Empty, it changes nothing."""

    def __init__(self) -> None:
        self.values: dict[str, dict[Any, np.ndarray]] = {}
        self.sums: dict[str, dict[Any, np.ndarray]] = {}
        self.rules: dict[str, dict[Any, tuple[Read, ...]]] = {}

    def is_common(self, name: str, period: Any, array: np.ndarray) -> bool:
        """Whether all of `array` is the common value of the variable, to the bit."""
        values = self.values.get(name)
        value = None if values is None else values.get(period)
        return value is not None and _same(array, value)

    def value(self, name: str, period: Any) -> np.ndarray | None:
        """The common value of a variable, an array of one, or None."""
        values = self.values.get(name)
        return None if values is None else values.get(period)

    def sum(self, name: str, period: Any) -> np.ndarray | None:
        """The common sum of a variable over a period, an array of one, or None."""
        sums = self.sums.get(name)
        return None if sums is None else sums.get(period)

    def rule(self, name: str, period: Any) -> tuple[Read, ...] | None:
        """What the formula reads on common ground, in order, or None if it was not learnt."""
        rules = self.rules.get(name)
        return None if rules is None else rules.get(period)


def _same(array: np.ndarray, value: np.ndarray) -> bool:
    if isinstance(array, EnumArray):
        array, value = array.view(np.ndarray), value.view(np.ndarray)
    if array.dtype == np.float32:  # 0.0 is not -0.0
        array, value = np.ascontiguousarray(array).view(np.int32), value.view(np.int32)
    return bool((array == value).all())
