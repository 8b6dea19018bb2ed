"""National numbers and official finders of each institution (data/national.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orientation import hours
from orientation.kinds import normalise


@dataclass(frozen=True)
class Institution:
    """How to reach an institution from anywhere in France; an empty field is not established.

    `cost` is of a call to `phone`; `hours` is in OpenStreetMap's syntax, as the page `hours_source`
    gave it on `hours_on`; `source` is where the rest can be checked, `reviewed_on` when it was.
    """

    id: str
    label: str
    source: str
    reviewed_on: date
    phone: str = ""
    phone_abroad: str = ""
    cost: str = ""
    hours: str = ""
    hours_on: date | None = None
    hours_source: str = ""
    hours_note: str = ""
    site: str = ""
    finder: str = ""

    @property
    def hours_words(self) -> str:
        """When somebody answers, in French, or nothing."""
        return ", ".join(hours.week_words(hours.parse(self.hours))) or self.hours_note


def _read() -> dict[str, Institution]:
    path = Path(__file__).parent / "data" / "national.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Institution(id=name, **table) for name, table in tables.items()}


INSTITUTIONS: dict[str, Institution] = _read()


def institution(tag: str) -> Institution | None:
    """The institution of a kind of desk or of a benefit's tag (`france-services`), or None."""
    return INSTITUTIONS.get(normalise(tag))
