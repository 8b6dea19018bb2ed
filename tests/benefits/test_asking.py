"""What is asked of the engine: only what can apply, of each who may hold the right."""

from dataclasses import replace

import pytest

from benefits.asking import asked, in_territory
from benefits.claimable import counted_by
from benefits.facts import Facts
from benefits.schema import Catalogue
from tests.benefits.documents import ADULT, DISABLED, ELDER, MONTH, family, household


def only(catalogue: Catalogue) -> Catalogue:
    """Benefits of which none reads another."""
    ids = ("rsa", "cheque_energie", "aspa", "aah")
    return replace(catalogue, benefits=tuple(b for b in catalogue.benefits if b.id in ids))


def test_only_what_can_apply_is_asked(catalogue: Catalogue) -> None:
    filled = asked(only(catalogue), household([ADULT]), MONTH)
    assert filled["familles"]["famille"]["rsa"] == {MONTH: None}
    assert filled["menages"]["menage"]["cheque_energie"] == {"2026": None}
    assert filled["individus"]["adulte_1"]["rsa_condition_nationalite"] == {MONTH: None}
    held = {one.name for one in counted_by("rsa")}  # what its reason says can be claimed besides
    assert {"aspa"} & filled["familles"]["famille"].keys() <= held
    assert {"aah"} & filled["individus"]["adulte_1"].keys() <= held


def test_each_person_is_asked_for_their_own_right(catalogue: Catalogue) -> None:
    filled = asked(only(catalogue), household([ADULT, DISABLED]), MONTH)
    held = {one.name for one in counted_by("rsa")}
    assert {"aah"} & filled["individus"]["adulte_1"].keys() <= held
    assert filled["individus"]["adulte_2"]["aah"] == {MONTH: None}


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
