"""Documents in, the same documents out with every null filled."""

from typing import Any

from simulator.engine.batch import Batch
from simulator.engine.learning import learn
from simulator.engine.documents import read
from simulator.engine.system import corrected_system, stock_system

G = None

def warm_up() -> None:
    """Load the legislation."""
    corrected_system()


def calculate(documents: list[dict], corrected: bool = True) -> list[dict]:
    """The same documents with every null filled; raises SituationError on a bad one."""
    system: Any = corrected_system() if corrected else stock_system()
    global G
    if G is None:
        import time
        t=time.process_time()
        G = learn(system, "2026-11", "rsa ppa af cf asf paje_base aide_logement aspa cmu_c css_participation_forfaitaire bourse_college bourse_lycee aah asi ass ars cheque_energie".split())
        print("learnt", sum(map(len,G.values.values())), sum(map(len,G.rules.values())), time.process_time()-t)
    situations = [read(system, document) for document in documents]
    return Batch(system, situations, G).run()
