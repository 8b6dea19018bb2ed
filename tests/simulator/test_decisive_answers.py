"""What one answer decides, through the real engine: insurance, papers, work, births, the past."""

from decimal import Decimal

import pytest

from orientation.words.french import months_before
from questionnaire.core import UNKNOWN
from questionnaire.dossier import Dossier
from simulator.way.outcomes import outcomes
from tests.personas.describe import MONTH, RENNES, adult, answers, child, home

pytestmark = [pytest.mark.engine, pytest.mark.django_db]

FREE = home("loge_gratuitement", commune=RENNES)
OWNER = home("proprietaire", commune=RENNES)
MAMOUDZOU = {"code_postal": "97600", "commune": "97611"}
STUDIES = {
    "etudes": "enseignement_superieur",
    "formation": {"annee": "licence_3", "etablissement": "public"},
}
JOBLESS = {"deux_mois": "oui", "cinq_ans": "oui"}
LAST_YEAR = [*reversed([months_before(MONTH, count) for count in range(13)])]
INSURANCE = {
    "en_cours": "estimated",
    "finie": "estimated",
    "demandee": "no",
    "jamais": "no",
    "refusee": "to_check",
    "inconnue": "to_check",
}
PAPERS = {
    "carte": "estimated",
    "recepisse": "estimated",
    "premiere_demande": "to_check",
    "asile": "no",
    "aucun": "no",
    "prive": "estimated",
}


def jobless(insurance: str) -> dict:
    return answers(
        adult("vous", "1976-05-04", "chomeur", parcours=JOBLESS | {"assurance": insurance}), OWNER
    )


def foreign(paper: str) -> dict:
    """A foreigner with two children, of whom family allowances depend on nothing but the stay."""
    told = {"titre": paper, "nationalite": "autre"}
    if paper not in ("premiere_demande", "asile", "aucun"):
        told["sejour"] = "5_10_ans"
    return answers(
        adult("vous", "1986-05-04", "foyer", **told),
        child(1, "2018-05-10"),
        child(2, "2017-05-10"),
        FREE,
        children=2,
    )


HOUSEHOLDS = {
    **{f"assurance {one}": jobless(one) for one in INSURANCE},
    **{f"papier {one}": foreign(one) for one in PAPERS},
    "étranger": answers(
        adult("vous", "1986-05-04", "etranger", incomes={"salaire": 1500}),
        child(1, "2018-05-10"),
        child(2, "2017-05-10"),
        FREE,
        children=2,
    ),
    **{
        f"pays {one}": answers(
            adult("vous", "1986-05-04", "etranger", pays_travail=one, incomes={"salaire": 1500}),
            child(1, "2018-05-10"),
            child(2, "2017-05-10"),
            FREE,
            children=2,
        )
        for one in ("luxembourg", "monaco")
    },
    "licencié": answers(
        adult(
            "vous",
            "1986-05-04",
            "chomeur",
            parcours=JOBLESS | {"assurance": "jamais"},
            fin_contrat={"fin": "involontaire", "jours": "assez"},
            incomes={"salaire": "variable"},
            months={"salaire": dict(zip(LAST_YEAR, [1420.0] * 9 + [0.0] * 4, strict=True))},
        ),
        FREE,
    ),
    "contrat à l’autre": answers(
        adult("vous", "1990-05-04", "salarie", incomes={"salaire": 1426.30}),
        adult("conjoint", "1991-05-04", "chomeur"),
        child(1, "2024-06-10"),
        FREE | {"logement": "locataire_vide", "loyer": 600},
        couple="concubinage",
        children=1,
        declaration={"enfant_1": "vous"},
        contrat_electricite="conjoint",
    ),
    "couple d’étudiants": answers(
        adult("vous", "1996-05-04", "etudiant", **STUDIES),
        adult("conjoint", "1997-05-04", "etudiant", **STUDIES),
        FREE,
        couple="concubinage",
    ),
    "sort de l’ASE": answers(
        adult("vous", "2007-05-04", "etudiant", parents_impots="sans_parents", **STUDIES), FREE
    ),
    "Mayotte": answers(
        adult("vous", "1986-05-04", "foyer"), home("loge_gratuitement", commune=MAMOUDZOU)
    ),
    "esat": answers(
        adult(
            "vous", "1986-05-04", "esat", handicap="oui", taux="80_plus", incomes={"salaire": 700}
        ),
        FREE,
    ),
    "vieille": answers(adult("vous", "1950-05-04", "retraite", incomes={"retraite": 410}), OWNER),
    "né ce mois": answers(
        adult("vous", "1986-05-04", "salarie", incomes={"salaire": 1500}),
        adult("conjoint", "1986-05-04", "foyer"),
        child(1, "2020-05-10"),
        child(2, "2026-11-04"),
        FREE,
        couple="marie",
        children=2,
    ),
    "25 ans ce mois": answers(
        adult("vous", "2001-11-10", "foyer", parents_impots="non", parcours={"deux_ans": "non"}),
        FREE,
    ),
    "pension versée, garde alternée": answers(
        adult("vous", "1986-05-04", "salarie", incomes={"salaire": 1500, "pension-versee": 300}),
        child(1, "2018-05-10", custody="alternee"),
        home("locataire_vide", 500, RENNES),
        children=1,
        autre_parent={"enfant_1": "autrement"},
    ),
}


