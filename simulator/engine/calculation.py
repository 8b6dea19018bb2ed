"""Documents in, the same documents out with every null filled."""

from typing import Any

from simulator.engine.batch import Batch
from simulator.engine.common import Ground
from simulator.engine.documents import read
from simulator.engine.system import corrected_system, stock_system


def warm_up() -> None:
    """Load the legislation."""
    corrected_system()


def calculate(documents: list[dict], corrected: bool = True) -> list[dict]:
    """The same documents with every null filled; raises SituationError on a bad one."""
    system: Any = corrected_system() if corrected else stock_system()
    situations = [read(system, document) for document in documents]
    return Batch(system, situations, Ground()).run()
