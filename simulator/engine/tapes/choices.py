"""Choices among values, and short texts such as the codes of communes."""

import numpy as np

from simulator.engine.tapes.graph import LIST, Call, Slot
from simulator.engine.tapes.instructions import (
    WORD,
    Instruction,
    Operand,
    Terms,
    Untold,
    is_word,
    word,
)

LAST = np.iinfo(np.int64).max  # the end of a text, as numpy tells it
MANY = 64  # words to look for among


def of_words(t: Terms, node: int, call: Call, reads: tuple[int, ...]) -> list[Instruction]:
    graph = t.graph
    entity = graph.entities[node]
    if call.name in ("equal", "not_equal") and not call.options and len(call.args) == 2:
        a, b = (t.operand(each, reads) for each in call.args)
        return [Instruction("EQ" if call.name == "equal" else "NE", entity, node, a, b)]
    if call.name == "startswith" and not call.options and type(call.args[1]) is not Slot:
        if call.args[2:] not in ((), (0,), (0, None), (0, LAST)):
            raise Untold
        start = call.args[1]
        start = start.encode() if isinstance(start, str) else bytes(start)
        low, high = word(start), word(start + b"\xff" * (WORD - len(start)))
        one, two = t.temporary(), t.temporary()
        return [
            Instruction("GE", entity, one, reads[0], low),
            Instruction("LE", entity, two, reads[0], high),
            Instruction("AND", entity, node, one, two),
        ]
    if call.name == "isin" and not call.options and call.args[1][0] is LIST:
        words = [word(each) for each in call.args[1][1:]]
        if len(words) > MANY:
            raise Untold
        found: list[Instruction] = []
        last: Operand = 0.0
        for each in words:
            same, so_far = t.temporary(), t.temporary()
            found.append(Instruction("EQ", entity, same, reads[0], each))
            found.append(Instruction("OR", entity, so_far, same, last))
            last = so_far
        return [*found, Instruction("COPY", entity, node, last)]
    raise Untold


def choice(t: Terms, node: int, call: Call, reads: tuple[int, ...]) -> list[Instruction]:
    graph = t.graph
    entity, dtype = graph.entities[node], graph.dtypes[node]
    if call.name == "where":
        if call.options or len(call.args) != 3:
            raise Untold
        conditions, choices, default = (call.args[0],), (call.args[1],), call.args[2]
    else:
        conditions, choices = call.args[0][1:], call.args[1][1:]
        default = call.options.get("default", call.args[2] if len(call.args) > 2 else 0)
    if dtype.kind in "UO":
        values: list[Operand] = _chosen_words(t, node, (*choices, default), reads)
    elif dtype.kind in "fbiu" or is_word(dtype) or dtype.str[1:] == "M8[D]":
        weak = dtype == np.float32
        values = [t.operand(each, reads, weak) for each in (*choices, default)]
    else:
        raise Untold
    told = [t.operand(each, reads) for each in conditions]
    if any(value in t.domains for value in (*values, *told) if type(value) is int):
        raise Untold  # the register of a word holds its rank, which is not what numpy reads
    found: list[Instruction] = []
    last = values[-1]
    for rank in reversed(range(len(conditions))):
        to = node if rank == 0 else t.temporary()
        narrow = t.narrowing(dtype)
        found.append(Instruction("WHERE", entity, to, told[rank], values[rank], last, narrow))
        last = to
    return found


def _chosen_words(t: Terms, node: int, choices: tuple, reads: tuple[int, ...]) -> list[Operand]:
    """The ranks of the words among which a choice is made."""
    words = []
    for each in choices:
        if type(each) is Slot:
            if reads[each] not in t.graph.constants:
                raise Untold
            each = t.graph.constants[reads[each]]
        words.append(each)
    if t.graph.dtypes[node].kind == "U":
        words = [str(each) for each in words]
    t.domains[node] = words
    return [float(rank) for rank in range(len(words))]
