"""Each correction on one household: what stock gives, what the law gives, euros a month.

A test « stock is still wrong » that fails says that upstream has mended the fault: the
correction, its case and its row in docs/corrections.md are then to be removed.
"""

from dataclasses import dataclass

import pytest

from simulator.engine import calculate
from tests.engine.households import NOW, SPAN, born, household

# The packages' own code uses deprecated parts of numpy, and divides by zero where it then selects.
pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]

FREE_HOME = {"statut_occupation_logement": "loge_gratuitement", "loyer": 0}
RECENT_PERMIT = {"nationalite": "DZ", "duree_possession_titre_sejour": 2}
RESTRICTED = {
    "handicap": True,
    "taux_incapacite": 0.65,
    "aah_restriction_substantielle_durable_acces_emploi": True,
}


def adult(age, activity="inactif", **values):
    return {"date_naissance": born(age), "activite": activity} | values


def employee(amount, **values):
    taxable, gross = round(amount * 1.036), round(amount * 1.28)
    pay = {"salaire_net": amount, "salaire_imposable": taxable, "salaire_de_base": gross}
    return adult(40, "actif", **pay) | values


def child(age, **values):
    return {"date_naissance": born(age)} | values


@dataclass(frozen=True)
class Case:
    """One value of one household, with the stock rules and with the corrected ones."""

    correction: str
    says: str
    household: dict
    variable: str
    stock: float | bool
    corrected: float | bool
    of: tuple[str, str] = ("familles", "famille")
    period: str = NOW


YOU = ("individus", "vous")
UNEMPLOYED_PARTNER = household(
    [employee(1600), adult(40, "chomeur", date_debut_chomage="2025-06-01")]
)
MIXED_COUPLE = household([adult(35), adult(35, **RECENT_PERMIT)], home=FREE_HOME)
STUDENT_AND_FOREIGNER = household(
    [adult(35, "etudiant"), adult(35, **RECENT_PERMIT)], home=FREE_HOME
)
FOREIGN_COUPLE = household(
    [employee(1500, **RECENT_PERMIT), adult(40, **RECENT_PERMIT)], [child(6)]
)
HEAVILY_DISABLED = adult(66, handicap=True, taux_incapacite=0.9)
SHARED = [child(age, garde_alternee=True) for age in (6, 8)]
RENNES = household([employee(1600), adult(40)], [child(6), child(8)], home={"depcom": "35238"})
OLD_FOREIGNER = {"nationalite": "DZ", "duree_possession_titre_sejour": 12}
DISABLED = {"handicap": True, "taux_incapacite": 0.9}
TWINS = household([adult(30), adult(30)], [child(1), child(1)])
OVERSEAS = household([employee(1500), employee(1500)], [child(4)], home={"depcom": "97411"})
STOPPED = household([adult(40, salaire_net=dict.fromkeys(SPAN[:-2], 1500.0))], home=FREE_HOME,
                    family={"departement_experimentation_rsa": True})  # fmt: skip
BORN_IN_DECEMBER = household([adult(30), adult(30)], [{"date_naissance": "2020-12-12"}])
NEARLY_67 = adult(66, "chomeur", ass_precondition_remplie=True)

CASES = [
    Case("D2", "Aspa, étranger, douze ans de titre", household([adult(68, **OLD_FOREIGNER)]),
         "aspa", 0, 1043.60),
    Case("D2", "Asi, étranger, douze ans de titre",
         household([adult(45, pensions_invalidite=400, **OLD_FOREIGNER)]), "asi", 0, 522.18, YOU),
    Case("D4", "HLM, une personne à 1 900 euros, Rennes", household([employee(1900)]),
         "logement_social_eligible", False, True),
    Case("D4", "plafond HLM de trois adultes", household([adult(45), adult(45)], [adult(30)]),
         "logement_social_plafond_ressources", 29886, 37584),
    Case("D7", "aide au logement, conjoint au chômage non indemnisé", UNEMPLOYED_PARTNER,
         "aide_logement", 373, 12),
    Case("D7", "prime d’activité du même couple", UNEMPLOYED_PARTNER, "ppa", 378.02, 521.87),
    Case("D8", "prime d’activité, seul l’enfant est français", FOREIGN_COUPLE, "ppa", 548.53, 0),
    Case("D9", "RSA, un seul du couple a droit au séjour", MIXED_COUPLE, "rsa", 821.13, 573.49),
    Case("D9", "RSA, l’un étudiant, l’autre sans droit", STUDENT_AND_FOREIGNER, "rsa", 821.13, 0),
    Case("D9", "RSA, deux ans de travail à 18 ans",
         household([adult(18, rsa_jeune_condition_heures_travail_remplie=True)], home=FREE_HOME),
         "rsa", 0, 573.49),
    Case("D9", "RSA, couple de 22 ans qui attend un enfant",
         household([adult(22, enceinte=True), adult(22)], home=FREE_HOME), "rsa", 0, 821.13),
    Case("D10", "Aspa, inapte, 62 ans", household([adult(62, inapte_travail=True)]),
         "aspa", 0, 1043.60),
    Case("D10", "AAH de 65 % à 62 ans", household([adult(62, **RESTRICTED)]),
         "aah", 1041.59, 0, YOU),
    Case("D11", "Aspa qui s’ajoute à une AAH pleine", household([HEAVILY_DISABLED]),
         "aspa", 1043.60, 2.01),
    Case("D11", "Aspa du couple dont un a l’AAH", household([HEAVILY_DISABLED, adult(66)]),
         "aspa", 1620.18, 810.09),
    Case("D12", "bourse de collège, concubins",
         household([employee(1200), employee(2300)], [child(12, scolarite="college")],
                   married=False), "bourse_college", 120, 0),
    Case("D12", "bourse de lycée, concubins",
         household([employee(1200), employee(2300)], [child(16, scolarite="lycee")],
                   married=False), "bourse_lycee", 732, 0),
    Case("D13", "ASF en résidence alternée", household([employee(1500)], SHARED),
         "asf", 403.57, 0),
    Case("D13", "prime d’activité du même parent", household([employee(1500)], SHARED),
         "ppa", 256.85, 472.02),
    Case("D14", "abattement pour double activité",
         household([employee(1100), employee(900)], [child(6), child(8)], home={"loyer": 700}),
         "aide_logement", 143, 146),
    Case("D15", "Rennes, couple et deux enfants, 1 600 euros", RENNES,
         "rennes_metropole_transport_base_ressource", 2434.05, 2557.95, YOU),
    Case("D18", "plafond HLM, quatre personnes, Paris 15e",
         household([adult(40), adult(40)], [child(6), child(8)], home={"depcom": "75115"}),
         "logement_social_plafond_ressources", 28779, 62968),
    Case("D18", "plafond HLM, quatre personnes, Boulogne-Billancourt",
         household([adult(40), adult(40)], [child(6), child(8)], home={"depcom": "92012"}),
         "logement_social_plafond_ressources", 28779, 62968),
    Case("D21", "allocation de base, jumeaux", TWINS, "paje_base", 199.15, 398.31),
    Case("D22", "complément familial, La Réunion, 1 500 et 1 500", OVERSEAS, "cf", 0, 199.15),
    Case("D23", "RSA, emploi perdu fin septembre", STOPPED, "rsa", 0, 573.49),
    Case("D24", "ASS à 66 ans", household([NEARLY_67]), "ass", 0, 584.40, YOU),
    Case("D25", "rentrée scolaire, six ans en décembre", BORN_IN_DECEMBER, "ars", 0, 429.01,
         period=NOW[:4]),
    Case("D26", "un enfant de 25 ans, 900 euros", household([employee(900)], [adult(25)]),
         "cmu_c", True, False),
    Case("D23", "RSA et rente d’accident du travail",
         household([adult(40, rente_accident_travail=200)], home=FREE_HOME), "rsa", 573.49, 373.49),
    Case("D40", "Aspa et rente d’accident du travail",
         household([adult(70, rente_accident_travail=500)]), "aspa", 1043.60, 543.60),
    Case("D40", "Aspa et 100 000 euros en actions",
         household([adult(70, epargne_revenus_imposables=100_000)]), "aspa", 1043.60, 793.60),
    Case("D40", "ressources de l’Asi, pension alimentaire versée de 200",
         household([adult(50, pensions_invalidite=100, aah=0,
                          pensions_alimentaires_versees_individu=200)]),
         "asi_aspa_base_ressources", -100, 0),
    Case("D41", "AAH et rente d’accident du travail",
         household([adult(40, **DISABLED, rente_accident_travail=300)]),
         "aah", 1041.59, 741.59, YOU),
    Case("D41", "AAH et loyers de 500", household([adult(40, **DISABLED, revenus_locatifs=500)]),
         "aah", 1041.59, 691.59, YOU),
    Case("D41", "AAH et dividendes de 450", household([adult(40, **DISABLED, revenus_capital=450)]),
         "aah", 1041.59, 591.59, YOU),
    Case("D42", "ASS et prestation compensatoire de 900",
         household([adult(50, "chomeur", ass_precondition_remplie=True,
                          prestation_compensatoire=900)]), "ass", 584.40, 463.60, YOU),
    Case("D42", "ASS et dividendes de 900",
         household([adult(50, "chomeur", ass_precondition_remplie=True, revenus_capital=900)]),
         "ass", 584.40, 463.60, YOU),
    Case("D43", "prime d’activité, un salaire et un CSP de 600",
         household([employee(1200), adult(40, allocation_securisation_professionnelle=600)]),
         "ppa", 439.65, 0),
    Case("D44", "prime d’activité, salaire de 700 et arrêt long de 500",
         household([employee(700, indemnites_journalieres_maladie=500)]), "ppa", 197.10, 0),
    Case("D48", "prime d’activité, un apprenti de 17 ans à 900",
         household([employee(1800), adult(40)], [child(17, salaire_net=900, apprenti=True)]),
         "ppa", 65.32, 383.68),
    Case("D37", "Carte Solidaire, 900 euros, Bordeaux",
         household([employee(900)], home={"depcom": "33063"}),
         "nouvelle_aquitaine_carte_solidaire", 0, 80, YOU),
    Case("D38", "Mobili-Jeune, 105 % du SMIC",
         household([adult(22, "actif", salaire_net=1550, salaire_de_base=1960, alternant=True,
                          peec_employeur=True)],
                   home={"statut_occupation_logement": "locataire_vide", "loyer": 500}),
         "mobili_jeune", 0, 100, YOU),
    Case("D39", "aide au logement, HLM, Guadeloupe",
         household([adult(40)], home={"depcom": "97105", "loyer": 450,
                   "statut_occupation_logement": "locataire_hlm", "logement_conventionne": True}),
         "aide_logement", 257, 288),
    Case("D19", "HLM, concubin à 3 000 euros", household([adult(40), employee(3000)],
         married=False), "logement_social_eligible", True, False),
]  # fmt: skip

