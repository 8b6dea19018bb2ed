"""The catalogue against the engine: every name it holds exists, as it says."""

import warnings

import pytest

from benefits.schema import Catalogue

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def system():
    from simulator.engine.system import corrected_system

    with warnings.catch_warnings():
        # The extensions' own files use names that numpy has moved: theirs to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        return corrected_system()


def test_every_variable_exists_with_its_entity_and_period(catalogue: Catalogue, system) -> None:
    wrong = []
    for benefit in catalogue.benefits:
        for named in benefit.variables():
            variable = system.variables.get(named.name)
            if variable is None:
                wrong.append(f"{benefit.id}: {named.name} does not exist")
            elif (variable.entity.key, str(variable.definition_period)) != (
                named.entity,
                named.period,
            ):
                wrong.append(
                    f"{benefit.id}: {named.name} is of {variable.entity.key}, "
                    f"by {variable.definition_period}"
                )
    assert wrong == []


def test_what_the_engine_gives_is_of_the_kind_declared(catalogue: Catalogue, system) -> None:
    for benefit in catalogue.benefits:
        if benefit.engine:
            kind = system.variables[benefit.engine.variable.name].value_type
            assert kind is not bool or benefit.engine.gives == "eligibility", benefit.id


def test_every_revaluation_names_a_parameter_and_its_latest_date(
    catalogue: Catalogue, system
) -> None:
    wrong = []
    for benefit in catalogue.benefits:
        for item in benefit.revaluations:
            latest = latest_date(system.parameters, item.parameter)
            if latest != item.since.isoformat():
                wrong.append(f"{benefit.id}: {item.parameter} is of {latest}, not {item.since}")
    assert wrong == []


def latest_date(parameters, path: str) -> str:
    """The date of the latest value of a parameter, or of the brackets of a scale."""
    node = parameters
    for name in path.split("."):
        node = node.children[name]
    if hasattr(node, "brackets"):
        leaves = [leaf for bracket in node.brackets for leaf in bracket.children.values()]
    else:
        leaves = [node]
    return max(leaf.values_list[0].instant_str for leaf in leaves)