@pytest.fixture(scope="module")
def found(engine, django_db_setup, django_db_blocker) -> dict:
    from django.db import transaction

    from tests.simulator.conftest import create_communes

    with django_db_blocker.unblock(), transaction.atomic():
        create_communes()
        made = outcomes([Dossier(MONTH, one) for one in HOUSEHOLDS.values()])
        for one in made:
            assert one.verdicts
        transaction.set_rollback(True)
    return dict(zip(HOUSEHOLDS, made, strict=True))


def said(outcome, benefit: str):
    return next(v for v in outcome.verdicts if v.benefit.id == benefit)


@pytest.mark.parametrize(("insurance", "status"), INSURANCE.items())
def test_the_solidarity_allowance_comes_after_the_insurance(insurance, status, found):
    assert said(found[f"assurance {insurance}"], "ass").status == status


def test_the_insurance_is_named_first_to_who_never_claimed_it(found):
    assert said(found["assurance jamais"], "allocation_retour_emploi").status == "to_check"
    assert said(found["assurance finie"], "allocation_retour_emploi").status == "no"


@pytest.mark.parametrize(("paper", "status"), PAPERS.items())
def test_family_allowances_follow_the_paper(paper, status, found):
    assert said(found[f"papier {paper}"], "af").status == status


def test_who_has_no_paper_is_told_of_what_is_open(found):
    refused = said(found["papier aucun"], "af")
    assert "aide médicale" in refused.reasons[0]
    assert said(found["papier aucun"], "aide_medicale_etat").status in ("likely", "to_check")


def test_work_abroad_and_protected_work_are_to_check(found):
    assert said(found["étranger"], "af").status == "to_check"
    assert "autre pays" in said(found["étranger"], "af").reasons[0]
    for benefit in ("aah", "ppa"):
        assert said(found["esat"], benefit).status == "to_check"


def test_a_couple_of_students_is_told_that_it_is_for_their_studies(found):
    assert "étudiants n’ont pas droit" in said(found["couple d’étudiants"], "rsa").reasons[0]


def test_who_leaves_care_is_asked_nothing_of_parents_and_told_of_their_right(found):
    outcome = found["sort de l’ASE"]
    assert "parents-revenus/vous" not in outcome.dossier.answers
    assert said(outcome, "accompagnement_jeune_majeur").status == "to_check"
    grant = said(outcome, "bourse_criteres_sociaux")
    assert (grant.status, grant.amount) == ("to_check", Decimal("633.5"))
    assert "aucun revenu de parents" in grant.reasons[0]


