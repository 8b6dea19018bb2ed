"""Stock, lanes and tapes on the same households, in one run: processor time, and its ratios.

    python -m benchmarks.side_by_side [--households 12] [--batches 1 64 1024]

Processor time, so that what else the machine does counts little; every time is a median of
alternating turns. `yardstick`: households drawn at random, stock rules. `product`: the documents
that the site makes of the personas, corrected rules (stock's own simulation of them).
"""

import argparse
import json
import os
import statistics
import warnings
from typing import Any

from benchmarks.measure import memory, spent
from simulator.engine import calculation, stock
from simulator.engine.documents.reader import Situation, read
from simulator.engine.law.system import corrected_system, stock_system
from simulator.engine.tapes.shelf import shelf_of

MONTH = "2026-11"
BATCHES = (1, 64, 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--households", type=int, default=12)
    parser.add_argument("--batches", type=int, nargs="+", default=BATCHES)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    for found in measures(args.households, tuple(args.batches)):
        print(json.dumps(found), flush=True)


def measures(count: int, batches: tuple[int, ...] = BATCHES) -> Any:
    """A dict of each kind of document: see `measured`."""
    from benchmarks.households import households

    yield measured("yardstick", stock_system(), households(count, 31, MONTH, False), batches)
    yield measured("product", corrected_system(), product(count), batches)


def product(count: int) -> list[dict[str, Any]]:
    """The documents of the personas, again and again with other amounts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
    import django

    django.setup()
    from benchmarks.product import people
    from questionnaire.dossier import Dossier
    from questionnaire.questions import FLOW
    from simulator.way.case import case_of
    from simulator.way.usual import given_variables

    shelf_of(corrected_system()).expect(given_variables())
    drawn = [Dossier(one["month"], one["answers"]) for one in people(count, seed=7)]
    return [case_of(one, FLOW, ends=1).documents[0] for one in drawn]


def measured(
    kind: str, system: Any, documents: list[dict[str, Any]], batches: tuple[int, ...]
) -> dict[str, Any]:
    """Milliseconds of processor: stock, lanes and tapes, for one household and by batch (mixed and
    of one signature); the cost of recording; what differs (0)."""
    shelf = shelf_of(system)
    situations = [read(system, document) for document in documents]
    lanes = calculation.by_lanes(system, situations)
    signatures = {shelf.signature(situation)[0] for situation in situations}
    before = memory()["rss"]
    recording = spent(lambda: shelf.learn_from(situations))
    replayed = shelf.replayed
    tapes = calculation.attempt(situations, system)
    answered = shelf.replayed - replayed
    turns = [_turn(system, each) for each in documents]
    one = {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}
    ratios = {
        name: statistics.median(turn["stock"] / turn[name] for turn in turns)
        for name in ("lanes", "tape", "tape_read")
    }
    return {
        "kind": kind,
        "households": len(documents),
        "signatures": len(signatures),
        "answered_by_tapes": answered,
        "different": sum(a != b for a, b in zip(lanes, tapes, strict=True)),
        "one": one,
        "times_stock": ratios,
        "recording": recording / len(signatures),
        "memory": memory()["rss"] - before,
        "tape_bytes": max(tape.size for tape in shelf.tapes.values()),
        "guards": sum(len(tape.guards) for tape in shelf.tapes.values()),
        "opaque": sorted(shelf.recorder.opaque),
        "refused": len(shelf.refused),
        "batches": [_batch(system, situations, documents, size, one["stock"]) for size in batches],
    }


def _turn(system: Any, document: dict[str, Any]) -> dict[str, float]:
    """One household in turn: by stock, in lanes, by its tape, and the tape alone."""
    situation = read(system, document)
    return {
        "stock": spent(lambda: stock.compute(system, document)),
        "lanes": spent(lambda: calculation.by_lanes(system, [read(system, document)])),
        "tape": spent(lambda: calculation.attempt([read(system, document)], system)),
        "tape_read": spent(lambda: calculation.attempt([situation], system)),
    }


def _batch(
    system: Any,
    situations: list[Situation],
    documents: list[dict[str, Any]],
    size: int,
    alone: float,
) -> dict[str, Any]:
    """A batch of so many: mixed and of one signature, by tapes; mixed, in lanes (not seen)."""
    mixed = [situations[rank % len(situations)] for rank in range(size)]
    same = [situations[0]] * size
    written = [documents[0]] * size
    took = {
        "seen": spent(lambda: calculation.attempt(mixed, system)),
        "same": spent(lambda: calculation.attempt(same, system)),
        "same_written": spent(
            lambda: calculation.attempt([read(system, each) for each in written], system)
        ),
        "unseen": spent(lambda: calculation.by_lanes(system, mixed)),
    }
    return {"size": size} | {
        name: {"ms": each, "times_stock": alone * size / each} for name, each in took.items()
    }


def page(found: list[dict[str, Any]]) -> list[str]:
    """The measures in words, for docs/performance.md."""
    lines = ["## Fast: stock, lanes and tapes in one run", ""]
    lines += ["Processor time, warm; ratios are of one household computed by stock.", ""]
    for each in found:
        one, times = each["one"], each["times_stock"]
        lines += [
            f"**{each['kind']}**, {each['households']} households of {each['signatures']} "
            f"signatures, {each['answered_by_tapes']} answered by tapes, {each['different']} "
            f"different from lanes. One household: stock {one['stock']:.0f} ms, lanes "
            f"{one['lanes']:.0f} ms ({times['lanes']:.1f} times), its tape {one['tape']:.1f} ms "
            f"({times['tape']:.0f} times), {one['tape_read']:.1f} ms once read "
            f"({times['tape_read']:.0f} times). Recording a signature: {each['recording']:.0f} ms; "
            f"its tape {each['tape_bytes'] / 1e6:.2f} MB; {each['guards']} guards, opaque: "
            f"{', '.join(each['opaque']) or 'none'}.",
            "",
            "| batch | mixed, seen | mixed, unseen | one signature | one signature, reading too |",
            "|--:|--:|--:|--:|--:|",
        ]
        for row in each["batches"]:
            cells = [row[name] for name in ("seen", "unseen", "same", "same_written")]
            said = [f"{cell['ms']:.0f} ms, ×{cell['times_stock']:.0f}" for cell in cells]
            lines.append(f"| {row['size']} | " + " | ".join(said) + " |")
        lines.append("")
    return lines


if __name__ == "__main__":
    main()
