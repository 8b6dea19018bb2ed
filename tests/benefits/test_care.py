"""A child in care: what is due without the child is sure, and what it adds is said."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from benefits.care import in_care
from benefits.registry import catalogue
from benefits.verdict import Verdict

HALF = Fraction(1, 2)


def verdict(benefit: str, status: str, amount: float | None = None) -> Verdict:
    found = catalogue().get(benefit)
    assert found
    return Verdict(found, status, amount=Decimal(str(amount)) if amount else None, reasons=("?",))


@pytest.mark.parametrize(
    ("whole", "without", "expected"),
    [
        (("rsa", "to_check", 700.5), ("rsa", "estimated", 600), ("estimated", 600, 700.5)),
        (("rsa", "to_check", 600), ("rsa", "estimated", 600), ("estimated", 600, None)),
        (("rsa", "to_check", 600), ("rsa", "to_check", 500), ("to_check", None, 600)),
        (("asf", "to_check", 201.78), ("asf", "no", None), ("to_check", None, 201.78)),
        (("cmu_c", "to_check", None), ("cmu_c", "likely", None), ("likely", None, None)),
        (("ars", "to_check", 429.01), ("ars", "estimated", 429.01), ("estimated", 429.01, None)),
        (("af", "to_check", 153.01), ("af", "no", None), ("estimated", 76.51, 153.01)),
        (("aspa", "estimated", 500), ("aspa", "estimated", 500), ("estimated", 500, None)),
        (("rsa", "no", None), ("rsa", "estimated", 10), ("no", None, None)),
    ],
)
def test_the_least_is_sure_and_the_most_is_said(whole, without, expected) -> None:
    [found] = in_care((verdict(*whole),), (verdict(*without),), HALF)
    status, amount, most = expected
    assert found.status == status
    assert found.amount == (None if amount is None else Decimal(str(amount)))
    assert found.up_to == (None if most is None else Decimal(str(most)))


def test_all_the_children_in_care_leave_no_sure_allowance() -> None:
    given = verdict("af", "to_check", 153.01)
    [found] = in_care((given,), (replace(given, status="no", amount=None),), Fraction(0))
    assert (found.status, found.amount, found.up_to) == ("to_check", None, Decimal("153.01"))