LONE_FOREIGNER = household([adult(30, **RECENT_PERMIT)], [child(1)], home=FREE_HOME)
RULES = [
    Case("D1", "RSA, français", household([adult(40)], home=FREE_HOME), "rsa", 573.49, 573.49),
    Case("D1", "RSA, allemand, séjour non écrit",
         household([adult(40, nationalite="DE")], home=FREE_HOME), "rsa", 0, 0),
    Case("D1", "RSA, allemand, un an",
         household([adult(40, nationalite="DE", duree_possession_titre_sejour=1)],
                   home=FREE_HOME), "rsa", 573.49, 573.49),
    Case("D6", "AAH d’un lycéen de 16 ans à charge",
         household([adult(40)], [child(16, handicap=True, taux_incapacite=0.9)]),
         "aah", 0, 0, ("individus", "enfant_0")),
    Case("D6", "RSA quand l’AAH reçue n’est écrite qu’un mois",
         household([adult(40, aah={SPAN[-2]: 1041.59}), adult(40)], family={"aide_logement": 0}),
         "rsa", 630.34, 630.34),
    Case("D6", "RSA quand l’AAH reçue est écrite tous les mois",
         household([adult(40, aah=1041.59), adult(40)], family={"aide_logement": 0}), "rsa", 0, 0),
    Case("D9", "RSA majoré, parent isolé sans les cinq ans", LONE_FOREIGNER,
         "rsa", 652.65, 652.65),
]  # fmt: skip


