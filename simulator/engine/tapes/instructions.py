"""What the interpreter is told: instructions on nodes and constants, tables and roles."""

from typing import Any, NamedTuple

import numpy as np
from openfisca_core.indexed_enums import Enum

from simulator.engine.tapes.graph import Graph, Slot
from simulator.engine.tapes.interpreter import FLOAT32, INT32

TEMPORARY = 1 << 40  # the first of the nodes that only instructions know
WORD = 5  # letters of a text that a register holds: the code of a commune

#: A node, or a constant.
Operand = int | float


class Instruction(NamedTuple):
    """`a`, `b` and `c` are operands; `table` is the number of a table or of a role."""

    op: str
    entity: str
    to: int
    a: Operand | None = None
    b: Operand | None = None
    c: Operand | None = None
    narrow: int = 0
    table: int = -1


class Untold(Exception):  # noqa: N818 -- a turn taken, not a fault
    """numpy does it better."""


def number(one: Any) -> float:
    """A value as registers hold it; raises Untold."""
    if isinstance(one, np.datetime64):
        return float(one.astype("M8[D]").astype(np.int64))
    if isinstance(one, Enum):
        return float(one.index)
    if isinstance(one, bytes | str):
        return word(one)
    if isinstance(one, bool | int | float | np.number | np.bool_):
        return float(one)
    raise Untold


def word(text: bytes | str) -> float:
    """A short text as a number, in the same order; raises Untold."""
    code = text.encode("latin-1") if isinstance(text, str) else text
    if len(code) > WORD or b"\0" in code:
        raise Untold
    return float(int.from_bytes(code.ljust(WORD, b"\0"), "big"))


def is_plain(dtype: np.dtype) -> bool:
    """A truth, or a number of 32 or 64 bits."""
    return dtype.kind == "b" or (dtype.kind in "fi" and dtype.itemsize in (4, 8))


def is_word(dtype: np.dtype) -> bool:
    """A text that a register can hold."""
    return dtype.kind in "SU" and dtype.itemsize <= WORD * (4 if dtype.kind == "U" else 1)


def letters(dtype: np.dtype) -> int:
    return dtype.itemsize // (4 if dtype.kind == "U" else 1)


class Terms:
    """What the instructions of a graph's nodes are written with: operands, tables and roles.

    `domains`: the values that the register of a node numbers, when they are words or objects.
    """

    def __init__(self, graph: Graph, system: Any) -> None:
        self.graph = graph
        self.system = system
        self.tables: list[tuple[float, ...]] = []
        self.roles: list[Any] = []
        self.domains: dict[int, list[Any]] = {}
        self._temporaries = TEMPORARY

    def in_register(self, node: int) -> bool:
        """Whether a register can hold the values of a node."""
        dtype = self.graph.dtypes[node]
        return dtype.kind in "fbiuMm" or is_word(dtype) or node in self.domains

    def narrowing(self, dtype: np.dtype) -> int:
        """How a result of this type is narrowed."""
        return {"f4": FLOAT32, "i4": INT32}.get(dtype.str[1:], 0)

    def operand(self, each: Any, reads: tuple[int, ...], weak: bool = False) -> Operand:
        """An argument: a node, or a number; `weak` ones become float32 as numpy makes them."""
        if type(each) is Slot:
            node = reads[each]
            if node in self.graph.constants:
                return number(self.graph.constants[node])
            return node
        if weak and type(each) in (int, float, bool):
            return float(np.float32(each))
        return number(each)

    def temporary(self) -> int:
        self._temporaries += 1
        return self._temporaries

    def table(self, values: Any) -> int:
        """The number of the table of these values."""
        self.tables.append(tuple(map(float, values)))
        return len(self.tables) - 1

    def role(self, role: Any) -> int:
        """The number of a role, -1 for everybody."""
        if role is None:
            return -1
        if role not in self.roles:
            self.roles.append(role)
        return self.roles.index(role)
