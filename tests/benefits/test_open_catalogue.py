"""`manage.py import_catalogue`: what our vocabulary can say becomes a file, the rest is told."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benefits.toml.benefit import load
from benefits.toml.writer import written
from tests.benefits.conftest import FOLDER

TOWN = 'name: Ville de Rennes\ntype: commune\ncode_insee: "35238"\n'
LICENCE = """\
label: aide au permis
institution: ville_rennes
conditions_generales:
  - type: attached_to_institution
  - type: age
    operator: ">="
    value: 18
  - type: age
    operator: "<"
    value: 26
  - type: quotient_familial
    period: month
    operator: "<="
    value: 800
profils:
  - type: chomeur
  - type: apprenti
link: https://metropole.rennes.example.fr/permis
type: float
unit: €
periodicite: ponctuelle
montant: 400
"""
Import = Callable[..., str]


@pytest.fixture
def imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import these files, by their name; returns what the command said."""

    def run(**files: str) -> str:
        source = tmp_path / "catalogue"
        for name, text in {"ville_rennes": TOWN, **files}.items():
            folder = source / ("institutions" if name.startswith("ville") else "benefits")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.yml").write_text(text, encoding="utf-8")
        into = tmp_path / "aides"
        into.mkdir(exist_ok=True)
        capsys.readouterr()
        call_command("import_catalogue", source, into=into, licence="Essai", on=date(2026, 8, 19))
        return capsys.readouterr().out

    return run


def test_what_our_words_can_say_becomes_a_benefit(imported: Import, tmp_path: Path) -> None:
    assert imported(permis=LICENCE).endswith("1 fiche(s) écrite(s), 0 laissée(s).\n")
    path = tmp_path / "aides" / "commune" / "35238_rennes" / "permis.toml"
    assert path.exists()
    benefit = load([FOLDER, tmp_path / "aides"]).get("permis")
    assert benefit.institution.label == "Ville de Rennes"
    assert benefit.territory == ("commune:35238",)
    assert [amount.up_to for amount in benefit.amounts] == [400]
    assert benefit.shown == "once"
    assert "19" in benefit.to_check
    assert benefit.source.startswith("Essai")
    assert [one.rule is None for one in benefit.conditions] == [False, False, True, False]
    assert {example.expect for example in benefit.examples} == {"possible", "no"}


def test_a_tax_notice_and_a_grant_by_year_are_read(imported: Import, tmp_path: Path) -> None:
    text = LICENCE.replace("period: month", "period: year").replace("value: 800", "value: 18000")
    imported(permis=text.replace("ponctuelle", "annuelle"))
    benefit = load([FOLDER, tmp_path / "aides"]).get("permis")
    [notice] = [one for one in benefit.conditions if one.terms]
    assert (notice.terms[0].variable.name, notice.at_most[0].variable.name) == ("rfr", "nbptr")
    assert benefit.shown == "year"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('operator: ">="', 'operator: "~="', 6, "opérateur inconnu « ~= »"),
        ("type: attached_to_institution", "type: pointure", 4, "aucune question ne parle"),
        ("type: chomeur", "type: chomeurs", 16, "Vouliez-vous dire « chomeur »"),
        ("label: aide", "label: <b>aide</b>", 1, "du HTML"),
        ("https://metropole.rennes.example.fr/permis", "javascript:alert(1)", 18, "du HTML"),
        ("https://metropole", "http://metropole", 18, "adresse https"),
        ("type: attached_to_institution", 'type: communes\n    values: ["35999"]', 3, "35999"),
        (
            '    operator: "<="\n    value: 800',
            '    operator: ">"\n    value: 8',
            11,
            "inconnu « > »",
        ),
        ("label: aide au permis", "label: [", 3, "pas du YAML"),
        ("type: float", "a: &x [1]\nb: *x", 1, "alias"),
    ],
)
def test_what_cannot_be_said_is_left_and_told(
    imported: Import, tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in LICENCE
    told = imported(permis=LICENCE.replace(old, new, 1))
    assert "0 fiche(s) écrite(s), 1 laissée(s)." in told
    assert any(f"permis.yml, ligne {line} :" in row and said in row for row in told.splitlines()), (
        told
    )
    assert list((tmp_path / "aides").rglob("*.toml")) == []


def test_a_name_that_is_taken_is_left(imported: Import) -> None:
    assert "une fiche s’appelle déjà « rsa »" in imported(rsa=LICENCE)


def test_a_huge_file_or_one_that_is_no_text_is_left(imported: Import, tmp_path: Path) -> None:
    assert "dépasse 200 ko" in imported(grand="a: " + "b" * 300_000)
    (tmp_path / "catalogue" / "benefits" / "grand.yml").write_bytes(b"\xff\xfe\x00")
    assert "pas en UTF-8" in imported()


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command(
            "import_catalogue", tmp_path / "rien", into=tmp_path, licence="x", on=date.today()
        )


def test_what_is_written_is_read_back_whatever_its_letters() -> None:
    import tomllib

    sheet = {
        "label": 'Une « aide » "x"\\\n\x01',
        "claim": {"starts": "é"},
        "conditions": [{"if": {}}],
    }
    assert tomllib.loads(written(sheet))["label"] == sheet["label"]
    with pytest.raises(ValueError, match="libelle"):
        written({"libelle": "x", "claim": {}})
