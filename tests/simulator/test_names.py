"""Every OpenFisca name that the questionnaire and the situation write exists, with its entity."""

from types import ModuleType

import pytest

from questionnaire.core import Over
from questionnaire.questions import FLOW
from simulator.engine.law.incomes import INCOMES
from simulator.engine.law.system import corrected_system
from simulator.way.document import NEVER_COMPUTED_BACK
from simulator.way.household import fills

pytestmark = pytest.mark.engine
#: A year's amount of a monthly variable is a twelfth of it each month.
PERIODS = {Over.ETERNITY: {"eternity"}, Over.YEARS: {"year", "month"}}


def test_every_fill_names_a_variable_of_its_entity_and_period(engine: ModuleType):
    system = corrected_system()
    for fill in fills(FLOW):
        variable = system.get_variable(fill.variable)
        assert variable is not None, fill.variable
        assert variable.entity.key == fill.entity, fill.variable
        assert variable.definition_period in PERIODS.get(fill.over, {"month"}), fill.variable


def test_every_name_that_the_situation_adds_exists(engine: ModuleType):
    system = corrected_system()
    for income in INCOMES:
        for name in (income.variable, *income.twins):
            assert system.get_variable(name).entity.key == "individu"
        for box in (*income.boxes, "f4ba"):
            assert system.get_variable(box).entity.key == "foyer_fiscal"
    for name, entity in NEVER_COMPUTED_BACK:
        assert system.get_variable(name).entity.key == entity
    assert system.get_variable("caseT").entity.key == "foyer_fiscal"
    assert system.get_variable("statut_marital").entity.key == "individu"
    assert system.get_variable("departement_experimentation_rsa").entity.key == "famille"
