"""What a variable is computed from: the names that the formulas in force mention, without running.

A formula may mention a variable that it does not read for a given household: what comes out is what
the rule looks at, not a trace.
"""

import functools
from collections.abc import Collection, Iterable, Iterator
from types import CodeType, FunctionType
from typing import Any

from openfisca_core import periods

from simulator.engine.system import corrected_system, stock_system

HOME = ("openfisca_", "corrections")  # in the path of the files whose functions are followed


def read_by(
    names: Iterable[str], month: str, given: Collection[str], stop: Collection[str]
) -> frozenset[str]:
    """Every variable that `names` are computed from in `month` ("2026-11"), themselves included.

    The search goes neither beyond a variable of `given`, which the household's document gives, nor
    beyond one of `stop`. Unknown names are left out.
    """
    variables = corrected_system().variables
    waiting = [name for name in names if name in variables]
    found = set(waiting)
    first = frozenset(waiting)
    while waiting:
        name = waiting.pop()
        if name not in first and (name in given or name in stop):
            continue
        new = mentioned(name, month) - found
        found |= new
        waiting += new
    return frozenset(found)


@functools.lru_cache(maxsize=8192)
def mentioned(name: str, month: str) -> frozenset[str]:
    """The variables that the formula of `name` in force in `month` mentions."""
    system = corrected_system()
    texts: set[str] = set()
    for rules in (system, stock_system()):  # a correction may call the formula that it mends
        variable = rules.variables.get(name)
        formula = variable.get_formula(periods.period(month)) if variable else None
        if formula is not None:
            texts |= set(_texts(formula, set()))
    return frozenset(texts & system.variables.keys()) - {name}


def _texts(function: FunctionType, seen: set[Any]) -> Iterator[str]:
    """The texts written in a function and in those of its own packages that it calls."""
    if function in seen:
        return
    seen.add(function)
    yield from _constants(function.__code__)
    for name in _names(function.__code__):
        called = function.__globals__.get(name)
        if isinstance(called, FunctionType) and _ours(called):
            yield from _texts(called, seen)


def _constants(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from _constants(item)
    elif isinstance(value, CodeType):
        for item in value.co_consts:
            yield from _constants(item)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for item in code.co_consts:
        if isinstance(item, CodeType):
            yield from _names(item)


def _ours(function: FunctionType) -> bool:
    return any(word in function.__code__.co_filename for word in HOME)
