"""A few documents at a time for the web, computed together with those that arrive meanwhile.

A process has one thread that computes. While it does, documents wait; all that wait are its next
batch, which costs little more than one. Documents alone are not held up, but for a few milliseconds
in which others may arrive; those who said that they are on their way are waited for a little more.

A batch takes visitors first, and beside them only a slice of the other lanes, so that these go on
without holding them: LATER, what takes many documents and can wait (a curve, « et si… »), and
CALLS, other programs, of whose documents one may be worth many: few are computed at a time.
A lane is full by the count of those who wait in it, however many documents each brings.
"""

import contextlib
import functools
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simulator.engine import calculation
from simulator.engine.documents.reader import Situation, read
from simulator.engine.lanes.batch import copy_of
from simulator.engine.law.system import corrected_system, versions
from simulator.engine.serving.cache import SealedCache

log = logging.getLogger(__name__)

WINDOW = 0.02  # seconds
PATIENCE = 0.5  # seconds at most for those whose documents are being prepared
MAX_BATCH = 64
VISITORS, LATER, CALLS = "visitors", "later", "calls"  # the lanes, in the order of their rank
MAX_WAITING = {VISITORS: 128, LATER: 4, CALLS: 8}  # visits that wait in each
MOST = 256  # documents of a visit
SLICE = 16  # documents that a batch takes from LATER when visitors wait too
MAX_CALLS = 4  # documents of other programs in a batch
LOOK = 0.5  # seconds between two looks at whether the visitor is still there


class Busy(RuntimeError):  # noqa: N818 -- a state of the service, not a fault
    """The queue is full, the answer would come too late, or nobody waits for it any more."""


