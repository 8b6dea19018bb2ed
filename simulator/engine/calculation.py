"""Documents in, the same documents out with every null filled."""

import contextlib
import functools
import gc
import logging
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from simulator.engine import stock
from simulator.engine.common_ground import store
from simulator.engine.documents.reader import Situation, read
from simulator.engine.lanes.batch import Batch
from simulator.engine.law.system import corrected_system, stock_system, versions
from simulator.engine.tapes.interpreter import compiled
from simulator.engine.tapes.replay import replayed
from simulator.engine.tapes.shelf import shelf_of

log = logging.getLogger(__name__)

# The simulation in lanes follows the inner workings of OpenFisca, of these versions of it.
MADE_FOR = ("44.7.1",)
MAX_BATCH = 128  # situations that lanes compute together: up to 1 MB each


def warm_up(
    variables: Iterable[str] = store.NATIONAL,
    month: str = "",
    documents: Iterable[dict] = (),
    given: Iterable[str] = (),
) -> None:
    """Load the legislation, and compute once each of `variables` for `month` (default: now).

    `documents` are asked as most will be: their signatures are recorded. `given`: the variables
    that households may give. To be called once, before the fork: what is loaded is then shared by
    the workers.
    """
    system = corrected_system()
    if not in_lanes():
        return
    names = [name for name in dict.fromkeys(variables) if name in system.variables]
    month = month or store.this_month()
    store.expect(names)
    compiled()
    with no_collector():
        store.learn(system, month)
        attempt([read(system, store.family(system, month, names))], system)
        shelf = shelf_of(system)
        shelf.expect(given)
        shelf.learn_from(read(system, each) for each in documents)
    gc.collect()
    gc.freeze()


def record_at_once(cost: int, kept: int) -> None:
    """From now on a signature is recorded as soon as it has cost lanes as much as `cost` situations
    of a large batch, before going on, and so many tapes kept: for a file of households, whom nobody
    waits for one by one."""
    shelf = shelf_of(corrected_system())
    shelf.at_once, shelf.kept = cost, kept


def calculate(documents: list[dict], corrected: bool = True) -> list[dict]:
    """The same documents with every null filled, each as OpenFisca computes it alone.

    The values are plain Python's. A null whose formula raises, or gives no finite number, stays
    null: it could not be computed. Raises SituationError on a document that describes no situation.
    `corrected=False` leaves this project's corrections out.
    """
    system = corrected_system() if corrected else stock_system()
    return attempt([read(system, document) for document in documents], system)


def attempt(situations: list[Situation], system: Any = None) -> list[dict]:
    """The documents of these situations, every null filled, computed together where possible."""
    system = system or corrected_system()
    if not in_lanes():
        return [stock.compute(system, situation.document) for situation in situations]
    shelf = shelf_of(system)
    answers = replayed(shelf, situations)
    left = [index for index in range(len(situations)) if index not in answers]
    if left:
        thread = threading.get_ident()
        shelf.computing.add(thread)  # the one that records gives way
        try:
            found = by_lanes(system, [situations[index] for index in left])
        finally:
            shelf.computing.discard(thread)
        answers |= dict(zip(left, found, strict=True))
    return [answers[index] for index in range(len(situations))]


def by_lanes(system: Any, situations: list[Situation]) -> list[dict]:
    """The documents of these situations, every null filled, without any tape."""
    answers: list[dict] = [{}] * len(situations)
    months: dict[str, list[int]] = {}
    for index, situation in enumerate(situations):
        months.setdefault(store.month_of(situation), []).append(index)
    with no_collector(), np.errstate(all="ignore"):
        for month, indices in months.items():
            ground = store.ground(system, month)
            for start in range(0, len(indices), MAX_BATCH):
                chosen = indices[start : start + MAX_BATCH]
                compute = functools.partial(_together, system, ground)
                for index, answer in zip(
                    chosen, compute([situations[index] for index in chosen]), strict=True
                ):
                    answers[index] = answer
    return answers


def _together(system: Any, ground: Any, situations: list[Situation]) -> list[dict]:
    """One batch; if a formula raises, its halves, down to the situation for which it does."""
    batch = Batch(system, situations, ground)
    try:
        answers = batch.run()
        batch.simulation.empty()
        return answers
    except Exception as error:  # whatever a formula raises
        if len(situations) == 1:
            log.warning("a situation is computed formula by formula (%s)", type(error).__name__)
            return Batch(system, situations, ground).run(unable=_log)
    half = len(situations) // 2
    return [
        *_together(system, ground, situations[:half]),
        *_together(system, ground, situations[half:]),
    ]


def _log(name: str, error: Exception) -> None:
    log.warning("%s could not be computed (%s)", name, type(error).__name__)


@functools.cache
def in_lanes() -> bool:
    """Whether the installed OpenFisca is one that the simulation in lanes was made for."""
    installed = versions()["openfisca-core"]
    if installed in MADE_FOR:
        return True
    log.warning(
        "openfisca-core %s is not one of %s: computing slowly, one situation at a time",
        installed,
        ", ".join(MADE_FOR),
    )
    return False


@contextlib.contextmanager
def no_collector() -> Iterator[None]:
    """The cyclic collector off: a simulation makes a million objects, all alive until its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