def ask(case):
    document = {plural: dict(entities) for plural, entities in case.household.items()}
    plural, entity = case.of
    document[plural][entity] = document[plural][entity] | {case.variable: {case.period: None}}
    return document


def value(case, answer):
    plural, entity = case.of
    return answer[plural][entity][case.variable][case.period]


def name(case):
    return f"{case.correction} {case.says}"


@pytest.fixture(scope="module")
def answers():
    """(stock value, corrected value) of each case, computed in two batches."""
    cases = CASES + RULES
    documents = [ask(case) for case in cases]
    stock = calculate(documents, corrected=False)
    corrected = calculate(documents, corrected=True)
    return {
        name(case): (value(case, left), value(case, right))
        for case, left, right in zip(cases, stock, corrected, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_corrected_value(case, answers):
    assert answers[name(case)][1] == pytest.approx(case.corrected, abs=0.01)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_stock_is_still_wrong(case, answers):
    assert answers[name(case)][0] == pytest.approx(case.stock, abs=0.01), (
        f"upstream has mended {case.correction}: remove the correction"
    )


@pytest.mark.parametrize("case", RULES, ids=name)
def test_what_the_situation_must_write(case, answers):
    stock, corrected = answers[name(case)]
    assert stock == pytest.approx(case.stock, abs=0.01)
    assert corrected == pytest.approx(case.corrected, abs=0.01)


def test_the_total_of_aah_and_aspa_is_the_higher_of_the_two(answers):
    assert answers["D11 Aspa qui s’ajoute à une AAH pleine"][1] + 1041.59 == pytest.approx(
        1043.60, abs=0.01
    )


@pytest.mark.parametrize(
    ("contribution", "asf"),
    [("contribue", 0), ("ne_contribue_pas", 403.57), ("inconnue", 403.57)],
)
def test_asf_follows_what_the_other_parent_does(contribution, asf):
    children = [child(age, contribution_autre_parent=contribution) for age in (6, 8)]
    document = household([employee(1500)], children, ask=[("familles", "asf")])
    [answer] = calculate([document])
    assert answer["familles"]["famille"]["asf"][NOW] == pytest.approx(asf, abs=0.01)


def test_asf_is_due_in_shared_residence_when_the_other_parent_does_nothing():
    children = [
        child(age, garde_alternee=True, contribution_autre_parent="ne_contribue_pas")
        for age in (6, 8)
    ]
    document = household([employee(1500)], children, ask=[("familles", "asf")])
    [answer] = calculate([document])
    assert answer["familles"]["famille"]["asf"][NOW] == pytest.approx(403.57, abs=0.01)


@pytest.mark.parametrize(
    ("home", "aid"),
    [
        ({}, 308),
        ({"autres_adultes_revenus": 300}, 308),  # the base stays within what is left out
        ({"autres_adultes_revenus": 1200}, 66),
        ({"sous_location": "admise"}, 308),
        ({"sous_location": "exclue"}, 0),
    ],
)
def test_housing_aid_counts_who_lives_there_and_ends_when_a_room_is_let(home, aid):
    document = household([adult(40)], home=home, ask=[("familles", "aide_logement")])
    [answer] = calculate([document])
    assert answer["familles"]["famille"]["aide_logement"][NOW] == aid


@pytest.mark.parametrize(("places", "ars"), [((), 858.02), ((8,), 429.01), ((6, 8), 0)])
def test_school_start_leaves_out_the_children_in_care(places, ars):
    children = [child(age, enfant_place=age in places) for age in (6, 8)]
    document = household([adult(40)], children)
    document["familles"]["famille"]["ars"] = {NOW[:4]: None}
    [answer] = calculate([document])
    assert answer["familles"]["famille"]["ars"][NOW[:4]] == pytest.approx(ars, abs=0.01)
