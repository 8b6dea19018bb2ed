"""A tape: the program of one signature, in arrays, replayed for any number of households."""

import dataclasses
from typing import Any, NamedTuple

import numpy as np

from simulator.engine.documents.reader import Situation
from simulator.engine.tapes.calls import Unlike, perform
from simulator.engine.tapes.graph import Call, Graph
from simulator.engine.tapes.interpreter import CODES, compiled
from simulator.engine.tapes.people import PERSONS, Homes
from simulator.engine.tapes.recorder import Recording
from simulator.engine.tapes.translation import Instruction, Translator, is_word, number, word

FROM_PERSONS = frozenset("SUM ANY ALL LARGEST SMALLEST PERSON".split())
TO_PERSONS = ("PROJECT", "MEMBERS")
EPOCH = 719_163  # the ordinal of 1970-01-01


class Register(NamedTuple):
    """Where the values of a node are: the register `slot` of an entity, and their kind."""

    entity: int
    slot: int
    dtype: np.dtype
    domain: Any = None  # the words that it numbers

    def read(self, registers: np.ndarray, base: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """The values as numpy holds them."""
        start = base[self.entity] + self.slot * counts[self.entity]
        held = registers[start : start + counts[self.entity]]
        if self.domain is not None:
            return self.domain[held.astype(np.int64)]
        if self.dtype.kind in "Mm":
            return held.astype(np.int64).view(f"{self.dtype.kind}8[D]").astype(self.dtype)
        if is_word(self.dtype):
            words = [int(each).to_bytes(5, "big").rstrip(b"\0") for each in held]
            known = [each.decode("latin-1") for each in words] if self.dtype.kind == "U" else words
            return np.array(known, self.dtype)
        return held.astype(self.dtype)


class Step(NamedTuple):
    """An operation for numpy: what it reads from registers and from other steps, where it goes."""

    call: Call
    reads: tuple[int, ...]
    node: int
    to: Register | None


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


class Program:
    """The operations of a recording: instructions in one array, and steps for numpy."""

    def __init__(self, system: Any, recording: Recording, translator: Translator) -> None:
        self.system = system
        self.vocabulary = recording.vocabulary
        self.guards = recording.guards
        graph = recording.graph
        self.entities = ["", *(entity.key for entity in system.group_entities), ""]
        self.entities[PERSONS] = system.person_entity.key
        wanted = [*recording.answers, *(node for node, *_ in recording.guards)]
        _Assembly(self, graph, translator, wanted)
        self.answers = recording.answers
        self.roles = list(translator.roles)

    instructions: np.ndarray
    tables: np.ndarray
    pieces: list[tuple[int, int] | list[Step]]
    registers: dict[int, Register]
    inputs: dict[tuple[str, Any], tuple[Register, str]]
    constants: dict[int, tuple[Any, int, np.dtype]]
    sizes: np.ndarray
    first: list[np.ndarray]

    @property
    def size(self) -> int:
        """Its bytes."""
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
        self._give(homes, registers, base)
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

    def _give(self, homes: Homes, registers: np.ndarray, base: np.ndarray) -> None:
        """Write the inputs into their registers."""
        places: list[int] = []
        numbers: list[float] = []
        narrow: list[int] = []
        starts, counts = homes.starts, homes.counts.tolist()
        begins = base.tolist()
        for k, situation in enumerate(homes.situations):
            for key, (plural, given) in situation.inputs.items():
                found = self.inputs.get(key)
                if found is None:
                    continue
                register, kind = found
                start = begins[register.entity] + register.slot * counts[register.entity]
                start += starts[plural][k]
                for index, value in given:
                    if kind == "f":
                        narrow.append(len(numbers))
                    elif kind == "M":
                        value = value.toordinal() - EPOCH
                    elif kind == "S":
                        value = word(value)
                    places.append(start + index)
                    numbers.append(value)
        values = np.array(numbers, np.float64)
        values[narrow] = values[narrow].astype(np.float32)
        registers[places] = values


def as_numbers(array: np.ndarray) -> np.ndarray:
    """An array as registers hold it."""
    if array.dtype.kind in "SU":
        return np.array([word(each) for each in array.tolist()])
    if array.dtype.kind == "M":
        return array.astype("M8[D]").astype(np.int64)
    return array.astype(np.int64) if array.dtype.kind == "m" else array


class _Assembly:
    """Instructions and steps in an order with few changes between them, and their registers."""

    def __init__(
        self, program: Program, graph: Graph, translator: Translator, wanted: list[int]
    ) -> None:
        self.program, self.graph, self.translator = program, graph, translator
        self.number = {key: e for e, key in enumerate(program.entities)}
        self.places = [_Place() for _ in program.entities]
        self.slots: dict[int, int] = {}
        self.entity_of: dict[int, int] = {}
        nodes = graph.needed(wanted)
        items = self._ordered(nodes)
        last = self._last_uses(items, wanted)
        self._place_constants(items)
        self._place_inputs(nodes)
        self._emit(items, last)
        program.sizes = np.array([place.size for place in self.places])
        self._remember(items, wanted)

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

    def _place_constants(self, items: list) -> None:
        for _, made in items:
            for one in made or ():
                e = self.number[one.entity]
                for rank, operand in enumerate((one.a, one.b, one.c)):
                    if type(operand) is float:
                        self._constant(operand, self._operand_entity(one, rank, e))
        self.program.first = [
            np.array([value for value, _ in place.constants]) for place in self.places
        ]

    def _operand_entity(self, one: Instruction, rank: int, e: int) -> int:
        return PERSONS if one.op in FROM_PERSONS and rank == 0 else e

    def _constant(self, value: float, e: int) -> int:
        place = self.places[e]
        key = (value, bool(np.signbit(value)))
        if key not in place.constants:
            place.constants[key] = place.take()
        return place.constants[key]

    def _place_inputs(self, nodes: list[int]) -> None:
        graph, inputs = self.graph, {}
        for node in nodes:
            call = graph.calls[node]
            if call.kind == "input":
                e = self.number[graph.entities[node]]
                self.slots[node], self.entity_of[node] = self.places[e].take(), e
                default = self.program.system.variables[call.name].default_array(1)
                one = number(default.view(np.ndarray)[0])
                self.program.first[e] = np.append(self.program.first[e], one)
                dtype = graph.dtypes[node]
                kind = "f" if dtype == np.float32 else dtype.kind
                inputs[call.name, call.what] = (self._register(node), kind)
        self.program.inputs = inputs

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

    def _emit(self, items: list, last: dict[int, int]) -> None:
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
                code.append((CODES[one.op], e, to, *places, one.narrow, one.table))
                if pieces and isinstance(pieces[-1], tuple):
                    pieces[-1] = (pieces[-1][0], len(code))
                else:
                    pieces.append((len(code) - 1, len(code)))
                position = self._free(position, one.to, last, ending)
        self.program.instructions = np.array(code, np.int32).reshape(-1, 8)
        self.program.pieces = pieces
        self.program.tables = np.array(self.translator.tables or [0.0])

    def _slot(self, one: Instruction, rank: int, e: int) -> int:
        operand = (one.a, one.b, one.c)[rank]
        if operand is None:
            return -1
        if type(operand) is float:
            return self._constant(operand, self._operand_entity(one, rank, e))
        return self.slots[operand]  # type: ignore[index]

    def _free(self, position: int, made: int, last: dict, ending: dict) -> int:
        for node in ending.get(position, ()):
            if node in self.slots and self.graph_kind(node) != "input":
                self.places[self.entity_of[node]].free.append(self.slots[node])
        if made not in last and made in self.slots:
            self.places[self.entity_of[made]].free.append(self.slots[made])
        return position + 1

    def graph_kind(self, node: int) -> str:
        return self.graph.calls[node].kind if node < len(self.graph) else ""

    def _remember(self, items: list, wanted: list[int]) -> None:
        """The registers and constants that steps and answers read."""
        graph, program = self.graph, self.program
        read = set(wanted)
        for node, made in items:
            if made is None:
                read.update(graph.reads[node])
        program.registers = {}
        program.constants = {}
        for node in read:
            if node in graph.constants:
                e = self.number[graph.entities[node]]
                program.constants[node] = (graph.constants[node], e, graph.dtypes[node])
            elif node in self.slots:
                program.registers[node] = self._register(node)
