"""Recording a signature: the engine in lanes, run once on a made-up household of symbols."""

import functools
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from simulator.engine.common_ground.nodes import Ground
from simulator.engine.documents.reader import Question
from simulator.engine.lanes.batch import Batch
from simulator.engine.lanes.populations import Cell
from simulator.engine.lanes.simulation import LaneSimulation
from simulator.engine.tapes import household, law
from simulator.engine.tapes.graph import Call, Graph
from simulator.engine.tapes.populations import SymbolGroups, SymbolPersons
from simulator.engine.tapes.symbols import Symbol, uniform
from simulator.engine.tapes.traced import Leak

SEED = 7
MOST_PATHS = 32  # through one formula that decides on values


class Signature(NamedTuple):
    """What decides all that OpenFisca does: the telling inputs, and the questions in their order.

    `given`: (variable, period), the period None for eternal ones. `questions`: (plural, variable,
    period), each once, of variables that tell (see Rules). The values, the number of people and
    their homes are not part of it.
    """

    given: frozenset[tuple[str, Any]]
    questions: tuple[tuple[str, str, Any], ...]


@dataclass(frozen=True)
class Recording:
    """The nodes of the answers, in the order of the questions, and what must hold for them.

    `guards`: (node, value, line of the formula); `opaque`: the formulas called as they are, and
    why; `vocabulary`: the inputs without formula that are read, the others being their default;
    `found`: (entity, variable, period) of all that was worked out on the way, and its node.
    """

    graph: Graph
    answers: tuple[int, ...]
    guards: tuple[tuple[int, Any, str], ...]
    opaque: dict[str, str]
    vocabulary: frozenset[str]
    found: dict[tuple[str, str, Any], int]


class Unrecordable(Exception):  # noqa: N818 -- a turn taken, not a fault
    """A formula raises on the made-up household: its signature is for lanes."""


class Recorder:
    """Recordings of a system, on one graph.

    A formula whose reads are the same nodes, in the same order, as in a recording before is not run
    again: it is common ground, in symbols. `pause` is called now and then, to let others work.
    """

    def __init__(self, system: Any, pause: Callable[[], None] = lambda: None) -> None:
        law.install()
        self.pause = pause
        self.system = system
        self.graph = Graph()
        self.vocabulary: frozenset[str] = frozenset()
        self.learnt: dict[tuple[str, Any], list[tuple[tuple, Symbol]]] = {}
        self.opaque: dict[str, str] = {}
        self._one_at_a_time = threading.Lock()

    def record(self, signature: Signature, names: frozenset[str]) -> Recording:
        """The recording of a signature whose households give `names`, variables without formula.

        Raises Unrecordable when a formula cannot even be opaque.
        """
        with self._one_at_a_time, np.errstate(all="ignore"):
            self.vocabulary |= names
            graph = self.graph
            opaque_before = dict(self.opaque)
            self.opaque = {}
            situation = household.homes(self.system, household.RECORDED)
            for name, period in signature.given:
                situation.others[name, period] = (self.system.variables[name].entity.plural, [])
            situation.questions = [
                Question(plural, "", name, "", period, 0)
                for plural, name, period in signature.questions
            ]
            simulated = functools.partial(SymbolSimulation, self)
            batch = Batch(self.system, [situation], Ground(), simulated)
            simulation = batch.simulation
            answers = []
            for plural, name, period in signature.questions:
                population = simulation.get_population(plural)
                answers.append(simulation.ask(population, name, period, 1).node)
            opaque, self.opaque = self.opaque, opaque_before | self.opaque
            guards, found = tuple(simulation.guards), simulation.found()
            simulation.empty()
            return Recording(graph, tuple(answers), guards, opaque, self.vocabulary, found)


