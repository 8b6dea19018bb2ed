"""What the answers given so far ask for: the flow walked once, for all who need to know. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from questionnaire.core import Answers, Flow, Step


@dataclass(frozen=True)
class Asked:
    """A flow walked once over some answers, in `month` ("2026-11").

    `steps`: every step that the answers make relevant, in order. `relevant`: the answers that still
    count, in the order of their questions. `missing`: the first step that must have an answer and
    has none; None when all have.
    """

    flow: Flow
    month: str
    steps: tuple[Step, ...]
    relevant: Mapping[str, Any]
    missing: Step | None

    @classmethod
    def of(cls, flow: Flow, answers: Answers, month: str) -> "Asked":
        """The flow walked over these answers."""
        return cls.by(flow, answers, month, tuple(flow.steps(answers, month)))

    @classmethod
    def by(cls, flow: Flow, answers: Answers, month: str, steps: tuple[Step, ...]) -> "Asked":
        """The flow that was walked over these answers, by its steps."""
        relevant = {step.key: answers[step.key] for step in steps if step.key in answers}
        return cls.walked(flow, month, steps, relevant)

    @classmethod
    def walked(cls, flow: Flow, month: str, steps: tuple[Step, ...], relevant: Answers) -> "Asked":
        """The flow that gave these steps, by these answers that count."""
        left = (step for step in steps if step.key not in relevant and not step.question.optional)
        return cls(flow, month, steps, relevant, next(left, None))

    @cached_property
    def reachable(self) -> tuple[Step, ...]:
        """The steps up to the first one that must have an answer and has none."""
        if self.missing is None:
            return self.steps
        last = next(n for n, step in enumerate(self.steps) if step is self.missing)
        return self.steps[: last + 1]

    @cached_property
    def answered(self) -> tuple[Step, ...]:
        """The steps that have an answer."""
        return tuple(step for step in self.steps if step.key in self.relevant)
