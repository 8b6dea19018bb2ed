"""From answers to verdicts: the one way the data flows, for the pages and for the command line."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from benefits.asking import asked
from benefits.merging import merged
from benefits.registry import catalogue
from benefits.verdict import Verdict, verdicts
from orientation import search
from orientation.models import Commune
from questionnaire.core import Answers, Flow
from questionnaire.questions import FLOW
from questionnaire.unknown import Unknown, Way, assumed, unknowns, ways
from simulator import engine
from simulator.engine.law import legislation
from simulator.engine.law.corrections import doubts
from simulator.engine.serving import queue
from simulator.way.document import Document, situation
from simulator.way.household import household

#: Held by who prepares a household or writes its page. The visitors of a batch come back together,
#: and Python runs one thread at a time: in turn they are served no later, and a light page shares
#: the processor with one of them, not with sixteen.
TURN = threading.Lock()


@dataclass(frozen=True)
class Case:
    """A household ready to be computed: a document, its nulls to fill, for each of its `ways`.

    There is one way, unless an answer is not known (questionnaire.unknown).
    """

    documents: tuple[Document, ...]
    ways: tuple[Way, ...]
    unknowns: tuple[Unknown, ...]
    month: str
    commune: Commune | None

    @property
    def document(self) -> Document:
        """The first of the documents: what it says of people and home, the others say too."""
        return self.documents[0]


def prepare(answers: Answers, month: str, ends: int | None = None, flow: Flow = FLOW) -> Case:
    """The case of these answers; raises household.Incomplete when a question has no answer.

    `ends`: how many ways of standing for what is not known are enough, None for all. `flow`: the
    questions asked; with only some of them, only the verdicts on the benefits that need no other
    are worth anything (see simulator.way.one_benefit).
    """
    situations, chosen, found = described(answers, month, ends, flow)
    relevant = flow.relevant(answers, month)
    commune = search.commune(relevant["commune"]["commune"])
    epci = commune.epci if commune else None
    documents = tuple(asked(catalogue(), document, month, epci) for document in situations)
    return Case(documents, chosen, found, month, commune)


def described(
    answers: Answers, month: str, ends: int | None, flow: Flow
) -> tuple[list[Document], tuple[Way, ...], tuple[Unknown, ...]]:
    """The documents of inputs of these answers, one for each way, with the ways and what is not
    known; see `prepare`."""
    found = unknowns(flow, answers, month)
    chosen = tuple(ways(found)[:ends])
    taken = (assumed(answers, found, way) for way in chosen)
    return [situation(household(flow, answers, month, one)) for one in taken], chosen, found


def judge(case: Case, documents: Sequence[Document]) -> tuple[Verdict, ...]:
    """The verdicts on the documents that the engine gave back, one for each way."""
    epci = case.commune.epci if case.commune else None
    found = [
        verdicts(catalogue(), document, case.month, doubts(document, case.month), epci, legislation)
        for document in documents
    ]
    return merged(found, case.ways)


def answered(
    given: Sequence[Answers],
    month: str,
    timeout: float,
    flow: Flow = FLOW,
    ends: int | None = None,
    left: Callable[[], bool] | None = None,
) -> list[tuple[Case, tuple[Verdict, ...]]]:
    """The case of each of the answers that a visitor may give, and the verdicts on it.

    They are computed together, through this process's queue. Raises household.Incomplete as
    `prepare` does, and queue.Busy after `timeout` seconds, or when `left` says that the visitor
    has gone.
    """
    with queue.arriving():
        with TURN:
            cases = [prepare(answers, month, ends, flow) for answers in given]
        waiting = queue.Waiting([d for case in cases for d in case.documents], timeout)
    computed = waiting.answers(left)
    with TURN:
        return list(zip(cases, _judged(cases, computed), strict=True))


def compute_all(cases: Sequence[Case]) -> list[tuple[Verdict, ...]]:
    """The verdicts of many cases, computed as one batch."""
    return _judged(cases, engine.calculate([d for case in cases for d in case.documents]))


def _judged(cases: Sequence[Case], computed: list[Document]) -> list[tuple[Verdict, ...]]:
    documents = iter(computed)
    return [judge(case, list(islice(documents, len(case.documents)))) for case in cases]
