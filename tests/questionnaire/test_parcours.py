"""The questions that open rights few know of: never needed, and asked only of whom they concern."""

import pytest

from questionnaire.asked import Asked
from questionnaire.building.forms import check
from questionnaire.core import Step
from questionnaire.questions import FLOW
from questionnaire.questions.parcours import OF_ADULTS, OF_THE_HOME
from simulator.way.household import household
from tests.personas.describe import MONTH, adult, answers, home

NEW = {question.id for question in (*OF_ADULTS, *OF_THE_HOME)}
JOBLESS = answers(adult("vous", "1986-05-04", "chomeur"), home("locataire_vide", 500))
OWNERS = answers(
    adult("vous", "1966-05-04", "salarie", incomes={"salaire": 1500}, nationalite="autre"),
    adult("conjoint", "1965-05-04", "retraite"),
    home("proprietaire"),
    couple="marie",
)


def offered(given: dict) -> dict[str, Step]:
    """The new questions that are of this household, by their key."""
    return {s.key: s for s in FLOW.steps(given, MONTH) if s.question.id in NEW}


def test_no_result_waits_for_them() -> None:
    assert all(question.optional for question in (*OF_ADULTS, *OF_THE_HOME))
    assert FLOW.first_unanswered(JOBLESS, MONTH) is None


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        (JOBLESS, {"veuvage/vous", "fin-contrat/vous", "trajet/vous", "quotient"}),
        (OWNERS, {"trajet/vous", "employeur/vous", "quotient", "chauffage", "asile"}),
    ],
)
def test_each_is_asked_only_of_whom_it_concerns(given: dict, keys: set[str]) -> None:
    assert set(offered(given)) == keys


@pytest.mark.parametrize("given", [JOBLESS, OWNERS])
def test_what_bounds_an_answer_is_an_answer(given: dict) -> None:
    for step in offered(given).values():
        assert step.question.refines is not None
        for end in step.question.refines(step.context):
            assert check(step, end) == end, step.key


def test_the_quotient_of_the_caf_replaces_our_estimate() -> None:
    told = household(Asked.of(FLOW, {**JOBLESS, "quotient": 640.0}, MONTH))
    assert [(f.variable, f.value) for f in told.inputs if "quotient" in f.variable] == [
        ("quotient_familial_caf", 640.0)
    ]
    untold = household(Asked.of(FLOW, JOBLESS, MONTH))
    assert not [f for f in untold.inputs if f.variable in ("quotient_familial_caf", "veuvage")]
