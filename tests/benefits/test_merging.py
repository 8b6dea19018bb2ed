"""Verdicts of a household of which something is not known."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from benefits.merging import DEPENDS, merged
from benefits.schema import Benefit, Catalogue
from benefits.verdict import Verdict

LOW_HIGH = ({"taux": "moins_50"}, {"taux": "80_plus"})


@pytest.fixture
def benefit(catalogue: Catalogue) -> Benefit:
    found = catalogue.get("aah")
    assert found
    return found


def estimated(benefit: Benefit, euros: str, **others: Any) -> Verdict:
    return Verdict(benefit, "estimated", "vous", Decimal(euros), **others)


def refused(benefit: Benefit) -> Verdict:
    return Verdict(benefit, "no", None, reasons=("Le taux est trop bas.",))


def test_what_all_say_is_sure(benefit):
    outcome = (estimated(benefit, "100"),)
    assert merged([outcome, outcome], LOW_HIGH) == outcome


def test_one_way_is_left_as_it_is(benefit):
    outcome = (estimated(benefit, "100"),)
    assert merged([outcome], [{}]) is outcome


def test_two_amounts_are_a_range(benefit):
    [verdict] = merged([(estimated(benefit, "300"),), (estimated(benefit, "100"),)], LOW_HIGH)
    assert (verdict.status, verdict.amount, verdict.up_to) == ("estimated", 100, 300)
    assert verdict.settled_by == ("taux",)


def test_a_right_in_one_way_only_is_to_be_checked_never_a_no(benefit):
    [verdict] = merged([(refused(benefit),), (estimated(benefit, "300"),)], LOW_HIGH)
    assert (verdict.status, verdict.person) == ("to_check", "vous")
    assert (verdict.amount, verdict.up_to) == (None, 300)
    assert verdict.reasons == (DEPENDS, "Le taux est trop bas.")


def test_a_no_everywhere_is_a_no_once(benefit):
    other = replace(refused(benefit), reasons=("Une autre raison.",))
    assert merged([(refused(benefit),), (other,)], LOW_HIGH) == (refused(benefit),)


def test_a_failure_is_never_hidden(benefit):
    failed = Verdict(benefit, "failed", "vous")
    [verdict] = merged([(failed,), (estimated(benefit, "300"),)], LOW_HIGH)
    assert verdict.status == "failed"


def test_only_the_unknown_that_matters_settles_it(benefit):
    ways = [{"taux": t, "loyer": r} for t in ("bas", "haut") for r in (200, 900)]
    low, high = (refused(benefit),), (estimated(benefit, "300"),)
    [verdict] = merged([low, low, high, high], ways)
    assert verdict.settled_by == ("taux",)


def test_several_people_are_kept_apart(benefit):
    partner = replace(estimated(benefit, "50"), person="conjoint")
    outcomes = [(partner,), (estimated(benefit, "300"), partner)]
    found = {verdict.person: verdict for verdict in merged(outcomes, LOW_HIGH)}
    assert found["conjoint"] == partner
    assert found["vous"].status == "to_check"


def test_a_figure_of_one_way_is_not_said_as_the_persons_own(benefit):
    said = ("Vos revenus : 900 euros.", "Demandez-le à la CAF.")
    low = replace(refused(benefit), reasons=said)
    high = replace(refused(benefit), reasons=("Vos revenus : 2 100 euros.", said[1]))
    [both] = merged([(low,), (high,)], LOW_HIGH)
    assert both.reasons == (said[1],)
    [some] = merged([(low,), (estimated(benefit, "300"),)], LOW_HIGH)
    assert some.reasons == (DEPENDS, said[1])


def test_the_top_between_two_ways_is_where_the_lines_meet(benefit):
    """What is given rises by 0.5 a euro, then falls by 0.5: the top, 1,000 euros, is not tried."""
    tried = [200.0, 600.0, 1_400.0, 1_800.0]
    outcomes = [(estimated(benefit, f"{500 - abs(1_000 - one) / 2}"),) for one in tried]
    [verdict] = merged(outcomes, [{"salaire": one} for one in tried])
    assert (verdict.amount, verdict.up_to) == (100, 500)
