"""The engine beside stock on random households that differ in every kind of input.

    python -m benchmarks.equality [--households 2000] [--seed 1] [--kept] [--tapes]

Stock takes four seconds a household: its answers are kept (see benchmarks.kept), and the next run
takes minutes. `--kept` computes none, and compares on those that are there. Exit 1 when a value
differs by half a cent.
"""

import argparse
import sys
import time
import warnings
from itertools import islice
from typing import Any

from benchmarks import kept
from benchmarks.households import households

HOUSEHOLDS = 2000
SEED = 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--kept", action="store_true", help="compute none of stock's answers")
    parser.add_argument("--tapes", action="store_true", help="each answered by a tape, counted")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    computed = 0 if args.kept else args.households
    found = measure(args.households, args.seed, computed, args.tapes)
    print(f"{found['households']} households, largest difference {found['difference']:.4f} euros")
    return 1 if found["difference"] >= kept.HALF_A_CENT else 0


def measure(
    count: int = HOUSEHOLDS, seed: int = SEED, compute: int = 0, tapes: bool = False
) -> dict[str, Any]:
    """The largest difference, in euros, and on how many of `count` households it was looked for.

    Those of which stock's answer is kept, and the first `compute` of them in any case.
    """
    documents = {f"household {i}": each for i, each in enumerate(households(count, seed))}
    start = time.perf_counter()
    for done, document in enumerate(islice(documents.values(), compute)):
        kept.answer(document)
        if done % 20 == 0:
            print(f"stock: {done} of {compute}, {time.perf_counter() - start:.0f} s", flush=True)
    gaps = kept.compare(documents, tapes)
    return {"households": len(gaps), "seed": seed, "difference": max(gaps.values(), default=0.0)}


if __name__ == "__main__":
    sys.exit(main())
