"""Which households an uncertain rule concerns (no legislation is loaded)."""

import pytest

from simulator.engine.law.corrections import TO_CHECK, doubts
from tests.engine.households import NOW, SPAN, born, household


def adult(**values):
    return {"date_naissance": born(40), "salaire_net": 1500} | values


def child(**values):
    return {"date_naissance": born(8)} | values


IN_CARE = {"af", "ars", "cf", "asf", "paje_base", "aeeh", "rsa", "ppa", "aide_logement", "cmu_c"}
IN_CARE |= {"css_participation_forfaitaire", "bourse_college", "bourse_lycee"}
FOREIGNER = {"nationalite": "DZ", "duree_possession_titre_sejour": 2}
EUROPEAN = {"nationalite": "DE", "duree_possession_titre_sejour": 2}
NEWCOMER = {"nationalite": "DE", "duree_possession_titre_sejour": 0}
SETTLED = {"nationalite": "DZ", "duree_possession_titre_sejour": 12}
CHANGED = dict.fromkeys(SPAN, 1500) | {SPAN[-3]: 0}
CHANGED_NOW = dict.fromkeys(SPAN, 1500) | {NOW: 0}


HOUSEHOLDS = [
    (household([adult()]), set()),
    (household([adult(), adult()], [child()]), set()),
    (household([adult(**SETTLED)]), set()),
    (household([adult(**FOREIGNER)]), set()),  # a plain no: the exemptions are asked
    (household([adult(**EUROPEAN)]), {"rsa", "ppa"}),
    (household([adult(**EUROPEAN), adult(**EUROPEAN)]), {"rsa", "ppa"}),
    (
        household([adult(), adult()], [child()], married=False),
        {"bourse_college", "bourse_lycee", "cheque_energie"},
    ),
    (household([adult()], home={"autres_adultes": True}), {"logement_social_eligible"}),
    (household([adult()], home={"autres_adultes_revenus": 900}), set()),
    (household([adult()], home={"autres_adultes_proches": True}), {"aide_logement"}),
    (
        household(
            [adult()],
            home={
                "autres_adultes_revenus": 900,
                "statut_occupation_logement": "primo_accedant",
            },
        ),
        {"aide_logement"},
    ),
    (household([adult()], home={"sous_location": "admise"}), {"aide_logement"}),
    (household([adult()], home={"sous_location": "exclue"}), set()),  # a plain no
    (household([adult(salaire_net=CHANGED)]), {"rsa", "ppa"}),
    (household([adult(salaire_net=CHANGED_NOW)]), {"rsa"}),  # a pay that has just stopped
    (household([adult(salaire_net=CHANGED_NOW, chomage_net=900)]), set()),
    (
        household([adult(salaire_net=CHANGED)], family={"departement_experimentation_rsa": True}),
        set(),
    ),
    (
        household([adult(activite_arretee=True)]),
        {"rsa", "ppa", "aspa", "asi", "aah", "ass", "cmu_c", "css_participation_forfaitaire"},
    ),
    (household([adult(), adult()], [child(enfant_place=True), child()]), IN_CARE),
    (household([adult(), adult(aah=1000)]), {"aspa"}),
    (household([adult(aah=1000)]), set()),
    (household([adult(asi=300)]), {"ppa"}),
    (
        household([adult()], home={"coloc": True, "statut_occupation_logement": "locataire_hlm"}),
        {"aide_logement"},
    ),
    (
        household([adult()], home={"coloc": True, "statut_occupation_logement": "locataire_vide"}),
        set(),
    ),
    (household([adult()], [child()]), {"asf"}),
    (household([adult()], [child(contribution_autre_parent="ne_contribue_pas")]), set()),
    (household([adult()], [child(contribution_autre_parent="contribue")]), set()),
    (
        household(
            [adult()],
            [child(contribution_autre_parent="ne_contribue_pas", garde_alternee=True)],
        ),
        {"asf"},
    ),
]


@pytest.mark.parametrize(("document", "concerned"), HOUSEHOLDS)
def test_the_doubts_of_a_household(document, concerned):
    assert doubts(document, NOW).keys() == concerned


def test_a_european_partner_needs_three_months_only():
    def said(years):
        partner = adult(nationalite="DE", duree_possession_titre_sejour=years)
        return doubts(household([adult(), partner]), NOW)["ppa"].said

    assert "Un seul de vous deux" in said(0)
    assert "Un seul de vous deux" not in said(1)


def test_several_doubts_of_one_benefit_are_all_said():
    said = doubts(household([adult(), adult(**NEWCOMER)]), NOW)["ppa"].said
    assert "papiers" in said
    assert "Un seul de vous deux" in said
    assert doubts(household([adult(), adult(**NEWCOMER)]), NOW)["rsa"].said in said


class Seen(dict):
    """A person, a family or a home that remembers which variables were looked at."""

    looks: set[str] = set()

    def get(self, name, default=None):
        if isinstance(default, dict):  # a list is a role: who is in it, not what is said of them
            self.looks.add(name)
        return super().get(name, default)


@pytest.mark.parametrize("rule", [rule for rule in TO_CHECK if rule.concerns], ids=lambda r: r.id)
def test_a_doubt_looks_at_the_variables_that_it_declares(rule):
    """A benefit asked alone asks the questions that tell them."""
    Seen.looks = set()
    for document, _ in HOUSEHOLDS:
        watched = {
            plural: {name: Seen(entity) for name, entity in group.items()}
            for plural, group in document.items()
        }
        rule.concerns(watched, NOW)
    assert Seen.looks == set(rule.told_by)
