"""Households such as many are, for the engine to be ready for them before the first comes."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from questionnaire.building import fields
from questionnaire.building.birth import BirthDate
from questionnaire.building.forms import Group, check
from questionnaire.core import Answers, Step
from questionnaire.dossier import Dossier
from questionnaire.questions import FLOW
from simulator.engine.law.incomes import INCOMES
from simulator.way.case import case_of
from simulator.way.document import IN_OTHER_WORDS
from simulator.way.entities import Document
from simulator.way.household import Incomplete

MOST = 300  # questions of a household; there are some sixty
HOMES = (
    {"commune": {"code_postal": "15000", "commune": "15014"}},
    {"commune": {"code_postal": "75011", "commune": "75111"}},
)
Said = dict[str, Any]
WORKER: Said = {
    "situation": ["salarie"],
    "revenus": ["salaire"],
    "montants-revenus": {"salaire": 1200.0},
}
JOBLESS: Said = {
    "situation": ["chomeur"],
    "revenus": ["chomage"],
    "montants-revenus": {"chomage": 800.0},
}
NOTHING: Said = {"situation": ["foyer"], "revenus": []}
RETIRED: Said = {
    "naissance": "1955-03-15",
    "situation": ["retraite"],
    "revenus": ["retraite"],
}
RETIRED |= {"montants-revenus": {"retraite": 900.0}}
STUDENT: Said = {"naissance": "2004-03-15", "situation": ["etudiant"], "revenus": []}
ADULTS = (WORKER, JOBLESS, NOTHING, RETIRED, STUDENT)


def usual_documents(month: str) -> Iterator[Document]:
    """The documents, their questions asked, of usual households in `month`: a person alone at
    work, without work, retired, studying; couples and parents; in a town or in Paris.

    One that the questions no longer suit is left out.
    """
    for answers in households():
        try:
            yield from case_of(Dossier(month, filled(answers, month)), FLOW).documents
        except (ValidationError, Incomplete, LookupError):
            continue


def given_variables() -> frozenset[str]:
    """The variables that some answer writes, as it is or in other words (document, earnings)."""
    questions = [question for chapter in FLOW.chapters for question in chapter.questions]
    filled = {fill.variable for question in questions for fill in question.fills}
    earned = {name for income in INCOMES for name in (*income.twins, *income.boxes)}
    return frozenset(filled | earned | set(IN_OTHER_WORDS))


def households() -> Iterator[Answers]:
    for home in HOMES:
        for adult in ADULTS:
            yield {"couple": "seul", "enfants": 0, **home, **said("vous", adult)}
        yield {"couple": "seul", "enfants": 2, **home, **said("vous", WORKER)}
        couple = {**said("vous", WORKER), **said("conjoint", NOTHING)}
        yield {"couple": "marie", "enfants": 2, **home, **couple}


def said(who: str, answers: Answers) -> Answers:
    """The answers of one person, by key."""
    return {f"{name}/{who}": answer for name, answer in answers.items()}


def filled(answers: Answers, month: str) -> Answers:
    """These answers, and the plainest to every other question that they lead to."""
    whole: dict[str, Any] = {}
    while (step := FLOW.first_unanswered(whole, month)) and len(whole) < MOST:
        given = answers.get(step.key)
        whole[step.key] = check(step, plainest(step) if given is None else given)
    return whole


def plainest(step: Step) -> Any:
    """The answer that says least: no, nothing, zero."""
    asked = step.field()
    if isinstance(asked, Group):
        return asked.nested({path: _least(row, step) for path, row in asked.rows.items()})
    return _least(asked, step)


def _least(asked: Any, step: Step) -> Any:
    match asked:
        case fields.SeveralChoices():
            return []
        case fields.Choice():
            keys = [key for key, _ in asked.choices]
            return "non" if "non" in keys else keys[0]
        case fields.Count():
            return 0
        case BirthDate():
            return "2017-03-15" if step.subject.kind == "enfant" else "1985-03-15"
        case _:
            return 0.0
