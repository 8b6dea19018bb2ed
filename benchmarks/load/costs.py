"""What each request costs the server: processor milliseconds, in one process, without a network.

    python -m benchmarks.load costs [--times 3] [--profile 40]

The application is called as gunicorn calls it, on the database of the settings: no other process
counts, so that a busy machine does not change much.
"""

import cProfile
import gzip
import io
import os
import pstats
import random
import runpy
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

from benchmarks.load.arrivals import walked
from benchmarks.load.journeys import households, some
from benchmarks.load.visitor import Answer, Visitor
from tests.running import postgres

Costs = dict[str, list[float]]
COMPUTED = ("GET calcul",)  # by the engine's own thread
WARM = 2  # times that the journeys are done before
RECORDED = 60  # seconds at most, while the signatures of these journeys are recorded


class Caller(Visitor):
    """A visitor of this very process."""

    application: Callable[..., Any]
    costs: Costs
    profile: Any = nullcontext()

    def close(self) -> None:
        """There is no connection."""

    def _request(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        place, sent = urlsplit(path), (body or "").encode()
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": place.path,
            "QUERY_STRING": place.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_COOKIE": "; ".join(f"{k}={v}" for k, v in self._cookies.items()),
            "CONTENT_LENGTH": str(len(sent)),
            "CONTENT_TYPE": headers.get("Content-Type", ""),
            "wsgi.input": io.BytesIO(sent),
            "wsgi.url_scheme": "http",
        } | {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}
        told: list[Any] = []
        # Of a light page, this thread alone: others may be recording what was asked before.
        clock = time.process_time if kind(method, place.path) in COMPUTED else time.thread_time
        start = clock()
        with self.profile:
            page = self.application(environ, lambda *given: told.extend(given))
            written = b"".join(page)
            page.close()
        spent = clock() - start
        self.seen.append((place.path, spent))
        self.costs.setdefault(kind(method, place.path), []).append(spent)
        zipped = ("Content-Encoding", "gzip") in told[1]
        text = (gzip.decompress(written) if zipped else written).decode()
        for name, value in told[1]:
            if name == "Set-Cookie":
                cookie, _, given = value.split(";")[0].partition("=")
                self._cookies[cookie] = given
        to = next((value for name, value in told[1] if name == "Location"), "")
        return Answer(int(told[0].split()[0]), to, text)


def kind(method: str, path: str) -> str:
    """What a request is, for the table: its method and page, all the questions being one."""
    last = path.rstrip("/").rpartition("/")[2]
    known = ("resultats", "recapitulatif", "simulation", "calcul")
    return f"{method} {last if last in known else 'question'}"


def prepared(folder: str, database: str) -> None:
    """This process as a worker of gunicorn's is when its first visitor comes."""
    os.environ |= {"VAR_DIR": folder, "DATABASE_URL": database, "JOURNEYS_AT_ONCE": "1000000"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "simulator.project.settings"
    from django.core.management import call_command

    from simulator.project.wsgi import application

    for words in ("migrate", "load_directory", "collectstatic --no-input"):
        call_command(*words.split(), stdout=io.StringIO())
    runpy.run_path("simulator/project/gunicorn.conf.py")["on_starting"](None)
    Caller.application = staticmethod(application)


def called(times: int, mode: str, profile: Any) -> tuple[Costs, int]:
    """The costs of the same journeys done `times` times, once everything is warm, and how
    many that makes."""
    from simulator.engine.law.system import corrected_system
    from simulator.engine.tapes.shelf import shelf_of

    Caller.costs = {}
    drawn = mode != "household"
    journeys = some("", mode, "/simulation/", None, Caller) if drawn else households("", Caller)
    for number in range(times + WARM):
        if number == WARM:
            shelf_of(corrected_system()).wait(RECORDED)
            Caller.costs, Caller.profile = {}, profile
        for journey in journeys:
            fault = walked(Caller(""), journey, random.Random(number), 0)
            assert not fault, fault
    return Caller.costs, len(journeys) * times


def run(times: int, mode: str, lines: int) -> dict[str, Any]:
    """{kind: {a_journey, mean, p95}}, in milliseconds of processor, and the sum of a journey; with
    `lines`, so many of the profile are printed too."""
    with tempfile.TemporaryDirectory() as folder, postgres() as database:
        prepared(folder, database)
        profile = cProfile.Profile() if lines else None
        costs, journeys = called(times, mode, profile or nullcontext())
        connection.close()
    if profile:
        for order in ("tottime", "cumulative"):
            pstats.Stats(profile).sort_stats(order).print_stats(lines)
    table = {name: told(spent, journeys) for name, spent in sorted(costs.items())}
    whole = sum(spent for found in costs.values() for spent in found)
    return table | {"a journey": {"mean": round(1000 * whole / journeys, 1)}}


def told(spent: list[float], journeys: int) -> dict[str, float]:
    cuts = statistics.quantiles(spent, n=20, method="inclusive")
    return {
        "a_journey": round(len(spent) / journeys, 1),
        "mean": round(1000 * statistics.mean(spent), 2),
        "median": round(1000 * statistics.median(spent), 2),
        "p95": round(1000 * cuts[-1], 2),
    }
