"""The dated values of law that this project adds to the packages' own: values.toml, read whole.

VALUES    every entry, in the file's order
constant  one of those that the questionnaire's side reads, on a day

simulator.engine.law.parameters writes them into the packages' parameters.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benefits.figures import due_after

FILE = Path(__file__).with_name("values.toml")
FIRM = 85  # percent: under it, what rests on the value says « à vérifier »
OWN = "catalogue"  # the root of the parameters that no package has


@dataclass(frozen=True)
class Dated:
    """One value from one day on. `stock`: what the packages give on that day; None for the
    project's own parameters and for constants. `same_as`: the parameter that a constant equals.
    `due`: the day of the year when a constant's next value is expected ("01-01")."""

    parameter: str
    value: float
    since: date
    title: str
    law: str
    read: str
    checked_on: date
    confidence: int
    stock: float | None = None
    same_as: str = ""
    due: str = ""
    kind: str = "set"  # "set", "new" or "constant"

    @property
    def stale_from(self) -> date | None:
        """The day on which another value is expected; None when the file names none."""
        return due_after(self.since, self.due) if self.due else None

    @property
    def firm(self) -> bool:
        """Whether it is sure enough for a result not to say « à vérifier »."""
        return self.confidence >= FIRM


def _read(entry: Mapping[str, Any]) -> Iterator[Dated]:
    said = {key: entry[key] for key in ("since", "title", "law", "read", "checked_on")}
    shared: dict[str, Any] = said | {"confidence": entry["confidence"]}
    under = f"{entry['under']}." if "under" in entry else ""
    for name, found in entry.get("set", {}).items():
        yield Dated(under + name, found["value"], stock=found["stock"], **shared)
    for name, value in entry.get("new", {}).items():
        yield Dated(under + name, value, kind="new", **shared)
    for name, value in entry.get("constant", {}).items():
        same_as, due = entry.get("same_as", ""), entry["due"]
        yield Dated(name, value, kind="constant", same_as=same_as, due=due, **shared)


VALUES: tuple[Dated, ...] = tuple(
    dated for entry in tomllib.loads(FILE.read_text("utf-8"))["value"] for dated in _read(entry)
)


def constants() -> tuple[Dated, ...]:
    """The latest value of each constant."""
    latest: dict[str, Dated] = {}
    for one in sorted(VALUES, key=lambda one: one.since):
        if one.kind == "constant":
            latest[one.parameter] = one
    return tuple(latest.values())


@cache
def constant(name: str, day: date) -> float:
    """The constant in force on `day`, the first known before that; raises KeyError."""
    known = sorted(
        (one for one in VALUES if (one.kind, one.parameter) == ("constant", name)),
        key=lambda one: one.since,
    )
    if not known:
        raise KeyError(name)
    return next((one for one in reversed(known) if one.since <= day), known[0]).value
