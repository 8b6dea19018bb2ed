"""The answers of one visitor, kept in the server's session and nowhere else."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.utils import timezone

from questionnaire.building.forms import check
from questionnaire.core import Flow, Step

ANSWERS = "answers"
MONTH = "month"
#: Of the answers document. A change of question that makes a document of before wrong or incomplete
#: adds one, and says what to do here and in docs/answers.md.
VERSION = 3
OLDER = {
    1: (
        'version 1 asked fewer questions: write "garde" once for all the children instead of '
        '"garde/enfant_1", answer what docs/answers.md lists, then write "version": 3'
    ),
    2: (
        'version 2 asked "autre-parent/enfant_1" of each child, "declaration" of all as one, and '
        'not "bail" of who buys with a loan of before 2018, or of 2018 or 2019 for an old home: '
        'write them (docs/answers.md), then write "version": 3'
    ),
}


class Store:
    """The answers held by a session, seen through a flow. The month is that of the first answer.

    A flow of some questions asks no other, but loses none of the answers to the others.
    """

    def __init__(self, session: SessionBase, flow: Flow) -> None:
        self.session = session
        self.flow = flow

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.session.get(ANSWERS, {}))

    @property
    def month(self) -> str:
        """The month of the simulation, as "2026-11"."""
        return str(self.session.get(MONTH) or timezone.localdate().isoformat()[:7])

    @property
    def relevant(self) -> dict[str, Any]:
        """The answers that still count: what the recap shows and the engine reads."""
        return self.flow.relevant(self.answers, self.month)

    def steps(self) -> list[Step]:
        """Every step that the answers make relevant, in order."""
        return list(self.flow.steps(self.answers, self.month))

    def reachable(self) -> list[Step]:
        """The steps up to the first one that must have an answer and has none."""
        steps = self.steps()
        for index, step in enumerate(steps):
            if step.key not in self.answers and not step.question.optional:
                return steps[: index + 1]
        return steps

    def first_unanswered(self) -> Step | None:
        return self.flow.first_unanswered(self.answers, self.month)

    def save(self, step: Step, answer: Any) -> None:
        """Keep an answer, and drop exactly those that it makes stale."""
        self.session.change(lambda session: self._keep(step, answer))

    def _keep(self, step: Step, answer: Any) -> None:
        self.session[MONTH] = self.month
        self.session[ANSWERS] = still_valid(
            self.flow.whole, {**self.answers, step.key: answer}, self.month
        )

    def clear(self) -> None:
        """Leave nothing: neither the session's row nor its cookie."""
        self.session.flush()


def still_valid(flow: Flow, answers: dict[str, Any], month: str) -> dict[str, Any]:
    """The answers whose question is still asked and whose value that question still accepts."""
    candidates, kept = dict(answers), {}
    for step in flow.steps(candidates, month):
        if step.key in candidates:
            try:
                kept[step.key] = candidates[step.key] = check(step, candidates[step.key])
            except ValidationError:
                del candidates[step.key]
    return kept
