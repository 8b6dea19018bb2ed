import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benefits.judge import verdicts
from benefits.reasons import CLOSE_BY
from benefits.schema import Catalogue, Revaluation
from benefits.toml.benefit import load
from benefits.totals import total
from simulator.engine.law.corrections import Doubt
from tests.benefits.conftest import FOLDER
from tests.benefits.documents import ADULT, DISABLED, ELDER, MONTH, answered, family, household
from tests.benefits.test_loading import CANTEEN


def only(catalogue: Catalogue, *ids: str) -> Catalogue:
    """A catalogue of these benefits alone."""
    return Catalogue(tuple(b for b in catalogue.benefits if b.id in ids), catalogue.institutions)


def judged(catalogue: Catalogue, document: dict[str, Any], *ids: str, **kwargs: Any) -> Any:
    """The verdicts of these benefits."""
    return verdicts(only(catalogue, *ids), document, MONTH, **kwargs)


def test_an_amount_is_estimated_and_rounded_as_it_is_paid(catalogue: Catalogue) -> None:
    [verdict] = judged(catalogue, family(household([ADULT]), rsa=573.4899), "rsa")
    assert (verdict.status, verdict.amount, verdict.person) == (
        "estimated",
        Decimal("573.49"),
        None,
    )


def test_a_null_left_by_the_engine_is_a_failure_not_a_refusal(catalogue: Catalogue) -> None:
    [verdict] = judged(catalogue, family(household([ADULT]), rsa=None), "rsa")
    assert verdict.status == "failed"


def test_a_refusal_gives_the_first_condition_that_fails(catalogue: Catalogue) -> None:
    document = family(household([ADULT]), rsa=0.0, rsa_majore_eligibilite=False)
    answered(document, "individus", "adulte_1", rsa_condition_nationalite=False)
    [verdict] = judged(catalogue, document, "rsa")
    assert verdict.status == "no"
    assert "titre de séjour" in verdict.reasons[0]


def test_an_adults_condition_fails_only_when_no_adult_meets_it(catalogue: Catalogue) -> None:
    document = family(household([ADULT, ADULT]), rsa=0.0)
    answered(document, "individus", "adulte_1", rsa_condition_nationalite=False)
    answered(document, "individus", "adulte_2", rsa_condition_nationalite=True)
    [verdict] = judged(catalogue, document, "rsa")
    assert "dépassent le montant garanti" in verdict.reasons[0]


def test_a_refusal_by_a_ceiling_says_the_figures(catalogue: Catalogue) -> None:
    document = household([ADULT])
    amounts = {"css_cmu_base_ressources": 12591.4, "cmu_c_plafond": 10339.0, "rsa": 0.0}
    family(document, cmu_c=False, **amounts)
    [verdict] = judged(catalogue, document, "cmu_c")
    assert verdict.status == "no"
    assert verdict.reasons == (
        "Vos revenus sur un an : 12\u202f591 euros. "
        "Limite pour votre foyer : 10\u202f339 euros. "
        "C’est 2\u202f252 euros au-dessus de la limite.",
        CLOSE_BY,
    )
    assert verdict.close


def test_a_ceiling_that_is_close_is_said_to_be(catalogue: Catalogue) -> None:
    document = household([ADULT])
    family(document, cmu_c=False, rsa=0.0, css_cmu_base_ressources=10900.0, cmu_c_plafond=10339.0)
    [verdict] = judged(catalogue, document, "cmu_c")
    assert verdict.status == "no"
    assert verdict.reasons[1] == CLOSE_BY


