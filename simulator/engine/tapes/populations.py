"""Persons and groups whose values are symbols: each of their methods is one node."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.populations import ADD
from openfisca_core.projectors import projectable

from simulator.engine.lanes.populations import Cells, LaneGroups, LanePersons, Lanes
from simulator.engine.tapes.graph import Call
from simulator.engine.tapes.symbols import Symbol, uniform
from simulator.engine.tapes.traced import Leak, call_of


class SymbolCells(Cells):
    """Cells whose default is a symbol."""

    __slots__ = ()

    def default(self) -> Any:
        array = super().default()
        simulation = self.population.simulation
        if simulation.in_the_open:
            return array
        return uniform(simulation.graph, self.population.entity.key, array)


def _node(method: Callable, constant: Callable[[Any, tuple, dict], bool]) -> Callable:
    """The method, as one node; `constant` tells when a constant gives the same to everybody."""

    @projectable
    @functools.wraps(method)
    def written_down(self: Any, *args: Any, **options: Any) -> Any:
        simulation = self.simulation
        if simulation.in_the_open:
            return method(self, *args, **options)
        call, symbols = call_of("population", method.__name__, None, args, options, self.entity.key)
        call.what = self.entity.key
        for each in symbols:  # OpenFisca's own check, which a projection may need to fail
            self.check_size(method.__name__, each)
        simulation.inside += 1
        try:
            placed, named = call.filled([each.value for each in symbols], simulation)
            value = method(self, *placed, **named)
        finally:
            simulation.inside -= 1
        key = self.members.entity.key if method.__name__ == "project" else self.entity.key
        known = [simulation.graph.constants.get(each.node) for each in symbols]
        if known and None not in known and constant(known[0], args, options):
            return uniform(simulation.graph, key, value)
        nodes = tuple(each.node for each in symbols)
        return Symbol(
            simulation.graph, value, simulation.graph.add(call, nodes, key, value.dtype), key
        )

    return written_down


def _never(known: Any, args: tuple, options: dict) -> bool:
    return False


def _always(known: Any, args: tuple, options: dict) -> bool:
    return True


def _is_default(known: Any, args: tuple, options: dict) -> bool:
    return bool(known == options.get("default", 0))


def _is_nil(known: Any, args: tuple, options: dict) -> bool:
    return not known


def _is_true(known: Any, args: tuple, options: dict) -> bool:
    return bool(known)


def _of_all(known: Any, args: tuple, options: dict) -> bool:
    return len(args) == 1 and not options


class SymbolLanes(Lanes):
    """What symbolic persons and groups share: reading, which an opaque formula does in the open."""

    cells_class = SymbolCells

    def __call__(self, name: str, period: Any, options: Any = None) -> Any:
        found = super().__call__(name, period, options)
        simulation = self.simulation
        if type(found) is Symbol and (options is None or options[0] is ADD):
            simulation.note((self.entity.key, name, period, options is not None), found.node)
            if simulation.opened[-1] is not None:
                simulation.opened[-1].append(((name, str(period)), found))
                return found.value.copy()
        return found

    def get_holder(self, variable_name: str) -> Any:
        self.simulation.note(None, None)
        return super().get_holder(variable_name)

    def give(self, name: str, period: Any, *_: Any) -> None:
        cells = self.cells_of(name)
        if not cells.variable.is_neutralized:
            cell = cells.new(period)
            cell.array = self.simulation.input(cells, period)
            cell.known = self.simulation.everyone

    def filled_array(self, value: Any, dtype: Any = None) -> Any:
        array = np.full(self.count, value, dtype)
        if self.simulation.in_the_open:
            return array
        return uniform(self.simulation.graph, self.entity.key, array)

    def empty_array(self) -> Any:
        return self.filled_array(0, np.float32)


class SymbolPersons(SymbolLanes, LanePersons):
    """The persons."""

    has_role = _node(LanePersons.has_role, _never)
    get_rank = _node(LanePersons.get_rank, _never)
    value_from_partner = _node(LanePersons.value_from_partner, _is_nil)

    def check_size(self, name: str, symbol: Symbol) -> None:
        """Raise as OpenFisca does when an array is not of persons."""
        if symbol.value.size != self.count:
            raise Leak("an array of other people")


class SymbolGroups(SymbolLanes, LaneGroups):
    """The families, tax households or dwellings."""

    sum = _node(LaneGroups.sum, _is_nil)
    any = _node(LaneGroups.any, _is_nil)
    all = _node(LaneGroups.all, _is_true)
    max = _node(LaneGroups.max, _of_all)
    min = _node(LaneGroups.min, _of_all)
    reduce = _node(LaneGroups.reduce, _never)
    nb_persons = _node(LaneGroups.nb_persons, _never)
    value_from_person = _node(LaneGroups.value_from_person, _is_default)
    value_nth_person = _node(LaneGroups.value_nth_person, _is_default)
    value_from_first_person = _node(LaneGroups.value_from_first_person, _always)
    project = _node(
        LaneGroups.project, lambda known, args, options: _of_all(known, args, options) or not known
    )

    def check_size(self, name: str, symbol: Symbol) -> None:
        """Raise as OpenFisca does when an array is not of this group, or of its persons."""
        expected = self.count if name == "project" else self.members.count
        if symbol.value.size != expected:
            raise Leak("an array of other people")

    @property
    def members_entity_id(self) -> Any:
        found = self._members_entity_id
        simulation = self.simulation
        if simulation is None or simulation.in_the_open or found is None:
            return found
        key = self.members.entity.key
        call = Call("members", self.entity.key)
        return Symbol(
            simulation.graph, found, simulation.graph.add(call, (), key, found.dtype), key
        )

    @members_entity_id.setter
    def members_entity_id(self, found: Any) -> None:
        self._members_entity_id = found
