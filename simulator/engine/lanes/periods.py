"""Periods that remember their arithmetic.

A household asks for some 60,000 periods, nearly all of them the same few hundred; OpenFisca works
each out again through `pendulum`. The formulas of the fast simulation are handed a `Remembered`
period instead: a true `Period` (equal, same hash), whose neighbours are worked out once. Upstream
could take it as it is: periods are immutable.
"""

import functools
from typing import Any

from openfisca_core import periods
from openfisca_core.periods import Instant, Period

_PROPERTIES = (
    "stop", "days", "date", "size_in_years", "size_in_months", "size_in_days", "first_day",
    "first_month", "last_month", "last_3_months", "last_year", "n_2", "this_year",
)  # fmt: skip


class RememberedInstant(Instant):
    """An instant that remembers its offsets and its date."""

    date = functools.cached_property(Instant.date.fget)

    def __init__(self, *_: Any) -> None:
        self._offsets: dict = {}

    def offset(self, offset: Any, unit: Any) -> Any:
        try:
            return self._offsets[offset, unit]
        except KeyError:
            moved = super().offset(offset, unit)
            self._offsets[offset, unit] = moved = moved and RememberedInstant(moved)
            return moved


class Remembered(Period):
    """A period that remembers its neighbours."""

    def __init__(self, *_: Any) -> None:
        self._offsets: dict = {}
        self._subperiods: dict = {}

    start = functools.cached_property(lambda self: RememberedInstant(self[1]))

    def offset(self, offset: Any, unit: Any = None) -> Period:
        try:
            return self._offsets[offset, unit]
        except KeyError:
            self._offsets[offset, unit] = moved = remembered(super().offset(offset, unit))
            return moved

    def get_subperiods(self, unit: Any) -> list[Period]:
        try:
            return list(self._subperiods[unit])
        except KeyError:
            found = tuple(remembered(period) for period in super().get_subperiods(unit))
            self._subperiods[unit] = found
            return list(found)


def _remember(name: str) -> None:
    work_out = getattr(Period, name).fget

    def property_(self: Remembered) -> Any:
        found = work_out(self)
        if isinstance(found, Period):
            return remembered(found)
        return RememberedInstant(found) if isinstance(found, Instant) else found

    remembering = functools.cached_property(property_)
    setattr(Remembered, name, remembering)
    remembering.__set_name__(Remembered, name)


for _name in _PROPERTIES:
    _remember(_name)


@functools.lru_cache(maxsize=4096)
def parsed(text: str) -> Remembered:
    """The period that `text` writes ("2026-11", "2026", "ETERNITY"…), remembered.

    Raises ValueError, in OpenFisca's words, when it writes none.
    """
    return remembered(periods.period(text))


@functools.lru_cache(maxsize=4096)
def remembered(period: Period) -> Remembered:
    """The remembered period equal to `period`."""
    return Remembered(period)