def test_a_condition_counts_only_where_it_applies(catalogue: Catalogue) -> None:
    """The RSA opens the free cover whatever the resources: they are then no reason."""
    document = household([ADULT])
    family(document, cmu_c=False, rsa=100.0, css_cmu_base_ressources=10900.0, cmu_c_plafond=10339.0)
    [verdict] = judged(catalogue, document, "cmu_c")
    assert verdict.reasons == (catalogue.get("cmu_c").otherwise,)


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        ("1962-03-01", "Le droit peut s’ouvrir en mars 2027, à 65 ans."),
        ("1962-03-15", "Le droit peut s’ouvrir en avril 2027, à 65 ans."),
        ("1986-05-05", None),  # in twenty-five years: of no use to anybody
    ],
)
def test_an_age_to_come_is_said_with_its_month(
    catalogue: Catalogue, birth: str, said: str | None
) -> None:
    [verdict] = judged(catalogue, household([{"naissance": birth}]), "aspa")
    assert verdict.status == "no"
    assert verdict.reasons[1:] == ((said,) if said else ())


def test_an_age_that_is_past_is_not_promised(catalogue: Catalogue) -> None:
    child = {"naissance": "2020-01-01"}
    [verdict] = judged(catalogue, household([ADULT], [child]), "paje_base")
    assert len(verdict.reasons) == 1


class Law:
    """Two parameters, as the engine would give them."""

    def value(self, path: str, day: str) -> float:
        return {"montant_minimum_verse": 6.0}[path.rpartition(".")[2]]

    def on_scale(self, path: str, day: str, base: float) -> float:
        raise KeyError(path)


def test_a_step_that_leaves_nothing_is_the_reason(catalogue: Catalogue) -> None:
    document = household([ADULT])
    amounts = {"rsa_socle": 651.69, "rsa_socle_majore": 0.0, "rsa_forfait_logement": 78.2}
    family(document, rsa=0.0, rsa_base_ressources=1200.0, **amounts)
    [verdict] = judged(catalogue, document, "rsa", legislation=Law())
    assert verdict.reasons == (
        "Vos revenus, en moyenne sur les trois mois que lit la CAF : 1\u202f200 euros par mois. "
        "Le RSA les complète jusqu’à 573 euros par mois pour votre foyer. "
        "C’est 627 euros au-dessus de la limite.",
    )


def test_steps_that_do_not_give_the_amount_are_no_reason(catalogue: Catalogue) -> None:
    document = household([ADULT])
    amounts = {"rsa_socle": 651.69, "rsa_socle_majore": 0.0, "rsa_forfait_logement": 0.0}
    family(document, rsa=0.0, rsa_base_ressources=100.0, **amounts)
    [verdict] = judged(catalogue, document, "rsa", legislation=Law())
    assert verdict.reasons == (catalogue.get("rsa").otherwise,)


@pytest.mark.parametrize("resources", [10339 * 0.985, 10339 * 1.015])
def test_near_a_ceiling_on_either_side_is_to_be_checked(
    catalogue: Catalogue, resources: float
) -> None:
    document = household([ADULT])
    granted = resources <= 10339
    amounts = {"css_cmu_base_ressources": resources, "cmu_c_plafond": 10339.0, "rsa": 0.0}
    family(document, cmu_c=granted, **amounts)
    [benefit] = only(catalogue, "cmu_c").benefits
    near = {"margin": Decimal("0.02"), "near": "C’est tout près du plafond."}
    limits = tuple(replace(one, **near) if one.at_most else one for one in benefit.conditions)
    unsure = replace(catalogue, benefits=(replace(benefit, conditions=limits),))
    [verdict] = verdicts(unsure, document, MONTH)
    assert verdict.status == "to_check"
    assert "tout près du plafond" in verdict.reasons[0]


def test_what_the_household_pays_is_a_cost_not_an_amount(catalogue: Catalogue) -> None:
    document = family(household([ELDER]), css_participation_forfaitaire=30.0, cmu_c=False)
    [verdict] = judged(catalogue, document, "css_participation_forfaitaire")
    assert (verdict.status, verdict.amount, verdict.cost) == ("likely", None, Decimal("30.00"))
    assert total([verdict]).lines == ()


