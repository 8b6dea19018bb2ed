"""make bench: every measure, written to docs/performance.md.

python -m benchmarks [--households 40] [--pairs 12] [--batches 1 64 1024] [--visitors 32]
"""

import argparse
import datetime
import os
import platform
import shlex
import sys
import warnings
from pathlib import Path
from typing import Any

from benchmarks import equality, measure, product, side_by_side
from benchmarks.load import together
from simulator.engine.law.system import versions

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
#: What the project asks of itself, beside what is measured: milliseconds of processor.
GOALS = {"verdicts": 6.6, "amounts": 0.66, "several": 0.66, "results": 40.0, "curve": 500.0}
SAID = {
    "verdicts": "`manage.py screen`, a household of answers, every verdict",
    "amounts": "`manage.py screen`, OpenFisca documents of one signature, amounts alone",
    "several": "the same, of eight signatures",
    "mixed": "the same, drawn at random: more signatures than are seen often enough for a tape",
    "results": "the results of a household, the whole request",
    "curve": "the curve of what a pay leaves, 61 points, the whole request",
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure everything; write docs/performance.md.")
    parser.add_argument("--households", type=int, default=40, help="computed by stock in any case")
    parser.add_argument("--pairs", type=int, default=12, help="households timed beside stock")
    parser.add_argument("--batches", type=int, nargs="+", default=side_by_side.BATCHES)
    parser.add_argument("--visitors", type=int, default=32, help="0: no load test")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    measures: dict[str, Any] = {"start": tell(measure.start())}
    batches = tuple(args.batches)
    measures["side_by_side"] = [tell(one) for one in side_by_side.measures(args.pairs, batches)]
    measures["product"] = tell(product.measure(512))
    measures["equality"] = tell(equality.measure(compute=args.households))
    measures["load"] = tell(together.run(args.visitors)) if args.visitors else None
    PAGE.write_text(page(measures))


def goal(name: str) -> str:
    """What is asked of a measure, nothing where nothing is."""
    return f"{GOALS[name]:g} ms" if name in GOALS else ""


def tell(measured: Any) -> Any:
    """Print a measure as soon as it is made."""
    print(measured, flush=True)
    return measured


def page(found: dict[str, Any]) -> str:
    """The measures in words."""
    same, start, product = found["equality"], found["start"], found["product"]
    command = shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]])
    lines = [
        "# Performance",
        "",
        f"Written by `make bench` (`{command}`); every figure below was measured in that one run.",
        "",
        f"{datetime.date.today()}, {processor_name()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, "
        + ", ".join(f"{k} {v}" for k, v in versions().items())
        + f". Load average when it was written: {os.getloadavg()[2]:.1f} over 15 minutes.",
        "",
        *side_by_side.page(found["side_by_side"]),
        "## The product",
        "",
        f"Milliseconds of processor, once the signatures are seen; {product['households']} "
        f"households in a file, {product['pages']} on the pages: the personas with other amounts.",
        "",
        "| | measured | goal |",
        "|---|--:|--:|",
        *(f"| {SAID[name]} | {product[name]:.2f} ms | {goal(name)} |" for name in SAID),
        "",
        "## Exact",
        "",
        f"{same['households']} random households (seed {same['seed']}), that differ in every kind "
        "of input, computed together and by stock OpenFisca one by one: largest difference "
        f"{same['difference']:.4f} euros. Stock's answers are kept from one run to the next "
        "(`python -m benchmarks.equality` computes those of 2,000); the engine's are not.",
        "",
        "## Start and memory",
        "",
        f"Warm {start['seconds']:.1f} s after the start of a process, which then holds "
        f"{start['rss']:.0f} MB, without any tape.",
        "",
    ]
    if found["load"]:
        lines += crowd(found["load"])
    return "\n".join(lines)


def crowd(found: dict[str, Any]) -> list[str]:
    """The load test in words."""
    return [
        "## A crowd",
        "",
        f"gunicorn as in production, ready {found['ready']:.1f} s after its start. "
        f"{found['visitors']} visitors answer every question, then ask for their results all at "
        "once, while two others read light pages: first on this server, that has seen nobody; then "
        "again, with other amounts, once it has seen such households and has nothing left to "
        "record.",
        "",
        "| signatures | answered | median | the last | processor | light pages, median | p95 "
        "| largest | memory of each worker's own |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
        *(crowd_row(name, found[name]) for name in ("unseen", "seen")),
        "",
    ]


def crowd_row(name: str, found: dict[str, Any]) -> str:
    """One crowd."""
    results, light = found["results"], found["light_while_computing"]
    own = ", ".join(f"{each['own']:.0f}" for each in found["memory"][1:])
    return (
        f"| {name} | {found['answered']} | {results['median']:.2f} s | {results['max']:.2f} s "
        f"| {found['processor']:.1f} s | {light['median'] * 1000:.0f} ms "
        f"| {light['p95'] * 1000:.0f} ms | {light['max'] * 1000:.0f} ms | {own} MB |"
    )


def processor_name() -> str:
    """The processor's name."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


if __name__ == "__main__":
    main()
