"""Amounts as they are paid, and figures, dates and months in words."""

from datetime import date
from decimal import Decimal

import pytest

from benefits.figures import due_after, rounded
from orientation.words.french import day, month_after, months_before, percent, rounded_euros


@pytest.mark.parametrize(
    ("value", "rounding", "paid"),
    [
        (1043.595, "centime_inferieur", "1043.59"),  # ASPA 2026, one twelfth of 12 523,14
        (1034.2867, "centime_inferieur", "1034.28"),
        (239.99998, "euro_inferieur", "240"),
        (239.98, "euro_inferieur", "239"),
        (0.125, "centime", "0.13"),
        (12.5, "euro", "13"),
    ],
)
def test_rounding(value: float, rounding: str, paid: str) -> None:
    assert rounded(value, rounding) == Decimal(paid)


def test_words() -> None:
    assert rounded_euros(2140.4) == "2\u202f140 euros"
    assert [rounded_euros(value) for value in (0, 0.6, 1.4, 1.6)] == [
        "0 euro",
        "1 euro",
        "1 euro",
        "2 euros",
    ]
    assert percent(100) == "100 %"
    assert percent(7.5) == "7,5 %"
    assert day(date(2024, 4, 1)) == "1er avril 2024"
    assert day(date(2024, 8, 12)) == "12 août 2024"
    assert month_after("2026-01", -1) == months_before("2026-01", 1) == "2025-12"
    assert month_after("2026-11", 14) == "2028-01"
    assert due_after(date(2026, 4, 1), "04-01") == date(2027, 4, 1)
    assert due_after(date(2024, 4, 1), "10-01") == date(2024, 10, 1)
