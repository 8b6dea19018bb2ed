"""A value and the node that makes it, and the calls whose arguments are such values."""

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.populations import CorePopulation
from openfisca_core.projectors import Projector

from simulator.engine.tapes.graph import LIST, Call, Graph, Place, Slot


class Leak(Exception):  # noqa: N818 -- a turn taken, not a fault
    """A formula looks at values in a way that cannot be written down."""


class Traced:
    """What stands for an array: `value` on the household recorded, and its `node`.

    `chosen` is the node of the rows taken, if they are not all.
    """

    __slots__ = ("chosen", "entity", "graph", "node", "value")

    def __init__(
        self, graph: Graph, value: Any, node: int, entity: str, chosen: int | None = None
    ) -> None:
        self.graph = graph
        self.value = value
        self.node = node
        self.entity = entity
        self.chosen = chosen

    dtype = property(lambda self: self.value.dtype)
    size = property(lambda self: self.value.size)
    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)
    possible_values = property(lambda self: self.value.possible_values)
    constant = property(lambda self: self.node in self.graph.constants)


def arguments(args: Any, symbols: list[Any]) -> tuple:
    """The arguments of a call, symbols replaced by their rank among `symbols`."""
    found: list[Any] = []
    for each in args:
        if issubclass(type(each), Traced):
            found.append(Slot(len(symbols)))
            symbols.append(each)
        elif type(each) in (list, tuple):
            found.append((LIST, *arguments(each, symbols)))
        elif type(each) in (np.ndarray, EnumArray):
            if each.ndim > 1 or (each.ndim and len(each) > 1 and (each != each[0]).any()):
                raise Leak("an array from nowhere")
            found.append(each[0] if each.ndim else each[()])
        elif isinstance(each, Projector):
            if each.parent is not None:
                raise Leak("a projector of a projector")
            found.append(Place(each.reference_entity.entity.key, projected=True))
        elif isinstance(each, CorePopulation):
            found.append(Place(each.entity.key, projected=False))
        else:
            found.append(each)
    return tuple(found)


def call_of(
    kind: str, name: str, what: Callable | None, args: Any, options: dict, told_by: Any = None
) -> tuple[Call, list[Any]]:
    """The call of a function with these arguments, and the symbols among them."""
    symbols: list[Any] = []
    placed = arguments(args, symbols)
    named = dict(zip(options, arguments(options.values(), symbols), strict=True))
    return Call(kind, name, what, placed, named, enums_of(symbols), told_by), symbols


def enums_of(symbols: list[Any]) -> tuple:
    """For each, the possible values if it is of an enumeration."""
    return tuple(getattr(each.value, "possible_values", None) for each in symbols)
