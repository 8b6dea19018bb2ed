"""What is not known, through the real engine: ranges, what settles them, and what refines."""

import pytest

from questionnaire.core import UNKNOWN
from questionnaire.dossier import Dossier
from questionnaire.questions import FLOW
from simulator.results.refinements import refinements
from simulator.way.case import case_of
from simulator.way.outcomes import Patience, outcomes
from tests.personas.describe import MONTH, RENNES, adult, answers, home
from tests.simulator.test_personas import said

pytestmark = [pytest.mark.engine, pytest.mark.django_db]

SOON = Patience(60)
FREE = home("loge_gratuitement")
HANDICAP = answers(adult("vous", "1985-05-04", "invalide", handicap="oui", taux=UNKNOWN), FREE)
PAID = answers(adult("vous", "1985-05-04", "salarie", incomes={"salaire": UNKNOWN}), FREE)
TENANT = answers(adult("vous", "1990-05-04", "chomeur"), home("locataire_vide", UNKNOWN, RENNES))


@pytest.fixture
def found(communes: None) -> list:
    """The verdicts of the three households, in one batch."""
    dossiers = [Dossier(MONTH, one) for one in (HANDICAP, PAID, TENANT)]
    return [outcome.verdicts for outcome in outcomes(dossiers)]


def test_what_is_not_known_is_a_range_or_to_be_checked_never_a_no(found):
    handicap, paid, tenant = found
    aah = said(handicap, "aah/vous")
    assert (aah.status, float(aah.up_to), aah.settled_by) == ("to_check", 1041.59, ("taux/vous",))
    rsa = said(paid, "rsa")  # up to 573.49, less what the least salary takes off
    assert rsa.status in ("estimated", "to_check")
    assert 0 < rsa.up_to < 573.49
    assert rsa.settled_by == ("montants-revenus/vous.salaire",)
    housing = said(tenant, "aide_logement")
    assert housing.status == "estimated"
    assert 0 < housing.amount < housing.up_to
    assert said(tenant, "rsa").up_to is None  # the rent changes nothing to it


def test_what_would_make_it_surer_is_offered_with_what_it_changes(communes):
    offered = {one.step.key: one for one in refinements(Dossier(MONTH, TENANT), FLOW, SOON)}
    few = {"fin-contrat/vous", "trajet/vous", "veuvage/vous"}  # a job-seeker who is not married
    assert set(offered) == {"revenus-passes/vous", "patrimoine/vous", *few}
    assert "Revenu de solidarité active (RSA)" in offered["patrimoine/vous"].benefits
    zeros = dict.fromkeys(("livrets", "epargne", "placements", "immobilier", "loue"), 0.0)
    told = {**TENANT, "patrimoine/vous": zeros}
    found = refinements(Dossier(MONTH, told), FLOW, SOON)
    assert "patrimoine/vous" not in {one.step.key for one in found}


def test_what_the_tax_notice_says_is_what_counts(communes):
    lines = {"salaire": 45_000.0, "chomage": 0.0, "retraite": 0.0}
    case = case_of(Dossier(MONTH, {**PAID, "revenus-passes/vous": lines}), FLOW)
    for document in case.inputs:
        person = document["individus"]["vous"]
        assert person["salaire_imposable"]["2024"] == 45_000
        assert person["salaire_imposable"]["2025-03"] != 45_000
