"""How two answers differ, and how long and how much memory things take."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

QUIET = 60  # looks at whether a server has nothing left to do


def difference(left: dict[str, Any], right: dict[str, Any]) -> tuple[float, str]:
    """The largest gap between two answers to one document, and where.

    Euros; a boolean counts as 0 or 1, a text or a value missing on one side as 1.
    """
    worst, where = 0.0, ""
    for plural, entities in left.items():
        for entity_id, entity in entities.items():
            for name, values in entity.items():
                if not isinstance(values, dict):
                    continue
                for period, value in values.items():
                    gap = _gap(value, right[plural][entity_id][name][period])
                    if gap > worst:
                        worst, where = gap, f"{plural}/{entity_id}/{name}/{period}"
    return worst, where


def _gap(left: Any, right: Any) -> float:
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return 0.0 if left == right else 1.0
    return abs(float(left) - float(right))


def seconds(call: Callable[[], Any], times: int = 1) -> float:
    """The median time of a call, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def spent(call: Callable[[], Any]) -> float:
    """Milliseconds of processor of this process during a call."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def memory(pid: int | str = "self") -> dict[str, float]:
    """The memory of a process in MB: `rss` all of it, `pss` its share, `own` what it has alone."""
    lines = dict(
        line.split(":", 1)
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    )

    def megabytes(name: str) -> float:
        return int(lines[name].split()[0]) / 1024

    own = megabytes("Private_Dirty") + megabytes("Private_Clean")
    return {"rss": megabytes("Rss"), "pss": megabytes("Pss"), "own": own}


def processor(pid: int) -> float:
    """The seconds that a process and its children, also those that have ended, spent on a processor
    since they began: other programs of the machine do not swell them."""
    stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    own = sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(processor(child) for child in children(pid))


def quiet(pid: int) -> None:
    """Wait until a server has nothing left to do: the signatures that it has seen are recorded."""
    for _ in range(QUIET):
        before = processor(pid)
        time.sleep(2)
        if processor(pid) - before < 0.1:
            return


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


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
