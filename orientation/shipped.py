"""The directory that the project ships: communes, town halls and names of territories.

`manage.py build_directory` writes these files; `manage.py load_directory` puts them in the
database. `manifest.json` says what was built from what; dates and licences are in `sources.toml`.
"""

import csv
import hashlib
import io
import json
import lzma
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
COMMUNES = DATA / "communes.csv.xz"
TOWN_HALLS = DATA / "town_halls.csv.xz"
TERRITORIES = DATA / "territories.json"
MANIFEST = DATA / "manifest.json"


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of the two tables."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def version() -> str:
    """What changes whenever the shipped tables do."""
    return json.loads(MANIFEST.read_text())["version"]


def counts() -> dict[str, int]:
    """How many rows of each kind the last build wrote."""
    return json.loads(MANIFEST.read_text())["counts"]


@lru_cache(maxsize=1)
def territories() -> dict[str, dict[str, str]]:
    """Names by code, under `regions`, `departements` and `epci`."""
    return json.loads(TERRITORIES.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def commune_names() -> dict[str, str]:
    """The name of every commune by its INSEE code, without the database."""
    return {row["code"]: row["name"] for row in read(COMMUNES)}


def write(
    *,
    communes: Sequence[dict[str, Any]],
    town_halls: Sequence[dict[str, Any]],
    territories: dict[str, dict[str, str]],
    sources: Sequence[str],
) -> None:
    """Writes the shipped files; the same rows give the same bytes."""
    tables = {COMMUNES: _csv(communes), TOWN_HALLS: _csv(town_halls)}
    tables_digest = hashlib.sha256(b"".join(tables.values())).hexdigest()[:16]
    for path, content in tables.items():
        path.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    TERRITORIES.write_text(_json(territories), encoding="utf-8")
    districts = sum(bool(row["parent"]) for row in communes)
    manifest = {
        "version": tables_digest,
        "sources": list(sources),
        "counts": {
            "communes": len(communes) - districts,
            "arrondissements": districts,
            "communes with a centre": sum(row["latitude"] != "" for row in communes),
            "postcodes": len({code for row in communes for code in row["postcodes"].split()}),
            "town halls": len(town_halls),
            "town halls with a telephone": sum(bool(row["phone"]) for row in town_halls),
            "town halls with hours": sum(bool(row["hours"]) for row in town_halls),
        }
        | {name: len(names) for name, names in territories.items()},
    }
    MANIFEST.write_text(_json(manifest), encoding="utf-8")


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