def test_mayotte_is_told_its_own_scale(found):
    verdict = said(found["Mayotte"], "rsa")
    assert (verdict.status, verdict.amount) == ("to_check", None)
    assert "326 euros" in verdict.reasons[0]


def test_who_pays_first_depends_on_the_country_of_work(found):
    european, far = (said(found[f"pays {one}"], "af") for one in ("luxembourg", "monaco"))
    assert (european.status, far.status) == ("to_check", "to_check")
    assert "paie souvent d’abord" in european.reasons[0]
    assert "hors d’Europe" in far.reasons[0]


def test_unemployment_pay_is_given_about_from_the_pay_told(found):
    verdict = said(found["licencié"], "allocation_retour_emploi")
    # À la main: 1,420 net is 1,813 gross, 59.60 a day: 40.4 % of it and 13.18, thirty times over
    assert (verdict.status, verdict.amount) == ("to_check", 1110)
    assert "juillet 2025" in " ".join(verdict.reasons)
    assert said(found["assurance jamais"], "allocation_retour_emploi").amount is None


def test_the_energy_cheque_follows_who_has_the_contract(found):
    # À la main: the partner's own return, one part, no income: the first step of the scale
    verdict = said(found["contrat à l’autre"], "cheque_energie")
    assert (verdict.status, verdict.amount) == ("estimated", 194)


def test_a_sum_that_can_only_be_claimed_is_not_said_to_be_theirs(found):
    """She has 410 euros a month, and may claim the ASPA."""
    reason = said(found["vieille"], "rsa").reasons[0]
    assert "l’ASPA" in reason
    assert "que vous pouvez demander" in reason
    assert said(found["vieille"], "cmu_c").status == "likely"


def test_a_child_born_this_month_counts_from_the_next(found):
    allowances = said(found["né ce mois"], "af")
    assert allowances.status == "to_check"
    assert float(allowances.amount) == 153.01
    assert "décembre 2026" in allowances.reasons[0]


def test_who_is_25_this_month_is_told_when_and_not_that_25_is_wanted(found):
    verdict = said(found["25 ans ce mois"], "rsa")
    assert not any("Avant 25 ans" in reason for reason in verdict.reasons)
    assert any("décembre 2026" in reason for reason in verdict.reasons)


def test_alimony_beside_a_child_of_ones_own_parts_is_not_deducted(found):
    case = found["pension versée, garde alternée"].case
    units = case.inputs[0]["foyers_fiscaux"].values()
    assert all("f6gu" not in unit for unit in units)


def test_a_wage_not_known_is_never_given_less_than_a_known_one(communes):
    """The ceiling of « Je ne sais pas », beside every known wage of the range."""
    couple = {"couple": "marie", "children": 1}

    def earning(second: float | str) -> dict:
        unknown = {"tranches_revenus": {"salaire": "aucune_idee"}} if second == UNKNOWN else {}
        return answers(
            adult("vous", "1986-05-04", "salarie", incomes={"salaire": 1200}),
            adult("conjoint", "1986-05-04", "salarie", incomes={"salaire": second}, **unknown),
            child(1, "2018-05-10"),
            OWNER,
            **couple,
        )

    known = [float(100 + 80 * step) for step in range(31)]
    made = outcomes([Dossier(MONTH, earning(one)) for one in (UNKNOWN, *known)])
    bonus = [said(one, "ppa") for one in made]
    most = max(float(one.amount or 0) for one in bonus[1:])
    assert float(bonus[0].up_to or bonus[0].amount) >= most - 1


def test_a_bracket_narrows_what_is_not_known(communes):
    def earning(bracket: str) -> dict:
        return answers(
            adult(
                "vous",
                "1986-05-04",
                "salarie",
                incomes={"salaire": UNKNOWN},
                tranches_revenus={"salaire": bracket},
            ),
            OWNER,
        )

    wide, narrow = outcomes([Dossier(MONTH, earning(one)) for one in ("aucune_idee", "2")])
    assert len(narrow.case.ways) == 3
    assert float(said(wide, "ppa").up_to) >= float(said(narrow, "ppa").up_to)
