import fnmatch
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from benefits import registry
from benefits.apps import check_catalogue
from benefits.asking import in_territory
from benefits.schema import Benefit

FLOOR = (
    *("af", "cf", "asf", "paje_base", "rsa", "aide_logement", "ppa", "aspa", "aah", "asi", "ass"),
    *("cmu_c", "css_participation_forfaitaire", "bourse_college", "bourse_lycee"),
    "cheque_energie",
)


def test_the_floor_is_there(catalogue) -> None:
    assert {benefit.id for benefit in catalogue.benefits} >= set(FLOOR)


def test_a_national_benefit_is_everywhere(catalogue) -> None:
    benefit = catalogue.get("rsa")
    assert in_territory(benefit, benefit.examples[0].facts) is True


def test_the_command_lists_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("benefits")
    found = {item["id"]: item for item in json.loads(capsys.readouterr().out)}
    assert set(found["rsa"]) == {*("id", "label", "institution", "territory", "variables", "desks")}
    assert found["rsa"]["variables"][0] == "rsa"
    assert "caf" in found["rsa"]["desks"]


def test_the_catalogue_is_counted_by_territory_and_by_public(capsys) -> None:
    call_command("benefits", counts=True)
    told = json.loads(capsys.readouterr().out)
    assert told["benefits"] >= 350
    assert told["local with an amount or a formula"] >= 120
    assert sum(told["by territory"].values()) == told["benefits"]
    assert min(told["open to"].values()) >= 40


@pytest.fixture
def fresh_registry():
    """A registry that reads the settings again, before and after."""
    registry.catalogue.cache_clear()
    yield registry
    registry.catalogue.cache_clear()


def test_a_fault_stops_the_site_from_starting(tmp_path: Path, settings, fresh_registry) -> None:
    assert check_catalogue(None) == []
    fresh_registry.catalogue.cache_clear()
    (tmp_path / "faux.toml").write_text('labell = "x"', encoding="utf-8")
    settings.CATALOGUE_DIRS = [tmp_path]
    found = check_catalogue(None)
    assert any("faux.toml, ligne 1 : clé inconnue « labell »" in error.msg for error in found)


def test_an_amount_of_the_engine_falls_due_on_a_day_or_is_always_to_check(catalogue) -> None:
    """Local amounts that a deliberation sets have no day: they are never more than to check."""
    figures = [
        item for item in catalogue.benefits if item.engine and item.engine.gives != "eligibility"
    ]
    assert len(figures) > 50
    assert [item.id for item in figures if not item.revaluations and not item.to_check] == []


def best_of(files: list[Benefit]) -> str:
    """What these files give at best, as the table of the sixty says it."""
    amounts = [one for benefit in files for one in benefit.amounts]
    if any(one.up_to is None for one in amounts) or any(
        benefit.engine and benefit.engine.gives == "amount" for benefit in files
    ):
        return "montant"
    return "plafond" if amounts else "sans chiffre"


def test_the_table_of_the_sixty_names_files_that_exist_and_says_what_they_give(catalogue) -> None:
    table = Path(settings.BASE_DIR, "docs/soixante.md").read_text("utf-8")
    rows = [line.split("|") for line in table.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == 60
    ids = {one.id: one for one in catalogue.benefits}
    wrong = []
    for number, _, named, state in (row[1:5] for row in rows):
        patterns = [one.replace("…", "*") for one in re.findall(r"`([a-z0-9_*…]+)`", named)]
        found = [fnmatch.filter(ids, pattern) for pattern in patterns]
        said = state.split(";")[0].split(":")[0].strip()
        due = best_of([ids[id] for some in found for id in some]) if patterns else "écartée"
        if not all(found) or said != due:
            wrong.append((number.strip(), said, due, found))
    assert wrong == []
