"""One simulation for many households, each computed as OpenFisca would compute it alone.

What OpenFisca answers depends on what is an input and what is in the cache when a formula asks for
it: an input of one household silences the formula for all, and the guard against spirals (a formula
that comes back to itself at another period gets the default) cuts where the stack happens to be. So
a plain batch is not exact, and masks laid over it afterwards are not either.

Here households that were given the same variables and asked the same questions form a *lane*. A
formula runs once for all the lanes that need it (`active`, one bit a lane), and everything that
OpenFisca decides from its cache or its stack (is it known? is it a spiral? what must be forgotten?)
is decided lane by lane, as a graphics processor does with its threads. Values outside the active
lanes are meaningless while a formula runs, and are never stored.
"""

from typing import Any

import numpy as np
from openfisca_core.errors import CycleError
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation
from openfisca_core.variables import Variable

from simulator.engine.common import Ground
from simulator.engine.parameters import LazyNode
from simulator.engine.periods import Remembered, parsed, remembered
from simulator.engine.populations import Cell, Diverged, LaneGroups, LanePersons, Lanes

ETERNITY = DateUnit.ETERNITY


class LaneSimulation(Simulation):
    """A simulation of several lanes; `lane_count` of them, numbered from 0.

    `parameters_at` gives the parameters at an instant; `ground` is what comes out the same for
    every household that gives nothing special (see `common.py`).
    """

    persons_class: type[LanePersons] = LanePersons
    groups_class: type[LaneGroups] = LaneGroups

    def __init__(self, system: Any, lane_count: int, ground: Ground) -> None:
        self.everyone = (1 << lane_count) - 1
        self.active = self.everyone
        self.ground = ground
        self.parameters_at = parameters_of(system)
        self._stack: list[tuple] = []  # (population, name, period, lanes), outermost first
        self._open: dict[str, list] = {}  # name -> its frames on the stack
        self._forgotten: dict[tuple, int] = {}  # (population, name, period) -> lanes
        persons = self.persons_class(system.person_entity)
        populations: dict[str, Lanes] = {system.person_entity.key: persons}
        for entity in system.group_entities:
            populations[entity.key] = self.groups_class(entity, persons)
        super().__init__(system, populations)

    # What formulas and questions call ------------------------------------------------------------

    def ask(self, population: Lanes, name: str, period: Remembered, lanes: int) -> np.ndarray:
        """The values of a variable, right for `lanes`: a question asked from outside a formula."""
        self.active = lanes
        try:
            return population.array(self.evaluate(population, name, period))
        finally:
            self._stack.clear()
            self._open.clear()
            self.active = self.everyone
            self._forget()

    def calculate(self, variable_name: str, period: Any) -> np.ndarray:
        return self.get_variable_population(variable_name)(variable_name, period)

    def evaluate(self, population: Lanes, name: str, period: Any) -> Cell:
        """The cell of a variable, known for the active lanes, or one made for them alone."""
        if type(period) is not Remembered:
            period = remembered(period) if isinstance(period, Period) else parsed(str(period))
        cells = population.cells_of(name)
        variable: Variable = cells.variable
        key = None if cells.eternal else period
        cell = dict.get(cells, key)
        if cell is None:
            self._check_period_consistency(period, variable)
            cell = Cell()
            dict.__setitem__(cells, key, cell)
        need = self.active & ~cell.known
        if not need:
            return cell
        if variable.is_neutralized or not variable.formulas:
            self._store(
                population, cells, key, cell, variable.default_array(population.count), need
            )
            return cell
        spiral = self._spiral(population, name, period, need) if self._open.get(name) else 0
        run = need & ~spiral
        if run:
            self._run(population, cells, period, cell, run)
        if not spiral:
            return cell
        # The lanes in a spiral get the default, which is not kept.
        default = variable.default_array(population.count)
        cut = Cell()
        cut.array = (
            self._merge(population, default, population.array(cell), spiral)
            if cell.known
            else default
        )
        cut.common = (cell.common or not self.active & cell.known) and self.ground.is_common(
            name, key, default
        )
        cut.value = self.ground.value(name, key)
        return cut

    # How a formula runs --------------------------------------------------------------------------

    def _run(self, population: Lanes, cells: Any, period: Remembered, cell: Cell, run: int) -> None:
        variable = cells.variable
        name = variable.name
        frame = (population, name, period, run)
        self._stack.append(frame)
        frames = self._open.setdefault(name, [])
        frames.append(frame)
        outer, self.active = self.active, run
        key = None if cells.eternal else period
        rule = self.ground.rule(name, key)
        if rule is not None and self._holds(rule):
            self.active = outer
            frames.pop()
            self._stack.pop()
            self._store_common(population, cells, key, cell, run)
            return
        try:
            array = self._formula(population, variable, period)
            diverged = None
        except Diverged as turn:
            diverged = turn.lanes & run
        self.active = outer
        frames.pop()
        self._stack.pop()
        if diverged is None:
            self._store(population, cells, key, cell, array, run)
            return
        for lanes in (diverged, run & ~diverged):
            self._run(population, cells, period, cell, lanes)

    def _formula(self, population: Lanes, variable: Variable, period: Remembered) -> np.ndarray:
        formula = variable.get_formula(period)
        if formula is None:
            return variable.default_array(population.count)
        if formula.__code__.co_argcount == 2:
            array = formula(population, period)
        else:
            array = formula(population, period, self.parameters_at)
        if array is None:
            return variable.default_array(population.count)
        if variable.value_type == Enum and not isinstance(array, EnumArray):
            array = variable.possible_values.encode(array)
        elif not isinstance(array, np.ndarray):
            array = population.filled_array(array)
        if array.dtype != variable.dtype:
            array = array.astype(variable.dtype)
        if len(array) != population.count:
            raise ValueError(f"{variable.name} gives {len(array)} values for {population.count}")
        return array

    def _holds(self, rule: tuple) -> bool:
        """Whether everything that a formula reads is what it is on common ground."""
        for key, name, period, added in rule:
            population = self.populations[key]
            if added:
                cell = population.add(name, period)
            else:
                try:
                    cell = population.cells[name][period]
                except KeyError:
                    cell = self.evaluate(population, name, period)
                else:
                    if self.active & ~cell.known:
                        cell = self.evaluate(population, name, period)
            if not cell.common:
                return False
        return True

    # What is kept --------------------------------------------------------------------------------

    def _store_common(self, population: Any, cells: Any, key: Any, cell: Cell, lanes: int) -> None:
        value = self.ground.value(cells.variable.name, key)
        if cell.known and not cell.common:
            array = population.uniform(value)
            cell.array = self._merge(population, array, population.array(cell), lanes)
        elif not cell.known:
            cell.array, cell.value, cell.common = None, value, True
        cell.known |= lanes

    def _store(
        self, population: Lanes, cells: Any, key: Any, cell: Cell, array: np.ndarray, lanes: int
    ) -> None:
        name = cells.variable.name
        seen = array if lanes == self.everyone else array[population.mask(lanes)]
        common = self.ground.is_common(name, key, seen)
        if cell.known:
            array = self._merge(population, array, population.array(cell), lanes)
            common = common and cell.common
        cell.array, cell.common = array, common
        cell.value = self.ground.value(name, key) if common else None
        cell.known |= lanes

    @staticmethod
    def _merge(population: Lanes, new: np.ndarray, old: np.ndarray, lanes: int) -> np.ndarray:
        """`new` in the given lanes, `old` in the others."""
        merged = np.where(population.mask(lanes), new, old)
        if isinstance(old, EnumArray):
            return EnumArray(merged, old.possible_values)
        return merged

    # Cycles and spirals, lane by lane

    def _spiral(self, population: Lanes, name: str, period: Remembered, need: int) -> int:
        """The lanes for which a variable that is being computed is asked for at another period.

        As in OpenFisca, whatever was being computed in between is forgotten once the question is
        answered. Raises CycleError when the period is the same.
        """
        spiral = 0
        for _, _, other, lanes in self._open[name]:
            if lanes & need:
                if other == period:
                    raise CycleError(f"Circular definition detected on formula {name}@{period}")
                spiral |= lanes & need
        if not spiral:
            return 0
        self._mark(population, name, period, spiral)
        left = spiral
        for frame_population, frame_name, frame_period, lanes in reversed(self._stack):
            self._mark(frame_population, frame_name, frame_period, left & lanes)
            if frame_name == name:
                left &= ~lanes
                if not left:
                    break
        return spiral

    def _mark(self, population: Lanes, name: str, period: Remembered, lanes: int) -> None:
        node = (population, name, period)
        self._forgotten[node] = self._forgotten.get(node, 0) | lanes

    def _forget(self) -> None:
        for (population, name, period), lanes in self._forgotten.items():
            cells = population.cells[name]
            cell = dict.get(cells, None if cells.eternal else period)
            if cell is not None:
                cell.known &= ~lanes
            population.sums.pop(name, None)
        self._forgotten.clear()


def parameters_of(system: Any) -> Any:
    """A function from an instant or a period to the parameters then, remembered on the system."""
    try:
        return system.__dict__["lazy_parameters"]
    except KeyError:
        pass
    nodes: dict[Any, LazyNode] = {}

    def parameters_at(instant: Any) -> LazyNode:
        try:
            return nodes[instant]
        except KeyError:
            period = instant if isinstance(instant, Period) else parsed(str(instant))
            node = LazyNode(system.parameters, str(period.start))
            nodes[instant] = node
            return node

    system.lazy_parameters = parameters_at
    return parameters_at
