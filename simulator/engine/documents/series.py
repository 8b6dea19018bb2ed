"""The values of one variable for one person or group, on the periods that the document writes.

Households write the same variables on the same periods: what those periods are is found once, and
a series is then read as a whole.
"""

import datetime
import functools
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from openfisca_core.holders import set_input_divide_by_period
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit

from simulator.engine.documents.values import MAX_AMOUNT, converter
from simulator.engine.lanes.periods import Remembered, parsed

KEPT = 20_000  # layouts of a system; a family writes 250
YEARS = range(1900, 2101)  # OpenFisca walks a period month by month: a far or long one never ends
LONGEST = {"year": 10, "month": 120, "week": 520, "day": 3_660, "weekday": 3_660, "eternity": 1}
Key = tuple[str, Remembered | None]


def within_reach(period: Remembered) -> bool:
    """Whether a period is one that a household may speak of: of this century or the last, and of
    ten years at most."""
    unit, start, size = period
    if unit == DateUnit.ETERNITY:
        return True
    return start[0] in YEARS and 0 < size <= LONGEST[unit.value]


class Layout:
    """A variable on some periods: `keys` are its own periods, None for eternal ones.

    `parts[k]`: how many of the keys share the k-th value written, a year's being divided between
    its months. `divided`: those years. `asked`: the periods of its nulls, as written and as they
    are. Layouts are compared by identity.
    """

    __slots__ = ("asked", "convert", "divided", "keys", "name", "parts", "plural")

    def __init__(
        self, variable: Any, plural: str, periods: list[Remembered], asked: dict[str, Remembered]
    ) -> None:
        unit = variable.definition_period
        for period in asked.values():
            if unit != DateUnit.ETERNITY and (period[0] != unit or period[2] != 1):
                raise ValueError(period)
            if not within_reach(period):
                raise ValueError(period)
        self.asked = tuple(asked.items())
        self.name = variable.name
        self.plural = plural
        self.convert = _converter(variable)
        self.parts: list[int] = []
        keys: list[Key] = []
        for period in periods:
            if not within_reach(period):
                raise ValueError(period)
            if period[0] == unit == DateUnit.ETERNITY:
                own: list[Any] = [None]
            elif period[0] == unit and period[2] == 1:
                own = [period]
            elif variable.set_input is set_input_divide_by_period and variable.value_type is float:
                own = period.get_subperiods(unit)
            else:
                raise ValueError(period)
            if variable.end is not None and period.start.date > variable.end:
                raise ValueError(period)
            self.parts.append(len(own))
            keys += [(variable.name, each) for each in own]
        self.keys = tuple(keys)
        self.divided = frozenset(
            period for period, count in zip(periods, self.parts, strict=True) if count > 1
        )
        if len(set(self.keys)) < len(self.keys):
            raise ValueError("a month is given apart from its year")
        if self.divided and not {(variable.name, each) for each in asked.values()}.isdisjoint(keys):
            raise ValueError("a month is asked apart from its year")

    def values(self, written: list[Any]) -> list[Any]:
        """A value for each key; raises ValueError when one is not the variable's."""
        values = self.convert(written)
        if not self.divided:
            return values
        found: list[Any] = []
        for value, count in zip(values, self.parts, strict=True):
            if count > 1:  # as OpenFisca's holder divides
                value = (np.array([value], np.float32) / count)[0].item() if value else 0.0
            found += [value] * count
        return found


class Series(NamedTuple):
    """The values of a layout for the person or group `index` of its entity."""

    layout: Layout
    index: int
    values: list[Any]


class Layouts:
    """The layouts of a system, by what documents write."""

    def __init__(self, system: Any) -> None:
        self._system = system
        self._known: dict[tuple, Layout | None] = {}
        self._questions: dict[tuple[str, str], tuple[str, Remembered]] = {}

    def question(self, entity: Any, name: str, text: str) -> Remembered | None:
        """The period of a variable of an entity asked on one only; None when it is to be read value
        by value."""
        found = self._questions.get((name, text))
        if found is None:
            layout = self.of(entity, name, (), (text,))
            if layout is None:
                return None
            if len(self._questions) > KEPT:
                self._questions.clear()
            found = self._questions[name, text] = entity.key, layout.asked[0][1]
        return found[1] if found[0] == entity.key else None

    def of(
        self, entity: Any, name: str, texts: tuple[str, ...], asked: tuple[str, ...]
    ) -> Layout | None:
        """The layout of a variable given on some periods and asked on others; None when it is to be
        read value by value."""
        key = (entity.key, name, texts, asked)
        try:
            return self._known[key]
        except KeyError:
            pass
        if len(self._known) > KEPT:
            self._known.clear()
        layout = self._known[key] = self._made(entity, name, texts, asked)
        return layout

    def _made(
        self, entity: Any, name: str, texts: tuple[str, ...], asked: tuple[str, ...]
    ) -> Layout | None:
        variable = self._system.variables.get(name)
        if variable is None or variable.entity.key != entity.key:
            return None
        try:
            given = [parsed(text) for text in texts]
            return Layout(variable, entity.plural, given, {text: parsed(text) for text in asked})
        except (ValueError, AttributeError, OverflowError):
            return None


def layouts_of(system: Any) -> Layouts:
    """The layouts of a system, made once."""
    if "document_layouts" not in system.__dict__:
        system.document_layouts = Layouts(system)
    found: Layouts = system.document_layouts
    return found


@functools.cache
def _converter(variable: Any) -> Callable[[list[Any]], list[Any]]:
    """From written values to stored ones, all at once where they are plainly right."""
    check = converter(variable)

    def one_by_one(values: list[Any]) -> list[Any]:
        return [check(value) for value in values]

    def numbers(values: list[Any]) -> list[Any]:
        if values and {*map(type, values)} <= {float, int}:
            total = math.fsum(values) if len(values) > 1 else values[0]
            if total - total == 0 and -MAX_AMOUNT <= min(values) <= max(values) <= MAX_AMOUNT:
                return values
        return one_by_one(values)

    def truths(values: list[Any]) -> list[Any]:
        return values if {*map(type, values)} == {bool} else one_by_one(values)

    if variable.value_type is float:
        return numbers
    if variable.value_type is bool:
        return truths
    if variable.value_type is Enum or variable.value_type is datetime.date:
        remembered = functools.lru_cache(256)(check)
        return lambda values: [remembered(value) for value in values]
    return one_by_one
