"""python -m benchmarks.rolling [--rate 1]: does an update of the site fail a single request?

Three copies of the site on one PostgreSQL, behind the proxy that docker-compose.yml gives them,
from Debian's packages. Journeys arrive without end; each copy in turn leaves the proxy, finishes
what it computes, stops, and comes back new. Then sixty slow clients hold their connections while
light pages are asked. Prints the journeys by how they ended, and the light pages' milliseconds.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.load.arrivals import Tally, percentiles, visit
from benchmarks.load.journeys import Journey, some
from benchmarks.load.visitor import Visitor
from tests.running import ROOT, free_port, manage, postgres, serving

COPIES = 3
SLOW = 60  # clients; gunicorn alone has 32 threads a worker
DRAIN = 2.0  # seconds between leaving the proxy and stopping: those who were just sent arrive
CADDYFILE = ROOT / "simulator/project/deploy/Caddyfile"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rate", type=float, default=1, help="journeys a second")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres() as database, ExitStack() as stack:
        env = environment(Path(folder), database)
        for words in ("migrate", "load_directory", "collectstatic --no-input"):
            manage(*words.split(), env=env)
        copies = [Copy(Path(folder), env, number) for number in range(COPIES)]
        for copy in copies:
            copy.start()
            stack.callback(copy.stop)
        proxy = stack.enter_context(proxied(Path(folder), copies))
        journeys = some(proxy.url, "citizen", "/simulation/", None)
        with arriving(proxy.url, journeys, args.rate) as tally:
            for copy in copies:
                copy.replaced(proxy)
        result = {"update": tally.page(), "slow clients": held(proxy.url)}
    print(json.dumps(result, indent=2, ensure_ascii=False))
    sys.exit(any(not end.endswith(": whole") for end in tally.ends))


def environment(folder: Path, database: str) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name != "PRODUCTION"}
    env |= {"VAR_DIR": str(folder / "var"), "DATABASE_URL": database, "HOST": "127.0.0.1"}
    return env | {"WORKERS": "1", "JOURNEYS_AT_ONCE": "1000000", "PORT": "0"}


class Copy:
    """One copy of the site, at an address of its own."""

    def __init__(self, folder: Path, env: dict[str, str], number: int) -> None:
        self.port = free_port()
        self._env = env | {"PORT": str(self.port)}
        self._log = folder / f"log-{number}"
        self._running = ExitStack()

    def start(self) -> None:
        self._running.enter_context(serving(self._log, self._env, seconds=300))

    def stop(self) -> None:
        self._running.close()

    def replaced(self, proxy: "Proxy") -> None:
        """Out of the proxy, stopped when it has finished, new, back in the proxy."""
        proxy.sends_to(lambda one: one is not self)
        time.sleep(DRAIN)
        self.stop()
        self.start()
        proxy.sends_to(lambda one: True)


class Proxy:
    """Caddy with the project's own file, sending to some of the copies."""

    def __init__(self, folder: Path, copies: list[Copy]) -> None:
        self._copies = copies
        port, admin = free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._env = os.environ | {"SITE_ADDRESS": self.url, "CADDY_ADMIN": f"localhost:{admin}"}
        self._env |= {"HOME": str(folder), "BUFFERING": buffering()}
        self._admin = f"localhost:{admin}"

    def command(self, *words: str, copies: list[Copy]) -> list[str]:
        addresses = " ".join(f"127.0.0.1:{one.port}" for one in copies)
        self._env["UPSTREAMS"] = f"to {addresses}"
        return ["caddy", *words, "--config", str(CADDYFILE), "--adapter", "caddyfile"]

    def sends_to(self, kept: Callable[[Copy], bool]) -> None:
        copies = [one for one in self._copies if kept(one)]
        words = self.command("reload", "--address", self._admin, copies=copies)
        subprocess.run(words, env=self._env, check=True, capture_output=True)

    @contextmanager
    def running(self) -> Iterator["Proxy"]:
        words = self.command("run", copies=self._copies)
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(words, env=self._env, stdout=quiet, stderr=quiet)
        try:
            for _ in range(100):
                try:
                    Visitor(self.url).get("/sante")
                    break
                except OSError:
                    time.sleep(0.1)
            yield self
        finally:
            process.terminate()
            process.wait(timeout=30)


def proxied(folder: Path, copies: list[Copy]) -> Any:
    return Proxy(folder, copies).running()


def buffering() -> str:
    """The spelling of this Caddy: before 2.7, Debian's for one, another."""
    told = subprocess.run(["caddy", "version"], capture_output=True, text=True, check=True).stdout
    numbers = [int(part) for part in told.split()[0].lstrip("v").split(".")[:2] if part.isdigit()]
    return "buffer_requests" if tuple(numbers) < (2, 7) else "request_buffers 256KiB"


@contextmanager
def arriving(url: str, journeys: list[Journey], rate: float) -> Iterator[Tally]:
    """Journeys begin all along, and those begun are finished before the end."""
    tally, over = Tally(), threading.Event()
    threads: list[threading.Thread] = []

    def begin() -> None:
        number = 0
        while not over.wait(1 / rate):
            given = (url, journeys[number % len(journeys)], number, 0.3, tally)
            threads.append(threading.Thread(target=visit, args=given))
            threads[-1].start()
            number += 1

    beginning = threading.Thread(target=begin)
    beginning.start()
    yield tally
    over.set()
    beginning.join()
    for thread in threads:
        thread.join()


def held(url: str) -> dict[str, Any]:
    """Light pages' milliseconds while slow clients send a byte a second."""
    host, _, port = url.removeprefix("http://").partition(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(SLOW)]
    for one in slow:
        one.sendall(b"POST /simulation/loyer/ HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n")
    visitor, until = Visitor(url), time.monotonic() + 10
    while time.monotonic() < until:
        for one in slow:
            one.send(b"a")
        for _ in range(5):
            visitor.get("/")
            time.sleep(0.2)
    for one in slow:
        one.close()
    return percentiles([spent for _, spent in visitor.seen])


if __name__ == "__main__":
    main()
