"""Numbers and dates as French readers write them (pure: no Django)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

NARROW = "\u202f"  # between thousands
NO_BREAK = "\u00a0"  # before a unit
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
RANKS = [
    "premier",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
    "onzième",
    "douzième",
]


def euros(amount: Decimal | float | int) -> str:
    """`1234.5` -> « 1 234,50 euros », `320` -> « 320 euros », `1` -> « 1 euro »."""
    value = Decimal(str(amount)).quantize(Decimal("0.01"))
    text = f"{value:,.2f}".replace(",", NARROW).replace(".", ",").removesuffix(",00")
    return f"{text}{NO_BREAK}{'euro' if abs(value) < 2 else 'euros'}"


def rounded_euros(amount: Decimal | float | int) -> str:
    """To the euro, in words, as a sentence says it: `2140.4` -> « 2 140 euros »."""
    value = Decimal(str(amount)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{value:,}".replace(",", NARROW) + f" euro{'s' if abs(value) > 1 else ''}"


def percent(value: float) -> str:
    """`7.5` -> « 7,5 % »."""
    return f"{value:g} %".replace(".", ",")


def whole_euros(amount: Decimal | float | int) -> str:
    """To the euro, in figures: `1265.04` -> « 1 265 € »."""
    value = int(Decimal(str(amount)).quantize(Decimal(1), ROUND_HALF_UP))
    return f"{value:,}".replace(",", NARROW) + f"{NO_BREAK}€"


def about(amount: Decimal | float | int) -> str:
    """To the ten from one hundred on, as an estimate is said: `1265.04` -> « 1 270 € »."""
    value = Decimal(str(amount))
    step = 10 if value >= 100 else 1
    return whole_euros((value / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def month(period: str) -> str:
    """`"2026-11"` -> « novembre 2026 »."""
    year, number = period.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def day(value: date | str) -> str:
    """`date(2026, 3, 1)` or `"2026-03-01"` -> « 1er mars 2026 »."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=2048)
def month_after(period: str, count: int) -> str:
    """The month `count` later, or earlier when negative: of "2026-01" and -1, "2025-12"."""
    year, number = map(int, period[:7].split("-"))
    index = year * 12 + number - 1 + count
    return f"{index // 12}-{index % 12 + 1:02d}"


def months_before(period: str, count: int) -> str:
    """The month `count` months before `period` (after it when negative), as "2026-11"."""
    return month_after(period, -count)
