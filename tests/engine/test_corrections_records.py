"""The lists of corrections and of uncertain rules, against the legislation as loaded."""

import datetime
from collections import Counter
from pathlib import Path

import pytest
from openfisca_core.reforms import Reform

from simulator.engine.law.corrections import CORRECTIONS, TO_CHECK, YEARLY_AMOUNTS, apply
from simulator.engine.law.system import corrected_system, stock_system

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

TABLE = Path(__file__).parents[2] / "docs" / "corrections.md"


def parameter(system, path):
    node = system.parameters
    for name in path.split("."):
        node = node.children[name]
    return node


@pytest.mark.parametrize("record", [*CORRECTIONS, *TO_CHECK], ids=lambda record: record.id)
def test_a_record_names_loaded_variables(record):
    assert record.variables
    for name in record.variables:
        assert name in stock_system().variables


def test_yearly_amounts_are_loaded_variables():
    assert stock_system().variables.keys() >= YEARLY_AMOUNTS


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda correction: correction.id)
def test_a_correction_is_dated_sourced_and_does_something(correction):
    assert datetime.date.fromisoformat(correction.since) <= datetime.date.today()
    assert datetime.date.fromisoformat(correction.checked_on) <= datetime.date.today()
    assert correction.law
    assert correction.source.startswith(("https://", "http://"))
    assert correction.formulas or correction.values


@pytest.mark.parametrize("rule", TO_CHECK, ids=lambda rule: rule.id)
def test_a_rule_to_check_is_dated_and_says_why(rule):
    assert datetime.date.fromisoformat(rule.rule_date) <= datetime.date.today()
    assert rule.title
    assert rule.reason


def test_no_variable_nor_parameter_is_mended_twice():
    mended = Counter(
        formula.__name__ for correction in CORRECTIONS for formula in correction.formulas
    )
    mended.update(value.parameter for correction in CORRECTIONS for value in correction.values)
    assert set(mended.values()) == {1}


@pytest.mark.parametrize(
    "value",
    [value for correction in CORRECTIONS for value in correction.values],
    ids=lambda value: value.parameter.rsplit(".", 1)[-1],
)
def test_a_mended_parameter_is_still_wrong_upstream(value):
    stock = parameter(stock_system(), value.parameter)(value.since)
    assert stock != value.value, f"upstream has mended {value.parameter}: remove the value"
    assert parameter(corrected_system(), value.parameter)(value.since) == value.value


def test_the_day_before_a_mended_value_is_untouched():
    for correction in CORRECTIONS:
        for value in correction.values:
            before = datetime.date.fromisoformat(value.since) - datetime.timedelta(days=1)
            stock = parameter(stock_system(), value.parameter)(str(before))
            assert parameter(corrected_system(), value.parameter)(str(before)) == stock


def test_the_corrected_system_shares_what_is_not_mended():
    stock, corrected = stock_system(), corrected_system()
    mended = {formula.__name__ for correction in CORRECTIONS for formula in correction.formulas}
    for name, variable in stock.variables.items():
        assert (corrected.variables[name] is variable) == (name not in mended)
    assert (
        corrected.parameters.children["impot_revenu"] is stock.parameters.children["impot_revenu"]
    )


def test_a_correction_of_an_extension_that_is_not_loaded_is_left_out():
    class WithoutRennes(Reform):
        def apply(self):
            del self.variables["rennes_metropole_transport_base_ressource"]

    corrected = apply(WithoutRennes(stock_system()))
    assert "rennes_metropole_transport_base_ressource" not in corrected.variables
    assert "rsa_nb_parents" in corrected.variables


@pytest.mark.parametrize("record", [*CORRECTIONS, *TO_CHECK], ids=lambda record: record.id)
def test_the_table_for_readers_has_a_row(record):
    assert f"| {record.id} |" in TABLE.read_text(encoding="utf-8")
