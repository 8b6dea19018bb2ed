"""Where a screening stands, kept beside its result: cut short, it goes on where it was."""

import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.screen.chunk import COLUMNS, Result, Wish
from simulator.screen.errors import BadFile
from simulator.screen.source import Source

HEAD = 1 << 16  # bytes by which a file is known again, with its size
PRIVATE = 0o600  # results and journals are for this account alone


@dataclass
class Journal:
    """The result being written and what was counted so far."""

    source: Source
    out: Path
    wish: Wish
    line: int = 0
    offset: int = 0
    households: int = 0
    faults: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.path = self.out.with_name(f"{self.out.name}.reprise")
        if self.path.exists():
            self._go_on()
        elif self.out.exists():
            raise BadFile(f"{self.out.name} existe déjà : choisissez un autre nom")

    def add(self, result: Result) -> None:
        """Write a chunk's result, for good."""
        self.out.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.out, os.O_RDWR | os.O_CREAT, PRIVATE)
        with os.fdopen(handle, "r+b") as file:
            file.truncate(self.offset)
            file.seek(self.offset)
            if not self.offset and self.wish.suffix == ".csv":
                file.write((",".join(COLUMNS) + "\n").encode())
            file.write(result.text.encode())
            file.flush()
            os.fsync(file.fileno())
            self.offset = file.tell()
        self.line = max(self.line, result.last)
        self.households += result.households
        self.faults += result.faults
        self.counts += result.counts
        kept = {
            "of": self._identity(),
            "line": self.line,
            "offset": self.offset,
            "households": self.households,
            "faults": self.faults,
            "counts": [[*pair, count] for pair, count in self.counts.items()],
        }
        part = self.path.with_name(f"{self.path.name}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "w") as file:
            json.dump(kept, file)
        part.replace(self.path)

    def close(self) -> None:
        """All is done: nothing is left to go on with."""
        self.path.unlink(missing_ok=True)

    def _go_on(self) -> None:
        try:
            kept: dict[str, Any] = json.loads(self.path.read_text())
            same = kept["of"] == self._identity() and self.out.stat().st_size >= kept["offset"]
        except (OSError, ValueError, KeyError, TypeError):
            same = False
        if not same:
            raise BadFile(
                f"{self.path.name} est la reprise d’un autre fichier ou d’autres options : "
                "effacez-le avec son résultat pour recommencer"
            )
        self.line, self.offset = kept["line"], kept["offset"]
        self.households, self.faults = kept["households"], kept["faults"]
        self.counts = Counter({(name, status): n for name, status, n in kept["counts"]})

    def _identity(self) -> list[Any]:
        with self.source.path.open("rb") as file:
            head = hashlib.sha256(file.read(HEAD)).hexdigest()
        return [head, self.source.size, self.wish.month, list(self.wish.benefits)]
