"""The graph of operations that the tapes of a system share.

A node is an operation on earlier nodes. Two that do the same are one, so what a household has in
common with those recorded before costs nothing. Nodes are numbers; what is known of them is in
lists, and a tape keeps arrays made from them (see program), so that a graph may be dropped.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from openfisca_core.indexed_enums import EnumArray

LIST = "a list"


class Slot(int):
    """In the arguments of a call, the rank of the array that goes there."""


class Place(NamedTuple):
    """In the arguments of a call, a population, or the projector from persons to it."""

    key: str
    projected: bool


class Call:
    """What a node does: `kind` says of what, `name` which, `what` does it.

    `enums` are, for each array read, the possible values if it is an array of an enumeration.
    """

    __slots__ = ("args", "enums", "key", "kind", "name", "options", "what")

    def __init__(
        self,
        kind: str,
        name: Any,
        what: Any = None,
        args: tuple = (),
        options: dict[str, Any] | None = None,
        enums: tuple = (),
        told_by: Any = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.what = what
        self.args = args
        self.options = options or {}
        self.enums = enums
        self.key = (kind, name, told_by, typed(args), typed(self.options.items()), enums)

    def filled(self, arrays: Sequence[Any], people: Any = None) -> tuple[list, dict]:
        """The arguments and options, with their arrays and populations in place."""
        options = filled(self.options.values(), arrays, people)
        return filled(self.args, arrays, people), dict(zip(self.options, options, strict=True))

    def seen(self, arrays: Iterable[np.ndarray]) -> list[np.ndarray]:
        """The arrays as the formula saw them: those of an enumeration say so."""
        return [
            EnumArray(array, enum) if enum is not None else array
            for array, enum in zip(arrays, self.enums, strict=True)
        ]


def filled(args: Iterable[Any], arrays: Sequence[Any], people: Any = None) -> list[Any]:
    """The arguments of a call, with the arrays and populations in their places."""
    found: list[Any] = []
    for each in args:
        kind = type(each)
        if kind is Slot:
            found.append(arrays[each])
        elif kind is Place:
            group = people.populations[each.key]
            found.append(getattr(people.persons, each.key) if each.projected else group)
        elif kind is tuple and each and each[0] is LIST:
            found.append(filled(each[1:], arrays, people))
        else:
            found.append(each)
    return found


def typed(values: Iterable[Any]) -> tuple:
    """A hashable twin of arguments: 1, 1.0 and True are not the same."""
    twins = []
    for each in values:
        if type(each) is tuple:
            twins.append(typed(each))
        elif isinstance(each, np.generic):
            twins.append((each.dtype.str, each.tobytes()))
        else:
            try:
                hash(each)
                twins.append((type(each), each))
            except TypeError:  # the call keeps it, so that its address stays its own
                twins.append((type(each), id(each)))
    return tuple(twins)


FINITE = frozenset(
    [
        "add",
        "subtract",
        "multiply",
        "negative",
        "positive",
        "maximum",
        "minimum",
        "where",
        "select",
        "clip",
        "round",
        "around",
        "absolute",
        "floor",
        "ceil",
        "sum",
        "project",
        "value_from_person",
        "value_nth_person",
        "value_from_first_person",
        "value_from_partner",
        "nb_persons",
        "get_rank",
        "calc",
        "marginal_rates",
    ]
)


class Graph:
    """Nodes, each with its call, what it reads, its entity ("" for one number) and its dtype.

    `constants` are the values of nodes that are the same for everybody. `guards`: what the formula
    that runs has decided on a value (node, value, line); `assumed`: by node, what it is to decide.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.reads: list[tuple[int, ...]] = []
        self.entities: list[str] = []
        self.dtypes: list[np.dtype] = []
        self.constants: dict[int, Any] = {}
        self.guards: list[tuple[int, Any, str]] = []
        self.assumed: dict[int, bool] = {}
        self._finite = bytearray()
        self._nodes: dict[tuple, int] = {}
        self._constants: dict[tuple, int] = {}

    def __len__(self) -> int:
        return len(self.calls)

    def add(self, call: Call, reads: tuple[int, ...], entity: str, dtype: np.dtype) -> int:
        """The node that does this, found or made."""
        key = (call.key, reads, entity)
        node = self._nodes.get(key)
        if node is None:
            self._finite.append(bool(self._is_finite(call, reads, dtype)))
            node = self._nodes[key] = len(self.calls)
            self.calls.append(call)
            self.reads.append(reads)
            self.entities.append(entity)
            self.dtypes.append(dtype)
        return node

    def constant(self, value: np.ndarray, entity: str) -> int:
        """The node of a value that everybody has: the first of `value`."""
        told = value[:1].tobytes() if value.dtype.kind != "O" else value[0]
        enum = getattr(value, "possible_values", None)
        key = (value.dtype.str, told, enum, entity)
        node = self._constants.get(key)
        if node is None:
            call = Call("constant", value.dtype.str, enums=(enum,), told_by=told)
            node = self._constants[key] = self.add(call, (), entity, value.dtype)
            self.constants[node] = value[0]
            self._finite[node] = value.dtype.kind != "f" or bool(np.isfinite(value[0]))
        return node

    def is_finite(self, node: int) -> bool:
        """Whether no household can make it infinite or not a number."""
        return bool(self._finite[node])

    def _is_finite(self, call: Call, reads: tuple[int, ...], dtype: np.dtype) -> bool:
        if dtype.kind != "f" or call.kind == "input":
            return True
        if call.name in ("divide", "true_divide"):
            divisor = call.args[1]
            if type(divisor) is Slot:
                divisor = self.constants.get(reads[divisor])
            known = divisor is not None and divisor != 0
            return known and all(self._finite[read] for read in reads)
        known = call.kind in ("parameter", "astype") or call.name in FINITE
        return known and all(self._finite[read] for read in reads)

    def needed(self, wanted: Iterable[int]) -> list[int]:
        """`wanted` and all that they read, directly or not, in order."""
        found: set[int] = set()
        waiting = list(wanted)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(self.reads[node])
        return sorted(found)
