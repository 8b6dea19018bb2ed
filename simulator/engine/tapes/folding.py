"""Operations that come to one of their arguments, or to a constant: they need no node."""

from typing import Any

import numpy as np
from openfisca_core.indexed_enums import Enum

from simulator.engine.tapes.graph import Slot

SUMS = ("add", "subtract")
ORS = ("logical_or", "bitwise_or")
ANDS = ("logical_and", "bitwise_and")
NEUTRAL = frozenset((*SUMS, *ORS, *ANDS, "multiply"))
WORDS = (str, bytes, Enum)
NUMBERS = (bool, int, float, np.integer, np.floating, np.bool_)


def folded(
    name: str, args: tuple, symbols: list[Any], value: np.ndarray
) -> Slot | np.ndarray | None:
    """The argument that the operation comes to, or the array of one value; None for neither.

    `where` of a known condition, x + 0, x × 1, x or False; x × 0 when x is proved finite. The sign
    of a zero may change: answers have none (see documents.values.plain).
    """
    if not value.ndim:
        return None
    if name == "where" and len(args) == 3:
        return _where(args, symbols, value)
    if name in NEUTRAL and len(args) == 2:
        found = _neutral(name, args, symbols, value, 0)
        return _neutral(name, args, symbols, value, 1) if found is None else found
    return None


def _where(args: tuple, symbols: list[Any], value: np.ndarray) -> Slot | np.ndarray | None:
    known = _constant(args[0], symbols)
    if known is not None:
        return _taken(args[1 if known else 2], symbols, value)
    one, other = args[1:]
    if type(one) is Slot and type(other) is Slot and symbols[one].node == symbols[other].node:
        return _taken(one, symbols, value)
    left, right = _constant(one, symbols), _constant(other, symbols)
    known = left is not None and right is not None and not isinstance(left, WORDS)
    return value if known and left == right else None


def _neutral(
    name: str, args: tuple, symbols: list[Any], value: np.ndarray, rank: int
) -> Slot | np.ndarray | None:
    """What the operation comes to by its argument `rank`, when that is a constant."""
    other = args[1 - rank]
    known = _constant(args[rank], symbols)
    if type(other) is not Slot or not isinstance(known, NUMBERS):
        return None
    truth = value.dtype == bool
    if truth and symbols[other].dtype != bool:
        return None
    zero, one = bool(known == 0), bool(known == 1)
    same = (
        (name == "add" and zero)
        or (name == "subtract" and zero and rank == 1)
        or (name in ORS and truth and zero)
        or (name in ANDS and truth and one)
        or (name == "multiply" and one)
    )
    if same:
        return _taken(other, symbols, value)
    if zero and truth and name in (*ANDS, "multiply"):
        return value
    if zero and name == "multiply" and symbols[other].graph.is_finite(symbols[other].node):
        return np.zeros_like(value)
    return None


def _constant(each: Any, symbols: list[Any]) -> Any:
    """The value of an argument that is the same for everybody, or None."""
    if type(each) is not Slot:
        return each
    return symbols[each].graph.constants.get(symbols[each].node)


def _taken(each: Any, symbols: list[Any], value: np.ndarray) -> Slot | np.ndarray | None:
    """One of the arguments, if the operation gives it as it is or as another kind of number."""
    if type(each) is not Slot:
        return value
    found = symbols[each].value
    same = found.dtype == value.dtype or found.dtype.kind in "fiub"
    return each if same and found.ndim == value.ndim else None
