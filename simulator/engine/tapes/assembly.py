"""The order of a program's operations, and the registers that they share."""

import dataclasses
from typing import Any

import numpy as np

from simulator.engine.tapes.instructions import Instruction, number
from simulator.engine.tapes.interpreter import CODES, SHORT, TABLED
from simulator.engine.tapes.people import PERSONS
from simulator.engine.tapes.program import Program
from simulator.engine.tapes.recorder import Recording
from simulator.engine.tapes.registers import Register, Step
from simulator.engine.tapes.translation import Translator

FROM_PERSONS = frozenset(["SUM", "ANY", "ALL", "LARGEST", "SMALLEST", "PERSON"])
TO_PERSONS = ("PROJECT", "MEMBERS")


@dataclasses.dataclass
class _Place:
    """The registers of one entity while they are given out."""

    constants: dict[tuple[float, bool], int] = dataclasses.field(default_factory=dict)
    free: list[int] = dataclasses.field(default_factory=list)
    size: int = 0

    def take(self) -> int:
        if self.free:
            return self.free.pop()
        self.size += 1
        return self.size - 1


def assembled(system: Any, recording: Recording, translator: Translator) -> Program:
    """The program of a recording; raises ValueError when an input fits no register, or when it
    takes more registers than an instruction can name."""
    return _Assembly(system, recording, translator).program


