"""The persons and groups of a simulation in lanes."""

from typing import Any

import numpy as np
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.populations import ADD, GroupPopulation, Population

from simulator.engine.periods import parsed, remembered


class Diverged(Exception):  # noqa: N818 -- a turn taken, not a fault
    """The active lanes do not know the same periods of a variable: `lanes` must go on alone."""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes


class Cell:
    """The values of a variable at a period.

    `known`: the lanes (bits) for which `array` is right. `common`: all of them have the value of
    common ground, `value`, of which `array` is then made only when a formula reads it.
    """

    __slots__ = ("array", "common", "known", "value")

    def __init__(self) -> None:
        self.array: np.ndarray | None = None
        self.value: np.ndarray | None = None
        self.known = 0
        self.common = False


class Cells(dict):
    """The cells of a variable by period; an eternal variable has one, under None."""

    __slots__ = ("eternal", "variable")

    def __init__(self, variable: Any) -> None:
        self.variable = variable
        self.eternal = variable.definition_period == DateUnit.ETERNITY

    def __missing__(self, period: Any) -> Cell:
        if self.eternal and period is not None:
            return self[None]
        raise KeyError(period)


class Lanes(Population):
    """What persons and groups share: reading variables, through cells."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.cells: dict[str, Cells] = {}
        self.sums: dict[str, dict] = {}
        self.lane: np.ndarray  # the lane of each person or group
        self._masks: dict[int, np.ndarray] = {}
        self._holders_of: dict[str, LaneHolder] = {}

    def __call__(self, name: str, period: Any, options: Any = None) -> np.ndarray:
        simulation = self.simulation
        if options is None:
            try:
                cell = self.cells[name][period]
            except KeyError:
                cell = simulation.evaluate(self, name, period)
            else:
                if simulation.active & ~cell.known:
                    cell = simulation.evaluate(self, name, period)
            array = cell.array
            return self.array(cell) if array is None else array
        if len(options) == 1 and options[0] is ADD:
            cell = self.add(name, period)
            array = cell.array
            return self.array(cell).copy() if array is None else array.copy()
        return super().__call__(name, period, options)  # divides, or words the fault

    def add(self, name: str, period: Any) -> Cell:
        """The sum of a variable over the parts of a period, in their order."""
        simulation = self.simulation
        sums = self.sums.get(name)
        if sums is None:
            sums = self.sums[name] = {}
        known = sums.get(period)
        if known is not None and not simulation.active & ~known.known:
            return known
        if not isinstance(period, Period):
            period = parsed(str(period))
        cells = self.cells_of(name)
        variable = cells.variable
        parts = [
            self._part(cells, name, part)
            for part in remembered(period).get_subperiods(variable.definition_period)
        ]
        total = Cell()
        total.known = simulation.everyone
        for part in parts:
            total.known &= part.known
        value = simulation.ground.sum(name, period)
        if value is not None and all(part.common for part in parts):
            total.common, total.value = True, value
        else:
            total.array = sum(self.array(part) for part in parts)
        sums[period] = total
        return total

    def _part(self, cells: Cells, name: str, period: Any) -> Cell:
        cell = dict.get(cells, period)
        if cell is None or self.simulation.active & ~cell.known:
            return self.simulation.evaluate(self, name, period)
        return cell

    def array(self, cell: Cell) -> np.ndarray:
        """The values in a cell, made from the common one when nobody has read them yet."""
        if cell.array is None:
            cell.array = self.uniform(cell.value)
        return cell.array

    def uniform(self, value: np.ndarray) -> np.ndarray:
        """An array of the one value of `value`."""
        array = np.empty(self.count, value.dtype)
        array.fill(value[0])
        if isinstance(value, EnumArray):
            return EnumArray(array, value.possible_values)
        return array

    def give(
        self, name: str, period: Any, indices: list[int], values: list, lanes: int | None
    ) -> None:
        """Set an input; the others have the default, or are left to the formula outside `lanes`."""
        cells = self.cells_of(name)
        if cells.variable.is_neutralized:
            return
        cell = Cell()
        cell.array = cells.variable.default_array(self.count)
        cell.array[indices] = values
        cell.known = self.simulation.everyone if lanes is None else lanes
        seen = cell.array if lanes is None else cell.array[self.mask(lanes)]
        cell.common = self.simulation.ground.is_common(name, period, seen)
        cell.value = self.simulation.ground.value(name, period)
        dict.__setitem__(cells, period, cell)

    def cells_of(self, name: str) -> Cells:
        """The cells of a variable; raises as OpenFisca when it belongs to another entity."""
        cells = self.cells.get(name)
        if cells is None:
            self.entity.check_variable_defined_for_entity(name)
            cells = self.cells[name] = Cells(self.entity.get_variable(name))
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
        holder = self._holders_of.get(variable_name)
        if holder is None:
            holder = self._holders_of[variable_name] = LaneHolder(self, variable_name)
        return holder

    def __getattr__(self, attribute: str) -> Any:
        projector = super().__getattr__(attribute)
        if not attribute.startswith("_"):
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


class LaneHolder:
    """What a formula may ask of a holder: which periods of a variable are known, and their values.

    Lanes that do not know the same periods go on separately (`Diverged`).
    """

    def __init__(self, population: Lanes, name: str) -> None:
        self._population = population
        self._cells = population.cells_of(name)
        self.variable = self._cells.variable

    def get_known_periods(self) -> list[Period]:
        active = self._population.simulation.active
        periods = []
        for period, cell in self._cells.items():
            known = active & cell.known
            if known and known != active:
                raise Diverged(known)
            if known:
                periods.append(parsed("ETERNITY") if period is None else period)
        return periods

    def get_array(self, period: Any) -> np.ndarray | None:
        key = None if self._cells.eternal else period
        cell = dict.get(self._cells, key)
        active = self._population.simulation.active
        known = active & cell.known if cell is not None else 0
        if not known:
            return None
        if known != active:
            raise Diverged(known)
        return self._population.array(cell)

    def default_array(self) -> np.ndarray:
        return self.variable.default_array(self._population.count)
