"""Nodes as instructions of the interpreter, where it does exactly what numpy does."""

from typing import Any, NamedTuple

import numpy as np
from openfisca_core import taxscales
from openfisca_core.indexed_enums import Enum

from simulator.engine.tapes.calls import perform
from simulator.engine.tapes.graph import LIST, Call, Graph, Slot
from simulator.engine.tapes.interpreter import FLOAT32, INT32

BINARY = {
    **{"add": "ADD", "subtract": "SUB", "multiply": "MUL", "divide": "DIV", "true_divide": "DIV"},
    **{"minimum": "MIN", "maximum": "MAX", "equal": "EQ", "not_equal": "NE", "less": "LT"},
    **{"less_equal": "LE", "greater": "GT", "greater_equal": "GE"},
    **{"logical_and": "AND", "logical_or": "OR"},
}
TRUTHS = {"bitwise_and": "AND", "bitwise_or": "OR", "bitwise_xor": "NE", "logical_xor": "NE"}
UNARY = {"logical_not": "NOT", "negative": "NEG", "absolute": "ABS", "floor": "FLOOR"}
UNARY |= {"ceil": "CEIL", "positive": "COPY"}
OF_GROUP = {"sum": "SUM", "any": "ANY", "all": "ALL", "max": "LARGEST", "min": "SMALLEST"}
DAYS = {"m8[Y]": (400, 146_097), "m8[M]": (4_800, 146_097)}  # in a day, as numpy counts
TEMPORARY = 1 << 40  # the first of the nodes that only instructions know
LAST = np.iinfo(np.int64).max  # the end of a text, as numpy tells it
PAIRWISE = 8  # from so many terms on, numpy sums in another order
WORD = 5  # letters of a text that a register holds: the code of a commune

#: A node, or a constant.
Operand = int | float


class Instruction(NamedTuple):
    """`a`, `b` and `c` are operands; `table` is where a table begins, or the number of a role."""

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


