"""Open arrivals: so many journeys begin every second, whether or not those before have ended."""

import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.load.journeys import Journey, entered
from benchmarks.load.visitor import Visitor

RESULTS = "resultats"
REFUSED = 422  # a page that asks again: which commune of this postal code?


class Tally:
    """What happened: the seconds of each request by kind of page, the journeys by how they end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.seconds: dict[str, list[float]] = {"light": [], "results": []}
        self.ends: Counter[str] = Counter()

    def add(self, mode: str, visitor: Visitor, fault: str) -> None:
        with self._lock:
            self.ends[f"{mode}: {fault or 'whole'}"] += 1
            for path, spent in visitor.seen:
                self.seconds["results" if RESULTS in path else "light"].append(spent)

    def page(self) -> dict[str, Any]:
        """Journeys by how they ended; for each kind of page the percentiles in milliseconds."""
        times = {kind: percentiles(every) for kind, every in self.seconds.items()}
        return {"journeys": dict(self.ends), **times}


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """{count, p50, p95, p99, max}, in milliseconds."""
    if len(seconds) < 2:
        return {"count": len(seconds)}
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    named = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": max(seconds)}
    return {"count": len(seconds)} | {name: round(cut * 1000, 1) for name, cut in named.items()}


def arrive(
    url: str,
    journeys: Sequence[Journey],
    rate: float,
    seconds: float,
    pause: float,
    each_minute: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Let `rate` visitors a second begin for so many seconds, each reading every page for `pause`
    seconds on average; what they met, and how many journeys ended a second."""
    tally, threads = Tally(), []
    start = time.monotonic()
    told = start
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, start + number / rate - time.monotonic()))
        journey = journeys[number % len(journeys)]
        thread = threading.Thread(target=visit, args=(url, journey, number, pause, tally))
        thread.start()
        threads.append(thread)
        if time.monotonic() - told >= 60:
            told = time.monotonic()
            threads = [one for one in threads if one.is_alive()]
            each_minute()
    for thread in threads:
        thread.join()
    took = time.monotonic() - start
    done = sum(count for end, count in tally.ends.items() if end.endswith(": whole"))
    return {"asked_a_second": rate, "whole_a_second": round(done / took, 2)} | tally.page()


def visit(url: str, journey: Journey, number: int, pause: float, tally: Tally) -> None:
    """One visitor does a journey, their amounts a little different from everybody's."""
    visitor, draw = Visitor(url), random.Random(number)
    try:
        fault = walked(visitor, journey, draw, pause)
    except OSError as error:
        fault = type(error).__name__
    visitor.close()
    tally.add(journey.mode, visitor, fault)


def walked(visitor: Visitor, journey: Journey, draw: random.Random, pause: float) -> str:
    """Why a journey did not reach its results; "" when it did."""
    path, answer = entered(visitor, journey.opening, journey.begins)
    for fields in journey.own(draw):
        if answer.status >= 400 and answer.status != REFUSED:
            return f"{answer.status} at {path}"
        time.sleep(draw.uniform(0, 2 * pause))
        path, answer = visitor.follow(visitor.post(path, fields, answer.text), path)
    if RESULTS not in path:
        path = path.replace("recapitulatif/", "resultats/").replace("a-demander/", "resultats/")
        answer = visitor.get(path)
    path, answer = visitor.follow(answer, path)
    found = visitor.computed(answer.text) or answer
    whole = RESULTS in path and found.status == 200
    return "" if whole else f"{found.status} at {path}"
