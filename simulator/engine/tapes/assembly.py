"""The order of a program's operations, and the registers that they share."""

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from simulator.engine.tapes.instructions import Instruction, Operand, number
from simulator.engine.tapes.interpreter import CODES, SHORT, TABLED
from simulator.engine.tapes.people import PERSONS
from simulator.engine.tapes.program import Program
from simulator.engine.tapes.recorder import Recording
from simulator.engine.tapes.registers import Register, Step
from simulator.engine.tapes.translation import Translator

FROM_PERSONS = frozenset(["SUM", "ANY", "ALL", "LARGEST", "SMALLEST", "PERSON"])
TO_PERSONS = frozenset(["PROJECT", "MEMBERS"])
NONE = -1  # the value of no operand
PAUSE = 256  # nodes between two pauses

Item = tuple[int, tuple[Instruction, ...] | None]


@dataclasses.dataclass
class _Values:
    """What the operations of a recording read and make, by number: constants and inputs first,
    whose registers are theirs throughout, and then what is made, in its order.

    `entity` is each one's, `last` the position after which nothing reads it.
    """

    numbers: dict[Any, int] = dataclasses.field(default_factory=dict)
    entity: list[int] = dataclasses.field(default_factory=list)
    last: list[int] = dataclasses.field(default_factory=list)

    def add(self, what: Any, e: int, position: int = 0) -> int:
        """The number of a node, or of a constant of an entity."""
        self.numbers[what] = found = len(self.entity)
        self.entity.append(e)
        self.last.append(position)
        return found


