"""The names that OpenFisca knows, so that a file is checked without the seconds it takes to load.

openfisca.csv.xz is written by `manage.py openfisca_names`, after each change of version or of
correction; a test compares it with the legislation as loaded. Pure.
"""

import csv
import io
import lzma
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("openfisca.csv.xz")


@dataclass(frozen=True)
class Known:
    """A variable: its entity ("famille"), its period ("month", "year", "eternity"), its type."""

    name: str
    entity: str
    period: str
    type: str  # "bool", "float", "int", "Enum"…


@cache
def variables() -> Mapping[str, Known]:
    """Every variable by its name, this project's corrections included."""
    return {row[0]: Known(*row) for row in _rows() if row[1]}


@cache
def parameters() -> frozenset[str]:
    """The path of every parameter, "prestations_sociales.prestations_familiales.bmaf.bmaf"."""
    return frozenset(row[0] for row in _rows() if not row[1])


def written(variables: Iterable[Known], parameters: Iterable[str]) -> bytes:
    """The content of FILE for these names; the same names give the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(sorted(astuple(known) for known in variables))
    writer.writerows((name, "", "", "") for name in sorted(parameters))
    return lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)


def _rows() -> Iterable[list[str]]:
    with lzma.open(FILE, "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file)
