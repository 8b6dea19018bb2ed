"""Learning common ground: one blank adult is computed, and what each formula reads written down."""

import functools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from openfisca_core.projectors import projectable

from simulator.engine.common_ground.nodes import Ground, Node
from simulator.engine.documents.reader import read
from simulator.engine.lanes.batch import Batch
from simulator.engine.lanes.populations import Cell, LaneGroups, LanePersons, Lanes
from simulator.engine.lanes.simulation import LaneSimulation

STRUCTURE = object()  # written down when a formula reads who lives with whom


def learn(system: Any, month: str, variables: Iterable[str]) -> Ground:
    """The common ground of these variables asked in `month` ("2026-11")."""
    ground = Ground()
    batch = Batch(system, [read(system, blank(system, month, variables))], ground, Learner)
    batch.run()
    learner: Learner = batch.simulation  # type: ignore[assignment]
    learner.write(ground)
    return ground


def blank(system: Any, month: str, variables: Iterable[str]) -> dict:
    """One adult of 34, alone, of whom nothing else is known, asked all the variables."""
    birth = f"{int(month[:4]) - 34}-02-01"
    document: dict = {
        system.person_entity.plural: {"adulte": {"date_naissance": {"ETERNITY": birth}}}
    }
    for entity in system.group_entities:
        role = entity.roles[0]
        document[entity.plural] = {entity.key: {role.plural or role.key: ["adulte"]}}
    for name in variables:
        variable = system.variables[name]
        period = {"year": month[:4], "eternity": "ETERNITY"}.get(variable.definition_period, month)
        asked = next(iter(document[variable.entity.plural].values()))
        asked.setdefault(name, {})[period] = None
    return document


class _Noting(Lanes):
    """Persons or groups that note what is read."""

    def __call__(self, name: str, period: Any, options: Any = None) -> np.ndarray:
        array = super().__call__(name, period, options)
        if options is None or options[0] == "ADD":
            self.simulation.note((self.entity.key, name, period, options is not None), array)
        return array

    def get_holder(self, variable_name: str) -> Any:
        self.simulation.note(STRUCTURE)
        return super().get_holder(variable_name)


def _structural(method: Callable, blind: Callable[[np.ndarray, Any], bool]) -> Callable:
    """The method, noted as reading the structure unless `blind` says that none shows."""

    @projectable
    @functools.wraps(method)
    def noting(self: Any, *args: Any, **options: Any) -> Any:
        with self.simulation.not_noting():
            result = method(self, *args, **options)
        array = next((each for each in args if isinstance(each, np.ndarray)), None)
        if array is None or not blind(array, options.get("default", 0)):
            self.simulation.note(STRUCTURE)
        return result

    return noting


def _never(array: np.ndarray, default: Any) -> bool:
    return False


def _nil(array: np.ndarray, default: Any) -> bool:
    """All zero: so is any sum of it, and so is what stands for somebody missing."""
    return array.dtype.kind in "fiub" and default == 0 and not array.view(np.ndarray).any()


def _true(array: np.ndarray, default: Any) -> bool:
    return bool(array.all())


class NotingPersons(_Noting, LanePersons):
    """Persons that note what is read."""

    has_role = _structural(LanePersons.has_role, _never)
    get_rank = _structural(LanePersons.get_rank, _never)
    value_from_partner = _structural(LanePersons.value_from_partner, _nil)


class NotingGroups(_Noting, LaneGroups):
    """Groups that note what is read."""

    sum = _structural(LaneGroups.sum, _nil)
    any = _structural(LaneGroups.any, _nil)
    all = _structural(LaneGroups.all, _true)
    max = _structural(LaneGroups.max, _never)
    min = _structural(LaneGroups.min, _never)
    reduce = _structural(LaneGroups.reduce, _never)
    nb_persons = _structural(LaneGroups.nb_persons, _never)
    value_from_person = _structural(LaneGroups.value_from_person, _nil)
    value_nth_person = _structural(LaneGroups.value_nth_person, _nil)
    value_from_first_person = _structural(LaneGroups.value_from_first_person, _nil)

    def project(self, array: np.ndarray, role: Any = None) -> np.ndarray:
        with self.simulation.not_noting():
            result = super().project(array, role)
        if role is not None and not _nil(array, 0):
            self.simulation.note(STRUCTURE)
        return result

    project.projectable = True  # type: ignore[attr-defined]

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("members_") or name == "ordered_members_map":
            object.__getattribute__(self, "simulation").note(STRUCTURE)
        return object.__getattribute__(self, name)


class Learner(LaneSimulation):
    """A simulation of one adult that keeps what each formula read and gave."""

    persons_class, groups_class = NotingPersons, NotingGroups

    def __init__(self, *args: Any) -> None:
        self._notes: list[list | None] = [None]
        self._runs: list[tuple[Cell, list, np.ndarray]] = []
        super().__init__(*args)

    def note(self, what: Any, array: np.ndarray | None = None) -> None:
        """Note something read by the formula that runs, and the value it saw."""
        notes = self._notes[-1]
        if notes is not None:
            notes.append((what, None if array is None else array[:1].copy()))

    def not_noting(self) -> "_Pause":
        """A context in which nothing is noted of the formula that runs."""
        return _Pause(self._notes)

    def _formula(self, cell: Cell) -> np.ndarray:
        self._notes.append([])
        try:
            array = super()._formula(cell)
        finally:
            notes = self._notes.pop()
        self._runs.append((cell, notes, array[:1].copy()))
        return array

    def write(self, ground: Ground) -> None:
        """Fill `ground` with the values seen and, for each formula, a run that agrees with them."""
        every = [
            (population.entity.key, cells)
            for population in self.populations.values()
            for cells in population.cells.values()
        ]
        for entity, cells in every:
            for period, cell in cells.items():
                if cell.array is not None:
                    ground.add(entity, cells.variable.name, period, cell.array[:1].copy())
        for entity, cells in every:
            for period, cell in cells.sums.items():
                name = cells.variable.name
                months = period.get_subperiods(cells.variable.definition_period)
                parts = [ground.node(name, month) for month in months]
                ground.add_sum(entity, name, period, cell.array[:1].copy(), parts)
        for cell, notes, result in self._runs:
            node = ground.node(cell.cells.variable.name, cell.period)
            if node is not None and node.bits == result.tobytes():
                reads = [self._agreed(ground, what, seen) for what, seen in notes]
                if None not in reads:
                    self._learn(node, reads)

    def _agreed(self, ground: Ground, what: Any, seen: np.ndarray) -> Node | None:
        """The node read, if what was seen, perhaps in a spiral, is what is common in the end."""
        if what is STRUCTURE:
            return None
        key, name, period, added = what
        if added:
            node = ground.sum(name, period)
        else:
            cells = self.populations[key].cells_of(name)
            if cells.eternal and not cells.leaf:
                return None
            node = ground.node(name, None if cells.eternal else period)
        return node if node is not None and node.bits == seen.tobytes() else None

    def _learn(self, node: Node, reads: list[Node]) -> None:
        telling = self.rules.telling
        leaves = [read for read in reads if not read.parts and read.name not in telling]
        node.leaves = frozenset(read.index for read in leaves)
        node.reads = tuple(dict.fromkeys(read for read in reads if read not in leaves))


class _Pause:
    def __init__(self, notes: list) -> None:
        self._notes = notes

    def __enter__(self) -> None:
        self._notes.append(None)

    def __exit__(self, *_: Any) -> None:
        self._notes.pop()
