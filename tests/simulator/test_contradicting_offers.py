"""Nothing is offered that the answers contradict: by how one lives, what is never to be claimed and
what paper is never demanded."""

import pytest
from django.db import transaction

from questionnaire.dossier import Dossier
from questionnaire.questions.logement import OCCUPANCIES
from simulator.way.outcomes import Outcome, outcomes
from tests.personas.describe import MONTH, RENNES, adult, answers, home, student
from tests.simulator.conftest import create_communes

pytestmark = pytest.mark.django_db
OFFERED = ("estimated", "likely", "to_check")
OWNERS = ("proprietaire", "primo_accedant")
TENANTS = ("locataire_vide", "locataire_meuble", "locataire_hlm")
RENTED = (*TENANTS, "locataire_foyer", "crous")
EVERYBODY = tuple(key for key, _ in OCCUPANCIES)
#: A benefit -> the ways to live that contradict it.
NEVER = {
    "crous_logement": ("crous",),
    "logement_social_eligible": ("locataire_hlm", *OWNERS),
    "visale": OWNERS,
    "locapass_eligibilite": OWNERS,
    "ptz": (*OWNERS, "sans_domicile"),
    "bail_reel_solidaire": (*OWNERS, "sans_domicile"),
    "domiciliation": tuple(one for one in EVERYBODY if one != "sans_domicile"),
    "dalo": OWNERS,
    "mobili_jeune": (*OWNERS, "sans_domicile", "loge_gratuitement", "chez_parents"),
    "aide_logement": ("proprietaire", "chez_parents", "loge_gratuitement", "sans_domicile"),
    "taxe_fonciere_age": tuple(one for one in EVERYBODY if one not in OWNERS),
    "eco_ptz": tuple(one for one in EVERYBODY if one not in OWNERS),
    "maprimerenov": tuple(one for one in EVERYBODY if one not in OWNERS),
}
#: A paper -> the ways to live of those who can have it.
PAPERS = {
    "domicile": tuple(one for one in EVERYBODY if one != "sans_domicile"),
    "bail": RENTED,
    "attestation_loyer": RENTED,
}
PAID = ("locataire_vide", "locataire_meuble", "locataire_hlm", "locataire_foyer", "crous")


def households(status: str) -> list[Dossier]:
    rent = 450.0 if status in (*PAID, "primo_accedant") else None
    loan = {"pret": "apres_2019"} if status == "primo_accedant" else {}
    shares = {"participation": "non"} if status in ("chez_parents", "loge_gratuitement") else {}
    lived = home(status, rent, RENNES, **loan, **shares)
    people = (
        student("vous", "2004-05-04"),
        adult("vous", "1986-05-04", "chomeur"),
        adult("vous", "1950-05-04", "retraite", incomes={"retraite": 700}),
    )
    return [Dossier(MONTH, answers(one, lived)) for one in people]


@pytest.fixture(scope="module")
def found(engine, django_db_setup, django_db_blocker) -> dict[str, list[Outcome]]:
    """The outcomes of three people a way to live, computed in one go."""
    wanted = {status: households(status) for status in EVERYBODY}
    with django_db_blocker.unblock(), transaction.atomic():
        create_communes()
        made = outcomes([one for every in wanted.values() for one in every])
        for one in made:
            assert one.verdicts
            assert one.place.commune
        transaction.set_rollback(True)
    computed = iter(made)
    return {status: [next(computed) for _ in every] for status, every in wanted.items()}


@pytest.mark.parametrize("status", EVERYBODY)
def test_what_a_home_contradicts_is_never_offered(status: str, found) -> None:
    contradicted = {benefit for benefit, homes in NEVER.items() if status in homes}
    offered = {
        verdict.benefit.id
        for outcome in found[status]
        for verdict in outcome.verdicts
        if verdict.status in OFFERED
    }
    assert offered
    assert offered & contradicted == set()


@pytest.mark.parametrize("status", EVERYBODY)
def test_no_paper_is_demanded_that_a_home_cannot_have(status: str, found) -> None:
    impossible = {paper for paper, homes in PAPERS.items() if status not in homes}
    demanded = {
        needed.paper.id
        for outcome in found[status]
        for verdict in outcome.verdicts
        if verdict.status in OFFERED
        for needed in outcome.place.claim(verdict.benefit).papers
    }
    assert demanded
    assert demanded & impossible == set()


def test_who_has_no_home_is_asked_for_the_paper_of_the_postal_address(found, communes) -> None:
    claims = [
        outcome.place.claim(verdict.benefit)
        for outcome in found["sans_domicile"]
        for verdict in outcome.verdicts
        if "domicile" in [one.paper.id for one in verdict.benefit.claim.papers]
    ]
    assert claims
    for claim in claims:
        assert "domiciliation" in [one.paper.id for one in claim.papers]


def test_every_benefit_of_the_table_is_in_the_catalogue(found) -> None:
    known = {
        verdict.benefit.id for every in found.values() for o in every for verdict in o.verdicts
    }
    assert set(NEVER) <= known
