"""The interpreter of a tape: a list of small operations on registers, compiled once by numba.

A register holds one number a person or group. All are float64, rounded to float32 where numpy would
(exact for + − × ÷), wrapped to 32 bits for integers; truths are 0 and 1, dates are days.
"""

import functools
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

OPERATIONS = [
    "ADD",
    "SUB",
    "MUL",
    "DIV",
    "MIN",
    "MAX",
    "EQ",
    "NE",
    "LT",
    "LE",
    "GT",
    "GE",
    "AND",
    "OR",
    "NOT",
    "NEG",
    "ABS",
    "FLOOR",
    "CEIL",
    "ROUND",
    "WHERE",
    "TRUNC",
    "TRUE",
    "COPY",
    "RATIO",
    "LOOKUP",
    "MARGINAL",
    "MARGINAL_ROUNDED",
    "SINGLE",
    "SUM",
    "ANY",
    "ALL",
    "LARGEST",
    "SMALLEST",
    "PERSON",
    "PROJECT",
    "MEMBERS",
    "ROLE",
]
CODES = {name: code for code, name in enumerate(OPERATIONS)}
# fmt: off
(
    ADD, SUB, MUL, DIV, MIN, MAX, EQ, NE, LT, LE, GT, GE, AND, OR, NOT, NEG, ABS, FLOOR, CEIL,
    ROUND, WHERE, TRUNC, TRUE, COPY, RATIO, LOOKUP, MARGINAL, MARGINAL_ROUNDED, SINGLE,
    SUM, ANY, ALL, LARGEST, SMALLEST, PERSON, PROJECT,
    MEMBERS, ROLE,
) = range(len(OPERATIONS))
# fmt: on
FLOAT32, INT32 = 1, 2  # how a result is narrowed
TABLED = frozenset(["RATIO", "LOOKUP", "MARGINAL", "MARGINAL_ROUNDED", "SINGLE"])  # have a table
SHORT = np.int16  # the numbers of an instruction: a tape has some 24,000, kept for long
EPSILON = float(np.finfo(np.float64).eps)  # as OpenFisca's scales

VAR = Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parents[3] / "var")

Execute = Callable[..., int]


