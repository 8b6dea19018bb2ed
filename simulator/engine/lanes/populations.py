"""The persons and groups of a simulation in lanes, and the cells that hold their values."""

from typing import Any

import numpy as np
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.populations import ADD, GroupPopulation, Population

from simulator.engine.common_ground.nodes import Node
from simulator.engine.lanes.periods import Remembered, parsed, remembered


class Diverged(Exception):  # noqa: N818 -- a turn taken, not a fault
    """The active lanes do not know the same periods of a variable: `lanes` must go on alone."""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes


class Cell:
    """The values of a variable at a period, or of its sum over one (`total`).

    `known`: the lanes (bits) for which `array` is right. `common`: everybody has the value of
    `node`, common ground; `array` is then made only when a formula reads it. `version` changes with
    the values. `reads` are the cells that the formula read and their versions, `result` what it
    gave.
    """

    __slots__ = (
        *("array", "common", "known", "version", "reads", "result"),
        *("cells", "node", "period", "total"),
    )

    def __init__(self, cells: "Cells", period: Any, node: Node | None, total: bool = False) -> None:
        self.cells = cells
        self.period = period
        self.node = node
        self.total = total
        self.array: np.ndarray | None = None
        self.known = 0
        self.common = False
        self.version = 0
        self.reads: list[tuple[Cell, int]] | None = None
        self.result: np.ndarray | None = None

    def values(self) -> np.ndarray:
        """The array, made of the common value when nobody has read it yet."""
        if self.array is None:
            self.array = self.cells.uniform(self.node.value)
        return self.array

    def hold_common(self) -> None:
        """Give everybody the common value."""
        if not self.common:
            self.array, self.common = None, True
            self.version += 1

    def hold(self, array: np.ndarray) -> None:
        """Give everybody the values of `array`."""
        if self.array is None or self.common or self.array.tobytes() != array.tobytes():
            self.array, self.common = array, False
            self.version += 1


class Cells(dict):
    """The cells of a variable by period; an eternal variable has one, under None.

    `open` are its formulas that run, as (cell, lanes); `sums` its sums by period.
    """

    __slots__ = ("eternal", "leaf", "open", "population", "sums", "variable")

    def __init__(self, population: "Lanes", variable: Any) -> None:
        self.population = population
        self.variable = variable
        self.eternal = variable.definition_period == DateUnit.ETERNITY
        self.leaf = variable.is_neutralized or not variable.formulas
        self.open: list[tuple[Cell, int]] = []
        self.sums: dict[Any, Cell] = {}

    def __missing__(self, period: Any) -> Cell:
        simulation = self.population.simulation
        if period is not None and type(period) is not Remembered:
            known = remembered(period) if isinstance(period, Period) else parsed(str(period))
            return self[known]
        if not self.eternal:
            simulation.check_period(period, self.variable)
            return self.new(period)
        cell = dict.get(self, None)
        if cell is None:
            cell = self.new(None)
        cell.period = period  # the formula of an eternal variable is given the period asked for
        return cell

    def new(self, period: Any) -> Cell:
        """A cell of which nothing is known."""
        simulation = self.population.simulation
        node = simulation.ground.node(self.variable.name, period)
        cell = self[period] = Cell(self, period, node)
        if node is not None:
            simulation.cell_of[node.index] = cell
        return cell

    def uniform(self, value: np.ndarray) -> np.ndarray:
        """An array of the one value of `value`."""
        array = np.empty(self.population.count, value.dtype)
        array.fill(value[0])
        if isinstance(value, EnumArray):
            return EnumArray(array, value.possible_values)
        return array

    def default(self) -> np.ndarray:
        """An array of the default value."""
        return self.variable.default_array(self.population.count)


