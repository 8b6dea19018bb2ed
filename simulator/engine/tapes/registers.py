"""Registers: where values are between the operations of a program, and back as numpy has them."""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.tapes.graph import Call
from simulator.engine.tapes.instructions import is_word, word


class Register(NamedTuple):
    """Where the values of a node are: the register `slot` of an entity, and their kind."""

    entity: int
    slot: int
    dtype: np.dtype
    domain: Any = None  # the words that it numbers

    def read(self, registers: np.ndarray, base: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """The values as numpy holds them."""
        start = base[self.entity] + self.slot * counts[self.entity]
        held = registers[start : start + counts[self.entity]]
        if self.domain is not None:
            return self.domain[held.astype(np.int64)]
        if self.dtype.kind in "Mm":
            return held.astype(np.int64).view(f"{self.dtype.kind}8[D]").astype(self.dtype)
        if is_word(self.dtype):
            words = [int(each).to_bytes(5, "big").rstrip(b"\0") for each in held]
            known = [each.decode("latin-1") for each in words] if self.dtype.kind == "U" else words
            return np.array(known, self.dtype)
        return held.astype(self.dtype)


class Step(NamedTuple):
    """An operation for numpy: what it reads from registers and from other steps, where it goes."""

    call: Call
    reads: tuple[int, ...]
    node: int
    to: Register | None


def as_numbers(array: np.ndarray) -> np.ndarray:
    """An array as registers hold it."""
    if array.dtype.kind in "SU":
        return np.array([word(each) for each in array.tolist()])
    if array.dtype.kind == "M":
        return array.astype("M8[D]").astype(np.int64)
    return array.astype(np.int64) if array.dtype.kind == "m" else array
