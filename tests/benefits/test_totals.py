"""What adds up, and what is said of what does not."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from benefits.schema import Catalogue
from benefits.totals import total
from benefits.verdict import Verdict


def made(catalogue: Catalogue, benefit_id: str, amount: str, **kwargs: Any) -> Verdict:
    benefit = catalogue.get(benefit_id)
    assert benefit is not None
    values = {"period": benefit.shown, **kwargs}
    return Verdict(benefit, values.pop("status", "estimated"), amount=Decimal(amount), **values)


def test_the_total_adds_months_and_years_apart(catalogue: Catalogue) -> None:
    found = total(
        [
            made(catalogue, "ppa", "150.20"),
            made(catalogue, "aide_logement", "210"),
            made(catalogue, "bourse_college", "525"),
            made(catalogue, "af", "151.05", status="received"),
            made(catalogue, "cheque_energie", "194", status="to_check"),
        ]
    )
    assert (found.monthly, found.yearly, found.once) == (Decimal("360.20"), 525, 0)
    assert found.over_a_year == 12 * Decimal("360.20") + 525
    assert [line.verdict.benefit.id for line in found.lines if line.counted] == [
        *("aide_logement", "ppa", "bourse_college")
    ]


def test_what_excludes_each_other_counts_once_and_says_why(catalogue: Catalogue) -> None:
    found = total([made(catalogue, "rsa", "300"), made(catalogue, "aah", "1041.59")])
    assert found.monthly == Decimal("1041.59")
    [line] = [line for line in found.lines if not line.counted]
    assert line.verdict.benefit.id == "rsa"
    assert "Allocation aux adultes handicapés" in line.why


def test_what_does_not_add_up_is_said(catalogue: Catalogue) -> None:
    verdict = made(catalogue, "ppa", "100")
    alone = replace(verdict, benefit=replace(verdict.benefit, sums=False))
    found = total([alone])
    assert found.monthly == 0
    assert found.lines[0].why == "Ce montant ne s'ajoute pas aux autres."


@pytest.mark.parametrize("first", ["300", "400"])
def test_one_that_excludes_the_other_is_enough(catalogue: Catalogue, first: str) -> None:
    """Whichever of the two says it, and whichever is the larger."""
    one, other = made(catalogue, "ppa", first), made(catalogue, "aide_logement", "350")
    saying = replace(one.benefit, excluded_with=("aide_logement",))
    silent = replace(other.benefit, excluded_with=())
    found = total([replace(one, benefit=saying), replace(other, benefit=silent)])
    assert found.monthly == max(Decimal(first), 350)
    assert len(found.left_out) == 1


def test_what_is_paid_once_is_no_part_of_a_year(catalogue: Catalogue) -> None:
    found = total([made(catalogue, "ppa", "100"), made(catalogue, "af", "900", period="once")])
    assert (found.once, found.over_a_year) == (900, 1200)
