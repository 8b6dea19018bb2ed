"""From answers to verdicts: the one way the data flows, for the pages and for the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benefits.asking import asked
from benefits.registry import catalogue
from benefits.verdict import Verdict, verdicts
from orientation.models import Commune
from questionnaire.core import Answers
from questionnaire.questions import FLOW
from simulator import engine
from simulator.engine import service
from simulator.engine.corrections import doubts
from simulator.household import household
from simulator.situation import Document, situation


@dataclass(frozen=True)
class Case:
    """A household ready to be computed: its document with every null to fill."""

    document: Document
    month: str
    commune: Commune | None


def prepare(answers: Answers, month: str) -> Case:
    """The case of these answers; raises household.Incomplete when a question has no answer."""
    document = situation(household(FLOW, answers, month))
    relevant = FLOW.relevant(answers, month)
    commune = Commune.objects.filter(code=relevant["commune"]["commune"]).first()
    epci = commune.epci if commune else None
    return Case(asked(catalogue(), document, month, epci), month, commune)


def judge(case: Case, document: Document) -> tuple[Verdict, ...]:
    """The verdicts on the document that the engine gave back."""
    epci = case.commune.epci if case.commune else None
    return verdicts(
        catalogue(), document, case.month, doubts=doubts(document, case.month), epci=epci
    )


def compute(case: Case, timeout: float) -> tuple[Verdict, ...]:
    """The verdicts of one case, through this process's queue; service.Busy after `timeout` s."""
    return judge(case, service.compute(case.document, timeout))


def compute_all(cases: Sequence[Case]) -> list[tuple[Verdict, ...]]:
    """The verdicts of many cases, computed as one batch."""
    documents: list[dict[str, Any]] = engine.calculate([case.document for case in cases])
    return [judge(case, document) for case, document in zip(cases, documents, strict=True)]