def test_nobodys_right_is_lost_and_children_make_no_noise(catalogue: Catalogue) -> None:
    child = {"naissance": "2015-01-01"}
    document = household([ADULT, DISABLED], [child, child])
    answered(document, "individus", "adulte_2", aah=1041.59)
    [verdict] = judged(catalogue, document, "aah")
    assert (verdict.person, verdict.amount) == ("adulte_2", Decimal("1041.59"))
    [refused] = judged(catalogue, household([ADULT, ADULT], [child]), "aah")
    assert (refused.status, refused.person) == ("no", None)
    assert len(refused.reasons) == 1


def test_a_grown_childs_right_is_shown(catalogue: Catalogue) -> None:
    document = household([ADULT], [{**DISABLED, "naissance": "2005-01-01"}])
    answered(document, "individus", "enfant_1", aah=800)
    [verdict] = judged(catalogue, document, "aah")
    assert verdict.person == "enfant_1"


def test_what_was_received_last_month_is_said_beside_the_estimate(catalogue: Catalogue) -> None:
    document = household([ADULT])
    document["familles"]["famille"]["ppa"] = {"2026-10": 120.5, MONTH: 135.0}
    [verdict] = judged(catalogue, document, "ppa")
    assert verdict.status == "received"
    assert (verdict.declared, verdict.amount) == (Decimal("120.50"), Decimal("135.00"))


def test_a_doubt_turns_the_benefits_it_touches_into_to_check(catalogue: Catalogue) -> None:
    document = family(household([ADULT]), rsa=500.0, af=0.0, bourse_college=0.0)
    said = "Vous ne savez pas depuis quand vous avez un titre."
    doubts = {"duree_possession_titre_sejour": Doubt(said)}
    found = {v.benefit.id: v for v in judged(catalogue, document, "rsa", "af", doubts=doubts)}
    assert found["rsa"].status == "to_check"
    assert found["rsa"].amount == Decimal("500.00")
    assert found["rsa"].reasons == (said,)
    assert found["af"].status == "no"


def test_a_doubt_on_the_fact_that_refuses_is_no_refusal(catalogue: Catalogue) -> None:
    said = "Vous ne connaissez pas votre taux."
    doubts = {"taux_incapacite": Doubt(said)}
    [verdict] = judged(catalogue, household([ADULT]), "aah", doubts=doubts)
    assert verdict.status == "to_check"
    assert verdict.reasons[0] == said


def test_a_doubt_that_nobody_declares_touches_everything(catalogue: Catalogue) -> None:
    document = family(household([ADULT]), rsa=500.0)
    [verdict] = judged(catalogue, document, "rsa", doubts={"mystère": Doubt("On ne sait pas.")})
    assert verdict.status == "to_check"


def test_an_old_scale_is_said_with_its_date(catalogue: Catalogue) -> None:
    document = household([ADULT], statut_occupation_logement="locataire_vide")
    document["menages"]["menage"]["cheque_energie"] = {"2027": 194.0}
    energy = only(catalogue, "cheque_energie")
    [verdict] = verdicts(energy, document, "2027-02")
    assert (verdict.status, verdict.amount, verdict.period) == ("to_check", Decimal("194"), "year")
    assert "1er janvier 2023" in verdict.reasons[0]


def aged(catalogue: Catalogue, small_change: bool) -> Catalogue:
    """Energy vouchers of a scale of 2021."""
    [energy] = only(catalogue, "cheque_energie").benefits
    old = Revaluation("x", date(2021, 1, 1), "01-01", small_change=small_change)
    return replace(catalogue, benefits=(replace(energy, revaluations=(old,)),))


def test_a_dated_scale_whose_change_is_small_gives_its_estimate(catalogue: Catalogue) -> None:
    document = household([ADULT], statut_occupation_logement="locataire_vide")
    document["menages"]["menage"]["cheque_energie"] = {"2026": 194.0}
    [verdict] = verdicts(aged(catalogue, small_change=True), document, MONTH)
    assert (verdict.status, verdict.amount) == ("estimated", Decimal("194"))
    assert "1er janvier 2021" in verdict.reasons[-1]
    assert total([verdict]).yearly == Decimal("194")
    [verdict] = verdicts(aged(catalogue, small_change=False), document, MONTH)
    assert verdict.status == "to_check"
    assert total([verdict]).yearly == 0


