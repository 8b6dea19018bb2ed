"""The answers of the last hour, for who asks the same again: a page reloaded, a step back."""

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class SealedCache:
    """Answers by situation, in memory, unreadable without the situation that was asked.

    The key is a keyed hash of the situation and of `context` (engine, rules); the entry is
    enciphered with a pad drawn from both. The secret is the process's own, and dies with it.
    """

    def __init__(
        self,
        context: str,
        size: int = 512,
        seconds: float = 3600,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._secret = secrets.token_bytes(32)
        self._context = context
        self._size = size
        self._seconds = seconds
        self._clock = clock
        self._entries: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, document: dict) -> list | None:
        """The values kept for this very document, or None."""
        key, plain = self._key(document)
        with self._lock:
            kept, sealed = self._entries.get(key, (0.0, b""))
            if not sealed:
                return None
            if self._clock() - kept > self._seconds:
                del self._entries[key]
                return None
            self._entries.move_to_end(key)
        values: list = json.loads(self._seal(plain, sealed))
        return values

    def put(self, document: dict, values: list) -> None:
        """Keep the values computed for this document; the oldest entries give way."""
        key, plain = self._key(document)
        sealed = self._seal(plain, json.dumps(values).encode())
        with self._lock:
            self._entries[key] = (self._clock(), sealed)
            self._entries.move_to_end(key)
            while len(self._entries) > self._size:
                self._entries.popitem(last=False)

    def _key(self, document: dict) -> tuple[bytes, bytes]:
        # Not sorted: the order of the questions is part of what was asked.
        plain = f"{self._context}\n{json.dumps(document)}".encode()
        return hmac.digest(self._secret, plain, "sha256"), plain

    def _seal(self, plain: bytes, text: bytes) -> bytes:
        """The text, or back from it: one pad a document, and one document has one text."""
        pad = hashlib.shake_256(self._secret + b"pad" + plain).digest(len(text))
        return (int.from_bytes(text) ^ int.from_bytes(pad)).to_bytes(len(text))
