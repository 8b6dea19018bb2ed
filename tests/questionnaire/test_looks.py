"""What each question looks at, as it declares it, beside what it is seen to look at."""

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from questionnaire.asked import Asked
from questionnaire.core import MENAGE, Context, Flow, Step
from questionnaire.questions import FLOW, WHO
from questionnaire.schema import sampled
from questionnaire.unknown import assumed, unknowns, ways
from tests.questionnaire.conftest import MONTH, walk

MANY = settings(
    max_examples=150,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
Looks = dict[str, set[str]]
EVERY = {question.id: question for chapter in FLOW.chapters for question in chapter.questions}


class Seen(dict[str, Any]):
    """Answers that remember which of them were looked at, by the question's id."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        super().__init__(answers)
        self.looks: set[str] = set()

    def _look(self, key: str) -> None:
        self.looks.add(key.partition("/")[0])

    def __getitem__(self, key: str) -> Any:
        self._look(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._look(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._look(key)
        return super().get(key, default)


def look(step: Step, answers: Mapping[str, Any], found: Looks) -> None:
    """Add what a question looks at to be asked, to be worded, to give its values, to be refined."""
    question, seen = step.question, Seen(step.context.answers)
    context = Context(seen, step.subject, step.context.month)
    if question.ask_if(context):
        question.field(context)
        if question.refines:
            question.refines(context)
        if step.key in answers:
            for fill in question.fills:
                fill.value(answers[step.key], context)
    found.setdefault(question.id, set()).update(seen.looks & EVERY.keys())


def everywhere(flow: Flow, answers: Mapping[str, Any], found: Looks) -> None:
    """Look at every question, asked or not, as the flow comes to it."""
    relevant: dict[str, Any] = {}
    asked = Asked.of(flow, answers, MONTH)
    unsure = unknowns(asked)
    taken = assumed(asked.relevant, unsure, ways(unsure)[0])
    for chapter in flow.chapters:
        for subject in chapter.subjects(Context(dict(relevant), MENAGE, MONTH)):
            for question in chapter.questions:
                step = Step(question, chapter, Context(dict(relevant), subject, MONTH), "")
                look(step, taken, found)
                if step.key in taken:
                    relevant[step.key] = answers[step.key]


def seen_in_walks() -> Looks:
    found: Looks = {}

    @MANY
    @given(data=st.data())
    def draw(data: st.DataObject) -> None:
        everywhere(FLOW, walk(data), found)

    draw()
    for step in sampled(FLOW):
        look(step, {}, found)
    return found


def test_a_question_looks_at_what_it_declares_and_at_nothing_else(communes):
    """One more would ask for nothing; one less would let a benefit be asked alone without it."""
    seen = {name: found - WHO - {name} for name, found in seen_in_walks().items()}
    assert seen == {name: set(question.looks_at) for name, question in EVERY.items()}


def test_what_a_question_looks_at_is_asked_before_it():
    before: set[str] = set()
    for chapter in FLOW.chapters:
        for question in chapter.questions:
            assert before >= set(question.looks_at), question.id
            before.add(question.id)


def test_who_is_asked_depends_only_on_who_lives_there(communes):
    found: set[str] = set()

    @MANY
    @given(data=st.data())
    def draw(data: st.DataObject) -> None:
        answers = walk(data)
        for chapter in FLOW.chapters:
            seen = Seen(answers)
            chapter.subjects(Context(seen, MENAGE, MONTH))
            found.update(seen.looks)

    draw()
    assert found <= WHO
