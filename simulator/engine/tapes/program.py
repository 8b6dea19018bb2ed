"""A tape: the program of one signature, in arrays, replayed for any number of households."""

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from simulator.engine.documents.reader import Situation
from simulator.engine.documents.series import Layout
from simulator.engine.tapes.calls import Unlike, perform
from simulator.engine.tapes.instructions import word
from simulator.engine.tapes.interpreter import compiled
from simulator.engine.tapes.people import Homes
from simulator.engine.tapes.registers import Register, Step, as_numbers

EPOCH = 719_163  # the ordinal of 1970-01-01
LAYOUTS = 5_000  # remembered by a tape


class Where(NamedTuple):
    """Where the values of a layout go: the registers of an entity, and which of the values.

    `narrow`: they are float32. `number` makes one of each value, if it is a date or a text.
    """

    entity: int
    slots: np.ndarray
    chosen: Callable[[list[Any]], Any] | None
    narrow: bool
    number: Callable[[Any], float] | None


@dataclass
class Program:
    """The operations of a recording: instructions in one array, and steps for numpy.

    `pieces` are, in order, the first and last instruction to run, or steps. `answers` are the nodes
    asked; `registers` and `constants` where nodes that something reads are. `sizes` are the numbers
    of registers of each entity, `first` the values of the first of them. `guards`: see Recording.
    """

    system: Any
    vocabulary: frozenset[str]
    answers: tuple[int, ...]
    guards: tuple[tuple[int, Any, str], ...]
    roles: list[Any]
    tables: np.ndarray
    instructions: np.ndarray
    pieces: list[tuple[int, int] | list[Step]]
    registers: dict[int, Register]
    constants: dict[int, tuple[Any, int, np.dtype]]
    inputs: dict[tuple[str, Any], Register]
    sizes: np.ndarray
    first: list[np.ndarray]
    _where: dict[Layout, Where | None] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Its bytes, about."""
        steps = sum(len(each) for each in self.pieces if isinstance(each, list))
        arrays = self.instructions.nbytes + self.tables.nbytes
        return arrays + 200 * (steps + len(self.registers) + len(self.inputs))

    def run(self, situations: list[Situation]) -> tuple[Homes, list[np.ndarray]]:
        """The households' homes, and the values of each answer for all of them side by side.

        Raises Unlike when they do not do what was recorded, and whatever a formula raises.
        """
        homes = Homes(self.system, situations)
        counts = homes.counts
        base = np.zeros(len(counts) + 1, np.int64)
        np.cumsum(self.sizes * counts, out=base[1:])
        registers = np.empty(base[-1])
        for e, values in enumerate(self.first):
            registers[base[e] : base[e] + len(values) * counts[e]] = np.repeat(values, counts[e])
        self._give(homes, registers, base.tolist())
        held: dict[int, np.ndarray] = {}
        roles = homes.roles(self.roles)
        execute = compiled()
        assert execute is not None

        def read(node: int) -> np.ndarray:
            if node not in held:
                if node in self.constants:
                    one, e, dtype = self.constants[node]
                    held[node] = np.full(counts[e], one, dtype)
                else:
                    held[node] = self.registers[node].read(registers, base, counts)
            return held[node]

        with np.errstate(all="ignore"):
            for piece in self.pieces:
                if isinstance(piece, tuple):
                    if execute(
                        *(self.instructions, *piece, registers, base, counts),
                        *(homes.members, roles, self.tables),
                    ):
                        raise Unlike("a parameter that does not exist")
                    continue
                for step in piece:
                    array = perform(step.call, [read(each) for each in step.reads], homes.people)
                    held[step.node] = array
                    if step.to is not None:
                        start = base[step.to.entity] + step.to.slot * counts[step.to.entity]
                        registers[start : start + array.size] = as_numbers(array)
        for node, value, line in self.guards:
            if read(node).item() != value:
                raise Unlike(line)
        return homes, [read(node) for node in self.answers]

    def _give(self, homes: Homes, registers: np.ndarray, base: list[int]) -> None:
        """Write the inputs into their registers."""
        counts = homes.counts.tolist()
        slots: list[np.ndarray] = []
        strides: list[int] = []
        starts: list[int] = []
        narrow: list[bool] = []
        numbers: list[float] = []
        for rank, situation in enumerate(homes.situations):
            for layout, index, values in situation.series:
                where = self._where_of(layout)
                if where is None:
                    continue
                slots.append(where.slots)
                strides.append(counts[where.entity])
                starts.append(base[where.entity] + homes.starts[layout.plural][rank] + index)
                narrow.append(where.narrow)
                chosen = values if where.chosen is None else where.chosen(values)
                numbers.extend(chosen if where.number is None else map(where.number, chosen))
            for key, (plural, given) in situation.others.items():
                register = self.inputs.get(key)
                if register is None:
                    continue
                start = base[register.entity] + homes.starts[plural][rank]
                number = _number(register.dtype)
                for index, value in given:
                    slots.append(np.array([register.slot]))
                    strides.append(counts[register.entity])
                    starts.append(start + index)
                    narrow.append(register.dtype == np.float32)
                    numbers.append(value if number is None else number(value))
        if not slots:
            return
        lengths = [len(each) for each in slots]
        places = np.concatenate(slots) * np.repeat(strides, lengths) + np.repeat(starts, lengths)
        given_values = np.array(numbers, np.float64)
        singles = np.repeat(narrow, lengths)
        given_values[singles] = given_values[singles].astype(np.float32)
        registers[places] = given_values

    def _where_of(self, layout: Layout) -> Where | None:
        """Where the values of a layout go; None when nothing reads them."""
        try:
            return self._where[layout]
        except KeyError:
            pass
        if len(self._where) > LAYOUTS:
            self._where.clear()
        ranks = [rank for rank, key in enumerate(layout.keys) if key in self.inputs]
        where = None
        if ranks:
            found = [self.inputs[layout.keys[rank]] for rank in ranks]
            dtype = found[0].dtype
            slots = np.array([each.slot for each in found], np.int64)
            chosen = None if len(ranks) == len(layout.keys) else _chooser(ranks)
            narrow = dtype == np.float32
            where = Where(found[0].entity, slots, chosen, narrow, _number(dtype))
        self._where[layout] = where
        return where


def _chooser(ranks: list[int]) -> Callable[[list[Any]], Any]:
    if len(ranks) == 1:
        (rank,) = ranks
        return lambda values: (values[rank],)
    if ranks == list(range(ranks[0], ranks[-1] + 1)):
        return operator.itemgetter(slice(ranks[0], ranks[-1] + 1))
    return operator.itemgetter(*ranks)


def _day(value: Any) -> float:
    """A date, or what OpenFisca's holder makes of one that it spreads, in days since 1970."""
    if isinstance(value, np.datetime64):
        return float(value.astype("M8[D]").astype(np.int64))
    return float(value.toordinal() - EPOCH)


def _number(dtype: np.dtype) -> Callable[[Any], float] | None:
    """What makes a number of a value of this type, when it is not one."""
    if dtype.kind == "M":
        return _day
    return word if dtype.kind in "SU" else None
