"""Visitors by the dozen: the real gunicorn, whole journeys over HTTP, results asked all at once.

    python -m benchmarks.load [--visitors 32]

Each visitor answers every question of one of the test households (a day of birth apart, so that no
cache helps), then all ask for their results together, while two more read light pages. It prints,
in seconds: the results' and the light pages' median, 95th percentile and largest; the time that the
server spent on processors meanwhile, which other programs of the machine do not swell; the memory.
"""

import argparse
import datetime
import http.client
import json
import os
import re
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
django.setup()

from django.forms import MultiWidget  # noqa: E402

from benchmarks.measure import memory  # noqa: E402
from questionnaire.building.forms import SINGLE, Group, raw  # noqa: E402
from questionnaire.questions import FLOW  # noqa: E402
from simulator.project.modes import home  # noqa: E402
from tests.personas.people import PEOPLE  # noqa: E402
from tests.running import free_port, manage, serving  # noqa: E402

LIGHT = ("/", "/simulation/", "/mentions-legales/", "/accessibilite/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
Page = tuple[int, str]


class Visitor:
    """A connection and its cookies; `light` holds the seconds that each page took."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._connection = http.client.HTTPConnection(place.hostname, place.port, timeout=90)
        self._cookies: dict[str, str] = {}
        self.light: list[float] = []

    def get(self, path: str, **headers: str) -> Page:
        """The status and text of a page."""
        return self._request("GET", path, None, headers)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Page:
        """The same, for a form sent."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._request("POST", path, urlencode(fields), kind)

    def _request(self, method: str, path: str, body: str | None, headers: dict) -> Page:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        start = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers | {"Cookie": cookies})
            response = self._connection.getresponse()
        except ConnectionError:  # kept open too long
            self._connection.close()
            self._connection.request(method, path, body, headers | {"Cookie": cookies})
            response = self._connection.getresponse()
        text = response.read().decode()
        self.light.append(time.perf_counter() - start)
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self._cookies[name] = value
        return response.status, text

    def answer(self, answers: dict[str, Any], month: str) -> None:
        """Walk the whole questionnaire with these answers; what is optional may have none."""
        for step in FLOW.steps(answers, month):
            if step.key not in answers:
                continue
            path = home().address(step)
            status, page = self.get(path)
            assert status == 200, (path, status)
            token = TOKEN.search(page)
            assert token, path
            fields = [("csrfmiddlewaretoken", token[1]), *sent(step.field(), answers[step.key])]
            status, page = self.post(path, fields)
            assert status in (302, 303), (path, status)


def sent(asked: Any, answer: Any) -> list[tuple[str, str]]:
    """The fields that a browser sends for an answer."""
    rows = asked.rows if isinstance(asked, Group) else {SINGLE: asked}
    values = asked.flat(answer) if isinstance(asked, Group) else {SINGLE: answer}
    fields: list[tuple[str, str]] = []
    for name, field in rows.items():
        if name not in values:
            continue
        value = raw(field, values[name])
        if isinstance(field.widget, MultiWidget):
            pairs = zip(field.widget.widgets_names, value, strict=True)
            fields += [(name + end, "on" if one is True else str(one)) for end, one in pairs if one]
        elif isinstance(value, list):
            fields += [(name, str(one)) for one in value]
        else:
            fields.append((name, str(value)))
    return fields


def households(count: int, month: str) -> list[dict[str, Any]]:
    """The answers of `count` households, no two the same."""
    usable = [
        persona.answers
        for persona in PEOPLE
        if FLOW.first_unanswered(persona.answers, month) is None
    ]
    drawn = []
    for number in range(count):
        answers = dict(usable[number % len(usable)])
        birth = datetime.date.fromisoformat(answers["naissance/vous"])
        moved = birth.replace(day=1 + number % 28)
        drawn.append(answers | {"naissance/vous": moved.isoformat()})
    return drawn


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
            return {"visitors": visitors, "ready": ready} | crowd(url, visitors)


def crowd(url: str, count: int) -> dict[str, Any]:
    """All the visitors at once, their results together, and two readers of light pages."""
    month = datetime.date.today().strftime("%Y-%m")
    results: list[float] = []
    statuses: list[int] = []
    light: list[float] = []
    started, over = threading.Event(), threading.Event()
    together = threading.Barrier(count, action=started.set)
    faults: list[BaseException] = []

    def visit(answers: dict[str, Any]) -> None:
        try:
            visitor = Visitor(url)
            visitor.answer(answers, month)
            light.extend(visitor.light)
            together.wait(300)
            start = time.perf_counter()
            status, page = visitor.get("/simulation/resultats/calcul/", **{"HX-Request": "true"})
            results.append(time.perf_counter() - start)
            statuses.append(status if "Retry-After" not in page else 503)
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
        meanwhile.extend(visitor.light)

    meanwhile: list[float] = []
    readers = [threading.Thread(target=browse) for _ in range(2)]
    threads = [threading.Thread(target=visit, args=(each,)) for each in households(count, month)]
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


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=32)
    json.dump(run(parser.parse_args().visitors), sys.stdout, indent=2)
