"""What would make a result surer: the questions that are left, where they would change a benefit.

Each is tried at the ends of what is plausible; only those that move a verdict are offered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benefits.schema import Benefit
from benefits.verdict import Verdict
from questionnaire.building.forms import asked
from questionnaire.core import Flow, Step, Voice
from questionnaire.dossier import Dossier
from simulator.way.outcomes import Patience, outcomes


@dataclass(frozen=True)
class Refinement:
    """A question worth asking, and the names of the benefits that its answer would change."""

    step: Step
    benefits: tuple[str, ...]

    def label(self, voice: Voice) -> str:
        """The question in words."""
        return str(asked(self.step, voice).label)


def refinements(dossier: Dossier, flow: Flow, patience: Patience) -> tuple[Refinement, ...]:
    """The questions left of the flow that would change something, each tried in one batch.

    Raises household.Incomplete when the result itself has no answers yet, and queue.Busy.
    """
    tried = list(_trials(dossier, flow))
    given = (dossier, *(trial for _, trial in tried))
    now, *others = (one.verdicts for one in outcomes(given, patience, flow, ends=1))
    changed: dict[str, tuple[Step, dict[str, None]]] = {}
    for (step, _), outcome in zip(tried, others, strict=True):
        found = changed.setdefault(step.key, (step, {}))[1]
        found |= dict.fromkeys(one.label for one in _changes(now, outcome))
    return tuple(Refinement(step, tuple(names)) for step, names in changed.values() if names)


def _trials(dossier: Dossier, flow: Flow) -> Iterator[tuple[Step, Dossier]]:
    for step in dossier.asked(flow).steps:
        if step.question.refines and step.key not in dossier.answers:
            for end in step.question.refines(step.context):
                yield step, replace(dossier, answers={**dossier.answers, step.key: end})


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
