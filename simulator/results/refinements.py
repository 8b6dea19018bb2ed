"""What would make a result surer: the questions that are left, where they would change a benefit.

Each is tried at the ends of what is plausible; only those that move a verdict are offered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benefits.schema import Benefit
from benefits.verdict import Verdict
from questionnaire.core import Answers, Flow, Step
from questionnaire.modes import Mode
from simulator.way import outcomes


@dataclass(frozen=True)
class Refinement:
    """A question worth asking, and the names of the benefits that its answer would change."""

    step: Step
    benefits: tuple[str, ...]

    @property
    def label(self) -> str:
        """The question in words."""
        return str(self.step.field().label)


def refinements(
    answers: Answers,
    month: str,
    timeout: float,
    mode: Mode,
    left: Callable[[], bool] | None = None,
) -> tuple[Refinement, ...]:
    """The questions left of the mode that would change something of it, each tried in one batch.

    Raises household.Incomplete when the result itself has no answers yet, and service.Busy,
    also when `left` says that the visitor has gone.
    """
    tried = list(_trials(answers, month, mode.flow))
    given = (answers, *(trial for _, trial in tried))
    computed = outcomes.answered(given, month, timeout, mode.flow, ends=1, left=left)
    now, *others = (verdicts for _, verdicts in computed)
    changed: dict[str, tuple[Step, dict[str, None]]] = {}
    for (step, _), outcome in zip(tried, others, strict=True):
        found = changed.setdefault(step.key, (step, {}))[1]
        changes = (one for one in _changes(now, outcome) if mode.concerns(one.id))
        found |= dict.fromkeys(one.label for one in changes)
    return tuple(Refinement(step, tuple(names)) for step, names in changed.values() if names)


def _trials(answers: Answers, month: str, flow: Flow) -> Iterator[tuple[Step, Answers]]:
    for step in flow.steps(answers, month):
        if step.question.refines and step.key not in answers:
            for end in step.question.refines(step.context):
                yield step, {**answers, step.key: end}


def _changes(one: tuple[Verdict, ...], other: tuple[Verdict, ...]) -> Iterator[Benefit]:
    """The benefits whose status or amount is not the same in both."""
    first, second = _by_holder(one), _by_holder(other)
    for holder in (*first, *second):
        if _said(first.get(holder)) != _said(second.get(holder)):
            verdict = first.get(holder) or second[holder]
            yield verdict.benefit


def _by_holder(verdicts: tuple[Verdict, ...]) -> dict[tuple[str, str | None], Verdict]:
    return {(verdict.benefit.id, verdict.person): verdict for verdict in verdicts}


def _said(verdict: Verdict | None) -> object:
    return verdict and (verdict.status, verdict.amount)