class Job:
    """A situation that waits: `done` comes with its `answer`, or with the `error` met."""

    def __init__(self, situation: Situation, deadline: float, visit: object) -> None:
        self.situation = situation
        self.visit = visit
        self.deadline = deadline
        self.done = threading.Event()
        self.given_up = False
        self.answer: dict | None = None
        self.error: Exception | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody still waits for it."""
        return not self.given_up and self.deadline > time.monotonic()

    def outcome(self) -> dict:
        """The answer of a job that is done; raises the error met."""
        if self.error is not None:
            raise self.error
        assert self.answer is not None
        return self.answer


class Batcher:
    """The bounded lanes and the thread that empties them, a batch at a time."""

    def __init__(
        self,
        attempt: Callable[[list[Situation]], list[dict]] = calculation.attempt,
        window: float = WINDOW,
        max_batch: int = MAX_BATCH,
        max_waiting: Mapping[str, int] = MAX_WAITING,
    ) -> None:
        self._attempt = attempt
        self._window = window
        self._max_batch = max_batch
        self._max_waiting = max_waiting
        self._lanes: dict[str, deque[Job]] = {VISITORS: deque(), LATER: deque(), CALLS: deque()}
        self._queue = self._lanes[VISITORS]
        self._on_their_way = 0
        self._arrival = threading.Condition()
        threading.Thread(target=self._work, name="engine", daemon=True).start()

    @contextlib.contextmanager
    def arriving(self) -> Iterator[None]:
        """Documents are being prepared, to be submitted before the end of this context."""
        with self._arrival:
            self._on_their_way += 1
        try:
            yield
        finally:
            with self._arrival:
                self._on_their_way -= 1
                self._arrival.notify()

    def submit(
        self, situations: list[Situation], timeout: float, lane: str = VISITORS
    ) -> list[Job]:
        """Jobs that wait side by side in a lane for `timeout` seconds; Busy when they do not find a
        place."""
        visit, deadline = object(), time.monotonic() + timeout
        jobs = [Job(situation, deadline, visit) for situation in situations]
        waiting = self._lanes[lane]
        with self._arrival:
            visits = {job.visit for job in waiting if job.waits}
            if len(jobs) > MOST or len(visits) >= self._max_waiting[lane]:
                raise Busy("the queue is full")
            waiting.extend(jobs)
            self._arrival.notify()
        return jobs

    @staticmethod
    def wait(jobs: list[Job], left: Callable[[], bool] | None = None) -> list[dict]:
        """The documents of jobs, every null filled; Busy when it takes too long.

        `left` says, when asked from time to time, whether the visitor has gone: Busy too.
        """
        for job in jobs:
            while not job.done.wait(min(LOOK, max(0.0, job.deadline - time.monotonic()))):
                if time.monotonic() >= job.deadline or (left is not None and left()):
                    for each in jobs:
                        each.given_up = True
                    raise Busy("too late, or nobody waits")
        return [job.outcome() for job in jobs]

    def _work(self) -> None:
        while True:
            jobs = self._next_batch()
            if not jobs:
                continue
            try:
                answers = self._attempt([job.situation for job in jobs])
            except Exception as error:  # a fault of ours: it must not stop the thread
                log.exception("a batch of %d could not be computed", len(jobs))
                for job in jobs:
                    job.error = error
                    job.done.set()
                continue
            for job, answer in zip(jobs, answers, strict=True):
                job.answer = answer
                job.done.set()

    def _next_batch(self) -> list[Job]:
        with self._arrival:
            idle = not any(self._lanes.values())
            while not any(self._lanes.values()):
                self._arrival.wait()
            start = time.monotonic()
            while len(self._queue) < self._max_batch:
                window = PATIENCE if self._on_their_way else self._window if idle else 0.0
                left = start + window - time.monotonic()
                if left <= 0:
                    break
                self._arrival.wait(left)
            jobs = _taken(self._queue, self._max_batch)
            room = self._max_batch - len(jobs)
            jobs += _taken(self._lanes[LATER], min(room, SLICE) if jobs else room)
            return jobs + _taken(self._lanes[CALLS], min(self._max_batch - len(jobs), MAX_CALLS))


def _taken(lane: deque[Job], most: int) -> list[Job]:
    """The first jobs of a lane for which somebody still waits, taken out of it."""
    jobs: list[Job] = []
    while lane and len(jobs) < most:
        job = lane.popleft()
        if job.waits:
            jobs.append(job)
    return jobs


class Waiting:
    """The documents of one visitor, in the queue for `timeout` seconds; Busy when it is full.

    They are computed together, but for those that the cache holds. Raises SituationError as soon as
    one of them describes no situation: it never reaches the others.
    """

    def __init__(self, documents: list[dict], timeout: float, lane: str = VISITORS) -> None:
        system = corrected_system()
        self._documents = documents
        self._situations = [read(system, document) for document in documents]
        batcher, self._cache = _here()
        kept = [(each, self._cache.get(each.document)) for each in self._situations]
        self._answers = [_filled(situation, values) for situation, values in kept]
        self._missing = [index for index, answer in enumerate(self._answers) if not answer]
        missing = [self._situations[index] for index in self._missing]
        self._jobs = batcher.submit(missing, timeout, lane) if missing else []

    def answers(self, left: Callable[[], bool] | None = None) -> list[dict]:
        """The documents, every null filled; Busy when it takes too long, or when `left` is true."""
        computed = Batcher.wait(self._jobs, left)
        for index, answer in zip(self._missing, computed, strict=True):
            self._answers[index] = answer
            values = [
                answer[each.plural][each.entity_id][each.name][each.text]
                for each in self._situations[index].questions
            ]
            if None not in values:
                self._cache.put(self._documents[index], values)
        return self._answers


def arriving() -> contextlib.AbstractContextManager[None]:
    """Say that somebody's documents will be submitted before the end of this context.

    A computation that starts meanwhile waits for them, PATIENCE seconds at most: a batch of two
    costs little more than one, and those who come after it has begun wait for all of it.
    """
    return _here()[0].arriving()


def compute_all(documents: list[dict], timeout: float) -> list[dict]:
    """The documents of one visitor with every null filled, within `timeout` seconds, else Busy.

    Raises SituationError as Waiting does.
    """
    return Waiting(documents, timeout).answers()


def compute(document: dict, timeout: float, lane: str = VISITORS) -> dict:
    """The document with every null filled, within `timeout` seconds, else Busy."""
    return Waiting([document], timeout, lane).answers()[0]


_starting = threading.Lock()


def _here() -> tuple[Batcher, SealedCache]:
    with _starting:
        return _of_process(os.getpid())


@functools.lru_cache(maxsize=1)
def _of_process(pid: int) -> tuple[Batcher, SealedCache]:
    """The queue and the cache of a process: threads do not survive a fork, nor should secrets."""
    return Batcher(), SealedCache(f"{versions()} corrected")


def _filled(situation: Situation, values: list[Any] | None) -> dict:
    """The document of a situation, its nulls filled with the values kept; {} without."""
    if values is None:
        return {}
    answer = copy_of(situation.document)
    for question, value in zip(situation.questions, values, strict=True):
        answer[question.plural][question.entity_id][question.name][question.text] = value
    return answer
