"""A corrected engine equals stock on everything that no correction touches.

REACH declares, for each correction, which households it can touch and which of their results.
"""

import datetime

import pytest

from simulator.engine import calculate
from simulator.engine.law.corrections import CORRECTIONS
from tests.engine.households import LOCAL_ASKED, NOW, YEAR, born, documents

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]

EVERYTHING = None
CSS = {"cmu_c", "css_participation_forfaitaire", "cmu_c_plafond"}
CSS |= {name for asked in LOCAL_ASKED.values() for _, name in asked}  # they read `cmu_c`


def people(document):
    return document["individus"].values()


def parents(document):
    people_by_name = document["individus"]
    return [people_by_name[name] for name in document["familles"]["famille"]["parents"]]


def children(document):
    people_by_name = document["individus"]
    return [people_by_name[name] for name in document["familles"]["famille"]["enfants"]]


def now(person, variable, default=None):
    return person.get(variable, {}).get(NOW, default)


def age(person):
    birth = datetime.date.fromisoformat(person["date_naissance"]["ETERNITY"])
    return YEAR - birth.year - (birth.month > 11)


def foreign(document, _stock):
    return any(now(person, "nationalite", "FR") != "FR" for person in people(document))


def between_ceilings(_document, stock):
    """The resources lie between an old ceiling and the new one, which is 2.5 % higher."""
    family = stock["familles"]["famille"]
    resources, ceiling = family["css_cmu_base_ressources"][NOW], family["cmu_c_plafond"][NOW]
    return any(old - 1 < resources < old * 1.026 + 1 for old in (ceiling, ceiling * 1.35))


def young_without_work(document, _stock):
    return any(
        16 <= age(person) <= 29 and now(person, "activite") in ("chomeur", "inactif", None)
        for person in people(document)
    )


def paris(document, _stock):
    return document["menages"]["menage"]["depcom"][NOW].startswith("75")


def overseas(document, _stock):
    return document["menages"]["menage"]["depcom"][NOW].startswith("97")


def rennes(document, _stock):
    return document["menages"]["menage"]["depcom"][NOW].startswith("35")


def couple_with_a_job_seeker(document, _stock):
    couple = parents(document)
    return len(couple) == 2 and any(now(person, "activite") == "chomeur" for person in couple)


def disabled_around_62(document, _stock):
    return any(
        62 <= age(person) <= 65 and now(person, "taux_incapacite", 0) >= 0.5
        for person in people(document)
    )


def disabled_after_62(document, _stock):
    return any(
        age(person) >= 62 and now(person, "taux_incapacite", 0) >= 0.5
        for person in people(document)
    )


def two_returns(document, _stock):
    return len(document["foyers_fiscaux"]) > 1


def lone_parent_in_shared_residence(document, _stock):
    return len(parents(document)) == 1 and any(
        now(child, "garde_alternee") for child in children(document)
    )


def two_small_children(document, _stock):
    return sum(age(child) < 3 for child in children(document)) > 1


def born_in_december(document, _stock):
    births = (child["date_naissance"]["ETERNITY"] for child in children(document))
    return any(birth[5:7] == "12" for birth in births)


def family_overseas(document, _stock):
    overseas = document["menages"]["menage"]["depcom"][NOW].startswith("97")
    return overseas and bool(children(document))


def pay_that_stopped(document, _stock):
    return any(
        now(person, "salaire_net") == 0 and "salaire_net" in person for person in people(document)
    )


def job_seeker_of_66(document, _stock):
    return any(age(person) == 66 for person in people(document))


def child_of_25(document, _stock):
    return any(age(child) == 25 for child in children(document))


def older_child(document, _stock):
    """With a contribution for the family support, or a pay, the child may be left out."""
    return any(age(child) >= 16 for child in children(document))


def two_salaries(document, _stock):
    return len(parents(document)) == 2 and all(
        now(person, "salaire_net", 0) > 0 for person in parents(document)
    )