class Translator:
    """The instructions of a graph's nodes, made once; the tables and roles that they name.

    `domains`: the values that the register of a node numbers, when they are words or objects.
    """

    def __init__(self, graph: Graph, system: Any) -> None:
        self.graph = graph
        self.system = system
        self.tables: list[float] = []
        self.roles: list[Any] = []
        self.domains: dict[int, list[Any]] = {}
        self.made: dict[int, tuple[Instruction, ...] | None] = {}
        self._temporaries = TEMPORARY

    def instructions(self, node: int) -> tuple[Instruction, ...] | None:
        """What the interpreter does for a node; None when it is for numpy."""
        if node not in self.made:
            try:
                self.made[node] = tuple(self._made(node))
            except (Untold, TypeError, ValueError, OverflowError):
                self.made[node] = None
        return self.made[node]

    def in_register(self, node: int) -> bool:
        """Whether a register can hold the values of a node."""
        dtype = self.graph.dtypes[node]
        return dtype.kind in "fbiuMm" or is_word(dtype) or node in self.domains

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
            return [self._of_population(node, call, reads)]
        if call.kind == "members":
            return [Instruction("MEMBERS", call.name, node)]
        if any(graph.entities[read] != entity for read in varying):
            raise Untold
        if call.kind == "scale":
            return [self._scale(node, call, reads)]
        if call.kind == "astype":
            return [self._astype(node, reads[0])]
        if call.kind != "numpy":
            raise Untold
        if call.name in ("where", "select"):
            return self._choice(node, call, reads)
        if any(not self.in_register(read) or read in self.domains for read in varying):
            raise Untold
        if all(is_word(graph.dtypes[read]) for read in reads):
            return self._of_words(node, call, reads)
        kinds = {graph.dtypes[read].kind for read in reads}
        if kinds & set("Mm") or dtype.kind in "Mm":
            return [self._of_dates(node, call, reads)]
        if not kinds <= set("fbiu") or not is_plain(dtype):
            raise Untold
        return self._of_numbers(node, call, reads)

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
        """Where these values begin among the tables."""
        start = len(self.tables)
        self.tables.extend(map(float, values))
        return start

    def role(self, role: Any) -> int:
        """The number of a role, -1 for everybody."""
        if role is None:
            return -1
        if role not in self.roles:
            self.roles.append(role)
        return self.roles.index(role)

    def _values(self, node: int, enum: Any) -> list[Any] | None:
        """All that a node may be, when that is a short list: an enumeration, words."""
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

    def _of_numbers(self, node: int, call: Call, reads: tuple[int, ...]) -> list[Instruction]:
        graph = self.graph
        entity, dtype = graph.entities[node], graph.dtypes[node]
        narrow = self.narrowing(dtype)
        dtypes = [graph.dtypes[read] for read in reads]
        weak = len(reads) == 1 and dtypes[0] == np.float32
        if call.name in BINARY or call.name in TRUTHS:
            return [self._binary(node, call, reads, weak)]
        if call.name in UNARY and len(call.args) == 1 and not call.options:
            return [Instruction(UNARY[call.name], entity, node, reads[0], narrow=narrow)]
        if call.name in ("invert", "bitwise_not") and dtypes[0].kind == "b":
            return [Instruction("NOT", entity, node, reads[0])]
        if call.name in ("round", "around"):
            decimals = call.options.get("decimals", call.args[1] if len(call.args) > 1 else 0)
            if decimals < 0 or dtype.kind != "f" or "out" in call.options:
                raise Untold
            return [Instruction("ROUND", entity, node, reads[0], None, None, narrow, int(decimals))]
        if call.name == "clip" and len(call.args) == 3 and not call.options:
            value, low, high = call.args
            between = self.temporary()
            first = [self.operand(value, reads)]
            second: list[Operand] = [between]
            first += [] if low is None else [self.operand(low, reads, weak)]
            second += [] if high is None else [self.operand(high, reads, weak)]
            return [
                Instruction("COPY" if low is None else "MAX", entity, between, *first, narrow=narrow),
                Instruction("COPY" if high is None else "MIN", entity, node, *second, narrow=narrow),
            ]
        raise Untold

    def _binary(
        self, node: int, call: Call, reads: tuple[int, ...], weak: bool
    ) -> Instruction:
        graph = self.graph
        dtype = graph.dtypes[node]
        if call.options or len(call.args) != 2:
            raise Untold
        op = BINARY.get(call.name) or TRUTHS[call.name]
        truths = all(
            graph.dtypes[reads[each]].kind == "b"
            if type(each) is Slot
            else isinstance(each, bool | np.bool_)
            for each in call.args
        )
        if call.name in TRUTHS and not truths:
            raise Untold
        if truths and call.name in ("subtract", "divide"):
            raise Untold
        if dtype == bool and op in ("ADD", "MUL"):
            op = {"ADD": "OR", "MUL": "AND"}[op]
        a, b = (self.operand(each, reads, weak) for each in call.args)
        return Instruction(
            op, graph.entities[node], node, a, b, None, self.narrowing(dtype)
        )

    def _astype(self, node: int, read: int) -> Instruction:
        graph = self.graph
        entity, dtype, before = graph.entities[node], graph.dtypes[node], graph.dtypes[read]
        if read in self.domains:
            raise Untold
        if before.str[1:] == "m8[D]" and dtype.str[1:] in DAYS:
            return Instruction("RATIO", entity, node, read, table=self.table(DAYS[dtype.str[1:]]))
        if is_word(before) and is_word(dtype):
            if letters(dtype) < letters(before):
                raise Untold
            return Instruction("COPY", entity, node, read)
        if before.kind not in "fbium" or not is_plain(dtype):
            raise Untold
        op = "TRUE" if dtype == bool else "COPY"
        if dtype.kind == "i" and before.kind == "f":
            op = "TRUNC"
        return Instruction(op, entity, node, read, narrow=self.narrowing(dtype))

    def _of_dates(self, node: int, call: Call, reads: tuple[int, ...]) -> Instruction:
        """Sums, differences and comparisons of days."""
        if call.options or len(call.args) != 2 or call.name not in BINARY:
            raise Untold
        dtype = self.graph.dtypes[node]
        units = {self.graph.dtypes[read].str[3:] for read in reads}
        if units != {"[D]"} or (dtype.kind in "Mm" and dtype.str[3:] != "[D]"):
            raise Untold
        if BINARY[call.name] in ("MUL", "DIV"):
            raise Untold
        a, b = (
            self.operand(each, reads) if type(each) is Slot else self._days(each)
            for each in call.args
        )
        return Instruction(BINARY[call.name], self.graph.entities[node], node, a, b)

    def _days(self, one: Any) -> float:
        if isinstance(one, np.datetime64):
            if np.datetime_data(one.dtype)[0] not in ("D", "M", "Y"):
                raise Untold
            return number(one)
        if isinstance(one, np.timedelta64) and np.datetime_data(one.dtype)[0] in ("D", "generic"):
            return float(one.astype(np.int64))
        raise Untold

    def _of_words(self, node: int, call: Call, reads: tuple[int, ...]) -> list[Instruction]:
        graph = self.graph
        entity = graph.entities[node]
        if call.name in ("equal", "not_equal") and not call.options and len(call.args) == 2:
            a, b = (self.operand(each, reads) for each in call.args)
            return [Instruction(BINARY[call.name], entity, node, a, b)]
        if call.name == "startswith" and not call.options and type(call.args[1]) is not Slot:
            if call.args[2:] not in ((), (0,), (0, None), (0, LAST)):
                raise Untold
            start = call.args[1]
            start = start.encode() if isinstance(start, str) else bytes(start)
            low, high = word(start), word(start + b"\xff" * (WORD - len(start)))
            one, two = self.temporary(), self.temporary()
            return [
                Instruction("GE", entity, one, reads[0], low),
                Instruction("LE", entity, two, reads[0], high),
                Instruction("AND", entity, node, one, two),
            ]
        if call.name == "isin" and not call.options and call.args[1][0] is LIST:
            words = [word(each) for each in call.args[1][1:]]
            if len(words) > 64:
                raise Untold
            found: list[Instruction] = []
            last: Operand = 0.0
            for each in words:
                same, so_far = self.temporary(), self.temporary()
                found.append(Instruction("EQ", entity, same, reads[0], each))
                found.append(Instruction("OR", entity, so_far, same, last))
                last = so_far
            return [*found, Instruction("COPY", entity, node, last)]
        raise Untold

    def _choice(self, node: int, call: Call, reads: tuple[int, ...]) -> list[Instruction]:
        graph = self.graph
        entity, dtype = graph.entities[node], graph.dtypes[node]
        if call.name == "where":
            if call.options or len(call.args) != 3:
                raise Untold
            conditions, choices, default = (call.args[0],), (call.args[1],), call.args[2]
        else:
            conditions, choices = call.args[0][1:], call.args[1][1:]
            default = call.options.get("default", call.args[2] if len(call.args) > 2 else 0)
        if dtype.kind in "UO":
            values: list[Operand] = self._chosen_words(node, (*choices, default), reads)
        elif dtype.kind in "fbiu" or is_word(dtype) or dtype.str[1:] == "M8[D]":
            weak = dtype == np.float32
            values = [self.operand(each, reads, weak) for each in (*choices, default)]
        else:
            raise Untold
        if any(value in self.domains for value in values if type(value) is int):
            raise Untold
        found: list[Instruction] = []
        last = values[-1]
        for rank in reversed(range(len(conditions))):
            to = node if rank == 0 else self.temporary()
            condition = self.operand(conditions[rank], reads)
            narrow = self.narrowing(dtype)
            found.append(Instruction("WHERE", entity, to, condition, values[rank], last, narrow))
            last = to
        return found

    def _chosen_words(self, node: int, choices: tuple, reads: tuple[int, ...]) -> list[Operand]:
        """The ranks of the words among which a choice is made."""
        words = []
        for each in choices:
            if type(each) is Slot:
                if reads[each] not in self.graph.constants:
                    raise Untold
                each = self.graph.constants[reads[each]]
            words.append(each)
        if self.graph.dtypes[node].kind == "U":
            words = [str(each) for each in words]
        self.domains[node] = words
        return [float(rank) for rank in range(len(words))]

    def _scale(self, node: int, call: Call, reads: tuple[int, ...]) -> Instruction:
        scale = call.what.args[0]
        entity, narrow = self.graph.entities[node], self.narrowing(self.graph.dtypes[node])
        if call.name != "calc" or any(self.graph.dtypes[read].kind not in "fi" for read in reads):
            raise Untold
        base, *rest = (self.operand(each, reads) for each in call.args)
        options = dict(call.options)
        if type(scale) is taxscales.SingleAmountTaxScale:
            right = bool(rest.pop(0) if rest else options.pop("right", False))
            values = [len(scale.thresholds), right, *scale.thresholds, *scale.amounts]
            op, factor = "SINGLE", None
        elif type(scale) is taxscales.MarginalRateTaxScale:
            given = options.pop("factor", None)
            factor = rest.pop(0) if rest else None if given is None else self.operand(given, reads)
            decimals = options.pop("round_base_decimals", None)
            values = [len(scale.thresholds), *scale.thresholds, *scale.rates]
            op = "MARGINAL" if decimals is None else "MARGINAL_ROUNDED"
            if decimals is not None and (decimals < 0 or len(scale.thresholds) >= PAIRWISE):
                raise Untold
            values = values if decimals is None else [decimals, *values]
        else:
            raise Untold
        if rest or options:
            raise Untold
        return Instruction(op, entity, node, base, factor, None, narrow, self.table(values))

    def _of_population(self, node: int, call: Call, reads: tuple[int, ...]) -> Instruction:
        graph = self.graph
        group, dtype = call.what, graph.dtypes[node]
        if not reads:
            return self._of_roles(node, call, group)
        if len(reads) != 1 or not self.in_register(reads[0]) or reads[0] in self.domains:
            raise Untold
        rest, options = list(call.args[1:]), dict(call.options)
        role = rest.pop(0) if rest else options.pop("role", None)
        a, narrow = self.operand(call.args[0], reads), self.narrowing(dtype)
        if call.name == "value_from_person":
            default = number(rest.pop(0) if rest else options.pop("default", 0))
            if is_word(dtype) and default == 0:
                default = word(b"0")  # numpy fills a text with it
            instruction = Instruction(
                "PERSON", group, node, a, default, None, narrow, self.role(role)
            )
        elif call.name == "project":
            if is_word(dtype) and role is not None:
                raise Untold
            instruction = Instruction(
                "PROJECT", group, node, a, narrow=narrow, table=self.role(role)
            )
        elif call.name in OF_GROUP and dtype.kind in "fb":
            instruction = Instruction(
                OF_GROUP[call.name], group, node, a, narrow=narrow, table=self.role(role)
            )
        else:
            raise Untold
        if rest or options:
            raise Untold
        return instruction

    def _of_roles(self, node: int, call: Call, group: str) -> Instruction:
        """Who has a role, and how many have it."""
        rest, options = list(call.args), dict(call.options)
        role = rest.pop(0) if rest else options.pop("role", None)
        if rest or options:
            raise Untold
        if call.name == "nb_persons":
            return Instruction("SUM", group, node, 1.0, table=self.role(role))
        if call.name == "has_role" and role is not None:
            return Instruction("ROLE", self.system.person_entity.key, node, table=self.role(role))
        raise Untold
