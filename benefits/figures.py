"""Amounts and dates: rounding as institutions do, and French words. Pure."""

from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

CENT, EURO = Decimal("0.01"), Decimal("1")
MONTH_NAMES = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def due_after(since: date, due: str) -> date:
    """The first `due` day ("04-01") of a year that comes after `since`."""
    month, day = (int(part) for part in due.split("-"))
    this_year = date(since.year, month, day)
    return this_year if this_year > since else date(since.year + 1, month, day)


def month_after(month: str, count: int) -> str:
    """The month `count` later, or earlier when negative: of "2026-01" and -1, "2025-12"."""
    index = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{index // 12}-{index % 12 + 1:02d}"


def rounded(value: float, rounding: str) -> Decimal:
    """`value` euros as the institution pays them: to the "centime" or "euro", or the one below."""
    step = CENT if rounding.startswith("centime") else EURO
    if rounding.endswith("_inferieur"):
        # The engine counts in single precision: 239.99998 is 240.
        return _euros(value, Decimal("0.001")).quantize(step, ROUND_FLOOR)
    return _euros(value, step)


def _euros(value: float, step: Decimal) -> Decimal:
    return Decimal(str(value)).quantize(step, ROUND_HALF_UP)


def euros(value: float) -> str:
    """Of 2140.3: "2 140 euros", with the French no-break space; of 1.2: "1 euro"."""
    whole = _euros(value, EURO)
    return f"{_french(whole)} euro{'s' if abs(whole) > 1 else ''}"


def percent(value: float) -> str:
    """Of 7.5: "7,5 %"."""
    return f"{value:g} %".replace(".", ",")


def _french(number: Decimal) -> str:
    return f"{number:,}".replace(",", "\u202f").replace(".", ",")


def french_date(day: date) -> str:
    """Of 2024-04-01: "1er avril 2024"."""
    return f"{'1er' if day.day == 1 else day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
