"""The real questionnaire, walked by hypothesis: it always ends, and changes drop what they must."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaire.asked import Asked
from questionnaire.building.forms import check
from questionnaire.core import MENAGE, Context
from questionnaire.dossier import accepted
from questionnaire.questions import FLOW
from questionnaire.questions.famille import visiting
from questionnaire.unknown import assumed, unknowns, ways
from simulator.way.document import situation
from simulator.way.entities import Document
from simulator.way.household import household
from tests.questionnaire.conftest import MONTH, draw_answer, walk

WALK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def document(answers: dict) -> Document:
    """The first of the documents that these answers stand for."""
    asked = Asked.of(FLOW, answers, MONTH)
    found = unknowns(asked)
    return situation(household(asked, assumed(answers, found, ways(found)[0])))


@WALK
@given(data=st.data())
def test_every_walk_ends_in_a_household(communes, data):
    answers = walk(data)
    away = {child.id for child in visiting(Context(answers, MENAGE, MONTH))}
    assert (
        set(document(answers)["individus"])
        == {step.subject.id for step in FLOW.steps(answers, MONTH) if not step.subject.is_household}
        - away
    )


@WALK
@given(data=st.data())
def test_what_is_relevant_does_not_change_by_being_kept(communes, data):
    answers = walk(data)
    assert accepted(FLOW, answers, MONTH).relevant == answers
    assert FLOW.relevant(answers, MONTH) == answers


@WALK
@given(data=st.data())
def test_changing_an_answer_drops_exactly_what_is_stale(communes, data):
    """What stays is still asked and unchanged; nothing earlier than the change is lost."""
    answers = walk(data)
    steps = list(FLOW.steps(answers, MONTH))
    index = data.draw(st.integers(0, len(steps) - 1))
    changed = steps[index]
    new = {**answers, changed.key: draw_answer(data, changed)}
    kept = accepted(FLOW, new, MONTH).relevant
    assert all(kept[key] == new[key] for key in kept)
    assert [key for key in answers if key in kept][: index + 1] == list(answers)[: index + 1]
    asked = {step.key: step for step in FLOW.steps(kept, MONTH)}
    for key in new.keys() - kept.keys():
        if key in asked:
            with pytest.raises(ValidationError):
                check(asked[key], new[key])


@WALK
@given(data=st.data())
def test_answers_accepted_before_a_change_need_not_be_checked_again(communes, data):
    """Some answers change and some go at once: what stays is the same as by checking everything."""
    answers = walk(data)
    some = st.sampled_from(list(FLOW.steps(answers, MONTH)))
    changed = data.draw(st.lists(some, max_size=3))
    gone = {step.key for step in data.draw(st.lists(some, max_size=2))}
    kept = {key: answer for key, answer in answers.items() if key not in gone}
    new = {**kept, **{step.key: draw_answer(data, step) for step in changed}}
    once = accepted(FLOW, new, MONTH, answers)
    again = Asked.of(FLOW, accepted(FLOW, new, MONTH).relevant, MONTH)
    assert once.relevant == again.relevant
    assert [step.key for step in once.steps] == [step.key for step in again.steps]
    assert once.missing == again.missing


@WALK
@given(data=st.data())
def test_no_irrelevant_answer_reaches_the_engine(communes, data):
    """Stray answers change nothing in the document."""
    answers = walk(data)
    stray = {
        "taux/vous": "80_plus",
        "sejour/conjoint": "10_ans",
        "loyer": 900.0,
        "garde/enfant_9": "alternee",
    }
    mixed = {**{key: value for key, value in stray.items() if key not in answers}, **answers}
    assert document(mixed) == document(answers)


def test_every_condition_says_itself_in_french():
    for chapter in FLOW.chapters:
        for question in chapter.questions:
            assert question.ask_if.__doc__, question.id


def test_ids_are_unique_in_a_chapter_and_fit_an_address():
    for chapter in FLOW.chapters:
        ids = [question.id for question in chapter.questions]
        assert len(ids) == len(set(ids))
        assert all(id.replace("-", "").isalnum() and id == id.lower() for id in ids)
