"""Amounts as institutions round them, and the day they fall due. Pure."""

from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

CENT, EURO = Decimal("0.01"), Decimal("1")


def due_after(since: date, due: str) -> date:
    """The first `due` day ("04-01") of a year that comes after `since`."""
    month, day = (int(part) for part in due.split("-"))
    this_year = date(since.year, month, day)
    return this_year if this_year > since else date(since.year + 1, month, day)


def rounded(value: float, rounding: str) -> Decimal:
    """`value` euros as the institution pays them: to the "centime" or "euro", or the one below."""
    step = CENT if rounding.startswith("centime") else EURO
    if rounding.endswith("_inferieur"):
        # The engine counts in single precision: 239.99998 is 240.
        return _euros(value, Decimal("0.001")).quantize(step, ROUND_FLOOR)
    return _euros(value, step)


def _euros(value: float, step: Decimal) -> Decimal:
    return Decimal(str(value)).quantize(step, ROUND_HALF_UP)
