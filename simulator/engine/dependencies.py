"""What a variable may read, found in the text of the formulas: nothing is computed.

Every variable that a formula could ask for is named somewhere in what it is made of: its constants,
its closure, those of the functions and lists that it names. A name too many is harmless here;
tests/engine/test_reading.py checks on real households that none is missing.
"""

import types
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from simulator.engine.law.system import corrected_system

FOLDERS = frozenset(
    {"openfisca_france", "openfisca_france_local", "openfisca_paris", "corrections"}
)
NAMED = types.FunctionType | list | tuple | set | frozenset | dict
SINCE = "2020-01-01"  # no household is asked about anything so old


def reads(variables: Iterable[str], given: frozenset[str] = frozenset()) -> frozenset[str]:
    """`variables` and all that their formulas may ask for, directly or not, in the corrected rules.

    `given` are always inputs: their formulas never run, so what those name does not count.
    """
    graph = graph_of(corrected_system())
    found: set[str] = set()
    waiting = [name for name in variables if name in graph]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            if name not in given:
                waiting.extend(graph[name])
    return frozenset(found)


def graph_of(system: Any) -> dict[str, frozenset[str]]:
    """For each variable of a system those that its formulas name, made once (0.1 s)."""
    if "reading_graph" not in system.__dict__:
        system.reading_graph = {
            name: frozenset(named_by(variable) & system.variables.keys())
            for name, variable in system.variables.items()
        }
    graph: dict[str, frozenset[str]] = system.reading_graph
    return graph


def named_by(variable: Any) -> set[str]:
    """Every text in the formulas of a variable in force since SINCE."""
    found: set[str] = set()
    for (_, formula), (end, _) in pairwise([*variable.formulas.items(), ("9999", None)]):
        if end > SINCE:
            found |= texts(formula)
    return found


def texts(function: Callable[..., Any], folders: frozenset[str] = FOLDERS) -> set[str]:
    """The strings that a function may use: its own, and those of the functions, lists and tables
    that it names or closes over, as long as their files are in one of `folders`."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Any] = [function]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        match one:
            case str():
                found.add(one)
            case types.CodeType():
                waiting += one.co_consts
            case types.FunctionType() if folders.intersection(PurePath(file_of(one)).parts):
                waiting += [one.__code__, *named_globals(one), *(one.__defaults__ or ())]
                waiting += [cell.cell_contents for cell in one.__closure__ or ()]
            case types.MethodType():
                waiting += [one.__func__, *strings_of(one.__self__)]
            case type():
                waiting += (f for f in vars(one).values() if isinstance(f, types.FunctionType))
            case dict():
                waiting += [*one.keys(), *one.values()]
            case list() | tuple() | set() | frozenset():
                waiting += one
            case _:
                waiting += strings_of(one)
    return found


def file_of(function: types.FunctionType) -> str:
    return function.__code__.co_filename


def named_globals(function: types.FunctionType) -> Iterator[Any]:
    """The functions, lists and tables of its module that a function names, and the classes too of
    another module (`stock.aspa`): in its own, the name of a class is more often a parameter's."""
    codes = [function.__code__]
    while codes:
        code = codes.pop()
        codes += [const for const in code.co_consts if isinstance(const, types.CodeType)]
        values = [function.__globals__.get(name) for name in code.co_names]
        yield from (value for value in values if isinstance(value, NAMED))
        for module in values:
            if isinstance(module, types.ModuleType):
                others = [vars(module).get(name) for name in code.co_names]
                yield from (value for value in others if isinstance(value, NAMED | type))


def strings_of(one: Any) -> Iterator[str]:
    """The strings that an object holds as its own fields."""
    held = getattr(one, "__dict__", None)
    return (text for text in (held or {}).values() if isinstance(text, str))
