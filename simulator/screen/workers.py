"""Who computes the chunks: this process, some of its kind, or a cluster; always in order."""

import dataclasses
import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from django.db import connections

from benefits.registry import catalogue
from simulator import engine
from simulator.screen.chunk import Result, Wish, screened
from simulator.screen.errors import BadFile
from simulator.screen.far import far, spills_to_disk
from simulator.screen.source import Line
from simulator.way.usual import given_variables

AHEAD = 3  # chunks in the air for each worker: memory does not grow with the file
TRIES = 3  # of a chunk whose worker dies
SOON = 96  # what lanes cost for a signature, after which it is recorded before going on
TAPES = 64  # kept by a process, 50 MB: a file has the signatures of its households, not of a crowd

Chunks = Iterator[list[Line]]


def warm() -> None:
    """Make this process ready to compute."""
    names = (each.name for benefit in catalogue().benefits for each in benefit.variables())
    engine.warm_up(names, given=given_variables())
    engine.record_at_once(SOON, TAPES)


def alone(chunks: Chunks, wish: Wish) -> Iterator[Result]:
    """The results of the chunks, by this process."""
    warm()
    for chunk in chunks:
        yield screened(chunk, wish)


def together(chunks: Chunks, wish: Wish, count: int) -> Iterator[Result]:
    """The results of the chunks, by `count` processes that share what was loaded.

    One that is killed loses nothing: its chunk is given to another.
    """
    warm()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    waiting: deque[tuple[list[Line], Future[Result]]] = deque()
    pool = ProcessPoolExecutor(count, fork)
    tries = 0
    try:
        for chunk in _and_nones(chunks, count * AHEAD):
            if chunk is not None:
                waiting.append((chunk, pool.submit(screened, chunk, wish)))
            if chunk is not None and len(waiting) < count * AHEAD:
                continue
            while waiting:
                try:
                    result = waiting[0][1].result()
                except BrokenProcessPool:
                    tries += 1
                    if tries > TRIES:
                        raise
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = ProcessPoolExecutor(count, fork)
                    again = [(each, pool.submit(screened, each, wish)) for each, _ in waiting]
                    waiting = deque(again)
                    continue
                tries = 0
                waiting.popleft()
                yield result
                break
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _and_nones(chunks: Chunks, count: int) -> Iterator[list[Line] | None]:
    """The chunks, then as many turns as there may be left to wait for."""
    yield from chunks
    for _ in range(count):
        yield None


def cluster(
    chunks: Chunks, wish: Wish, address: str, tls: tuple[str, str, str] | None
) -> Iterator[Result]:
    """The results of the chunks, by the workers of a Dask scheduler.

    `tls`: the authority, the certificate and its key. Raises BadFile without them, unless the
    scheduler is this machine; and when a worker would write answers to its disk.
    """
    try:
        from distributed import Client
        from distributed.security import Security
    except ImportError as error:
        raise BadFile("une grappe demande l’option : pip install .[grappe]") from error
    here = address.startswith(("tcp://127.0.0.1:", "tcp://localhost:", "inproc://"))
    if not address.startswith("tls://") and not here:
        raise BadFile(f"{address} n’est pas chiffré : attendu tls://… et --tls")
    security: Any = None
    if tls is not None:
        ca, certificate, key = tls
        security = Security(
            tls_ca_file=ca,
            tls_client_cert=certificate,
            tls_client_key=key,
            require_encryption=True,
        )
    with Client(address, security=security) as client:
        spilling = [name for name, spills in client.run(spills_to_disk).items() if spills]
        if spilling:
            raise BadFile(
                f"{len(spilling)} machines écriraient des réponses sur leur disque : "
                "lancez-les avec "
                "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL=False et …__TARGET=False"
            )
        count = max(1, len(client.scheduler_info()["workers"]))
        waiting: deque[Any] = deque()
        for chunk in _and_nones(chunks, count * AHEAD):
            if chunk is not None:
                # pure: equal chunks are two tasks; retries: of a worker that dies
                lines, wanted = [tuple(line) for line in chunk], dataclasses.astuple(wish)
                waiting.append(client.submit(far, lines, wanted, pure=False, retries=TRIES))
            if waiting and (chunk is None or len(waiting) >= count * AHEAD):
                future = waiting.popleft()
                yield Result(**future.result())
                future.release()
