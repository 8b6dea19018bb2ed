"""What a simulation in lanes needs of a system: its formulas and parameters, found once."""

from collections.abc import Callable, Iterator
from typing import Any

from openfisca_core.periods import Period

from simulator.engine.lanes.parameters import LazyNode
from simulator.engine.lanes.periods import Remembered, parsed

MAX_FORMULAS = 200_000  # a month of simulation has 20,000


class Rules:
    """The formulas and parameters of a system, remembered by period.

    `telling` are the variables of which it matters whether they are given: they have a formula,
    which an input replaces, or a formula asks which of their periods are known. The others have
    their default all the same.
    """

    def __init__(self, system: Any) -> None:
        self._system = system
        self._formulas: dict[tuple, tuple[Callable | None, bool]] = {}
        self._nodes: dict[Any, LazyNode] = {}
        self.telling = frozenset(_telling(system))

    def formula(self, variable: Any, period: Remembered) -> tuple[Callable | None, bool]:
        """The formula of a variable at a period, and whether it takes the parameters."""
        key = (variable.name, period)
        found = self._formulas.get(key)
        if found is None:
            if len(self._formulas) > MAX_FORMULAS:  # somebody asks for every month of history
                self._formulas.clear()
                self._nodes.clear()
            formula = variable.get_formula(period)
            found = (formula, formula is not None and formula.__code__.co_argcount > 2)
            self._formulas[key] = found
        return found

    def parameters_at(self, instant: Any) -> LazyNode:
        """The parameters at an instant or at the start of a period."""
        node = self._nodes.get(instant)
        if node is None:
            start = instant.start if isinstance(instant, Period) else parsed(str(instant)).start
            node = self._nodes[instant] = LazyNode(self._system.parameters, str(start))
        return node


def _telling(system: Any) -> Iterator[str]:
    for name, variable in system.variables.items():
        if variable.formulas:
            yield name
        for formula in variable.formulas.values():
            if "get_known_periods" in formula.__code__.co_names:
                yield from (text for text in formula.__code__.co_consts if isinstance(text, str))


def rules_of(system: Any) -> Rules:
    """The rules of a system, made once."""
    if "lane_rules" not in system.__dict__:
        system.lane_rules = Rules(system)
    return system.lane_rules
