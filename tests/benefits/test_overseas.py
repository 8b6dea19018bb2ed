"""What each national benefit is in the territories where national law does not apply as it is."""

import pytest

from benefits.facts import facts
from benefits.judge import verdicts
from benefits.overseas import place_of, places
from benefits.schema import Catalogue
from orientation.areas import own_protection
from tests.benefits.documents import ADULT, MONTH, answered, family, household

PACIFIC = {"98613": "Wallis", "98735": "Polynésie", "98818": "Nouvelle-Calédonie"}


def test_every_territory_is_named_and_its_benefits_exist(catalogue: Catalogue) -> None:
    ids = {benefit.id for benefit in catalogue.benefits}
    assert places().keys() == {"975", "976", "977", "978", "986", "987", "988"}
    for place in places().values():
        assert place.listed.keys() <= ids
        assert place.others in ("yes", "no", "to_check")


@pytest.mark.parametrize("code", ["986", "987", "988", "975"])
def test_the_desk_of_a_territory_is_the_one_that_the_directory_names(code: str) -> None:
    fund = places()[code].fund.split("(")[-1].rstrip(")").removeprefix("la ")
    assert fund in own_protection(code) or "Caisse de prévoyance sociale" in own_protection(code)


@pytest.mark.parametrize("depcom", PACIFIC)
def test_no_national_benefit_is_promised_in_the_pacific(catalogue: Catalogue, depcom: str) -> None:
    document = household([ADULT], depcom=depcom)
    place = place_of(facts(document, MONTH))
    assert place is not None
    found = verdicts(catalogue, document, MONTH)
    national = {one.id for one in catalogue.benefits if place.applies(one) == "no"}
    refused = {verdict.benefit.id: verdict for verdict in found if verdict.status == "no"}
    assert national <= refused.keys()
    for benefit in national:
        assert refused[benefit].reasons == (place.sentence(refused[benefit].benefit),)
        assert PACIFIC[depcom].split("-")[0] in refused[benefit].reasons[0]
    assert not [
        v for v in found if v.status in ("estimated", "likely") and v.benefit.id in national
    ]


@pytest.mark.parametrize("depcom", ["97502", "97701", "97801"])
def test_an_amount_of_the_mainland_is_to_be_checked(catalogue: Catalogue, depcom: str) -> None:
    document = family(household([ADULT], depcom=depcom), rsa=500.0)
    found = {verdict.benefit.id: verdict for verdict in verdicts(catalogue, document, MONTH)}
    assert (found["rsa"].status, float(found["rsa"].amount)) == ("to_check", 500.0)
    assert "différentes" in found["rsa"].reasons[0]


def test_what_is_received_there_is_still_received(catalogue: Catalogue) -> None:
    document = family(household([ADULT], depcom="98818"))
    answered(document, "familles", "famille")
    document["familles"]["famille"]["af"] = {"2026-10": 150.0}
    found = {verdict.benefit.id: verdict for verdict in verdicts(catalogue, document, MONTH)}
    assert found["af"].status == "received"


def test_a_local_benefit_stays_its_own(catalogue: Catalogue) -> None:
    place = places()["988"]
    local = next(one for one in catalogue.benefits if "france" not in one.territory)
    assert place.applies(local) == "yes"