class Assembly:
    """Instructions and steps in an order with few changes between them.

    Raises ValueError when an input fits no register. `pause`: see Recorder.
    """

    def __init__(
        self,
        system: Any,
        recording: Recording,
        translator: Translator,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self.system = system
        self.recording = recording
        self.graph = recording.graph
        self.translator = translator
        self.pause = pause
        entities = [system.person_entity.key, *(one.key for one in system.group_entities), ""]
        self.entities = {key: e for e, key in enumerate(entities)}
        self.values = _Values()
        self.guarded = tuple(node for node, *_ in recording.guards)
        self.nodes = self.graph.needed([*recording.answers, *self.guarded])
        self.items = self._ordered()
        self.first = self._constants()
        self.inputs = self._inputs()
        self.fixed = len(self.values.entity)
        self.begin: dict[int, int] = {}  # where a table is among those of this program
        self.tables = self._tables()
        self.made: list[int | None] = []  # what each operation makes, if it is in a register
        self.operands: list[tuple[int, int, int, int]] = []  # of each instruction, its result first
        self.code: list[tuple[int, int, int, int]] = []  # the rest of each instruction
        self.pieces: list[tuple[int, int] | list[int]] = []
        self._draft()

    def program(self, answers: tuple[int, ...]) -> Program:
        """The program that gives these nodes, of those that are worked out; raises ValueError when
        it takes more registers than an instruction can name."""
        recording, values = self.recording, self.values
        wanted = (*answers, *self.guarded)
        slots, sizes = self._shared({values.numbers.get(node) for node in wanted})
        numbers = np.empty((len(self.code), 8), np.int64)
        operands = np.array(self.operands, np.int64).reshape(-1, 4)
        code = np.array(self.code, np.int64).reshape(-1, 4)
        numbers[:, :2], numbers[:, 6:] = code[:, :2], code[:, 2:]
        numbers[:, 2:6] = np.array([*slots, NONE])[operands]  # NONE is the last
        if numbers.max(initial=0) > np.iinfo(SHORT).max:
            raise ValueError("more registers than an instruction can name")
        pieces = [
            piece if isinstance(piece, tuple) else [self._step(node, slots) for node in piece]
            for piece in self.pieces
        ]
        read = dict.fromkeys(wanted)
        for node, made in self.items:
            if made is None:
                read |= dict.fromkeys(self.graph.reads[node])
        return Program(
            self.system,
            recording.vocabulary,
            answers,
            recording.guards,
            list(self.translator.roles),
            self.tables,
            numbers.astype(SHORT),
            pieces,
            {node: self._register(node, slots) for node in read if node in values.numbers},
            {node: self._constant(node) for node in read if node in self.graph.constants},
            {what: self._register(node, slots) for what, node in self.inputs.items()},
            np.array(sizes),
            [np.array(each) for each in self.first],
        )

    def _ordered(self) -> list[Item]:
        """The nodes to compute: by how many changes between numpy and instructions lie before."""
        translator, items = self.translator, []
        for rank, node in enumerate(self.nodes):
            if not rank % PAUSE:
                self.pause()
            call = self.graph.calls[node]
            if call.kind == "constant":
                continue
            if call.kind == "input":
                if not translator.in_register(node):
                    raise ValueError(f"{call.name} fits no register")
                continue
            made = translator.instructions(node)
            items.append((translator.level(node), made is not None, rank, node, made))
        items.sort()  # no two have the same rank
        return [(node, made) for *_, node, made in items]

    def _constants(self) -> list[list[float]]:
        """The values of the first registers of each entity: the constants that something reads."""
        first: list[list[float]] = [[] for _ in self.entities]
        for _, made in self.items:
            for one in made or ():
                for rank, operand in enumerate((one.a, one.b, one.c)):
                    if type(operand) is float:
                        what = self._key(operand, one, rank)
                        if what not in self.values.numbers:
                            first[what[0]].append(operand)
                            self.values.add(what, what[0])
        return first

    def _key(self, value: float, one: Instruction, rank: int) -> tuple[int, float, float]:
        """A constant that an instruction reads: its entity, its value and its sign."""
        from_persons = rank == 0 and one.op in FROM_PERSONS
        e = PERSONS if from_persons else self.entities[one.entity]
        return e, value, math.copysign(1.0, value)

    def _inputs(self) -> dict[tuple, int]:
        """The nodes of the inputs, whose registers come after the constants; their defaults go in
        `first`."""
        graph, inputs = self.graph, {}
        for node in self.nodes:
            call = graph.calls[node]
            if call.kind == "input":
                e = self.entities[graph.entities[node]]
                default = self.system.variables[call.name].default_array(1)
                self.first[e].append(number(default.view(np.ndarray)[0]))
                self.values.add(node, e)
                inputs[call.name, call.what] = node
        return inputs

    def _tables(self) -> np.ndarray:
        """The tables that some instruction reads, one after the other, the longest last: an
        instruction must be able to say where each begins."""
        tables = self.translator.tables
        read = {one.table for _, made in self.items for one in made or () if one.op in TABLED}
        found: list[float] = []
        for one in sorted(read, key=lambda one: (len(tables[one]), one)):
            self.begin[one] = len(found)
            found += tables[one]
        return np.array(found or [0.0])

    def _draft(self) -> None:
        """The operations, with the numbers of what they read and make in place of registers."""
        graph, values = self.graph, self.values
        numbers, last = values.numbers, values.last
        for rank, (node, made) in enumerate(self.items):
            if not rank % PAUSE:
                self.pause()
            if made is None:
                for read in graph.reads[node]:
                    if read in numbers:
                        last[numbers[read]] = len(self.made)
                if not self.pieces or isinstance(self.pieces[-1], tuple):
                    self.pieces.append([])
                self.pieces[-1].append(node)  # type: ignore[union-attr]
                e = self.entities[graph.entities[node]]
                kept = self.translator.in_register(node)
                self.made.append(values.add(node, e, len(self.made)) if kept else None)
                continue
            for one in made:
                e = self.entities[one.entity]
                position = len(self.made)
                reads = [
                    self._operand(operand, one, rank, position)
                    for rank, operand in enumerate((one.a, one.b, one.c))
                ]
                to = values.add(one.to, PERSONS if one.op in TO_PERSONS else e, position)
                aside = self.begin[one.table] if one.op in TABLED else one.table
                self.made.append(to)
                self.operands.append((to, *reads))  # type: ignore[arg-type]
                self.code.append((CODES[one.op], e, one.narrow, aside))
                if self.pieces and isinstance(self.pieces[-1], tuple):
                    self.pieces[-1] = (self.pieces[-1][0], len(self.code))
                else:
                    self.pieces.append((len(self.code) - 1, len(self.code)))

    def _operand(self, operand: Operand | None, one: Instruction, rank: int, position: int) -> int:
        """The number of what an instruction reads there."""
        if operand is None:
            return NONE
        if type(operand) is float:
            return self.values.numbers[self._key(operand, one, rank)]
        found = self.values.numbers[operand]
        self.values.last[found] = position
        return found

    def _shared(self, kept: set[int | None]) -> tuple[list[int], list[int]]:
        """The register of each value, given back once nothing reads it unless it is `kept`, and
        how many each entity has."""
        entity = self.values.entity
        slots, sizes = [], [0 for _ in self.entities]
        for e in entity[: self.fixed]:
            slots.append(sizes[e])
            sizes[e] += 1
        slots += [NONE] * (len(entity) - self.fixed)
        free: list[list[int]] = [[] for _ in sizes]
        ending: list[list[int]] = [[] for _ in self.made]
        for value in range(self.fixed, len(entity)):
            if value not in kept:
                ending[self.values.last[value]].append(value)
        for to, ended in zip(self.made, ending, strict=True):
            if to is not None:
                e = entity[to]
                if free[e]:
                    slots[to] = free[e].pop()
                else:
                    slots[to] = sizes[e]
                    sizes[e] += 1
            for value in ended:
                free[entity[value]].append(slots[value])
        return slots, sizes

    def _step(self, node: int, slots: list[int]) -> Step:
        to = self._register(node, slots) if node in self.values.numbers else None
        return Step(self.graph.calls[node], self.graph.reads[node], node, to)

    def _register(self, node: int, slots: list[int]) -> Register:
        found = self.values.numbers[node]
        domain = self.translator.domains.get(node)
        dtype = self.graph.dtypes[node]
        if domain is not None:
            values = np.empty(len(domain), object)
            values[:] = domain
            domain = values if dtype.kind == "O" else np.array(domain)
        return Register(self.values.entity[found], slots[found], dtype, domain)

    def _constant(self, node: int) -> tuple[Any, int, np.dtype]:
        graph = self.graph
        return graph.constants[node], self.entities[graph.entities[node]], graph.dtypes[node]
