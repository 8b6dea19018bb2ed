"""Nodes as instructions of the interpreter, where it does exactly what numpy does."""

from typing import Any

import numpy as np

from simulator.engine.tapes import arithmetic, choices, groups
from simulator.engine.tapes.calls import perform
from simulator.engine.tapes.graph import Graph
from simulator.engine.tapes.instructions import (
    Instruction,
    Terms,
    Untold,
    is_plain,
    is_word,
    number,
)


class Translator(Terms):
    """The instructions of a graph's nodes, made once; None for what is left to numpy."""

    def __init__(self, graph: Graph, system: Any) -> None:
        super().__init__(graph, system)
        self.made: dict[int, tuple[Instruction, ...] | None] = {}
        self._levels: dict[int, int] = {}

    def instructions(self, node: int) -> tuple[Instruction, ...] | None:
        """What the interpreter does for a node; None when it is for numpy."""
        if node not in self.made:
            try:
                self.made[node] = tuple(self._made(node))
            except (Untold, TypeError, ValueError, OverflowError):
                self.made[node] = None
        return self.made[node]

    def level(self, node: int) -> int:
        """How many changes from instructions to numpy lie before a node; it must have been asked of
        all that the node reads."""
        found = self._levels.get(node)
        if found is None:
            found, for_numpy = 0, self.instructions(node) is None
            for read in self.graph.reads[node]:
                if self.graph.calls[read].kind not in ("input", "constant"):
                    change = for_numpy and self.instructions(read) is not None
                    found = max(found, self._levels[read] + change)
            self._levels[node] = found
        return found

    def _made(self, node: int) -> list[Instruction]:
        graph = self.graph
        call, reads = graph.calls[node], graph.reads[node]
        entity, dtype = graph.entities[node], graph.dtypes[node]
        varying = [read for read in reads if read not in graph.constants]
        if len(varying) == 1 and call.kind in ("numpy", "encode", "decode", "parameter", "astype"):
            values = self._values(varying[0], call.enums[reads.index(varying[0])])
            if values is not None and graph.entities[varying[0]] == entity:
                return self._tabulated(node, varying[0], values)
        if call.kind == "population":
            return [groups.of_population(self, node, call, reads)]
        if call.kind == "members":
            return [Instruction("MEMBERS", call.name, node)]
        if any(graph.entities[read] != entity for read in varying):
            raise Untold
        if call.kind == "scale":
            return [groups.scale(self, node, call, reads)]
        if call.kind == "astype":
            return [arithmetic.astype(self, node, reads[0])]
        if call.kind != "numpy":
            raise Untold
        if call.name in ("where", "select"):
            return choices.choice(self, node, call, reads)
        if any(not self.in_register(read) or read in self.domains for read in varying):
            raise Untold
        if all(is_word(graph.dtypes[read]) for read in reads):
            return choices.of_words(self, node, call, reads)
        kinds = {graph.dtypes[read].kind for read in reads}
        if kinds & set("Mm") or dtype.kind in "Mm":
            return [arithmetic.of_dates(self, node, call, reads)]
        if not kinds <= set("fbiu") or not is_plain(dtype):
            raise Untold
        return arithmetic.of_numbers(self, node, call, reads)

    def _values(self, node: int, enum: Any) -> list[Any] | None:
        """All that a node may be, when that is a short list: an enumeration, choices."""
        if node in self.domains:
            return self.domains[node]
        return None if enum is None else [item.index for item in enum]

    def _tabulated(self, node: int, read: int, values: list[Any]) -> list[Instruction]:
        """The operation done once on each value that may come, then looked up."""
        graph = self.graph
        found = [self._of_one(node, read, value) for value in values]
        known = [each for each in found if each is not None]
        if not known:
            raise Untold
        if graph.dtypes[node].kind in "UO":
            if len(known) < len(found):
                raise Untold
            self.domains[node] = known
            column: Any = range(len(known))
        else:
            column = [np.nan if each is None else number(each) for each in found]
        table = self.table([len(values), *column])
        return [Instruction("LOOKUP", graph.entities[node], node, read, table=table)]

    def _of_one(self, node: int, read: int, value: Any) -> Any:
        """What a node gives for one value of `read`; None when OpenFisca raises."""
        graph = self.graph
        arrays = []
        for each in graph.reads[node]:
            one = value if each == read else graph.constants[each]
            if graph.dtypes[each].kind == "O":
                array = np.empty(1, object)
                array[0] = one
            else:
                kind = None if graph.dtypes[each].kind == "U" else graph.dtypes[each]
                array = np.array([one], kind)
            arrays.append(array)
        try:
            return perform(graph.calls[node], arrays, None)[0]
        except Exception:  # whatever OpenFisca raises for a name that it does not know
            return None
