"""What is kept of a visitor at rest: sealed under a secret that only the visitor holds.

ChaCha20-Poly1305 (RFC 8439) under a key derived by HKDF (RFC 5869) from that secret, salted by the
server's `SECRET_KEY`: a stolen database opens nothing without each visitor's cookie or code, and a
stolen cookie opens nothing elsewhere. Pure but for the settings' keys.
"""

import os
import zlib
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

STEP = 1024  # bytes: the length of what is sealed tells only in which step of it the text falls
NONCE = 12


class UnreadableError(ValueError):
    """The sealed bytes were not sealed with this secret, for this purpose, under these keys."""


def derived(secret: bytes, purpose: str, length: int = 32, salt: str = "") -> bytes:
    """`length` bytes that only who knows `secret` finds, for one purpose alone."""
    kdf = HKDF(SHA256(), length, (salt or settings.SECRET_KEY).encode(), purpose.encode())
    return kdf.derive(secret)


def sealed(text: bytes, secret: bytes, purpose: str, name: bytes) -> bytes:
    """`text` compressed, padded and encrypted. `name` is the row's: moved, it does not open."""
    small = zlib.compress(text)
    length = len(small).to_bytes(4, "big")
    padded = (length + small).ljust(-(-(len(small) + 4) // STEP) * STEP, b"\0")
    nonce = os.urandom(NONCE)
    key = derived(secret, purpose)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, name)


def opened(data: bytes, secret: bytes, purpose: str, name: bytes) -> bytes:
    """What `sealed` was given, under today's server key or one of `SECRET_KEY_FALLBACKS`.

    Raises UnreadableError.
    """
    for salt in _salts():
        key = derived(secret, purpose, salt=salt)
        try:
            padded = ChaCha20Poly1305(key).decrypt(data[:NONCE], data[NONCE:], name)
        except (InvalidTag, ValueError):
            continue
        length = int.from_bytes(padded[:4], "big")
        return zlib.decompress(padded[4 : 4 + length])
    raise UnreadableError


def _salts() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS
