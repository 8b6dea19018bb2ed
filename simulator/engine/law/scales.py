"""The brackets of a scale added one after the other, whoever is computed at the same time.

OpenFisca adds them with `numpy.dot`, whose rounding hangs on how many households there are: where a
tax falls half-way between two float32 numbers (one income in twenty, of 82,667 euros and 1.5 parts
in 2013), its last bit was another in a batch, alone and in a tape.
"""

import contextlib
import functools
import threading
import types
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from openfisca_core.taxscales import marginal_amount_tax_scale, marginal_rate_tax_scale

MODULES = (marginal_rate_tax_scale, marginal_amount_tax_scale)
_thread = threading.local()


def in_order(weights: Sequence[float], parts: np.ndarray) -> np.ndarray:
    """The weighted sum of the parts, first to last: a row of `parts` a bracket, a column a
    household."""
    if getattr(_thread, "as_it_comes", False):
        return np.dot(weights, parts)
    total = np.zeros(parts.shape[1])
    for weight, part in zip(weights, parts, strict=True):
        total += weight * part
    return total


class _Numpy(types.ModuleType):
    """numpy, but for `dot`."""

    dot = staticmethod(in_order)

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)


@functools.cache
def install() -> None:
    """Once a process."""
    for module in MODULES:
        module.numpy = _Numpy("numpy")


@contextlib.contextmanager
def as_it_comes() -> Iterator[None]:
    """In this thread, until the end, OpenFisca's own sum: for what is compared with it."""
    _thread.as_it_comes = True
    try:
        yield
    finally:
        _thread.as_it_comes = False
