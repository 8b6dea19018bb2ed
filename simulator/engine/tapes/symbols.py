"""Arrays that write down what is done with them.

A symbol passes for the array it stands for, but none of its values can be read unseen: whatever C
function would do so meets `__array__`, which raises Leak. Its operations become nodes of a graph.
"""

import functools
import sys
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from openfisca_core.indexed_enums import Enum, EnumArray

from simulator.engine.tapes.folding import folded
from simulator.engine.tapes.graph import Call, Graph, Slot, filled
from simulator.engine.tapes.names import ELEMENT_BY_ELEMENT, WHOLE
from simulator.engine.tapes.traced import Leak, Traced, arguments, enums_of


class Symbol(Traced, NDArrayOperatorsMixin):
    """A traced value that formulas take for the array itself.

    `x[mask]` stays whole here: `chosen` is then the node of the rows taken.
    """

    __slots__ = ()
    __array_priority__ = 1000
    __hash__ = None  # type: ignore[assignment]

    @property
    def __class__(self) -> type:  # type: ignore[override]
        return type(self.value)

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise Leak("read by a function in C")

    def __getattr__(self, name: str) -> Any:
        raise Leak(f"attribute {name}")

    def __iter__(self) -> Any:
        raise Leak("iteration")

    def __len__(self) -> int:
        if self.chosen is not None:
            raise Leak("how many rows")
        return len(self.value)

    def __array_ufunc__(
        self, ufunc: Any, method: str, *inputs: Any, out: Any = None, **options: Any
    ) -> Any:
        if method == "reduce" and type(inputs[0]) is Symbol and not options.get("axis"):
            return whole(ufunc.__name__, inputs[0])
        if method == "reduce" and type(inputs[0]) in (list, tuple) and len(options) < 2:
            result, *others = inputs[0]
            for other in others:
                result = element_by_element(ufunc, (result, other), {})
            return result
        if method != "__call__":
            raise Leak(f"{ufunc.__name__}.{method}")
        return element_by_element(ufunc, inputs, options, out)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        name = function.__name__
        if name in ELEMENT_BY_ELEMENT:
            return element_by_element(function, args, options)
        if name in WHOLE and len(args) == 1 and type(args[0]) is Symbol:
            return whole(name, args[0])
        if name in ("zeros_like", "ones_like", "full_like") and type(args[0]) is Symbol:
            return uniform(
                self.graph, args[0].entity, function(args[0].value, *args[1:], **options)
            )
        if name == "copy":
            return args[0].copy()
        if name in ("shape", "size", "ndim"):
            return function(args[0].value)
        raise Leak(name)

    def __eq__(self, other: Any) -> Any:
        if isinstance(self.value, EnumArray):
            if isinstance(other, type):
                raise Leak("an enumeration compared with its class")
            other = other.index if isinstance(other, Enum) else _plain(other)
        return element_by_element(np.equal, (_plain(self), other), {})

    def __ne__(self, other: Any) -> Any:
        if isinstance(self.value, EnumArray):
            return element_by_element(np.logical_not, (self == other,), {})
        return element_by_element(np.not_equal, (self, other), {})

    def _told(self) -> Any:
        """The value, which the program then holds to be this one."""
        value = self.value.item()
        if not self.constant:
            frame = sys._getframe(2)
            line = f"{frame.f_code.co_filename}:{frame.f_lineno}"
            value = self.graph.assumed.get(self.node, value)
            self.graph.guards.append((self.node, value, line))
        return value

    def __bool__(self) -> bool:
        return bool(self._told())

    def __float__(self) -> float:
        return float(self._told())

    def __int__(self) -> int:
        return int(self._told())

    def __index__(self) -> int:
        return int(self._told())

    def item(self) -> Any:
        return self._told()

    def __getitem__(self, key: Any) -> Any:
        if type(key) is Symbol and key.value.dtype == bool and self.chosen is None:
            return Symbol(self.graph, self.value, self.node, self.entity, key.node)
        raise Leak("rows by number")

    def __setitem__(self, key: Any, value: Any) -> None:
        if type(key) is not Symbol or key.value.dtype != bool:
            raise Leak("rows by number")
        if type(value) is Symbol:
            if value.chosen != key.node:
                raise Leak("other rows")
            value = Symbol(self.graph, value.value, value.node, value.entity).astype(self.dtype)
        elif np.ndim(value):
            raise Leak("rows of an array")
        else:
            value = np.asarray(value, self.dtype)[()]
        self.become(element_by_element(np.where, (key, value, self), {}))

    def become(self, other: Any) -> None:
        """Take the values of `other`, as an operation in place does."""
        if type(other) is not Symbol:
            other = uniform(self.graph, self.entity, other)
        other = other.astype(self.dtype)
        self.value, self.node = other.value, other.node

    def copy(self, *_: Any) -> "Symbol":
        return Symbol(self.graph, self.value, self.node, self.entity, self.chosen)

    def astype(self, dtype: Any, **_: Any) -> "Symbol":
        if np.dtype(dtype) == self.dtype:
            return self.copy()
        call = Call("astype", np.dtype(dtype).str, args=(Slot(0),), enums=(None,))
        with np.errstate(all="ignore"):
            return written(call, [self], self.entity, self.value.astype(dtype))

    def tobytes(self) -> bytes:
        return b"%d" % self.node  # equal bytes are equal values: all that cells compare them for

    any = functools.partialmethod(lambda self, name, *_: whole(name, self), "any")
    all = functools.partialmethod(lambda self, name, *_: whole(name, self), "all")
    sum = functools.partialmethod(lambda self, name, *_: whole(name, self), "sum")
    max = functools.partialmethod(lambda self, name, *_: whole(name, self), "max")
    min = functools.partialmethod(lambda self, name, *_: whole(name, self), "min")

    def round(self, decimals: int = 0) -> Any:
        return element_by_element(np.round, (self,), {"decimals": decimals})

    def clip(self, *args: Any, **options: Any) -> Any:
        return element_by_element(np.clip, (self, *args), options)

    def decode_to_str(self) -> "Symbol":
        call = Call("decode", "decode_to_str", args=(Slot(0),), enums=(self.possible_values,))
        return written(call, [self], self.entity, self.value.decode_to_str())

    def decode(self) -> "Symbol":
        call = Call("decode", "decode", args=(Slot(0),), enums=(self.possible_values,))
        return written(call, [self], self.entity, self.value.decode())

    def view(self, *_: Any) -> "Symbol":
        return _plain(self)


