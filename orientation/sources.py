"""The sources of the directory: who publishes them, under which licence (data/sources.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class SourceFacts:
    """What the pages and the legal notice say of a source."""

    slug: str
    label: str
    publisher: str
    licence: str
    url: str
    data_date: date | None = None


def _read() -> dict[str, SourceFacts]:
    path = Path(__file__).parent / "data" / "sources.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {slug: SourceFacts(slug, **table) for slug, table in tables.items()}


SOURCES: dict[str, SourceFacts] = _read()