@pytest.mark.parametrize("small_change", [True, False])
@pytest.mark.parametrize(
    ("income", "status"), [(11000.5, "to_check"), (11550, "to_check"), (11551, "no")]
)
def test_a_limit_past_its_date_refuses_flatly_from_five_percent(
    catalogue: Catalogue, small_change: bool, income: float, status: str
) -> None:
    document = household([ADULT], statut_occupation_logement="locataire_vide")
    home = document["menages"]["menage"]
    home |= {"cheque_energie": {"2026": 0.0}, "cheque_energie_unites_consommation": {"2026": 1.0}}
    home |= {"cheque_energie_montant": {"2026": 0.0}}
    home |= {"cheque_energie_eligibilite_logement": {"2026": True}}
    home["cheque_energie_revenu"] = {"2026": income}
    old = aged(catalogue, small_change)
    [verdict] = verdicts(old, document, MONTH, legislation=Ceiling(11000))
    assert verdict.status == status
    fresh = only(catalogue, "cheque_energie")
    [verdict] = verdicts(fresh, document, MONTH, legislation=Ceiling(11000))
    assert verdict.status == "no"


class Ceiling:
    """A legislation of which every parameter is the same limit."""

    def __init__(self, limit: float) -> None:
        self.limit = limit

    def value(self, path: str, day: str) -> float:
        return self.limit

    def on_scale(self, path: str, day: str, base: float) -> float:
        return self.limit


@pytest.mark.parametrize(
    ("lifts", "status"),
    [
        (None, "to_check"),
        (frozenset({"ppa_eligibilite_apprenants"}), "to_check"),
        (frozenset({"rsa_condition_nationalite", "montant"}), "no"),
        (frozenset(), "no"),
    ],
)
def test_a_doubt_leaves_a_refusal_that_holds_without_it(
    catalogue: Catalogue, lifts: frozenset[str] | None, status: str
) -> None:
    document = family(
        household([ADULT]), ppa=0.0, ppa_eligibilite=True, ppa_eligibilite_apprenants=False
    )
    doubt = {"ppa": Doubt("On ne sait pas.", lifts)}
    [verdict] = judged(catalogue, document, "ppa", doubts=doubt)
    assert verdict.status == status
    assert ("On ne sait pas." in verdict.reasons) == (status == "to_check")


def test_the_reason_told_is_the_one_that_holds(catalogue: Catalogue) -> None:
    document = family(
        household([ADULT]), ppa=0.0, ppa_eligibilite=False, ppa_eligibilite_apprenants=False
    )
    doubt = {"ppa": Doubt("On ne sait pas.", frozenset({"ppa_eligibilite"}))}
    [verdict] = judged(catalogue, document, "ppa", doubts=doubt)
    [without_work] = [
        one.otherwise
        for one in verdict.benefit.conditions
        if one.variable and one.variable.name == "ppa_eligibilite_apprenants"
    ]
    assert (verdict.status, verdict.reasons[0]) == ("no", without_work)


def test_a_benefit_goes_stale_by_itself_on_its_next_due_date(catalogue: Catalogue) -> None:
    document = family(household([ADULT]), rsa=500.0)
    document["familles"]["famille"]["rsa"]["2027-03"] = 500.0
    document["familles"]["famille"]["rsa"]["2027-04"] = 500.0
    rsa = only(catalogue, "rsa")
    assert verdicts(rsa, document, "2027-03")[0].declared is None
    assert [v.benefit.id for v in verdicts(rsa, document, "2027-03")] == ["rsa"]
    assert "1er avril 2026" in " ".join(verdicts(rsa, document, "2027-04")[0].reasons)


