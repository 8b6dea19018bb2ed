"""A faulty file of an operator's folder stops `manage.py check`, whatever the fault."""

from pathlib import Path

import pytest
from django.core.checks import Error
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from benefits import registry
from simulator.project.checks import check_territories

GOOD = """\
label = "Aide au permis"
description = "La ville paie une partie du permis. Elle dépend de l’âge."
institution = "departement"
theme = "transports"
link = "https://www.ville.example.fr/permis"
territory = ["commune:35238", "epci:243500139", "departement:35", "region:53"]
whose = "person"
reviewed_on = 2026-11-22
source = "Délibération du 1er juin 2026"

[claim]
starts = "À la demande."

[[claim.variants]]
territory = ["commune:35047"]
note = "À la mairie."

[[conditions]]
if = { age = { at_least = 18 } }
otherwise = "Il faut avoir 18 ans."

[[conditions]]
variable = "quotient_familial_caf"
entity = "famille"
at_most = 800
otherwise = "Votre quotient familial : {value}."

[[examples]]
title = "Un adulte"
people = [{ age = 30 }]
expect = "possible"

[[examples]]
title = "Un enfant"
people = [{ age = 8 }]
expect = "no"
"""


@pytest.fixture
def operator(tmp_path: Path, settings):
    """The operator's folder, read again for each test."""
    settings.CATALOGUE_DIRS = [str(tmp_path)]
    registry.catalogue.cache_clear()
    yield tmp_path
    registry.catalogue.cache_clear()


def test_a_condition_on_what_nobody_asks_is_refused(operator: Path) -> None:
    text = GOOD.replace("if = { age = { at_least = 18 } }", "if = { stagiaire = false }")
    (operator / "permis_ville.toml").write_text(
        text.replace("{ age = 8 }", "{ age = 8, stagiaire = true }"), encoding="utf-8"
    )
    with pytest.raises(SystemCheckError, match=r"permis_ville\.toml, ligne 19 : aucune"):
        call_command("check")


def test_a_good_file_is_part_of_the_catalogue(operator: Path) -> None:
    (operator / "permis_ville.toml").write_text(GOOD, encoding="utf-8")
    call_command("check")
    assert registry.catalogue().get("permis_ville") is not None


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("label =", "labell =", 1, "clé inconnue « labell ». Vouliez-vous dire « label » ?"),
        ("at_least = 18", "atleast = 18", 19, "Vouliez-vous dire « at_least » ?"),
        ("age = { at_least", "aje = { at_least", 19, "Vouliez-vous dire « age » ?"),
        ("familial_caf", "familial_cafe", 23, "Vouliez-vous dire « quotient_familial_caf » ?"),
        ("commune:35238", "commune:3523", 6, "inconnu « commune:3523 ». Vouliez-vous dire « comm"),
        ("epci:243500139", "epci:243500130", 6, "Vouliez-vous dire « epci:243500139 » ?"),
        ("region:53", "region:54", 6, "inconnu « region:54 ». Vouliez-vous dire « region:"),
        ("commune:35047", "commune:35947", 15, "inconnu « commune:35947 »"),
        ("2026-11-22", '"2026-11-22"', 8, "doit être une date comme 2026-04-01"),
        ("https://www", "htps://www", 5, "doit être une adresse https complète"),
    ],
)
def test_a_fault_stops_the_check_with_its_line(
    operator: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in GOOD
    (operator / "permis_ville.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SystemCheckError) as stopped:
        call_command("check")
    told = [text for text in str(stopped.value).splitlines() if said in text]
    assert len(told) == 1, str(stopped.value)
    assert f"permis_ville.toml, ligne {line} : " in told[0]


def test_a_date_that_does_not_exist_is_told_with_its_line(operator: Path) -> None:
    text = GOOD.replace("2026-11-22", "2026-13-22")
    (operator / "permis_ville.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SystemCheckError, match=r"permis_ville.toml.*line 8"):
        call_command("check")


def test_the_projects_own_territories_exist() -> None:
    found: list[Error] = list(check_territories(None))
    assert found == []
