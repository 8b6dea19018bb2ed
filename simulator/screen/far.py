"""What a worker of a cluster runs: imported there by name, before Django is ready."""

import dataclasses
import functools
import os
from typing import Any


@functools.cache
def ready() -> None:
    """Load the settings and warm the engine, once a worker."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
    import django

    django.setup()
    from simulator.screen.workers import warm

    warm()


def far(lines: list[tuple[Any, ...]], wish: tuple[Any, ...]) -> dict[str, Any]:
    """The result of a chunk; lines, wish and result go as plain values."""
    ready()
    from simulator.screen.chunk import Wish, screened
    from simulator.screen.source import Line

    result = screened([Line(*line) for line in lines], Wish(*wish))
    return {each.name: getattr(result, each.name) for each in dataclasses.fields(result)}


def spills_to_disk() -> bool:
    """Whether the worker this runs on may write what it holds to its disk."""
    import dask

    memory = dask.config.get("distributed.worker.memory", {})
    return bool(memory.get("spill")) or bool(memory.get("target"))