class SymbolSimulation(LaneSimulation):
    """A simulation of one lane whose arrays are symbols.

    `opened`: for each formula that runs, what it read in the open, or None. `inside`: how many
    methods of populations run, on arrays. `notes`: for each formula that runs, what it read.
    `guards`: what was decided on values, and must be again. `again`: a formula that has run runs
    another time, and may work nothing more out.
    """

    persons_class, groups_class = SymbolPersons, SymbolGroups

    def __init__(self, recorder: Recorder, *args: Any) -> None:
        self.recorder = recorder
        self.graph = recorder.graph
        self.opened: list[list | None] = [None]
        self.notes: list[list | None] = [None]
        self.guards: list[tuple[int, Any, str]] = []
        self.inside = 0
        self.again = False
        super().__init__(*args)

    @property
    def in_the_open(self) -> bool:
        """Whether what runs is to see arrays, not symbols."""
        return self.inside > 0 or self.opened[-1] is not None

    def found(self) -> dict[tuple[str, str, Any], int]:
        """The node of each variable and period that was worked out, by its entity."""
        return {
            (key, name, period): cell.array.node
            for key, population in self.populations.items()
            for name, cells in population.cells.items()
            for period, cell in cells.items()
            if cell.known and type(cell.array) is Symbol
        }

    def note(self, what: Any, node: int | None) -> None:
        """Note what the formula that runs read: (entity, name, period, added), and its node."""
        notes = self.notes[-1]
        if notes is not None:
            notes.append((what, node))

    def input(self, cells: Any, period: Any) -> Symbol:
        """The symbol of an input."""
        variable, key = cells.variable, cells.population.entity.key
        draw = random.Random(f"{SEED} {variable.name} {period}")  # noqa: S311 -- made up
        array = variable.default_array(cells.population.count)
        array[:] = household.values(variable, len(array), draw)
        enum = getattr(array, "possible_values", None)
        call = Call("input", variable.name, period, enums=(enum,), told_by=period)
        return Symbol(self.graph, array, self.graph.add(call, (), key, array.dtype), key)

    def evaluate(self, cell: Cell) -> Cell:
        cells = cell.cells
        if cells.leaf and not cell.known and cells.variable.name in self.recorder.vocabulary:
            period = None if cells.eternal else cell.period
            self._store(cell, self.input(cells, period), self.everyone)
            return cell
        if self.again and not cells.leaf and self.active & ~cell.known:
            raise Leak("reads that hang on a decision")
        self.opened.append(None)  # what an opaque formula reads is itself in symbols
        try:
            return super().evaluate(cell)
        finally:
            self.opened.pop()

    def _formula(self, cell: Cell) -> Any:
        self.recorder.pause()
        learnt = self.recorder.learnt.setdefault((cell.cells.variable.name, cell.period), [])
        for reads, result in learnt:
            if self._reads_again(reads):
                return result.copy()
        outer, self.graph.guards = self.graph.guards, []
        self.notes.append([])
        try:
            array = self._written_down(cell)
        finally:
            notes = self.notes.pop()
            own, self.graph.guards = self.graph.guards, outer
        self.guards += own
        if (None, None) not in notes and not own:
            learnt.append((tuple(dict.fromkeys(notes)), array.copy()))
        return array

    def _reads_again(self, reads: tuple) -> bool:
        """Read what a formula read, in its order, as long as it comes out the same."""
        for (entity, name, period, added), node in reads:
            population = self.populations[entity]
            cells = population.cells_of(name)
            if added:
                cell = population.add(cells, period)
            else:
                cell = cells[period]
                if self.active & ~cell.known:
                    cell = self.evaluate(cell)
            self.reads.append(cell)
            if cell.values().node != node:
                return False
        return True

    def _written_down(self, cell: Cell) -> Symbol:
        """What the formula gives, in symbols; or, if it looks at values, as one opaque node."""
        try:
            array = self._in_symbols(cell)
        except Unrecordable:
            raise
        except Exception as error:  # a Leak, or what a formula makes of a symbol
            reason = str(error) if type(error) is Leak else type(error).__name__
            self.recorder.opaque[cell.cells.variable.name] = reason
            self.graph.guards.clear()
            return self._opaque(cell)
        if self.graph.guards and self._decides_nothing(cell, array):
            self.graph.guards.clear()
        return array

    def _in_symbols(self, cell: Cell) -> Symbol:
        array = super()._formula(cell)
        if type(array) is Symbol:
            return array
        return uniform(self.graph, cell.cells.population.entity.key, array)

    def _decides_nothing(self, cell: Cell, array: Symbol) -> bool:
        """Whether the formula gives the same, of the same reads, whatever it decides on the way:
        most often it decides to write a warning, which no household must be kept out for."""
        graph, read = self.graph, set(self.notes[-1] or ())
        kept, waiting = graph.guards, [dict[int, bool]()]
        self.again = True
        try:
            for _ in range(MOST_PATHS):
                graph.guards, graph.assumed = [], dict(path := waiting.pop())
                self.notes.append([])
                try:
                    same = self._in_symbols(cell).node == array.node
                finally:
                    notes = self.notes.pop() or []
                if not same or set(notes) != read:
                    return False
                for node, value, _ in graph.guards:
                    if type(value) is not bool:
                        return False
                    if node not in path:
                        waiting.append(path | {node: not value})
                        path[node] = value
                if not waiting:
                    return True
        except Exception:  # it takes the decision to go on
            return False
        finally:
            self.again, graph.guards, graph.assumed = False, kept, {}
        return False

    def _opaque(self, cell: Cell) -> Symbol:
        name, entity = cell.cells.variable.name, cell.cells.population.entity.key
        reads: list[tuple[tuple[str, str], Symbol]] = []
        self.opened.append(reads)
        try:
            array = super()._formula(cell)
        except Exception as error:
            raise Unrecordable(f"{name}: {type(error).__name__}") from error
        finally:
            self.opened.pop()
        symbols = [symbol for _, symbol in reads]
        told_by = tuple(what for what, _ in reads)
        enums = tuple(getattr(each.value, "possible_values", None) for each in symbols)
        call = Call("opaque", name, (cell.period, told_by), enums=enums, told_by=cell.period)
        nodes = tuple(symbol.node for symbol in symbols)
        return Symbol(self.graph, array, self.graph.add(call, nodes, entity, array.dtype), entity)
