"""The dense table: near misses first, local rights first, every column in words, as text too."""

from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string

from benefits.reasons import CLOSE_BY
from benefits.registry import catalogue
from benefits.verdict import Verdict
from questionnaire.questions import FLOW
from simulator.accompany import table
from simulator.project import modes
from simulator.results.page import shown
from simulator.way.case import case_of
from simulator.way.outcomes import Outcome
from tests.personas.people import PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def context(db: None) -> dict[str, Any]:
    """The results page of a household whose verdicts are written here, in the mode's voice."""
    person = next(one for one in PEOPLE if one.id == "seul sans rien, hébergé")
    mode = modes.accompanied("123456789")
    local = next(one for one in catalogue().benefits if one.territory != ("france",))
    verdicts = (
        verdict("rsa", "573.49"),
        verdict("ppa", "90", up_to=Decimal(120), settled_by=("x",)),
        Verdict(local, "estimated", None, Decimal(12)),
        verdict("cmu_c", status="no", reasons=("Vos revenus dépassent la limite.", CLOSE_BY)),
        verdict("aspa", status="no", person="vous", opens_in=8, reasons=("Il faut 65 ans.",)),
        verdict("aah", status="no", person="vous", reasons=("Il faut un handicap.",)),
        verdict("aide_logement", "300", status="received", declared=Decimal(280)),
    )
    return shown(Outcome(case_of(person.dossier, FLOW), verdicts), mode)


def verdict(id: str, amount: str = "", status: Any = "estimated", **more: Any) -> Verdict:
    benefit = catalogue().get(id)
    assert benefit is not None
    return Verdict(benefit, status, amount=Decimal(amount) if amount else None, **more)


def test_near_misses_come_first_then_what_to_claim(context: dict[str, Any]) -> None:
    found = table.blocks(context)
    assert [block.id for block in found] == ["near", "claim", "received", "no"]
    near = {row.card.benefit.id for row in found[0].rows}
    assert near == {"cmu_c", "aspa"}
    assert [row.card.benefit.id for row in found[-1].rows] == ["aah"]


def test_local_rights_come_before_those_of_the_whole_country(context: dict[str, Any]) -> None:
    claim = next(block for block in table.blocks(context) if block.id == "claim")
    assert [row.is_local for row in claim.rows] == [True, False, False]
    assert [row.card.benefit.id for row in claim.rows[1:]] == ["rsa", "ppa"]


def test_each_column_is_in_words_and_speaks_of_the_person(context: dict[str, Any]) -> None:
    lines = {row.card.benefit.id: row.line for b in table.blocks(context) for row in b.rows}
    assert lines["rsa"].amount.replace("\u00a0", " ") == "573,49 euros par mois"
    assert lines["ppa"].amount.startswith("de 90")
    assert lines["aide_logement"].amount.startswith("280")
    assert lines["cmu_c"].certainty == "refusée de peu"
    assert lines["cmu_c"].missing.startswith("Les revenus dépassent la limite.")
    assert "les mois d’avant sont perdus" in lines["rsa"].deadline
    assert lines["aah"].whose == "la personne"
    assert lines["aah"].deadline == ""
    assert "R.262" in lines["rsa"].rule or "262-2" in lines["rsa"].rule


def test_the_table_is_copied_as_text_between_tabs(context: dict[str, Any]) -> None:
    text = table.as_text(table.blocks(context))
    lines = text.split("\n")
    assert lines[0].split("\t") == list(table.COLUMNS)
    assert all(line.count("\t") in (0, len(table.COLUMNS) - 1) for line in lines)
    assert "Revenu de solidarité active" in text


def test_the_notes_are_never_sent(context: dict[str, Any]) -> None:
    html = render_to_string("accompany/results_body.html", context)
    notes = html.split('class="notes"')[1]
    assert notes.count("<textarea") == 5
    assert "name=" not in notes
    assert "<form" not in html


def test_an_age_reached_in_a_year_is_a_near_miss_and_in_two_is_none() -> None:
    assert verdict("aspa", status="no", opens_in=12).near_miss
    assert not verdict("aspa", status="no", opens_in=13).near_miss
    assert not verdict("aspa", "12", opens_in=3).near_miss
