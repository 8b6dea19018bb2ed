"""The tapes of a system: made at warm-up or in the background, kept while they serve.

A signature seen a second time is recorded in a thread of its own, that lets visitors pass; lanes
answer meanwhile, and whatever no tape can do.
"""

import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from queue import Empty, SimpleQueue
from typing import Any

from simulator.engine.common_ground import store
from simulator.engine.documents.reader import Situation
from simulator.engine.lanes.formulas import rules_of
from simulator.engine.tapes.interpreter import compiled
from simulator.engine.tapes.program import Program
from simulator.engine.tapes.proof import Proposed, proposed, prove
from simulator.engine.tapes.recorder import Recorder, Signature
from simulator.engine.tapes.translation import Translator

log = logging.getLogger(__name__)

KEPT = 128  # tapes; 0.3 to 0.8 MB each, 1.2 MB for the largest
MAX_NODES = 80_000  # of the graph they share while being recorded, some 100 MB: then a new one
REMEMBERED = 10_000  # signatures seen, as numbers
WAITING = 32  # signatures to be recorded
TOGETHER = 4  # of those, recorded in a row and proved as one batch
MAX_GIVEN = 4_000  # inputs of a signature worth a tape: a family's are 1,200
IDLE = 30.0  # seconds without a signature to record after which the thread ends
TURN = 0.004  # seconds of recording between two pauses
GIVE_WAY = 0.04  # seconds of a pause while lanes compute: a tenth of a processor is then its own