def execute(code, first, last, regs, base, counts, members, roles, tables):  # type: ignore[no-untyped-def]
    """Run the instructions from `first` to `last`; how many looked for what does not exist.

    An instruction is (operation, entity, to, a, b, c, narrowing, and where its table begins or the
    number of a role). The register k of
    entity e begins at base[e] + k × counts[e]; entity 0 is the persons. `members[e]` is the group
    of each person; `roles` who has each role.
    """
    missing = 0
    for k in range(first, last):
        op, e, to, a, b, c, narrow, aux = code[k]
        n = counts[e]
        m = counts[0]
        d = base[e] + to * n
        x = base[e] + a * n
        y = base[e] + b * n
        if op == ADD:
            for i in range(n):
                regs[d + i] = regs[x + i] + regs[y + i]
        elif op == SUB:
            for i in range(n):
                regs[d + i] = regs[x + i] - regs[y + i]
        elif op == MUL:
            for i in range(n):
                regs[d + i] = regs[x + i] * regs[y + i]
        elif op == DIV:
            for i in range(n):
                regs[d + i] = regs[x + i] / regs[y + i]
        elif op == MIN:
            for i in range(n):
                p, q = regs[x + i], regs[y + i]
                regs[d + i] = p if (p <= q or p != p) else q
        elif op == MAX:
            for i in range(n):
                p, q = regs[x + i], regs[y + i]
                regs[d + i] = p if (p >= q or p != p) else q
        elif op == EQ:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] == regs[y + i] else 0.0
        elif op == NE:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] != regs[y + i] else 0.0
        elif op == LT:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] < regs[y + i] else 0.0
        elif op == LE:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] <= regs[y + i] else 0.0
        elif op == GT:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] > regs[y + i] else 0.0
        elif op == GE:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] >= regs[y + i] else 0.0
        elif op == AND:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] != 0.0 and regs[y + i] != 0.0 else 0.0
        elif op == OR:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] != 0.0 or regs[y + i] != 0.0 else 0.0
        elif op == NOT:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] == 0.0 else 0.0
        elif op == NEG:
            for i in range(n):
                regs[d + i] = -regs[x + i]
        elif op == ABS:
            for i in range(n):
                regs[d + i] = abs(regs[x + i])
        elif op == FLOOR:
            for i in range(n):
                regs[d + i] = np.floor(regs[x + i])
        elif op == CEIL:
            for i in range(n):
                regs[d + i] = np.ceil(regs[x + i])
        elif op == ROUND:
            p = 10.0 ** np.int32(aux)
            for i in range(n):
                v = regs[x + i] * p
                if narrow == FLOAT32:
                    v = np.float64(np.float32(v))
                regs[d + i] = np.rint(v) / p
        elif op == WHERE:
            z = base[e] + c * n
            for i in range(n):
                regs[d + i] = regs[y + i] if regs[x + i] != 0.0 else regs[z + i]
        elif op == TRUNC:
            for i in range(n):
                v = np.trunc(regs[x + i])
                if narrow == INT32 and not abs(v + 0.5) < 2147483648.0:
                    v = -2147483648.0  # what processors give for what fits not
                regs[d + i] = v
        elif op == TRUE:
            for i in range(n):
                regs[d + i] = 1.0 if regs[x + i] != 0.0 else 0.0
        elif op == COPY:
            for i in range(n):
                regs[d + i] = regs[x + i]
        elif op == RATIO:
            for i in range(n):
                regs[d + i] = np.floor(regs[x + i] * tables[aux] / tables[aux + 1])
        elif op == LOOKUP:  # how many values, then the values
            for i in range(n):
                at = np.int64(regs[x + i])
                if at < 0 or at >= tables[aux] or np.isnan(tables[aux + 1 + at]):
                    missing += 1
                    regs[d + i] = 0.0
                else:
                    regs[d + i] = tables[aux + 1 + at]
        elif op == MARGINAL:  # how many thresholds, thresholds, rates; b: the factor or -1
            count = np.int64(tables[aux])
            low_at, rate_at = aux + 1, aux + 1 + count
            for i in range(n):
                v = regs[x + i]
                factor = (regs[y + i] if b >= 0 else 1.0) + EPSILON
                total = 0.0 if v == v and factor == factor else np.nan  # no adult: 0 / 0
                for j in range(count):
                    part = v - factor * tables[low_at + j]
                    if j + 1 < count:
                        part = min(v, factor * tables[low_at + j + 1]) - factor * tables[low_at + j]
                    if part > 0.0:
                        total += tables[rate_at + j] * part
                regs[d + i] = total
        elif op == MARGINAL_ROUNDED:  # decimals, then the same
            p = 10.0 ** tables[aux]
            count = np.int64(tables[aux + 1])
            low_at, rate_at = aux + 2, aux + 2 + count
            for i in range(n):
                v = regs[x + i]
                factor = (regs[y + i] if b >= 0 else 1.0) + EPSILON
                total = 0.0 if v == v and factor == factor else np.nan  # no adult: 0 / 0
                for j in range(count):
                    low = np.rint(factor * tables[low_at + j] * p) / p
                    part = v - low
                    if j + 1 < count:
                        part = min(v, np.rint(factor * tables[low_at + j + 1] * p) / p) - low
                    if part > 0.0:
                        total += np.rint(tables[rate_at + j] * (np.rint(part * p) / p) * p) / p
                regs[d + i] = total
        elif op == SINGLE:  # how many thresholds, whether closed on the right, thresholds, amounts
            count = np.int64(tables[aux])
            for i in range(n):
                v, found = regs[x + i], 0.0
                for j in range(count):
                    low = tables[aux + 2 + j]
                    if v > low or (v == low and tables[aux + 1] == 0.0):
                        found = tables[aux + 2 + count + j]
                regs[d + i] = 0.0 if v == np.inf and tables[aux + 1] == 0.0 else found
        elif op == ROLE:
            for i in range(n):
                regs[d + i] = 1.0 if roles[aux, i] else 0.0
        elif op == MEMBERS:
            n = m
            d = base[0] + to * m
            for i in range(m):
                regs[d + i] = np.float64(members[e, i])
        elif op == PROJECT:
            n = m
            d = base[0] + to * m
            for i in range(m):
                regs[d + i] = regs[x + members[e, i]] if aux < 0 or roles[aux, i] else 0.0
        else:  # from the persons to their group
            x = base[0] + a * m
            if op in (SUM, ANY):
                for i in range(n):
                    regs[d + i] = 0.0
                for i in range(m):
                    if aux < 0 or roles[aux, i]:
                        regs[d + members[e, i]] += regs[x + i]
                if op == ANY:
                    for i in range(n):
                        regs[d + i] = 1.0 if regs[d + i] > 0.0 else 0.0
            elif op == ALL:
                for i in range(n):
                    regs[d + i] = 1.0
                for i in range(m):
                    if (aux < 0 or roles[aux, i]) and regs[x + i] == 0.0:
                        regs[d + members[e, i]] = 0.0
            elif op in (LARGEST, SMALLEST):
                for i in range(n):
                    regs[d + i] = -np.inf if op == LARGEST else np.inf
                for i in range(m):
                    if aux < 0 or roles[aux, i]:
                        p, q = regs[d + members[e, i]], regs[x + i]
                        if op == LARGEST:
                            regs[d + members[e, i]] = p if (p >= q or p != p) else q
                        else:
                            regs[d + members[e, i]] = p if (p <= q or p != p) else q
            elif op == PERSON:
                for i in range(n):
                    regs[d + i] = regs[y + i]
                for i in range(m):
                    if roles[aux, i]:
                        regs[d + members[e, i]] = regs[x + i]
        if narrow == FLOAT32:
            for i in range(n):
                regs[d + i] = np.float64(np.float32(regs[d + i]))
        elif narrow == INT32:
            for i in range(n):
                if abs(regs[d + i]) >= 2147483648.0:
                    v = regs[d + i] + 2147483648.0
                    regs[d + i] = v - np.floor(v / 4294967296.0) * 4294967296.0 - 2147483648.0
    return missing


@functools.cache
def compiled() -> Execute | None:
    """`execute`, compiled; None without numba, and then there are no tapes.

    The machine code is kept beside the database, so that the next start does not compile again.
    """
    try:
        import numba
    except ImportError:
        return None
    kinds = numba.types
    signature = kinds.int64(
        *(kinds.int16[:, ::1], kinds.int64, kinds.int64, kinds.float64[::1], kinds.int64[::1]),
        *(kinds.int64[::1], kinds.int64[:, ::1], kinds.boolean[:, ::1], kinds.float64[::1]),
    )
    make = functools.partial(numba.njit, signature, error_model="numpy", nogil=True)
    numba.config.CACHE_DIR = str(VAR / "numba")
    try:
        return make(cache=True)(execute)  # type: ignore[no-any-return]
    except (RuntimeError, OSError):  # nowhere to keep it
        return make(cache=False)(execute)  # type: ignore[no-any-return]
