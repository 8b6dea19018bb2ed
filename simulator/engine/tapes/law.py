"""Parameters read by symbols, scales of symbols, and words encoded: one node each.

`install()` teaches OpenFisca's own classes to meet a symbol; for arrays nothing changes.
"""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core import taxscales
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNodeAtInstant

from simulator.engine.tapes.graph import Call, Slot
from simulator.engine.tapes.symbols import Symbol, written
from simulator.engine.tapes.traced import call_of

SCALES = (
    taxscales.MarginalRateTaxScale,
    taxscales.MarginalAmountTaxScale,
    taxscales.SingleAmountTaxScale,
    taxscales.LinearAverageRateTaxScale,
)


@functools.cache
def install() -> None:
    """Once a process."""
    for scale in SCALES:
        for name in ("calc", "marginal_rates"):
            if name in vars(scale):
                setattr(scale, name, _scale(vars(scale)[name]))
    read = ParameterNodeAtInstant.__getitem__

    def read_by_symbol(self: Any, key: Any) -> Any:
        if type(key) is Symbol:
            return _parameter(self, [key], read(self, key.value))
        return read(self, key)

    ParameterNodeAtInstant.__getitem__ = read_by_symbol
    encode = Enum.encode.__func__  # type: ignore[attr-defined]

    def encode_symbol(cls: Any, array: Any) -> Any:
        if type(array) is not Symbol:
            return encode(cls, array)
        if isinstance(array.value, EnumArray):
            return array
        call = Call("encode", cls, args=(Slot(0),), enums=(None,))
        return written(call, [array], array.entity, encode(cls, array.value))

    Enum.encode = classmethod(encode_symbol)


def _scale(method: Callable) -> Callable:
    @functools.wraps(method)
    def calc(self: Any, *args: Any, **options: Any) -> Any:
        if not any(type(each) is Symbol for each in (*args, *options.values())):
            return method(self, *args, **options)
        values = getattr(self, "rates", None) or getattr(self, "amounts", ())
        told_by = (type(self), tuple(self.thresholds), tuple(values))
        what = functools.partial(method, self)
        call, symbols = call_of("scale", method.__name__, what, args, options, told_by)
        placed, named = call.filled([each.value for each in symbols])
        return written(call, symbols, symbols[0].entity, what(*placed, **named))

    return calc


class ByRow:
    """A node of parameters read by symbols, until a leaf is reached."""

    def __init__(self, root: Any, path: list, found: Any) -> None:
        self._root = root
        self._path = path
        self._found = found

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def __getitem__(self, key: Any) -> Any:
        real = key.value if type(key) is Symbol else key
        return _parameter(self._root, [*self._path, key], self._found[real])


def _parameter(root: Any, path: list, found: Any) -> Any:
    if not isinstance(found, np.ndarray):
        return ByRow(root, path, found)
    what = functools.partial(read_at, root)
    told_by = (root._name, root._instant_str)
    call, symbols = call_of("parameter", "", what, path, {}, told_by)
    return written(call, symbols, symbols[0].entity, found)


def read_at(root: Any, *path: Any) -> Any:
    """The values of the parameters at a path of names and arrays of names."""
    for key in path:
        root = root[key]
    return root
