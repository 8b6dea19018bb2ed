"""One simulation for many households, each computed as OpenFisca would compute it alone.

What OpenFisca answers depends on what is an input and what is in the cache when a formula asks for
it: an input of one household silences the formula for all, and the guard against spirals (a formula
that comes back to itself at another period gets the default) cuts where the stack happens to be. So
a plain batch is not exact, and masks laid over it afterwards are not either.

Here households that were given the same variables and asked the same questions form a *lane*. A
formula runs once for all the lanes that need it (`active`, one bit a lane), and everything that
OpenFisca decides from its cache or its stack (is it known? is it a spiral? what must be forgotten?)
is decided lane by lane, as a graphics processor does with its threads. Values outside the active
lanes are meaningless while a formula runs, and are never stored as known.
"""

from typing import Any

import numpy as np
from openfisca_core.errors import CycleError
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.simulations import Simulation

from simulator.engine.common_ground.nodes import Ground, Node
from simulator.engine.lanes.formulas import rules_of
from simulator.engine.lanes.periods import Remembered
from simulator.engine.lanes.populations import Cell, Diverged, LaneGroups, LanePersons, Lanes


class LaneSimulation(Simulation):
    """A simulation of `lane_count` lanes, on common ground.

    `given` are the indices of the nodes of `ground` whose inputs are not the common value.
    """

    persons_class: type[LanePersons] = LanePersons
    groups_class: type[LaneGroups] = LaneGroups

    def __init__(self, system: Any, lane_count: int, ground: Ground) -> None:
        self.everyone = (1 << lane_count) - 1
        self.active = self.everyone
        self.ground = ground
        self.given: set[int] = set()
        self.cell_of: list[Cell | None] = [None] * ground.size
        self.rules = rules_of(system)
        self.reads: list[Cell] = []  # what the formula that runs has read
        self._stack: list[tuple[Cell, int]] = []  # what runs, outermost first, and for which lanes
        self._forgotten: dict[Cell, int] = {}
        persons = self.persons_class(system.person_entity)
        populations: dict[str, Lanes] = {system.person_entity.key: persons}
        for entity in system.group_entities:
            populations[entity.key] = self.groups_class(entity, persons)
        super().__init__(system, populations)

    def ask(self, population: Lanes, name: str, period: Remembered, lanes: int) -> np.ndarray:
        """The values of a variable, right for `lanes`: a question asked from outside a formula."""
        self.active = lanes
        try:
            return population(name, period)
        finally:
            for cell, _ in self._stack:
                cell.cells.open.clear()
            self._stack.clear()
            self.active = self.everyone
            self._forget()

    def empty(self) -> None:
        """Let go of everything: a million objects in cycles, which the collector would go through
        twice."""
        for population in self.populations.values():
            for cells in population.cells.values():
                for cell in (*cells.values(), *cells.sums.values()):
                    cell.reads = cell.result = cell.array = cell.cells = None  # type: ignore[assignment]
                cells.clear()
                cells.sums.clear()
            population.cells.clear()
            population.__dict__.clear()
        self.cell_of.clear()
        self.populations.clear()
        self.__dict__.clear()

    def calculate(self, variable_name: str, period: Any) -> np.ndarray:
        return self.get_variable_population(variable_name)(variable_name, period)

    def check_period(self, period: Remembered, variable: Any) -> None:
        """Raise ValueError, as OpenFisca does, when the variable has no such period."""
        if period[2] != 1 or period[0] != variable.definition_period:
            self._check_period_consistency(period, variable)

    def evaluate(self, cell: Cell) -> Cell:
        """The cell, made known for the active lanes; or one for them alone, when some spiral."""
        need = self.active & ~cell.known
        if not need:
            return cell
        cells = cell.cells
        if cells.leaf:
            told = cells.variable.name in self.rules.telling
            self._store(cell, cells.default(), need if told else self.everyone)
            return cell
        spiral = self._spiral(cell, need) if cells.open else 0
        if run := need & ~spiral:
            self._run(cell, run)
        if not spiral:
            return cell
        # The lanes in a spiral get the default, which is not kept.
        cut = Cell(cells, cell.period, cell.node)
        default = cells.default()
        if not self.active & cell.known:
            cut.array = default
            cut.common = cell.node is not None and cell.node.is_common(default)
        else:
            cut.array = self._merge(cells.population, default, cell.values(), spiral)
            cut.common = cell.common and cell.node.is_common(default)
        return cut

    def _run(self, cell: Cell, run: int) -> None:
        cells = cell.cells
        frame = (cell, run)
        self._stack.append(frame)
        cells.open.append(frame)
        outer, self.active = self.active, run
        reads, self.reads = self.reads, []
        node = cell.node
        array, turn = None, 0
        if node is None or node.reads is None or not self._holds(node):
            if cell.reads is not None and self._repeats(cell):
                array = cell.result
            else:
                try:
                    array = cell.result = self._formula(cell)
                    cell.reads = self._repeatable()
                except Diverged as diverged:
                    turn = diverged.lanes
        self.active, self.reads = outer, reads
        cells.open.pop()
        self._stack.pop()
        if turn:
            self._run(cell, turn)
            self._run(cell, run & ~turn)
        elif array is not None:
            self._store(cell, array, run)
        else:
            self._store_common(cell, run)

    def _repeatable(self) -> list[tuple[Cell, int]] | None:
        """What the formula read, to spare it when it is asked for again and nothing has changed."""
        reads = []
        for cell in dict.fromkeys(self.reads):
            if not cell.known:  # a spiral, not kept
                return None
            reads.append((cell, cell.version))
        return reads

    def _repeats(self, cell: Cell) -> bool:
        """Whether everything that the formula read is, for everybody, what it was then."""
        for read, version in cell.reads:
            if self.active & ~read.known:
                cells = read.cells
                again = (
                    cells.population.add(cells, read.period) if read.total else self.evaluate(read)
                )
                if again is not read:
                    return False
            if read.version != version:
                return False
        return True

    def _holds(self, node: Node) -> bool:
        """Whether everything that the formula of a node reads is what it is on common ground."""
        if not node.leaves.isdisjoint(self.given):
            return False
        cell_of = self.cell_of
        for read in node.reads:
            cell = cell_of[read.index]
            if cell is None or self.active & ~cell.known:
                cell = self._reach(read)
            if not cell.common:
                return False
        return True

    def _reach(self, node: Node) -> Cell:
        population = self.populations[node.entity]
        cells = population.cells_of(node.name)
        return (
            population.add(cells, node.period) if node.parts else self.evaluate(cells[node.period])
        )

    def _formula(self, cell: Cell) -> np.ndarray:
        variable, population = cell.cells.variable, cell.cells.population
        formula, takes_parameters = self.rules.formula(variable, cell.period)
        if formula is None:
            return cell.cells.default()
        if takes_parameters:
            array = formula(population, cell.period, self.rules.parameters_at)
        else:
            array = formula(population, cell.period)
        if array is None:
            return cell.cells.default()
        if variable.value_type == Enum and not isinstance(array, EnumArray):
            array = variable.possible_values.encode(array)
        elif not isinstance(array, np.ndarray):
            array = population.filled_array(array)
        if array.dtype != variable.dtype:
            array = array.astype(variable.dtype)
        if len(array) != population.count:
            raise ValueError(f"{variable.name} gives {len(array)} values for {population.count}")
        return array

    def _store(self, cell: Cell, array: np.ndarray, lanes: int) -> None:
        # The rows of lanes that have not asked yet are kept too, though they may be wrong: they are
        # most often what these lanes will find, and a formula whose reads come out unchanged for
        # them is not run again (`_repeats`).
        node = cell.node
        if node is not None and (cell.common or not cell.known) and node.is_common(array):
            self._store_common(cell, lanes)
            return
        if others := cell.known & ~lanes:
            array = self._merge(cell.cells.population, cell.values(), array, others)
        cell.hold(array)
        cell.known |= lanes

    def _store_common(self, cell: Cell, lanes: int) -> None:
        if not cell.known or cell.common:
            cell.hold_common()
        else:
            cells = cell.cells
            common = cells.uniform(cell.node.value)
            cell.hold(self._merge(cells.population, common, cell.values(), lanes))
        cell.known |= lanes

    @staticmethod
    def _merge(population: Lanes, new: np.ndarray, old: np.ndarray, lanes: int) -> np.ndarray:
        """`new` in the given lanes, `old` in the others."""
        merged = np.where(population.mask(lanes), new, old)
        if isinstance(old, EnumArray):
            return EnumArray(merged, old.possible_values)
        return merged

    def _spiral(self, cell: Cell, need: int) -> int:
        """The lanes for which a variable that is being computed is asked for at another period.

        As in OpenFisca, whatever was being computed in between is forgotten once the question is
        answered. Raises CycleError when the period is the same.
        """
        spiral = 0
        for other, lanes in cell.cells.open:
            if lanes & need:
                if other is cell:
                    name = cell.cells.variable.name
                    raise CycleError(f"Circular definition detected on {name}@{cell.period}")
                spiral |= lanes & need
        if spiral:
            forgotten = self._forgotten
            forgotten[cell] = forgotten.get(cell, 0) | spiral
            left = spiral
            for frame, lanes in reversed(self._stack):
                forgotten[frame] = forgotten.get(frame, 0) | left & lanes
                if frame.cells is cell.cells:
                    left &= ~lanes
                    if not left:
                        break
        return spiral

    def _forget(self) -> None:
        for cell, lanes in self._forgotten.items():
            cell.known &= ~lanes
            for total in cell.cells.sums.values():
                total.known &= ~lanes
        self._forgotten.clear()
