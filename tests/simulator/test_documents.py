"""The document of every persona in full, and of anybody: nothing said is lost, nothing is added."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.terms import PLURALS
from questionnaire.asked import Asked
from questionnaire.core import Over
from questionnaire.questions import FLOW
from questionnaire.unknown import assumed, unknowns, ways
from simulator.engine.law.incomes import INCOMES
from simulator.way.document import NO_TRADE, RARE_LINES, SHARED, situation
from simulator.way.earnings import RARE_INCOMES
from simulator.way.entities import dated, holders
from simulator.way.household import Household, household
from tests.personas import documents
from tests.personas.people import PEOPLE
from tests.personas.reviewed import REVIEWS
from tests.questionnaire.conftest import MONTH, walk

DRAWN = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
#: What the situation writes of itself, besides the facts: roles, twins, past months, tax facts.
OWN = {
    "statut_marital", "caseT", "departement_experimentation_rsa", "enfant_a_charge", "rsa",
    "contrat_engagement_jeune", "nationalite", "duree_possession_titre_sejour", "salaire_net",
    "salaire_imposable", "salaire_de_base", "chomage_net", "chomage_imposable", "chomage_brut",
    "retraite_nette", "retraite_imposable", "retraite_brute",
}  # fmt: skip
OWN |= {"f4ba"}  # rents above what the micro scheme allows
OWN |= {name for income in INCOMES for name in (*income.twins, *income.boxes)}
OWN |= {*RARE_INCOMES, *RARE_LINES, NO_TRADE[0]}  # the applicant gives them, nothing if nothing
ROLES = {"parents", "enfants", "declarants", "personnes_a_charge", "personne_de_reference"}
ROLES |= {"conjoint"}


@pytest.fixture(scope="module")
def reviewed() -> dict:
    return json.loads(documents.FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_a_personas_document_is_the_one_that_was_reviewed(person, reviewed):
    """After a change: tests.personas.documents says how to write them again, to be read."""
    assert documents.compact(documents.document(person)) == reviewed[person.id]


def test_every_reviewed_document_has_its_persona(reviewed):
    assert list(reviewed) == [person.id for person in PEOPLE]


def drawn(data: st.DataObject) -> Household:
    answers = walk(data)
    asked = Asked.of(FLOW, answers, MONTH)
    found = unknowns(asked)
    way = data.draw(st.sampled_from(ways(found)))
    return household(asked, assumed(answers, found, way))


@DRAWN
@given(data=st.data())
def test_everything_said_reaches_the_document(communes, data):
    """Each fact stands on each of its periods, of each entity that it is about."""
    home = drawn(data)
    document = situation(home)
    for fact in home.inputs:
        if fact.entity in SHARED:
            continue  # what two people say adds up
        found = holders(fact, document)
        assert found, fact
        last = [f for f in home.inputs if (f.variable, f.subject) == (fact.variable, fact.subject)]
        expected = {p: v for f in last for p, v in dated(f, home.month).items()}
        for entity in found:
            for period in dated(fact, home.month):
                assert entity[fact.variable][period] == expected[period], fact


@DRAWN
@given(data=st.data())
def test_nothing_else_reaches_the_document(communes, data):
    """A variable of the document is one that was asked, or one that the situation owns."""
    home = drawn(data)
    said = {fact.variable for fact in home.inputs} | {name for name, _ in home.received_variables}
    said |= {f"{name}_non_percue" for name, _ in home.received_variables}
    for plural in PLURALS.values():
        for entity in situation(home)[plural].values():
            assert set(entity) <= said | OWN | ROLES


@DRAWN
@given(data=st.data())
def test_everyone_is_once_in_each_kind_of_group(communes, data):
    home = drawn(data)
    document = situation(home)
    for plural in ("familles", "foyers_fiscaux", "menages"):
        members = [
            name
            for group in document[plural].values()
            for role in ROLES & group.keys()
            for name in group[role]
        ]
        assert sorted(members) == sorted(document["individus"]), plural


@DRAWN
@given(data=st.data())
def test_no_income_stands_before_birth_nor_after_the_month(communes, data):
    home = drawn(data)
    for fact in home.inputs:
        if fact.over in (Over.MONTHS, Over.RECEIVED):
            assert max(fact.value) <= home.month


@pytest.mark.parametrize("review", REVIEWS, ids=lambda review: f"{review.public}: {review.persona}")
def test_a_public_is_what_the_law_says_of_it(review, reviewed):
    """The lines written by hand beside their article are those of the persona's document."""
    document = reviewed[review.persona]
    found = {
        (entity, name): values
        for entity, held in document.items()
        for names, values in held.items()
        for name in names.split()
    }
    assert {key: found.get(key) for key in review.says} == review.says