class Lanes(Population):
    """What persons and groups share: reading variables, through cells."""

    cells_class: type[Cells] = Cells

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.cells: dict[str, Cells] = {}
        self.lane: np.ndarray  # the lane of each person or group
        self._masks: dict[int, np.ndarray] = {}

    def __call__(self, name: str, period: Any, options: Any = None) -> np.ndarray:
        simulation = self.simulation
        if options is None:
            try:
                cell = self.cells[name][period]
            except KeyError:
                cell = self.cells_of(name)[period]
            if simulation.active & ~cell.known:
                cell = simulation.evaluate(cell)
            simulation.reads.append(cell)
            array = cell.array
            return cell.values() if array is None else array
        if len(options) == 1 and options[0] is ADD:
            cell = self.add(self.cells_of(name), period)
            simulation.reads.append(cell)
            return cell.values().copy()
        return super().__call__(name, period, options)  # divides, or words the fault

    def add(self, cells: Cells, period: Any) -> Cell:
        """The sum of a variable over the parts of a period, in their order."""
        simulation = self.simulation
        total = cells.sums.get(period)
        if total is not None and not simulation.active & ~total.known:
            return total
        if type(period) is not Remembered:
            period = remembered(period) if isinstance(period, Period) else parsed(str(period))
        parts = []
        for part in period.get_subperiods(cells.variable.definition_period):
            cell = cells[part]
            parts.append(simulation.evaluate(cell) if simulation.active & ~cell.known else cell)
        node = simulation.ground.sum(cells.variable.name, period)
        known, common = simulation.everyone, node is not None
        for cell in parts:
            known &= cell.known
            common = common and cell.common
        if total is None or not known:
            total = Cell(cells, period, node, total=True)
        if known:
            cells.sums[period] = total
            if node is not None:
                simulation.cell_of[node.index] = total
        total.known = known
        if common:
            total.hold_common()
        else:
            total.hold(sum(cell.values() for cell in parts))
        return total

    def give(
        self, name: str, period: Any, indices: list[int], values: list, lanes: int | None
    ) -> None:
        """Set an input; the others have the default, or are left to the formula outside `lanes`."""
        cells = self.cells_of(name)
        if cells.variable.is_neutralized:
            return
        simulation = self.simulation
        cell = cells.new(period)
        cell.array = cells.default()
        cell.array[indices] = values
        cell.known = simulation.everyone if lanes is None else lanes
        if cell.node is not None:
            seen = cell.array if lanes is None else cell.array[self.mask(lanes)]
            if cell.node.is_common(seen):
                cell.hold_common()
            else:
                simulation.given.add(cell.node.index)

    def cells_of(self, name: str) -> Cells:
        """The cells of a variable; raises as OpenFisca when it belongs to another entity."""
        cells = self.cells.get(name)
        if cells is None:
            self.entity.check_variable_defined_for_entity(name)
            cells = self.cells[name] = self.cells_class(self, self.entity.get_variable(name))
        return cells

    def mask(self, lanes: int) -> np.ndarray:
        """Which persons or groups are in the given lanes."""
        mask = self._masks.get(lanes)
        if mask is None:
            count = self.simulation.everyone.bit_length()
            bits = np.array([bool(lanes >> lane & 1) for lane in range(count)])
            mask = self._masks[lanes] = bits[self.lane]
        return mask

    def get_holder(self, variable_name: str) -> "LaneHolder":
        return LaneHolder(self, variable_name)

    def __getattr__(self, attribute: str) -> Any:
        projector = super().__getattr__(attribute)
        self.__dict__[attribute] = projector
        return projector


class LanePersons(Lanes):
    """The persons."""

    def __init__(self, entity: Any) -> None:
        super().__init__(entity)
        self._roles: dict[Any, np.ndarray] = {}

    def has_role(self, role: Any) -> np.ndarray:
        mask = self._roles.get(role)
        if mask is None:
            mask = self._roles[role] = super().has_role(role)
        return mask.copy()

    has_role.projectable = True  # type: ignore[attr-defined]


class LaneGroups(Lanes, GroupPopulation):
    """The families, tax households or dwellings."""


UNREPEATABLE = Cell(None, None, None)  # type: ignore[arg-type]  # read: do not spare the formula


class LaneHolder:
    """What a formula may ask of a holder: which periods of a variable are known, and their values.

    Lanes that do not know the same periods go on separately (`Diverged`).
    """

    def __init__(self, population: Lanes, name: str) -> None:
        self._population = population
        self._cells = population.cells_of(name)
        self.variable = self._cells.variable

    def get_known_periods(self) -> list[Period]:
        known = [period for period, cell in self._cells.items() if self._knows(cell)]
        return [parsed("ETERNITY") if period is None else period for period in known]

    def get_array(self, period: Any) -> np.ndarray | None:
        cell = dict.get(self._cells, None if self._cells.eternal else period)
        return cell.values() if cell is not None and self._knows(cell) else None

    def default_array(self) -> np.ndarray:
        return self._cells.default()

    def _knows(self, cell: Cell) -> bool:
        active = self._population.simulation.active
        known = active & cell.known
        self._population.simulation.reads.append(UNREPEATABLE)
        if known and known != active:
            raise Diverged(known)
        return bool(known)
