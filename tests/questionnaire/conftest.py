"""Answers that a household could really give, drawn by hypothesis through the flow itself."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from questionnaire.building import fields
from questionnaire.building.birth import BirthDate
from questionnaire.building.communes import Commune
from questionnaire.building.forms import Group, check
from questionnaire.core import Step
from questionnaire.questions import FLOW

MONTH = "2026-11"
AMOUNTS = st.integers(0, 4000).map(float)
COMMUNES = {
    "93200": [("93066", "Saint-Denis")],
    "35000": [("35238", "Rennes")],
    "75011": [("75111", "Paris 11e")],
}


@pytest.fixture
def communes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three postal codes, without a database."""
    monkeypatch.setattr(
        "questionnaire.questions.logement.communes", lambda code: COMMUNES.get(code, [])
    )
    monkeypatch.setattr("questionnaire.questions.logement.communes_named", lambda name: [])
    names = {code: (name, code[:2]) for found in COMMUNES.values() for code, name in found}
    monkeypatch.setattr("questionnaire.questions.logement.commune_of", names.get)


def walk(data: st.DataObject) -> dict[str, Any]:
    """Answers to every question, each chosen freely among those the page accepts."""
    answers: dict[str, Any] = {}
    while step := FLOW.first_unanswered(answers, MONTH):
        answer = draw_answer(data, step)
        assert check(step, answer) == answer
        answers[step.key] = answer
        assert len(answers) < 200
    return answers


def draw_answer(data: st.DataObject, step: Step) -> Any:
    """An answer that the step's field accepts."""
    asked = step.field()
    if isinstance(asked, Group):
        rows = {path: draw_value(data, step, row) for path, row in asked.rows.items()}
        return asked.nested(rows)
    return draw_value(data, step, asked)


def accepted(asked: fields.Choice, key: str) -> bool:
    """Whether a choice agrees with the answers before it."""
    try:
        asked.clean(key)
    except ValidationError:
        return False
    return True


def draw_value(data: st.DataObject, step: Step, asked: Any) -> Any:
    match asked:
        case fields.SeveralChoices():
            keys = [key for key, _ in asked.choices if key != asked.NONE]
            ticked = sorted(data.draw(st.sets(st.sampled_from(keys), max_size=3)), key=keys.index)
            ticked = [key for key in ticked if key in asked.alone][:1] or ticked
            against = {other for one, other in asked.apart if one in ticked}
            return [key for key in ticked if key not in against]
        case fields.Choice():
            return data.draw(st.sampled_from([k for k, _ in asked.choices if accepted(asked, k)]))
        case fields.Count():
            return data.draw(st.integers(0, 3))
        case BirthDate():
            years = (2004, 2026) if step.subject.kind == "enfant" else (1940, 2003)
            return f"{data.draw(st.integers(*years))}-{data.draw(st.integers(1, 11)):02d}-15"
        case Commune():
            postcode = data.draw(st.sampled_from(sorted(COMMUNES)))
            return {"code_postal": postcode, "commune": COMMUNES[postcode][0][0]}
        case fields.AmountOr():
            return data.draw(st.one_of(st.sampled_from(list(asked.boxes)), AMOUNTS))
        case fields.Money():
            return float(data.draw(st.integers(0, 4000)))
    raise AssertionError(f"no way to draw an answer to {step.key}")