class Shelf:
    """The tapes of a system, least used first; `refused` are signatures that have none."""

    def __init__(self, system: Any) -> None:
        self.system = system
        self.telling = rules_of(system).telling
        self.tapes: OrderedDict[Signature, Program] = OrderedDict()
        self.refused: OrderedDict[int, str] = OrderedDict()
        self.replayed = 0  # situations answered by a tape
        self.at_once: int | None = None  # cost after which it is recorded without a thread
        self.kept = KEPT
        self.recorder = Recorder(system, self._pause)
        self._translator = Translator(self.recorder.graph, system)
        self._seen: OrderedDict[int, tuple[float, int]] = OrderedDict()  # cost, first turn
        self._used: dict[Signature, int] = {}  # the last turn of each tape
        self._turns = 0  # signatures asked for
        self._given: dict[frozenset, tuple[frozenset, frozenset[str]]] = {}
        self.computing: set[int] = set()  # the threads in which lanes compute now
        self._pid = os.getpid()
        self._start()

    def signature(self, situation: Situation) -> tuple[Signature, frozenset[str]]:
        """The signature of a situation, and the variables without formula that it gives.

        A question on one of them decides nothing: the document tells the answer.
        """
        written = frozenset([each.layout for each in situation.series])
        try:
            given, names = self._given[written]
        except KeyError:
            given, names = self._told({key for layout in written for key in layout.keys})
            if len(self._given) > REMEMBERED:
                self._given.clear()
            self._given[written] = given, names
        if situation.others:
            more, others = self._told(situation.others)
            given, names = given | more, names | others
        telling = self.telling
        asked = dict.fromkeys(
            [(each[0], each[2], each[4]) for each in situation.questions if each[2] in telling]
        )
        return Signature(given, tuple(asked)), names

    def _told(self, keys: Iterable[tuple[str, Any]]) -> tuple[frozenset, frozenset[str]]:
        """The telling ones among some inputs, and the variables of the others."""
        telling = self.telling
        given = frozenset(key for key in keys if key[0] in telling)
        return given, frozenset(name for name, _ in keys if name not in telling)

    def _start(self) -> None:
        """What belongs to one process: threads and locks do not go through a fork."""
        self._waiting: SimpleQueue[tuple[Signature, frozenset[str]]] = SimpleQueue()
        self._asked_for: set[Signature] = set()
        self._keeping = threading.Lock()
        self._recording = threading.Lock()
        self._thread: threading.Thread | None = None
        self._turn = 0.0

    def tape(self, signature: Signature, names: frozenset[str], cost: float = 1) -> Program | None:
        """The tape of a signature for situations that give `names`, if there is one; else they are
        seen, and `cost` lanes so much (see replay).

        None otherwise; the second time it is asked for, it is put down to be recorded.
        """
        if os.getpid() != self._pid:
            self._pid = os.getpid()
            self._start()
        with self._keeping:
            self._turns += 1
            tape = self.tapes.get(signature)
            if tape is not None and names <= tape.vocabulary:
                self.tapes.move_to_end(signature)
                self._used[signature] = self._turns
                return tape
            if not self._worth_it(signature, cost):
                return None
            if self.at_once is None:
                self._put_down(signature, names)
                return None
        self.learn([(signature, names)])
        return self.tapes.get(signature)

    def _put_down(self, signature: Signature, names: frozenset[str]) -> None:
        self._asked_for.add(signature)
        self._waiting.put((signature, names))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
            self._thread.start()

    def _worth_it(self, signature: Signature, cost: float) -> bool:
        """Whether a signature is seen for the second time, and nothing stands against a tape."""
        number = hash(signature)
        before, first = self._seen.pop(number, (0, self._turns))
        seen = before + cost
        enough = seen > (1 if self.at_once is None else self.at_once)
        if enough and not self._has_room(first):
            enough, seen, first = False, 0, self._turns  # to be seen as often again
        self._seen[number] = seen, first
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return (
            enough
            and number not in self.refused
            and signature not in self._asked_for
            and len(self._asked_for) < WAITING
            and len(signature.given) <= MAX_GIVEN
            and bool(signature.questions)
            and compiled() is not None
        )

    def _has_room(self, first: int) -> bool:
        """Whether a tape may give way to what was seen first at this turn, which none does that has
        served since: of more signatures in turn than are kept, each would push out the next."""
        if len(self.tapes) < self.kept:
            return True
        return self._used[next(iter(self.tapes))] < first

    def _work(self) -> None:
        while True:
            try:
                wanted = [self._waiting.get(timeout=IDLE)]
            except Empty:
                with self._keeping:
                    if self._waiting.empty():
                        self._thread = None
                        return
                continue
            while len(wanted) < TOGETHER and not self._waiting.empty():  # nobody else takes any
                wanted.append(self._waiting.get())
            try:
                self.learn(wanted)
            except Exception as error:  # a fault of ours: lanes go on answering
                log.exception("a tape could not be made")
                for signature, _ in wanted:
                    self._refuse(signature, type(error).__name__)
            finally:
                with self._keeping:
                    self._asked_for.difference_update(signature for signature, _ in wanted)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to record; whether that came in time."""
        end = time.monotonic() + seconds
        while self._asked_for and time.monotonic() < end:
            time.sleep(0.01)
        return not self._asked_for

    def expect(self, names: Iterable[str]) -> None:
        """Say which variables households may give: tapes recorded from now on read them."""
        known = self.system.variables.keys() - self.telling
        self.recorder.vocabulary |= known & frozenset(names)

    def learn_from(self, situations: Iterable[Situation]) -> int:
        """Record the signatures of these situations that have no tape: how many tapes are kept."""
        signatures = [self.signature(each) for each in situations]
        self.expect(name for _, names in signatures for name in names)
        new = dict.fromkeys(one for one, _ in signatures if one not in self.tapes)
        return self.learn([(one, frozenset()) for one in new])

    def learn(self, wanted: list[tuple[Signature, frozenset[str]]]) -> int:
        """Record these signatures now, and keep the tapes that are proved: how many."""
        if compiled() is None:
            return 0
        with self._recording:
            made = [one for each in wanted if (one := self._record(*each)) is not None]
            proved = self._proved(made)
        with self._keeping:
            for each, right in zip(made, proved, strict=True):
                if right:
                    self.tapes[each.signature] = each.program
                    self._used[each.signature] = self._turns
                    self.tapes.move_to_end(each.signature)
                else:
                    self._refuse(each.signature, "unproved")
            while len(self.tapes) > self.kept:
                least, _ = self.tapes.popitem(last=False)
                self._used.pop(least, None)
                self._seen.pop(hash(least), None)  # it comes back when it is seen as often again
        return sum(proved)

    def _record(self, signature: Signature, names: frozenset[str]) -> Proposed | None:
        if len(self.recorder.graph) > MAX_NODES:
            vocabulary = self.recorder.vocabulary
            self.recorder = Recorder(self.system, self._pause)
            self.recorder.vocabulary = vocabulary
            self._translator = Translator(self.recorder.graph, self.system)
        try:
            recording = self.recorder.record(signature, names)
            return proposed(self.system, signature, recording, self._translator, self._pause)
        except Exception as error:  # whatever a formula raises
            log.info("a signature has no tape (%s)", type(error).__name__)
            self._refuse(signature, type(error).__name__)
            return None

    def _proved(self, made: list[Proposed]) -> list[bool]:
        if not made:
            return []
        month = store.most_asked(period for _, _, period in made[0].signature.questions)
        ground = store.ground(self.system, month)
        try:
            return prove(self.system, ground, made, self._pause)
        except Exception:  # a formula raises for a household of our making
            if len(made) == 1:
                return [False]
        return [right for each in made for right in self._proved([each])]

    def _refuse(self, signature: Signature, reason: str) -> None:
        self.refused[hash(signature)] = reason
        while len(self.refused) > REMEMBERED:
            self.refused.popitem(last=False)

    def _pause(self) -> None:
        """Let the other threads pass, when the background thread has had its turn; above all the
        one that computes, for whom visitors wait."""
        if threading.current_thread() is self._thread and time.monotonic() > self._turn:
            time.sleep(GIVE_WAY if self.computing else 0.0005)
            self._turn = time.monotonic() + TURN


def shelf_of(system: Any) -> Shelf:
    """The shelf of a system, made once."""
    if "tapes" not in system.__dict__:
        system.tapes = Shelf(system)
    shelf: Shelf = system.tapes
    return shelf
