"""Answers kept under a code: 80 random bits, all secret, written in four groups of four.

One derivation of the code (Argon2id, RFC 9106) gives the name of the row and the key that opens it:
without the code there is nothing to look for, to count or to lock; a wrong one meets no row, and
costs as much as a right one. The server's key takes part, so that a stolen database opens nothing.
"""

import base64
import functools
import json
import os
import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.conf import settings
from django.utils import timezone

from questionnaire.dossier import BadDossier, Dossier
from simulator.handover.models import Handover
from simulator.sealing import UnreadableError, derived, opened, sealed

#: Crockford's alphabet: no I, L, O or U, so that what is read aloud or copied by hand is one thing.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
ALIKE = str.maketrans("OIL", "011")
PURPOSE = "handover"
#: 19 MiB and two passes: 20 to 50 ms of processor, for a secret that nobody guesses anyway.
MEMORY, PASSES = 19 * 1024, 2
NAME, KEY = 20, 32  # bytes


@dataclass(frozen=True)
class Kept:
    """What a code opens: the answers, and until when."""

    dossier: Dossier
    until: datetime


def keep(dossier: Dossier, hours: int) -> str:
    """Keep the answers for `hours`; returns the code, which is then nowhere on the server."""
    Handover.forget_expired()
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    name, key = _keys(code, settings.SECRET_KEY)
    text = json.dumps(dossier.as_json(), ensure_ascii=False).encode()
    Handover.objects.create(
        name=name,
        sealed=base64.b64encode(sealed(text, key, PURPOSE, name.encode())).decode(),
        until=timezone.now() + timedelta(hours=hours),
    )
    return code


def read(code: str) -> Kept | None:
    """What a code opens; None when it opens nothing: mistyped, deleted, or its time has passed."""
    for row, key in _rows(code):
        if row.until <= timezone.now():
            row.delete()
            continue
        try:
            text = opened(base64.b64decode(row.sealed), key, PURPOSE, row.name.encode())
            now = timezone.localdate().isoformat()[:7]
            return Kept(Dossier.from_json(json.loads(text), now), row.until)
        except (UnreadableError, BadDossier):
            return None
    return None


def forget(code: str) -> None:
    """Delete what a code opens, if anything."""
    for row, _ in _rows(code):
        row.delete()


def typed(text: str) -> str:
    """A code as it was typed (small letters, spaces, hyphens, O for 0, I or L for 1), as it was
    given; "" when it cannot be one."""
    code = re.sub(r"[\s.\-–—]", "", text.upper()).translate(ALIKE)
    return code if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", code) else ""


def in_groups(code: str) -> str:
    """« ABCD EFGH JKMN PQRS », to read and to copy."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def _rows(code: str) -> list[tuple[Handover, bytes]]:
    """The row that a code names, with its key; under today's server key, or one of before."""
    for server_key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        name, key = _keys(code, server_key)
        if row := Handover.objects.filter(name=name).first():
            return [(row, key)]
    return []


def _keys(code: str, server_key: str) -> tuple[str, bytes]:
    found = _pool(os.getpid()).submit(_derive, code, server_key).result()
    return found[:NAME].hex(), found[NAME:]


def _derive(code: str, server_key: str) -> bytes:
    salt = derived(b"", PURPOSE, salt=server_key)
    kdf = Argon2id(salt=salt, length=NAME + KEY, iterations=PASSES, lanes=1, memory_cost=MEMORY)
    return kdf.derive(code.encode())


@functools.lru_cache(maxsize=1)
def _pool(pid: int) -> ThreadPoolExecutor:
    """Two threads of this process: each derivation takes 19 MiB, and a flood of wrong codes must
    take neither the memory nor the processors of those who answer questions."""
    return ThreadPoolExecutor(2, thread_name_prefix="codes")
