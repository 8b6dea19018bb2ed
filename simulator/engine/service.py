"""One document at a time for the web, through the process's queue."""

import threading

from simulator.engine.calculation import calculate

_one_at_a_time = threading.Lock()


class Busy(RuntimeError):  # noqa: N818 -- a state of the service, not a fault
    """The queue is full, or the answer would come after the deadline."""


def compute(document: dict, timeout: float) -> dict:
    """The document with every null filled, within `timeout` seconds, else Busy."""
    if not _one_at_a_time.acquire(timeout=timeout):
        raise Busy
    try:
        return calculate([document])[0]
    finally:
        _one_at_a_time.release()
