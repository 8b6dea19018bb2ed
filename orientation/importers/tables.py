"""Reads CSV tables as public bodies write them: UTF-8 or Windows-1252, commas or semicolons."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import IO

from orientation.importers.report import ImportRefusedError

LONGEST_CELL = 200_000  # characters
PROBE = 1 << 16


def rows(file: IO[bytes], needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str] | None]]:
    """(line number, row) for each line; the row is None when its cells do not fit the header.

    Raises ImportRefusedError, naming it, for a missing column, and for what is no CSV at all.
    """
    head = file.peek(PROBE)  # type: ignore[attr-defined]
    text = io.TextIOWrapper(file, encoding=_encoding(head), errors="replace", newline="")
    first = head.split(b"\n", 1)[0]
    csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(text, delimiter=";" if first.count(b";") > first.count(b",") else ",")
        header = [name.strip() for name in next(reader, [])]
        if missing := [name for name in needed if name not in header]:
            raise ImportRefusedError(f"Format inconnu : il manque la colonne « {missing[0]} ».")
        for cells in reader:
            if cells:
                fits = len(cells) == len(header)
                yield reader.line_num, dict(zip(header, cells, strict=True)) if fits else None
    except csv.Error as error:
        raise ImportRefusedError(f"Ce n’est pas un CSV lisible : {error}") from error


def _encoding(head: bytes) -> str:
    try:
        head[: head.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
