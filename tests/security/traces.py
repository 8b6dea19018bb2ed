"""Bytes that say an answer, wherever they are kept: as they are, in base64, compressed."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

#: What base64 of a session or of a column looks like, in a table, its index or its journal.
ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{40,}={0,2}")
#: The birth date, the rent, the pay and the name of a question, from `tests.security.walking`. The
#: communes are not among them: the directory holds all of France's.
ANSWERS = re.compile(rb"1987-12|1\W?234\W56|4\W?321\W09|naissance/vous", re.IGNORECASE)


def traces(folder: Path) -> list[str]:
    """Every file under `folder` that says an answer, with what it says."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            said = {match[0].decode() for text in readings(file.read_bytes()) for match in text}
            if said:
                found.append(f"{file.name}: {sorted(said)}")
    return found


def readings(blob: bytes) -> Iterator[list[re.Match[bytes]]]:
    """What is found in a blob, and in what can be decoded of it without a key."""
    yield list(ANSWERS.finditer(blob))
    for match in ENCODED.finditer(blob):
        for text in decoded(match[0]):
            yield list(ANSWERS.finditer(text))


def decoded(text: bytes) -> Iterator[bytes]:
    """What a text is once decoded; Django's own sessions begin with a dot when compressed."""
    padded = text.rstrip(b"=")
    padded += b"=" * (-len(padded) % 4)
    for alphabet in (base64.b64decode, base64.urlsafe_b64decode):
        try:
            data = alphabet(padded)
        except (binascii.Error, ValueError):
            continue
        yield data
        try:
            yield zlib.decompressobj().decompress(data)
        except zlib.error:
            continue