def _plain(symbol: Any) -> Any:
    """The symbol of the numbers of an enumeration."""
    if type(symbol) is not Symbol or type(symbol.value) is np.ndarray:
        return symbol
    plain = symbol.value.view(np.ndarray)
    if symbol.constant:
        return uniform(symbol.graph, symbol.entity, plain)
    return Symbol(symbol.graph, plain, symbol.node, symbol.entity, symbol.chosen)


def uniform(graph: Graph, entity: str, value: np.ndarray) -> Symbol:
    """The symbol of an array that holds one value; Leak when it holds several."""
    if len(value) > 1 and (value != value[0]).any() and (value == value).all():
        raise Leak("an array from nowhere")
    return Symbol(graph, value, graph.constant(value, entity), entity)


def written(
    call: Call, symbols: list[Symbol], entity: str, value: Any, fold: bool = True
) -> Symbol:
    """The symbol of an operation; a constant when all that it reads is."""
    graph = symbols[0].graph
    if fold and value.ndim and all(each.constant for each in symbols):
        return uniform(graph, entity, value)
    nodes = tuple(each.node for each in symbols)
    return Symbol(graph, value, graph.add(call, nodes, entity, value.dtype), entity)


def element_by_element(function: Any, args: Any, options: dict, out: Any = None) -> Any:
    """The symbol of a numpy function of symbols, in place of `out` if given."""
    if "where" in options and out is not None:  # divide(a, b, out=c, where=d)
        options = dict(options)
        rows, target = options.pop("where"), out[0]
        args, options = (rows, element_by_element(function, args, options), target), {}
        function, out = np.where, out if type(target) is Symbol else None
    symbols: list[Symbol] = []
    placed = arguments(args, symbols)
    named = dict(zip(options, arguments(options.values(), symbols), strict=True))
    result = _result(function, placed, named, symbols)
    chosen = {each.chosen for each in symbols if each.value.ndim}
    if chosen and chosen != {None}:
        if len(chosen) > 1:
            raise Leak("some rows with all")
        result = Symbol(result.graph, result.value, result.node, result.entity, chosen.pop())
    if out is None:
        return result
    if type(out[0]) is not Symbol:
        raise Leak("written into an array")
    out[0].become(result)
    return out[0]


def _result(function: Any, args: tuple, options: dict, symbols: list[Symbol]) -> Symbol:
    graph, name = symbols[0].graph, function.__name__
    values = [each.value for each in symbols]
    value = np.asanyarray(
        function(*filled(args, values), **dict(zip(options, filled(options.values(), values))))  # noqa: B905
    )
    entity = next((each.entity for each in symbols if each.value.ndim), symbols[0].entity)
    if value.ndim and all(each.node in graph.constants for each in symbols):
        return Symbol(graph, value, graph.constant(value, entity), entity)
    simpler = None if options else folded(name, args, symbols, value)
    if type(simpler) is Slot:
        return _plain(symbols[simpler]).astype(value.dtype)
    if simpler is not None:
        return uniform(graph, entity, simpler)
    call = Call("numpy", name, function, args, options, enums_of(symbols))
    nodes = tuple(each.node for each in symbols)
    return Symbol(graph, value, graph.add(call, nodes, entity, value.dtype), entity)


def whole(name: str, symbol: Symbol) -> Any:
    """One number for all the people: their sum, their largest…"""
    function = getattr(np, WHOLE[name])
    value = np.asarray(function(symbol.value))
    if symbol.chosen is not None or (symbol.constant and WHOLE[name] == "sum"):
        raise Leak("of some rows, or of how many people")
    if symbol.constant:
        return value[()]
    call = Call("whole", WHOLE[name], function, (Slot(0),), enums=(None,))
    return written(call, [symbol], "", value, fold=False)