def test_a_value_that_a_text_keeps_is_good_until_the_due_date_after(catalogue: Catalogue) -> None:
    """The allowance of 1 January 2025 holds for 2026: arrêté of 28 December 2025."""
    document = household([ADULT], statut_occupation_logement="locataire_vide")
    family(document, aide_logement=310.4)
    housing = only(catalogue, "aide_logement")
    assert verdicts(housing, document, MONTH)[0].status == "estimated"
    next_year = json.loads(json.dumps(document).replace(MONTH, "2027-01"))
    [later] = verdicts(housing, next_year, "2027-01")
    assert (later.status, later.amount) == ("to_check", Decimal("310"))
    assert "1er janvier 2025" in later.reasons[0]


def test_a_care_plan_that_is_told_gives_an_estimate(catalogue) -> None:
    document = household([{**ELDER, "gir": "gir_2"}])
    document["individus"]["adulte_1"]["apa_domicile"] = {MONTH: 900.0}
    [verdict] = judged(catalogue, document, "apa_domicile")
    assert verdict.status == "to_check"  # nobody told the plan here
    document["individus"]["adulte_1"]["dependance_plan_aide_domicile"] = {MONTH: 900.0}
    [verdict] = judged(catalogue, document, "apa_domicile")
    # the maxima of 2026 are those of 1 January: no scale is late
    assert (verdict.status, verdict.reasons) == ("estimated", ())


def test_a_benefit_by_rules_alone(tmp_path: Path) -> None:
    (tmp_path / "institutions.toml").write_text(
        '[ville]\nlabel = "V"\nsite = "https://v.example.fr"\n', encoding="utf-8"
    )
    (tmp_path / "cantine.toml").write_text(CANTEEN, encoding="utf-8")
    found = load([FOLDER, tmp_path])
    pupil = {"naissance": "2018-01-01", "scolarite": "primaire"}
    [verdict] = judged(found, household([ADULT], [pupil]), "cantine")
    assert (verdict.status, verdict.amount, verdict.period) == ("estimated", Decimal(200), "year")
    [verdict] = judged(found, household([ADULT]), "cantine")
    assert (verdict.status, verdict.reasons) == ("no", ("Il faut un enfant à l’école primaire.",))
    assert judged(found, household([ADULT], [pupil], depcom="35001"), "cantine") == ()


def test_an_amount_follows_the_first_of_its_rows_that_holds(tmp_path: Path) -> None:
    """By age, by quotient, by the size of the home; what nobody can tell gives no amount."""
    rows = """
[[amounts]]
euros = 50
if = { count = { who = { role = "enfant" }, at_least = 2 } }

[[amounts]]
up_to = 90
variable = "quotient_familial_caf"
entity = "famille"
at_most = { by = "nombre_personnes", steps = [100, 200], more = 50 }
"""
    text = CANTEEN.replace('institution = "ville"', 'institution = "commune:35238"')
    (tmp_path / "cantine.toml").write_text(text + rows, encoding="utf-8")
    found = load([FOLDER, tmp_path])
    pupil = {"naissance": "2018-01-01", "scolarite": "primaire"}

    def brings(quotient: float | None, *pupils: dict) -> tuple:
        document = household([ADULT], list(pupils))
        family(document, quotient_familial_caf=quotient)
        [verdict] = judged(found, document, "cantine")
        return verdict.status, verdict.amount, verdict.up_to

    assert brings(900, pupil, pupil) == ("estimated", Decimal(50), None)
    assert brings(200, pupil) == ("likely", None, Decimal(90))
    assert brings(201, pupil) == ("estimated", Decimal(200), None)
    assert brings(None, pupil) == ("likely", None, None)


def test_verdicts_are_sorted_by_what_they_bring(catalogue: Catalogue) -> None:
    document = household([ADULT], statut_occupation_logement="locataire_vide")
    family(document, rsa=200.0, aide_logement=310.4, ppa=0.0)
    found = judged(catalogue, document, "rsa", "aide_logement", "ppa", "aspa")
    assert [v.benefit.id for v in found][:2] == ["aide_logement", "rsa"]
    assert [v.status for v in found] == ["estimated", "estimated", "no", "no"]
