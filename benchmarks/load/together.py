"""Everybody asks for their results at once: the worst minute of a campaign.

Each visitor does the journey of a test household, then all ask together, while two more read light
pages. It gives, in seconds: the results' and the light pages' median, 95th percentile and largest;
the time that the server spent on processors meanwhile, which other programs of the machine do not
swell; the memory. First of a server that has seen nobody, then of the same once it has seen such
households and recorded their signatures, with other amounts.
"""

import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.load.journeys import Journey, entered, households
from benchmarks.load.visitor import Visitor
from benchmarks.measure import memory, quiet
from tests.running import free_port, manage, serving

LIGHT = ("/", "/simulation/", "/mentions-legales/", "/accessibilite/")
BETWEEN = 2  # crowds that no figure is of: each worker then has seen each household twice


def run(visitors: int) -> dict[str, Any]:
    """Start the site, let `visitors` through it, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        env = {name: value for name, value in os.environ.items() if name != "PRODUCTION"}
        env |= {"VAR_DIR": folder, "HOST": "127.0.0.1", "PORT": str(free_port())}
        manage("migrate", "--verbosity", "0", env=env)
        manage("load_directory", env=env)
        manage("collectstatic", "--no-input", "--verbosity", "0", env=env)
        start = time.perf_counter()
        with serving(Path(folder) / "log", env) as url:
            ready = time.perf_counter() - start
            journeys, crowds = households(url), []
            for rank in range(BETWEEN + 2):
                crowds.append(crowd(url, journeys, visitors, rank * visitors))
                quiet(servers()[0])
            told = {"visitors": visitors, "ready": ready}
            return told | {"unseen": crowds[0], "seen": crowds[-1]}


def crowd(url: str, journeys: Sequence[Journey], count: int, first: int) -> dict[str, Any]:
    """All the visitors at once, their results together, and two readers of light pages; `first`:
    the number of the first of them, which decides their amounts."""
    results: list[float] = []
    statuses: list[int] = []
    light: list[float] = []
    started, over = threading.Event(), threading.Event()
    together = threading.Barrier(count, action=started.set)
    faults: list[BaseException] = []

    def visit(number: int) -> None:
        try:
            visitor = walked(url, journeys[number % len(journeys)], first + number)
            light.extend(spent for _, spent in visitor.seen)
            together.wait(300)
            start = time.perf_counter()
            found = visitor.computed(visitor.get("/simulation/resultats/").text)
            results.append(time.perf_counter() - start)
            statuses.append(found.status if found else 0)
        except BaseException as fault:
            faults.append(fault)
            together.abort()
            started.set()

    def browse() -> None:
        visitor = Visitor(url)
        while not over.is_set():
            for path in LIGHT:
                visitor.get(path)
            time.sleep(0.02)
        meanwhile.extend(spent for _, spent in visitor.seen)

    meanwhile: list[float] = []
    readers = [threading.Thread(target=browse) for _ in range(2)]
    threads = [threading.Thread(target=visit, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    started.wait()
    server = servers()
    before = processor_seconds(server)
    for reader in readers:
        reader.start()
    for thread in threads:
        thread.join()
    spent = processor_seconds(server) - before
    over.set()
    for reader in readers:
        reader.join()
    if faults:
        raise faults[0]
    return {
        "results": spread(results),
        "answered": statuses.count(200),
        "light_while_computing": spread(meanwhile),
        "questionnaire": spread(light),
        "processor": spent,
        "memory": [memory(pid) for pid in server],
    }


def walked(url: str, journey: Journey, number: int) -> Visitor:
    """A visitor who has answered every question, with amounts of their own."""
    visitor, draw = Visitor(url), random.Random(number)
    path, answer = entered(visitor, journey.opening, journey.begins)
    for fields in journey.own(draw):
        path, answer = visitor.follow(visitor.post(path, fields, answer.text), path)
    return visitor


def spread(times: list[float]) -> dict[str, float]:
    """The median, 95th percentile and largest of times in seconds."""
    ordered = sorted(times)
    return {
        "count": len(ordered),
        "median": statistics.median(ordered),
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
        "max": ordered[-1],
    }


def servers() -> list[int]:
    """The process ids of the server: the master's first."""
    own = os.getpid()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != own:
            try:
                command = (folder / "cmdline").read_bytes()
                if b"gunicorn" in command and _descends(int(folder.name), own):
                    found.append(int(folder.name))
            except OSError:
                continue
    return sorted(found)


def processor_seconds(pids: list[int]) -> float:
    """The seconds that these processes have spent on a processor since they began."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in pids]
    ticks = sum(int(stat[11]) + int(stat[12]) for stat in stats)
    return ticks / os.sysconf("SC_CLK_TCK")


def _descends(pid: int, ancestor: int) -> bool:
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        if pid == ancestor:
            return True
    return False
