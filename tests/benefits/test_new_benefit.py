"""`manage.py new_benefit`: a file to fill, what it lacks, and then a benefit like the others."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from benefits import registry

FILLED = {
    'label = ""': 'label = "Aide au permis"',
    'description = ""': 'description = "La ville paie le permis. Elle dépend de l’âge."',
    'institution = ""': 'institution = "departement"',
    'theme = ""': 'theme = "transports"',
    'link = ""': 'link = "https://www.ville.example.fr/permis"',
    'source = ""': 'source = "Délibération du 1er juin 2026"',
    'starts = ""': 'starts = "À la demande."',
    'title = ""': 'title = "Un ménage"',
    "if = {}": "if = { age = { below = 26 } }",
    'otherwise = ""': 'otherwise = "Il faut avoir moins de 26 ans."',
    'variable = ""': 'variable = "rsa"',
    'parameter = ""': 'parameter = "prestations_sociales.prestations_familiales.bmaf.bmaf"',
}


@pytest.fixture
def operator(tmp_path: Path, settings):
    """The operator's folder, read again for each test."""
    settings.CATALOGUE_DIRS = [str(tmp_path)]
    registry.catalogue.cache_clear()
    yield tmp_path
    registry.catalogue.cache_clear()


@pytest.mark.parametrize(("kind", "blanks"), [("rules", 11), ("engine", 14)])
def test_what_is_missing_is_named_line_by_line(
    operator: Path, capsys: pytest.CaptureFixture[str], kind: str, blanks: int
) -> None:
    call_command("new_benefit", "permis_ville", kind=kind, folder=operator)
    text = (operator / "permis_ville.toml").read_text(encoding="utf-8")
    said = capsys.readouterr().out
    lines = [
        int(row.split("ligne ")[1].split(" ")[0]) for row in said.splitlines() if "ligne" in row
    ]
    empty = [n for n, row in enumerate(text.splitlines(), 1)
             if not row.startswith("#") and (' = ""' in row or " = {}" in row)]  # fmt: skip
    assert lines == empty
    assert len(lines) == blanks
    with pytest.raises(SystemCheckError, match=f"ligne {lines[0]} : « label » est vide"):
        call_command("check")


@pytest.mark.parametrize("kind", ["rules", "engine"])
def test_once_filled_it_is_a_benefit(
    operator: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    call_command("new_benefit", "permis_ville", kind=kind, folder=operator)
    path = operator / "permis_ville.toml"
    text = path.read_text(encoding="utf-8")
    for blank, filled in FILLED.items():
        text = text.replace(blank, filled)
    if kind == "engine":  # the RSA is a family's: a rule speaks of someone of it
        text = text.replace(
            "if = { age = { below = 26 } }", "if = { someone = { age = { below = 26 } } }"
        )
    text = text.replace("people = [{ age = 30 }]", "people = [{ age = 20 }]", 1)
    path.write_text(text, encoding="utf-8")
    call_command("check")
    capsys.readouterr()
    call_command("benefits")
    assert "permis_ville" in {item["id"] for item in json.loads(capsys.readouterr().out)}


@pytest.mark.parametrize(
    ("name", "said"), [("rsa", "existe déjà"), ("Permis ville", "minuscules"), ("../x", "minusc")]
)
def test_a_name_taken_or_wrong_is_refused(operator: Path, name: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("new_benefit", name, folder=operator)
    assert list(operator.iterdir()) == []


def test_a_town_needs_one_file(operator: Path, monkeypatch, tmp_path: Path, capsys) -> None:
    """Its folder, its town hall, the telephone and the site come from the directory."""
    monkeypatch.setattr("benefits.management.commands.new_benefit.CATALOGUE", operator)
    call_command("new_benefit", "permis_ville", territory="commune:35238")
    path = operator / "commune" / "35238_rennes" / "permis_ville.toml"
    text = path.read_text(encoding="utf-8")
    for blank, filled in FILLED.items():
        text = text.replace(blank, filled)
    path.write_text(
        text.replace("people = [{ age = 30 }]", "people = [{ age = 20 }]", 1), encoding="utf-8"
    )
    registry.catalogue.cache_clear()
    hall = registry.catalogue().get("permis_ville").institution
    assert (hall.label, hall.id) == ("Ville de Rennes", "commune:35238")
    assert hall.phone
    assert hall.site.startswith("http")


def test_a_territory_that_is_not_in_the_directory_is_refused(operator: Path) -> None:
    with pytest.raises(CommandError, match="ne connaît pas le territoire « commune:35999 »"):
        call_command("new_benefit", "permis_ville", territory="commune:35999")


def test_a_folder_outside_the_catalogue_is_told(
    operator: Path, tmp_path_factory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("ailleurs")
    call_command("new_benefit", "permis_ville", folder=elsewhere)
    assert f"Ajoutez {elsewhere} au réglage CATALOGUE_DIRS" in capsys.readouterr().out
