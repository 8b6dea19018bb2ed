"""What is asked of the engine: all that the catalogue needs, the same of everybody."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from benefits.asking import asked, in_territory
from benefits.facts import Facts
from benefits.schema import Catalogue
from tests.benefits.documents import ADULT, DISABLED, ELDER, MONTH, family, household


def only(catalogue: Catalogue) -> Catalogue:
    """Benefits of which none reads another."""
    ids = ("rsa", "cheque_energie", "aspa", "aah")
    return replace(catalogue, benefits=tuple(b for b in catalogue.benefits if b.id in ids))


def test_what_a_benefit_needs_is_asked_of_each_who_may_hold_it(catalogue: Catalogue) -> None:
    filled = asked(only(catalogue), household([ADULT]), MONTH)
    assert filled["familles"]["famille"]["rsa"] == {MONTH: None}
    assert filled["menages"]["menage"]["cheque_energie"] == {"2026": None}
    assert filled["individus"]["adulte_1"]["rsa_condition_nationalite"] == {MONTH: None}
    assert "ppa" not in filled["familles"]["famille"]


def test_everybody_is_asked_the_same_in_the_same_order_wherever_they_live(
    catalogue: Catalogue,
) -> None:
    """The engine then does for a household what it has already done for another."""
    alone = asked(catalogue, household([ADULT], depcom="93066"), MONTH)
    received = family(household([DISABLED, ELDER], depcom="75111"))
    received["familles"]["famille"] = {
        "aspa": {"2026-10": 100.0},
        **received["familles"]["famille"],
    }
    both = asked(catalogue, received, MONTH)
    for plural, group in both.items():
        (first,) = alone[plural].values()
        for entity in group.values():
            assert nulls(entity) == nulls(first), plural


def nulls(entity: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is asked of a person or group, in its order."""
    return [
        (name, period)
        for name, series in entity.items()
        if isinstance(series, dict)
        for period, value in series.items()
        if value is None
    ]


def test_asking_leaves_the_document_as_it_was(catalogue: Catalogue) -> None:
    document = household([ELDER])
    copy = household([ELDER])
    asked(catalogue, document, MONTH)
    assert document == copy


def test_what_the_document_gives_is_not_asked(catalogue: Catalogue) -> None:
    document = family(household([ADULT]), rsa=500)
    document["familles"]["famille"]["ppa"] = {"2026-10": 120}
    filled = asked(catalogue, document, MONTH)["familles"]["famille"]
    assert filled["rsa"] == {MONTH: 500}
    assert filled["ppa"] == {MONTH: None, "2026-10": 120}


@pytest.mark.parametrize(
    ("places", "lives"),
    [
        (("departement:35",), False),
        (("departement:35", "commune:93066"), True),
        (("departement:35", "epci:200046977"), None),  # the intercommunalité is not known
        (("epci:200046977", "departement:93"), True),
        (("france",), True),
    ],
)
def test_a_household_lives_where_the_benefit_is_elsewhere_or_nobody_knows(
    catalogue: Catalogue, places: tuple[str, ...], lives: bool | None
) -> None:
    benefit = replace(catalogue.benefits[0], territory=places)
    here: dict[str, str | None] = {"departement": "93", "commune": "93066", "epci": None}
    assert in_territory(benefit, Facts(here, ())) is lives