class _Assembly:
    """Instructions and steps in an order with few changes between them, and their registers."""

    def __init__(self, system: Any, recording: Recording, translator: Translator) -> None:
        self.system = system
        self.graph = recording.graph
        self.translator = translator
        entities = [system.person_entity.key, *(one.key for one in system.group_entities), ""]
        self.number = {key: e for e, key in enumerate(entities)}
        self.places = [_Place() for _ in entities]
        self.slots: dict[int, int] = {}
        self.entity_of: dict[int, int] = {}
        self.begin: dict[int, int] = {}  # where a table is among those of this program
        wanted = [*recording.answers, *(node for node, *_ in recording.guards)]
        nodes = self.graph.needed(wanted)
        items = self._ordered(nodes)
        last = self._last_uses(items, wanted)
        first = self._constants(items)
        inputs = self._inputs(nodes, first)
        tables = self._tables(items)
        instructions, pieces = self._code(items, last)
        registers, constants = self._read(items, wanted)
        self.program = Program(
            system,
            recording.vocabulary,
            recording.answers,
            recording.guards,
            list(translator.roles),
            tables,
            instructions,
            pieces,
            registers,
            constants,
            inputs,
            np.array([place.size for place in self.places]),
            [np.array(values) for values in first],
        )

    def _ordered(self, nodes: list[int]) -> list[tuple[int, tuple[Instruction, ...] | None]]:
        """The nodes to compute: by how many changes between numpy and instructions lie before."""
        graph, level, items = self.graph, {}, []
        in_code: set[int] = set()
        for node in nodes:
            if graph.calls[node].kind in ("input", "constant"):
                level[node] = 0
                if graph.calls[node].kind == "input" and not self.translator.in_register(node):
                    raise ValueError(f"{graph.calls[node].name} fits no register")
                continue
            made = self.translator.instructions(node)
            reads = graph.reads[node]
            if made is None:
                level[node] = max((level[read] + (read in in_code) for read in reads), default=0)
            else:
                level[node] = max((level[read] for read in reads), default=0)
                in_code.add(node)
            items.append((level[node], made is not None, len(items), node, made))
        items.sort(key=lambda each: each[:3])
        return [(node, made) for *_, node, made in items]

    def _last_uses(self, items: list, wanted: list[int]) -> dict[int, int]:
        """By node, the position after which its register is free."""
        last: dict[int, int] = {}
        position = 0
        for node, made in items:
            if made is None:
                for read in self.graph.reads[node]:
                    last[read] = position
                position += 1
                continue
            for one in made:
                for operand in (one.a, one.b, one.c):
                    if type(operand) is int:
                        last[operand] = position
                position += 1
        for node in wanted:
            last[node] = position
        return last

    def _constants(self, items: list) -> list[list[float]]:
        """The values of the first registers of each entity: the constants that something reads."""
        for _, made in items:
            for one in made or ():
                e = self.number[one.entity]
                for rank, operand in enumerate((one.a, one.b, one.c)):
                    if type(operand) is float:
                        self._constant(operand, self._operand_entity(one, rank, e))
        return [[value for value, _ in place.constants] for place in self.places]

    def _operand_entity(self, one: Instruction, rank: int, e: int) -> int:
        return PERSONS if one.op in FROM_PERSONS and rank == 0 else e

    def _constant(self, value: float, e: int) -> int:
        place = self.places[e]
        key = (value, bool(np.signbit(value)))
        if key not in place.constants:
            place.constants[key] = place.take()
        return place.constants[key]

    def _inputs(self, nodes: list[int], first: list[list[float]]) -> dict[tuple, Register]:
        """The registers of the inputs, after the constants, and their defaults in `first`."""
        graph, inputs = self.graph, {}
        for node in nodes:
            call = graph.calls[node]
            if call.kind == "input":
                e = self.number[graph.entities[node]]
                self._take(node, e)
                default = self.system.variables[call.name].default_array(1)
                first[e].append(number(default.view(np.ndarray)[0]))
                inputs[call.name, call.what] = self._register(node)
        return inputs

    def _tables(self, items: list) -> np.ndarray:
        """The tables that some instruction reads, one after the other, the longest last: an
        instruction must be able to say where each begins."""
        tables = self.translator.tables
        read = {one.table for _, made in items for one in made or () if one.op in TABLED}
        found: list[float] = []
        for one in sorted(read, key=lambda one: (len(tables[one]), one)):
            self.begin[one] = len(found)
            found += tables[one]
        return np.array(found or [0.0])

    def _register(self, node: int) -> Register:
        domain = self.translator.domains.get(node)
        dtype = self.graph.dtypes[node]
        if domain is not None:
            values = np.empty(len(domain), object)
            values[:] = domain
            domain = values if dtype.kind == "O" else np.array(domain)
        return Register(self.entity_of[node], self.slots[node], dtype, domain)

    def _take(self, node: int, e: int) -> int:
        self.slots[node], self.entity_of[node] = self.places[e].take(), e
        return self.slots[node]

    def _code(self, items: list, last: dict[int, int]) -> tuple[np.ndarray, list]:
        """The instructions, and the pieces in their order."""
        ending: dict[int, list[int]] = {}
        for node, position in last.items():
            ending.setdefault(position, []).append(node)
        code: list[tuple] = []
        pieces: list[Any] = []
        position = 0
        for node, made in items:
            if made is None:
                to = None
                if self.translator.in_register(node):
                    self._take(node, self.number[self.graph.entities[node]])
                    to = self._register(node)
                if not pieces or isinstance(pieces[-1], tuple):
                    pieces.append([])
                pieces[-1].append(Step(self.graph.calls[node], self.graph.reads[node], node, to))
                position = self._free(position, node, last, ending)
                continue
            for one in made:
                e = self.number[one.entity]
                places = [self._slot(one, rank, e) for rank in range(3)]
                to = self._take(one.to, PERSONS if one.op in TO_PERSONS else e)
                aside = self.begin[one.table] if one.op in TABLED else one.table
                code.append((CODES[one.op], e, to, *places, one.narrow, aside))
                if pieces and isinstance(pieces[-1], tuple):
                    pieces[-1] = (pieces[-1][0], len(code))
                else:
                    pieces.append((len(code) - 1, len(code)))
                position = self._free(position, one.to, last, ending)
        numbers = np.array(code, np.int64).reshape(-1, 8)
        if numbers.max(initial=0) > np.iinfo(SHORT).max:
            raise ValueError("more registers than an instruction can name")
        return numbers.astype(SHORT), pieces

    def _slot(self, one: Instruction, rank: int, e: int) -> int:
        operand = (one.a, one.b, one.c)[rank]
        if operand is None:
            return -1
        if type(operand) is float:
            return self._constant(operand, self._operand_entity(one, rank, e))
        return self.slots[operand]  # type: ignore[index]

    def _free(self, position: int, made: int, last: dict, ending: dict) -> int:
        """Give back the registers that nothing reads after this position; the next one."""
        for node in ending.get(position, ()):
            if node in self.slots and not self._is_input(node):
                self.places[self.entity_of[node]].free.append(self.slots[node])
        if made not in last and made in self.slots:
            self.places[self.entity_of[made]].free.append(self.slots[made])
        return position + 1

    def _is_input(self, node: int) -> bool:
        return node < len(self.graph) and self.graph.calls[node].kind == "input"

    def _read(
        self, items: list, wanted: list[int]
    ) -> tuple[dict[int, Register], dict[int, tuple[Any, int, np.dtype]]]:
        """The registers and constants that steps and answers read."""
        graph = self.graph
        read = dict.fromkeys(wanted)
        for node, made in items:
            if made is None:
                read |= dict.fromkeys(graph.reads[node])
        registers = {node: self._register(node) for node in read if node in self.slots}
        constants = {
            node: (graph.constants[node], self.number[graph.entities[node]], graph.dtypes[node])
            for node in read
            if node in graph.constants
        }
        return registers, constants
