"""The households of a file: JSON Lines, CSV or Parquet, one at a time whatever its size."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from questionnaire.questions import FLOW
from simulator.screen.errors import BadFile

MOST = 512 * 1024  # bytes of one household
OWN = ("id", "month", "version", "document")  # columns that are no answer
KINDS = (".jsonl", ".csv", ".parquet")
BATCH = 512


class Line(NamedTuple):
    """A household as the file has it: its number from 1, its text or its columns, what is wrong."""

    number: int
    said: str | dict[str, Any]
    fault: str = ""


class Source:
    """A file of households. `done` is the share of it read, from 0 to 1.

    Raises BadFile when it cannot be read, is of another kind, or has columns that no question has.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.suffix not in KINDS:
            raise BadFile(f"{path.name} : attendu un fichier {', '.join(KINDS)}")
        try:
            self.size = path.stat().st_size
            with path.open("rb"):
                pass
        except OSError as error:
            raise BadFile(f"{path.name} ne peut pas être lu ({type(error).__name__})") from error
        self.done = 0.0
        if path.suffix != ".jsonl":  # a table of unknown columns is refused before anything
            next(self.lines(), None)

    def lines(self, after: int = 0) -> Iterator[Line]:
        """The households, those of the first `after` lines left out."""
        read = {".jsonl": self._json, ".csv": self._csv, ".parquet": self._parquet}
        for line in read[self.path.suffix]():
            if line.number > after:
                yield line

    def _json(self) -> Iterator[Line]:
        with self.path.open("rb") as source:
            number = 0
            while raw := source.readline(MOST + 1):
                number += 1
                fault = ""
                if len(raw) > MOST and not raw.endswith(b"\n"):
                    fault = f"plus de {MOST // 1024} Kio pour un foyer"
                    while (rest := source.readline(MOST)) and not rest.endswith(b"\n"):
                        pass
                    raw = b""
                self.done = source.tell() / max(1, self.size)
                try:
                    text = raw.decode().strip()
                except UnicodeDecodeError:
                    text, fault = "", "ce n’est pas du texte en UTF-8"
                if text or fault:
                    yield Line(number, text, fault)

    def _csv(self) -> Iterator[Line]:
        csv.field_size_limit(MOST)
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as source:
            try:
                delimiter = csv.Sniffer().sniff(source.readline(), ",;\t").delimiter
            except csv.Error:
                delimiter = ";"
            source.seek(0)
            counted = _Counted(source)
            rows = csv.reader(counted, delimiter=delimiter)
            names = next(rows, [])
            check_columns(names)
            number = 0
            while True:
                number += 1
                try:
                    row = next(rows)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Line(number, {}, f"ligne illisible ({error})")
                    continue
                self.done = counted.read / max(1, self.size)
                if len(row) != len(names):
                    yield Line(number, {}, f"{len(row)} colonnes au lieu de {len(names)}")
                else:
                    yield Line(number, {k: cell(v) for k, v in zip(names, row, strict=True) if v})

    def _parquet(self) -> Iterator[Line]:
        try:
            from pyarrow import ArrowException
            from pyarrow.parquet import ParquetFile
        except ImportError as error:
            raise BadFile("Parquet demande l’option : pip install .[parquet]") from error
        try:
            file = ParquetFile(self.path)
        except (ArrowException, OSError) as error:
            raise BadFile(f"{self.path.name} n’est pas un fichier Parquet lisible") from error
        check_columns(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                number += 1
                self.done = number / max(1, file.metadata.num_rows)
                given = {
                    name: cell(value) if isinstance(value, str) else value
                    for name, value in row.items()
                    if value is not None
                }
                yield Line(number, given)


class _Counted:
    """The lines of a text, and how many bytes they are."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self.read = 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        line: str = next(self._source)
        self.read += len(line.encode())
        return line


def check_columns(names: list[str]) -> None:
    """Raise BadFile when a column is neither an answer's key nor one of ours."""
    questions = {question.id for chapter in FLOW.chapters for question in chapter.questions}
    known = [name for name in names if name in OWN or name.partition("/")[0] in questions]
    unknown = [name for name in names if name not in known]
    if unknown or not known:
        listed = ", ".join(unknown[:5]) or "aucune colonne"
        raise BadFile(f"colonnes inconnues : {listed}. Attendu : document, ou des questions")
    if len(set(names)) < len(names):
        raise BadFile("deux colonnes ont le même nom")


def cell(text: str) -> Any:
    """What a cell says: JSON if it is, else the text itself (a date, a code that begins with 0)."""
    if text[:1] in '[{"' or text in ("true", "false"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    if text.lstrip("-").replace(".", "", 1).isdigit() and not text.startswith("0"):
        return float(text) if "." in text else int(text)
    return text
