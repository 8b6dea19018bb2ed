"""The engine room: the only one that imports OpenFisca.

warm_up()                      once per process, before the fork
calculate(documents)           OpenFisca web API bodies in, the same with every null filled out
record_at_once(cost, kept)     for a file of households: tapes are made at once, not aside
no_collector()                 while many objects are made, all alive until their end
reads(variables)               all that their formulas may ask for; texts(function) the names in it
serving.queue.compute_all(…)   those of one visitor, through the process's micro-batcher
"""

from simulator.engine.calculation import calculate, no_collector, record_at_once, warm_up
from simulator.engine.dependencies import reads, texts
from simulator.engine.documents.errors import SituationError

__all__ = [
    "SituationError",
    "calculate",
    "no_collector",
    "reads",
    "record_at_once",
    "texts",
    "warm_up",
]
