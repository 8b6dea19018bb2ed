"""python -m benchmarks.verdict_pass: what the verdicts of a household cost, the engine apart.

The catalogue is to be judged in 15 ms a household at most, on a quiet core.
"""

import statistics
import time
import warnings

from benefits.asking import asked
from benefits.judge import verdicts
from benefits.registry import CATALOGUE
from benefits.toml.benefit import load
from simulator import engine
from simulator.engine.law import legislation
from tests.benefits.test_reasons import MONTH, epci_of
from tests.benefits.test_working import as_situations_are, without_questions
from tests.engine.households import documents

HOUSEHOLDS, ROUNDS = 100, 3


def main() -> None:
    warnings.simplefilter("ignore")
    catalogue = load([CATALOGUE])
    drawn = [as_situations_are(without_questions(one)) for one in documents(HOUSEHOLDS, seed=5)]
    started = time.process_time()
    wanted = [asked(catalogue, one, MONTH) for one in drawn]
    asking = (time.process_time() - started) / HOUSEHOLDS
    answers = engine.calculate(wanted)
    spent = [judge(catalogue, one) for _ in range(ROUNDS) for one in answers]
    middle, most = statistics.median(spent) * 1000, max(spent) * 1000
    print(f"{len(catalogue.benefits)} benefits, {HOUSEHOLDS} households, of processor:")
    print(f"asked {asking * 1000:.1f} ms, verdicts {middle:.1f} ms (median), {most:.1f} ms (most)")


def judge(catalogue, document) -> float:
    """Seconds of processor that the verdicts of one household take."""
    started = time.process_time()
    verdicts(catalogue, document, MONTH, epci=epci_of(document), legislation=legislation)
    return time.process_time() - started


if __name__ == "__main__":
    main()
