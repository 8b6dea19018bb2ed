"""Opens the files of the sources, whatever they are packed in, without ever filling the memory."""

import bz2
import contextlib
import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import ijson

from orientation.importers.report import ImportRefusedError

MOST_BYTES = 3 * 1024**3  # unpacked: ten times the largest official file
DAMAGED = (EOFError, OSError, tarfile.TarError, zipfile.BadZipFile, zipfile.LargeZipFile)


class Bounded(io.RawIOBase):
    """Reads `source` up to MOST_BYTES, then refuses: what a bomb meets."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._left = MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._source.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise ImportRefusedError("Le fichier dépasse 3 Go une fois décompressé : refusé.")
        buffer[: len(data)] = data
        return len(data)


@contextlib.contextmanager
def opened(path: Path, suffix: str = ".json") -> Iterator[IO[bytes]]:
    """The bytes of `path`, or of its first member ending in `suffix` if it is a .tar.bz2 or a .zip.

    Raises ImportRefusedError for a missing file, a truncated or damaged archive, or a bomb.
    """
    try:
        with contextlib.ExitStack() as stack:
            yield io.BufferedReader(Bounded(_member(path, suffix, stack)), 1 << 16)
    except FileNotFoundError:
        raise ImportRefusedError(f"{path} n’existe pas.") from None
    except DAMAGED as error:
        raise ImportRefusedError(f"{path.name} est tronqué ou abîmé ({error}).") from error


def _member(path: Path, suffix: str, stack: contextlib.ExitStack) -> IO[bytes]:
    name = path.name.lower()
    if name.endswith((".tar.bz2", ".tbz2")):
        unpacked = Bounded(stack.enter_context(bz2.BZ2File(path)))
        buffered = io.BufferedReader(unpacked, 1 << 20)
        archive = stack.enter_context(tarfile.TarFile.open(fileobj=buffered, mode="r|"))
        for member in archive:
            if member.isfile() and member.name.endswith(suffix):
                return stack.enter_context(archive.extractfile(member))  # type: ignore[arg-type]
        raise ImportRefusedError(f"{path.name} ne contient aucun fichier *{suffix}.")
    if name.endswith(".zip"):
        package = stack.enter_context(zipfile.ZipFile(path))
        for entry in package.namelist():
            if entry.endswith(suffix):
                return stack.enter_context(package.open(entry))
        raise ImportRefusedError(f"{path.name} ne contient aucun fichier *{suffix}.")
    if name.endswith(".gz"):
        return cast(IO[bytes], stack.enter_context(gzip.GzipFile(path)))
    return stack.enter_context(path.open("rb"))


def json_records(file: IO[bytes], key: str) -> Iterator[dict[str, Any]]:
    """The records of `{"key": [...]}` or of `[...]`, one at a time.

    Raises ImportRefusedError when the file is not JSON, is cut, or has neither form.
    """
    head = file.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n")  # type: ignore[attr-defined]
    prefix = "item" if head.startswith(b"[") else f"{key}.item"
    found = False
    try:
        for record in ijson.items(file, prefix, use_float=True):
            found = True
            if not isinstance(record, dict):
                raise ImportRefusedError(f"« {key} » doit contenir des objets JSON.")
            yield record
    except ijson.JSONError as error:
        reason = str(error).partition("\n")[0]
        raise ImportRefusedError(f"Ce n’est pas du JSON complet : {reason}.") from error
    if not found:
        raise ImportRefusedError(f"Format inconnu : il n’y a pas de liste « {key} » remplie.")
