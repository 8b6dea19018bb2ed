"""Numbers, truths and days: operations element by element."""

from typing import Any

import numpy as np

from simulator.engine.tapes.graph import Call, Slot
from simulator.engine.tapes.instructions import (
    Instruction,
    Operand,
    Terms,
    Untold,
    is_plain,
    is_word,
    letters,
    number,
)

BINARY = {
    "add": "ADD",
    "subtract": "SUB",
    "multiply": "MUL",
    "divide": "DIV",
    "true_divide": "DIV",
    "minimum": "MIN",
    "maximum": "MAX",
    "equal": "EQ",
    "not_equal": "NE",
    "less": "LT",
    "less_equal": "LE",
    "greater": "GT",
    "greater_equal": "GE",
    "logical_and": "AND",
    "logical_or": "OR",
}
TRUTHS = {"bitwise_and": "AND", "bitwise_or": "OR", "bitwise_xor": "NE", "logical_xor": "NE"}
UNARY = {"logical_not": "NOT", "negative": "NEG", "absolute": "ABS", "floor": "FLOOR"}
UNARY |= {"ceil": "CEIL", "positive": "COPY"}
DAYS = {"m8[Y]": (400, 146_097), "m8[M]": (4_800, 146_097)}  # in a day, as numpy counts


def of_numbers(t: Terms, node: int, call: Call, reads: tuple[int, ...]) -> list[Instruction]:
    graph = t.graph
    entity, dtype = graph.entities[node], graph.dtypes[node]
    narrow = t.narrowing(dtype)
    dtypes = [graph.dtypes[read] for read in reads]
    weak = len(reads) == 1 and dtypes[0] == np.float32
    if call.name in BINARY or call.name in TRUTHS:
        return [_binary(t, node, call, reads, weak)]
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
        between = t.temporary()
        first = [t.operand(value, reads)]
        second: list[Operand] = [between]
        first += [] if low is None else [t.operand(low, reads, weak)]
        second += [] if high is None else [t.operand(high, reads, weak)]
        return [
            Instruction("COPY" if low is None else "MAX", entity, between, *first, narrow=narrow),
            Instruction("COPY" if high is None else "MIN", entity, node, *second, narrow=narrow),
        ]
    raise Untold


def _binary(t: Terms, node: int, call: Call, reads: tuple[int, ...], weak: bool) -> Instruction:
    graph = t.graph
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
    if dtype.kind == "b" and op in ("ADD", "MUL"):
        op = {"ADD": "OR", "MUL": "AND"}[op]
    a, b = (t.operand(each, reads, weak) for each in call.args)
    return Instruction(op, graph.entities[node], node, a, b, None, t.narrowing(dtype))


def astype(t: Terms, node: int, read: int) -> Instruction:
    graph = t.graph
    entity, dtype, before = graph.entities[node], graph.dtypes[node], graph.dtypes[read]
    if read in t.domains:
        raise Untold
    if before.str[1:] == "m8[D]" and dtype.str[1:] in DAYS:
        return Instruction("RATIO", entity, node, read, table=t.table(DAYS[dtype.str[1:]]))
    if is_word(before) and is_word(dtype):
        if letters(dtype) < letters(before):
            raise Untold
        return Instruction("COPY", entity, node, read)
    if before.kind not in "fbium" or not is_plain(dtype):
        raise Untold
    op = "TRUE" if dtype.kind == "b" else "COPY"
    if dtype.kind == "i" and before.kind == "f":
        op = "TRUNC"
    return Instruction(op, entity, node, read, narrow=t.narrowing(dtype))


def of_dates(t: Terms, node: int, call: Call, reads: tuple[int, ...]) -> Instruction:
    """Sums, differences and comparisons of days."""
    if call.options or len(call.args) != 2 or call.name not in BINARY:
        raise Untold
    dtype = t.graph.dtypes[node]
    units = {t.graph.dtypes[read].str[3:] for read in reads}
    if units != {"[D]"} or (dtype.kind in "Mm" and dtype.str[3:] != "[D]"):
        raise Untold
    if BINARY[call.name] in ("MUL", "DIV"):
        raise Untold
    a, b = (t.operand(each, reads) if type(each) is Slot else _days(t, each) for each in call.args)
    return Instruction(BINARY[call.name], t.graph.entities[node], node, a, b)


def _days(t: Terms, one: Any) -> float:
    if isinstance(one, np.datetime64):
        if np.datetime_data(one.dtype)[0] not in ("D", "M", "Y"):
            raise Untold
        return number(one)
    if isinstance(one, np.timedelta64) and np.datetime_data(one.dtype)[0] in ("D", "generic"):
        return float(one.astype(np.int64))
    raise Untold
