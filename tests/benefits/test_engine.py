"""The catalogue against the engine: every name it holds exists, as it says."""

import warnings
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

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
        for named in (*benefit.variables(), *filter(None, [benefit.received])):
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
    catalogue: Catalogue, system, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("freshness", on=date(2026, 11, 22))
    said = capsys.readouterr().out
    assert "cheque_energie : valeur du 2021-01-01, attendue le 2022-01-01" in said
    assert "rsa : " not in said
    assert "le moteur a une valeur" not in said


def test_a_file_behind_the_engine_is_told(
    catalogue: Catalogue, system, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rsa = catalogue.get("rsa")
    behind = replace(rsa.revaluations[0], since=date(2025, 4, 1))
    old = Catalogue((replace(rsa, revaluations=(behind,)),))
    monkeypatch.setattr("simulator.management.commands.freshness.catalogue", lambda: old)
    with pytest.raises(CommandError, match="1 date"):
        call_command("freshness", on=date(2026, 11, 22))
    assert "le moteur a une valeur du 2026-04-01" in capsys.readouterr().out
