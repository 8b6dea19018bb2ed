"""How fast the engine is: beside stock, by batch size, by household, and where the time goes."""

import copy
import json
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from benchmarks.households import households
from benchmarks.measure import seconds
from simulator.engine.calculation import by_lanes
from simulator.engine.documents.reader import read
from simulator.engine.lanes.populations import Cell
from simulator.engine.lanes.simulation import LaneSimulation
from simulator.engine.law.system import stock_system


def growth() -> list[dict[str, float]]:
    """One household of a lone adult with children, by their number: seconds in lanes."""
    [base] = [each for each in households(40, seed=13) if len(each["individus"]) == 1][:1]
    rows = []
    for children in (0, 1, 2, 4, 8, 12):
        document = copy.deepcopy(base)
        names = [f"enfant_{rank}" for rank in range(children)]
        for rank, name in enumerate(names):
            birth = {"ETERNITY": f"{2025 - rank}-05-04"}
            document["individus"][name] = {"date_naissance": birth, "aah": {"2026-11": None}}
        document["familles"]["famille"]["enfants"] = names
        document["menages"]["menage"]["enfants"] = names
        next(iter(document["foyers_fiscaux"].values()))["personnes_a_charge"] = names
        call = [read(stock_system(), document)]
        by_lanes(stock_system(), call)
        spent = seconds(lambda: by_lanes(stock_system(), call), 3)  # noqa: B023
        rows.append({"people": 1 + children, "seconds": spent})
    return rows


def dearest(size: int, count: int = 10) -> dict[str, Any]:
    """The formulas that take most of a batch's time, their own only, and how often they run."""
    own: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    nested = [0.0]
    formula = LaneSimulation._formula

    def timed(self: LaneSimulation, cell: Cell) -> Any:
        nested.append(0.0)
        start = time.perf_counter()
        try:
            return formula(self, cell)
        finally:
            spent = time.perf_counter() - start
            name = cell.cells.variable.name
            own[name] += spent - nested.pop()
            runs[name] += 1
            nested[-1] += spent

    system = stock_system()
    situations = [read(system, each) for each in households(size, seed=14, shuffled=False)]
    by_lanes(system, situations)
    LaneSimulation._formula = timed  # type: ignore[method-assign]
    try:
        total = seconds(lambda: by_lanes(system, situations))
    finally:
        LaneSimulation._formula = formula  # type: ignore[method-assign]
    return {
        "size": size,
        "seconds": total,
        "runs": runs.total(),
        "formulas": [
            {"name": name, "share": spent / total, "runs": runs[name]}
            for name, spent in own.most_common(count)
        ],
    }


def start() -> dict[str, float]:
    """A process of its own: seconds until warm, and its memory in MB."""
    code = (
        "import json, time, warnings; warnings.simplefilter('ignore')\n"
        "begin = time.perf_counter()\n"
        "from simulator import engine; engine.warm_up()\n"
        "from benchmarks.measure import memory\n"
        "print(json.dumps({'seconds': time.perf_counter() - begin} | memory()))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured
