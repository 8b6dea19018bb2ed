"""The dated values that this project adds: against the packages, and where they lead."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from simulator.engine.law import legislation
from simulator.engine.law.system import corrected_system, stock_system
from simulator.engine.law.values import VALUES, constant, constants

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

SET = [one for one in VALUES if one.kind == "set"]
NEW = [one for one in VALUES if one.kind == "new"]
CONSTANTS = [one for one in VALUES if one.kind == "constant"]


def at(system, path, day):
    found = system.parameters
    for name in path.split("."):
        scale = getattr(found, "brackets", None)
        found = scale[int(name)] if scale else found.children[name]
    return found(str(day))


def named(one):
    return f"{one.parameter.rsplit('.', 2)[-2]}-{one.since}"


@pytest.mark.parametrize("one", SET, ids=named)
def test_a_value_stands_in_for_what_the_packages_still_give(one):
    stock = at(stock_system(), one.parameter, one.since)
    assert stock == one.stock, f"the packages now give {stock}: look {one.parameter} up again"
    assert stock != one.value, f"the packages have caught up: remove {one.parameter}"
    assert at(corrected_system(), one.parameter, one.since) == one.value


@pytest.mark.parametrize("one", SET, ids=named)
def test_the_day_before_a_value_is_as_it_was(one):
    before = one.since - timedelta(days=1)
    earlier = [x for x in SET if (x.parameter, x.since) < (one.parameter, one.since)]
    earlier = [x for x in earlier if x.parameter == one.parameter]
    expected = earlier[-1].value if earlier else at(stock_system(), one.parameter, before)
    assert at(corrected_system(), one.parameter, before) == expected


@pytest.mark.parametrize("one", NEW, ids=named)
def test_a_value_that_no_package_has_is_a_parameter_of_the_catalogue(one):
    assert one.parameter.startswith("catalogue.")
    assert "catalogue" not in stock_system().parameters.children
    found = legislation.parameter(one.parameter, str(one.since))
    assert (found.value, found.since) == (one.value, one.since)
    assert found.references[0].title == one.law


@pytest.mark.parametrize("one", CONSTANTS, ids=lambda one: f"{one.parameter}-{one.since}")
def test_a_constant_is_the_packages_own_when_they_have_it(one):
    if one.same_as:
        assert at(stock_system(), one.same_as, one.since) == one.value
    assert constant(one.parameter, one.since) == one.value


def test_the_latest_minimum_wage_is_that_of_the_packages():
    latest = max(one.since for one in CONSTANTS if one.parameter == "smic_brut_mensuel")
    node = stock_system().parameters.marche_travail.salaire_minimum.smic.smic_b_mensuel
    assert node.values_list[0].instant_str == str(latest)


def test_every_value_says_its_text_where_it_was_read_and_how_sure_it_is():
    for one in VALUES:
        assert one.title
        assert one.law
        assert one.read
        assert one.since <= one.checked_on <= date.today()
        assert 50 <= one.confidence <= 100


def test_no_value_is_written_twice_for_a_day():
    written = [(one.kind, one.parameter, one.since) for one in VALUES]
    assert len(written) == len(set(written))


def test_a_corrected_value_is_quoted_with_its_own_text():
    path = "prestations_sociales.solidarite_insertion.minima_sociaux.cs.cmu.plafond_base"
    found = legislation.parameter(path, "2026-11-01")
    assert (found.value, found.since) == (10421, date(2026, 4, 1))
    assert "L. 861-1" in found.references[0].title


def test_an_unknown_constant_is_an_error():
    with pytest.raises(KeyError):
        constant("plafond_de_verre", date(2026, 1, 1))


def test_a_constant_of_the_questionnaires_side_says_when_it_ages(capsys):
    """The minimum pay and the ratios of net pay are listed as the catalogue's scales are."""
    assert {one.parameter for one in constants()} == {one.parameter for one in CONSTANTS}
    assert all(one.stale_from for one in CONSTANTS)
    assert not any(one.stale_from <= date(2026, 11, 26) for one in constants())
    call_command("freshness", on=date(2027, 1, 1))
    assert "smic_brut_mensuel, valeur du 2026-06-01, attendue le 2027-01-01" in (
        capsys.readouterr().out
    )
