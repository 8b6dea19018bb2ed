"""The values of a document: from JSON to what OpenFisca stores, and back."""

import datetime
import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.indexed_enums import Enum

MAX_AMOUNT = 1e9


@functools.cache
def converter(variable: Any) -> Callable[[Any], Any]:
    """The check of a variable's values: a function from a JSON value to the one to store.

    It raises ValueError in OpenFisca's words. It is stricter than OpenFisca in this: a number is
    not read from a string (OpenFisca evaluates it as an expression), is finite and below 1e9.
    """
    kind = variable.value_type
    if kind == Enum:
        return functools.partial(_choice, variable.name, _indices(variable.possible_values))
    if kind is str:
        return functools.partial(_text, variable.max_length)
    return {float: _number, int: _integer, bool: _boolean, datetime.date: _date}[kind]


def plain(variable: Any, value: Any) -> float | bool | int | str | None:
    """A stored value as OpenFisca's web API writes it; None for what is not a finite number."""
    if variable.value_type == Enum:
        return str(variable.possible_values.names[value])
    if variable.value_type is float:
        return _written(value)
    value = value if isinstance(value, str) else value.item()
    if isinstance(value, bytes):
        return value.decode()
    return value.isoformat() if isinstance(value, datetime.date) else value


def column(variable: Any, values: np.ndarray) -> list[float | bool | int | str | None]:
    """Stored values, each as `plain` writes it."""
    if variable.value_type is float:
        return [_written(value) if value else 0.0 for value in values]
    if variable.value_type in (bool, int):
        return values.tolist()  # type: ignore[no-any-return]
    return [plain(variable, value) for value in values]


def _written(value: Any) -> float | None:
    """float32 to float, without digits that nobody computed, nor a sign before a zero."""
    number = float(str(value))
    return number + 0.0 if math.isfinite(number) else None


def _indices(possible_values: Any) -> dict[str, int]:
    return {item.name: item.index for item in possible_values}


def _choice(name: str, indices: dict[str, int], value: Any) -> int:
    if isinstance(value, str) and value in indices:
        return indices[value]
    known = "', '".join(indices)
    raise ValueError(
        f"'{value}' is not a known value for '{name}'. Possible values are ['{known}']."
    )


def _text(max_length: int | None, value: Any) -> bytes | str:
    if not isinstance(value, str | int):
        raise _unexpected("string", value)
    if not max_length:
        return str(value)
    try:
        return str(value).encode("ascii")[:max_length]
    except UnicodeEncodeError:
        raise ValueError(f"'{value}' is not a valid ASCII value.") from None


def _number(value: Any, kind: str = "number") -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise _unexpected(kind, value)
    if abs(value) > MAX_AMOUNT:
        raise ValueError(f"Can't deal with value: '{value}', it's too large for type '{kind}'.")
    return value


def _integer(value: Any) -> int:
    return int(_number(value, "integer"))


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool) and value not in (0, 1):
        raise _unexpected("boolean", value)
    return bool(value)


def _date(value: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value if len(value) > len("2026-11") else f"{value}-01")
    except (TypeError, ValueError):
        raise ValueError(f"Can't deal with date: '{value}'.") from None


def _unexpected(kind: str, value: Any) -> ValueError:
    return ValueError(f"Can't deal with value: expected type {kind}, received '{value}'.")
