"""The households that the engine is made ready for."""

import json

import pytest

from simulator.engine.common_ground.store import month_of
from simulator.engine.documents.reader import read
from simulator.engine.lanes.formulas import rules_of
from simulator.engine.law.system import corrected_system
from simulator.way.usual import given_variables, households, usual_documents
from tests.personas import documents as reviewed
from tests.personas.describe import MONTH


@pytest.mark.django_db
def test_usual_households_answer_every_question_of_today(communes: None) -> None:
    documents = list(usual_documents(MONTH))
    assert len(documents) == len(list(households())) == 14
    for document in documents:
        asked = [name for name, of in document["familles"]["famille"].items() if MONTH in of]
        assert "rsa" in asked or "aspa" in asked


@pytest.mark.engine
@pytest.mark.django_db
def test_usual_households_are_of_the_month_that_the_engine_has_learnt(communes: None) -> None:
    """Else the first visitors wait for another month to be learnt, in each process."""
    for document in usual_documents(MONTH):
        assert month_of(read(corrected_system(), document)) == MONTH


@pytest.mark.engine
def test_a_tape_reads_every_variable_that_a_household_may_give() -> None:
    """Else its signature is recorded again for the first who does."""
    system = corrected_system()
    people = json.loads(reviewed.FILE.read_text(encoding="utf-8")).values()
    written = {
        name
        for document in people
        for entity in document.values()
        for names in entity
        for name in names.split()
    }
    without_formula = (written & system.variables.keys()) - rules_of(system).telling
    assert len(without_formula) > 50
    assert without_formula <= given_variables()
