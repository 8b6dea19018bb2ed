"""Numbers and dates as French readers write them."""

from datetime import date
from decimal import Decimal

from django import template

register = template.Library()

NARROW = "\u202f"  # between thousands
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)


@register.filter
def euros(amount: Decimal | float | int) -> str:
    """`1234.5` -> « 1 234,50 euros », `320` -> « 320 euros », `1` -> « 1 euro »."""
    value = Decimal(str(amount)).quantize(Decimal("0.01"))
    text = f"{value:,.2f}".replace(",", NARROW).replace(".", ",").removesuffix(",00")
    unit = "euro" if abs(value) < 2 else "euros"
    return f"{text}\u00a0{unit}"


@register.filter
def month(period: str) -> str:
    """`"2026-11"` -> « novembre 2026 »."""
    year, number = period.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


@register.filter
def day(value: date | str) -> str:
    """`date(2026, 3, 1)` or `"2026-03-01"` -> « 1er mars 2026 »."""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"
