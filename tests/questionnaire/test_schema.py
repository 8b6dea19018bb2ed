"""The published schema of the answers document: fresh, true of the personas, closed to the rest."""

import io
import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import call_command

from questionnaire.building.forms import check
from questionnaire.questions import FLOW
from questionnaire.upgrades import OLDEST, UPGRADES, VERSION
from tests.personas.__main__ import lines
from tests.questionnaire.conftest import COMMUNES

DOCS = Path(__file__).parents[2] / "docs"
PUBLISHED = json.loads((DOCS / "answers.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(PUBLISHED)
PEOPLE = [json.loads(line) for line in lines()]
EXAMPLE = json.loads(
    re.findall(r"```json\n(.*?)```", (DOCS / "answers.md").read_text(encoding="utf-8"), re.S)[0]
)


def test_the_published_schema_is_fresh():
    written = io.StringIO()
    call_command("questions", schema=True, stdout=written)
    fresh = json.loads(written.getvalue()) == PUBLISHED
    assert fresh, "docs/answers.schema.json is no longer what the questions make: run make fresh"


@pytest.mark.parametrize("document", PEOPLE, ids=lambda one: one["id"])
def test_every_persona_is_valid(document: dict[str, Any]):
    VALIDATOR.validate({key: value for key, value in document.items() if key != "id"})


def test_the_example_of_the_page_is_whole_and_valid(monkeypatch):
    monkeypatch.setattr(
        "questionnaire.questions.logement.communes", lambda code: COMMUNES.get(code, [])
    )
    VALIDATOR.validate(EXAMPLE)
    answers, month = EXAMPLE["answers"], EXAMPLE["month"]
    assert FLOW.first_unanswered(answers, month) is None
    assert FLOW.relevant(answers, month) == answers
    for step in FLOW.steps(answers, month):
        if step.key in answers:
            assert check(step, answers[step.key]) == answers[step.key]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("loyer", "500"),
        ("loyer", -1),
        ("loyer", None),
        ("couple", "roi"),
        ("enfants", 2.5),
        ("enfants", 20),
        ("naissance/vous", "1990-02"),
        ("naissance/voisin", "1990-05-04"),
        ("naissance/enfant_13", "2015-05-04"),
        ("garde/enfant_1", "alternee"),
        ("revenus/vous", ["loterie"]),
        ("revenus/vous", ["salaire", "salaire"]),
        ("montants-revenus/vous", {"salaire": "beaucoup"}),
        ("mois-revenus/vous", {"salaire": {"2026-13": 5}}),
        ("commune", {"code_postal": "93200"}),
        ("nom", "Dupont"),
    ],
)
def test_a_wrong_answer_is_refused(key: str, value: Any):
    wrong = deepcopy(EXAMPLE)
    wrong["answers"][key] = value
    assert not VALIDATOR.is_valid(wrong)


def test_every_older_version_that_is_read_is_upgraded_and_told():
    assert set(UPGRADES) == set(range(OLDEST, VERSION))
    said = (DOCS / "answers.md").read_text(encoding="utf-8")
    for version in UPGRADES:
        assert f"| {version} | {version + 1} |" in said
    assert not VALIDATOR.is_valid({**EXAMPLE, "version": VERSION - 1})