REACH = {
    "D2": (foreign, EVERYTHING),
    "value CSS": (between_ceilings, CSS),
    "value CEJ": (young_without_work, {"contrat_engagement_jeune"}),
    "D7": (couple_with_a_job_seeker, EVERYTHING),
    "D8": (foreign, {"ppa"}),
    "D9": (foreign, EVERYTHING),
    "D10": (disabled_around_62, EVERYTHING),
    "D11": (disabled_after_62, EVERYTHING),
    "D12": (two_returns, {"bourse_college", "bourse_lycee"}),
    "D13": (lone_parent_in_shared_residence, EVERYTHING),
    "D14": (two_salaries, EVERYTHING),
    "D15": (rennes, {"rennes_metropole_transport"}),
    "D21": (two_small_children, EVERYTHING),
    "D22": (family_overseas, EVERYTHING),
    "D23": (pay_that_stopped, EVERYTHING),
    "D24": (job_seeker_of_66, {"ass"}),
    "D25": (born_in_december, {"ars"}),
    "D26": (child_of_25, CSS | {"css_cmu_base_ressources"}),
    "D48": (older_child, EVERYTHING),
    "D39": (overseas, EVERYTHING),
    "D18": (paris, {"logement_social_eligible"}),
    "D19": (two_returns, {"logement_social_eligible"}),
}
#: They reach only those who tell a fact or an income that nobody here tells, or live where nobody
#: here does.
OF_NEW_FACTS = {"D30", "D34", "D37", "D38", "D40", "D41", "D42", "D43", "D44", "D55"}
#: They reach everybody's result of one variable.
OF_ALL = {"D4": "logement_social_eligible", "value chèque énergie": "cheque_energie"}


def test_every_correction_declares_its_reach():
    declared = {name for name in REACH.keys() | OF_NEW_FACTS | OF_ALL.keys() if "value" not in name}
    assert declared == {correction.id for correction in CORRECTIONS}


@pytest.fixture(scope="module")
def pairs():
    """150 random households: (document, stock answer, corrected answer)."""
    drawn = documents(150, seed=20261122)
    for document in drawn[::5]:  # no child drawn is as old as 25
        for child in children(document)[:1]:
            child["date_naissance"] = {"ETERNITY": born(25)}
    for document in drawn:
        for variable in ("css_cmu_base_ressources", "cmu_c_plafond"):
            document["familles"]["famille"][variable] = {NOW: None}
    stock = calculate(drawn, corrected=False)
    return list(zip(drawn, stock, calculate(drawn, corrected=True), strict=True))


def results(document, answer):
    """(entity, variable, value) of everything the document asks."""
    for plural, entities in document.items():
        for entity, variables in entities.items():
            for variable, values in variables.items():
                if isinstance(values, dict):
                    for period, value in values.items():
                        if value is None:
                            yield entity, variable, answer[plural][entity][variable][period]


def test_what_no_correction_touches_is_equal(pairs):
    compared = 0
    for document, stock, corrected in pairs:
        reached = [variables for touches, variables in REACH.values() if touches(document, stock)]
        if EVERYTHING in reached:
            continue
        touched = {"cmu_c_plafond", *OF_ALL.values()}.union(*reached)
        for left, right in zip(results(document, stock), results(document, corrected), strict=True):
            entity, variable, value = left
            if variable not in touched:
                assert value == right[2], f"{variable} of {entity}: {value}, corrected {right[2]}"
                compared += 1
    assert compared > 500


@pytest.mark.parametrize("identifier", REACH)
def test_every_reach_is_met_by_some_household_and_not_by_all(identifier, pairs):
    touches, _ = REACH[identifier]
    met = [bool(touches(document, stock)) for document, stock, _ in pairs]
    assert any(met)
    assert not all(met)


def test_a_batch_gives_the_corrected_values_of_each_alone(pairs):
    for document, _, corrected in pairs[:6]:
        [alone] = calculate([document], corrected=True)
        assert list(results(document, alone)) == list(results(document, corrected))
