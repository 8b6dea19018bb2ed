"""How long the questionnaire is, and the pages of docs/ that its commands write."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from questionnaire.mermaid import graph, screens
from questionnaire.questions import FLOW
from tests.personas.__main__ import lines
from tests.personas.describe import MONTH, RENNES, adult, answers, child, home
from tests.personas.people import PEOPLE

DOCS = Path(__file__).parents[2] / "docs"
ALONE = answers(
    adult("vous", "1990-05-04", "salarie", incomes={"salaire": 1400.0}),
    home("locataire_vide", 600, RENNES),
)
FIVE = answers(
    adult("vous", "1985-05-04", "salarie", incomes={"salaire": 1600.0}),
    adult("conjoint", "1986-05-04", "salarie", incomes={"salaire": 1200.0}),
    child(1, "2012-02-10", "college"),
    child(2, "2015-02-10", "primaire"),
    child(3, "2018-02-10"),
    home("locataire_hlm", 550, RENNES),
    couple="marie",
    children=3,
)


@pytest.mark.parametrize(("household", "most"), [(ALONE, 20), (FIVE, 45)], ids=["alone", "five"])
def test_the_questionnaire_is_short(household: dict, most: int):
    assert FLOW.first_unanswered(household, MONTH) is None
    assert FLOW.relevant(household, MONTH) == household  # nothing there that is not asked
    assert screens(FLOW, household, MONTH) <= most


def test_custody_is_asked_once_for_all_the_children():
    keys = [step.key for step in FLOW.steps(FIVE, MONTH)]
    assert [key for key in keys if key.startswith("garde")] == ["garde"]


def test_no_persona_walks_for_long():
    assert max(screens(FLOW, one.answers, one.month) for one in PEOPLE) <= 45


def test_every_question_is_in_the_graph():
    drawn = graph(FLOW)
    for chapter in FLOW.chapters:
        for question in chapter.questions:
            assert f'["{question.id}' in drawn


def test_the_page_of_the_flow_is_fresh(tmp_path: Path):
    people = tmp_path / "personas.jsonl"
    people.write_text("\n".join(lines()), encoding="utf-8")
    written = io.StringIO()
    call_command("flow", str(people), stdout=written)
    fresh = (DOCS / "flow.md").read_text(encoding="utf-8") == written.getvalue()
    assert fresh, "docs/flow.md is no longer what the questions make: run make fresh"
