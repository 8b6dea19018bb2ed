"""From dossiers to outcomes: the one way the data flows, for a page, a command and a report."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import islice

from benefits.custody import combined
from benefits.judge import verdicts
from benefits.merging import merged
from benefits.registry import catalogue
from benefits.schema import Benefit
from benefits.totals import Total, total
from benefits.verdict import Verdict
from orientation.plan import Plan
from questionnaire.core import Flow
from questionnaire.dossier import Dossier
from simulator import engine
from simulator.engine.law import legislation
from simulator.engine.law.corrections import doubts
from simulator.engine.serving import queue
from simulator.way import one_benefit
from simulator.way.case import Case, case_of
from simulator.way.custody import halved, kept
from simulator.way.entities import Document
from simulator.way.household import Household
from simulator.way.nearby import Place

TO_DO = ("estimated", "likely", "to_check")  #: the statuses of what there is to claim
PACKAGES = ("openfisca-france", "openfisca-france-local", "openfisca-paris")
VERSIONS = {package: version(package) for package in PACKAGES}
RULES = ", ".join(f"{package} {number}" for package, number in VERSIONS.items())

#: Held by who prepares a household or writes its page. The visitors of a batch come back together,
#: and Python runs one thread at a time: in turn they are served no later, and a light page shares
#: the processor with one of them, not with sixteen.
TURN = threading.Lock()


@dataclass(frozen=True)
class Patience:
    """How long a visitor waits: `timeout` seconds; `left` tells whether they have gone.

    `later`: after the other visitors, for what takes many documents.
    """

    timeout: float
    left: Callable[[], bool] | None = None
    later: bool = False


@dataclass(frozen=True)
class Outcome:
    """All that can be said of a dossier: a page, a sheet, JSON and a comparison show only this.

    `rules`: the versions of the rules that made it.
    """

    case: Case
    verdicts: tuple[Verdict, ...]
    rules: str = RULES

    @property
    def dossier(self) -> Dossier:
        """The answers that count."""
        return self.case.dossier

    @property
    def household(self) -> Household:
        return self.case.household

    @cached_property
    def total(self) -> Total:
        """What the estimated amounts add up to."""
        return total(self.verdicts)

    @cached_property
    def place(self) -> Place:
        """The desks and the claims as they are made where the household lives."""
        return Place(self.case.commune, self.case.facts[0])

    @cached_property
    def plan(self) -> Plan | None:
        """Which desk for what, for all there is to do; None when the commune is not known."""
        return self.place.plan(verdict for verdict in self.verdicts if verdict.status in TO_DO)


def outcomes(
    dossiers: Sequence[Dossier],
    patience: Patience | None = None,
    flow: Flow | None = None,
    ends: int | None = None,
    among: tuple[Benefit, ...] | None = None,
    birthdays: bool = True,
) -> list[Outcome]:
    """The outcome of each dossier, in order, computed together.

    With `patience` through this process's queue, among the other visitors; without, at once.
    `flow`: the questions asked of all of them; None for each dossier's own: all, or those of its
    only benefit. `ends`, `among`: see case_of; a dossier about one benefit is judged on that one.
    `birthdays`: see verdicts; False where nobody reads why a right is refused.
    Raises household.Incomplete when a question has no answer, LookupError when there is no benefit
    `only`, and queue.Busy after the time, or when the visitor has gone.
    """
    made = (case_of(one, flow or flow_of(one), ends, among or benefits_of(one)) for one in dossiers)
    if patience is None:
        cases = list(made)
        computed = engine.calculate([d for case in cases for d in case.documents])
        return list(_judged(cases, computed, nullcontext(), birthdays))
    with nullcontext() if patience.later else queue.arriving():
        cases = list(_prepared(made, len(dossiers)))
        documents = [d for case in cases for d in case.documents]
        lane = queue.LATER if patience.later else queue.VISITORS
        waiting = queue.Waiting(documents, patience.timeout, lane)
    return list(_judged(cases, waiting.answers(patience.left), TURN, birthdays))


def flow_of(dossier: Dossier) -> Flow:
    """The questions that a dossier answers: all, or those of its only benefit."""
    return one_benefit.flow_named(dossier.only)


def benefits_of(dossier: Dossier) -> tuple[Benefit, ...] | None:
    """The benefits that a dossier is about; None for all."""
    only = catalogue().get(dossier.only)
    return (only,) if only else None


def _prepared(made: Iterator[Case], count: int) -> Iterator[Case]:
    """The cases with their documents, each made in turn: light pages pass between two."""
    for _ in range(count):
        with TURN:
            case = next(made)
            assert case.documents
        yield case


def _judged(
    cases: Sequence[Case],
    computed: Sequence[Document],
    turn: AbstractContextManager[object],
    birthdays: bool,
) -> Iterator[Outcome]:
    documents = iter(computed)
    for case in cases:
        own = list(islice(documents, len(case.documents)))
        with turn:
            found = merged(list(_by_way(case, own, birthdays)), case.ways)
        yield Outcome(case, found)


def _by_way(
    case: Case, documents: Sequence[Document], birthdays: bool
) -> Iterator[tuple[Verdict, ...]]:
    """The verdicts of each way, from the documents of its views."""
    computed = iter(documents)
    for _ in case.ways:
        seen = {view: judged(case, next(computed), birthdays) for view in case.views}
        yield combined(seen, halved(case.household), case.month, kept(case.household))


def judged(case: Case, document: Document, birthdays: bool = True) -> tuple[Verdict, ...]:
    """The verdicts on one document that the engine gave back for a case."""
    month = case.month
    unsure = doubts(document, month)
    return verdicts(
        *(catalogue(), document, month, unsure, case.epci),
        *(legislation, case.among, birthdays),
    )
