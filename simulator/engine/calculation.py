"""Documents in, the same documents out with every null filled."""

import contextlib
import functools
import gc
import logging
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from simulator.engine.batch import Batch
from simulator.engine.common import Ground
from simulator.engine.documents import Situation, read
from simulator.engine.learning import learn
from simulator.engine.system import corrected_system, stock_system

log = logging.getLogger(__name__)

NATIONAL = (
    "aah asi ass rsa ppa af cf asf paje_base aide_logement aspa cmu_c css_participation_forfaitaire "
    "bourse_college bourse_lycee ars cheque_energie"
).split()


def warm_up() -> None:
    """Load the legislation."""
    corrected_system()


def calculate(documents: list[dict], corrected: bool = True) -> list[dict]:
    """The same documents with every null filled; raises SituationError on a bad one."""
    system: Any = corrected_system() if corrected else stock_system()
    situations = [read(system, document) for document in documents]
    month = max((str(q.period) for q in situations[0].questions))
    with no_collector(), np.errstate(all="ignore"):
        return Batch(system, situations, ground_of(system, month[:7])).run()


@functools.cache
def ground_of(system, month):
    return learn(system, month, NATIONAL)


@contextlib.contextmanager
def no_collector() -> Iterator[None]:
    """Computing makes many objects and no cycles worth collecting."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
