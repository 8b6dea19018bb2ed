"""How often one client does something: counted for a while under a keyed hash, and forgotten.

A room of mediators shares an address, and so does a whole operator of mobile phones: limits by
address are wide, and a visitor has one of their own where there is a session.
"""

import hmac
import logging
import secrets
import threading
import time

from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger(__name__)


class Rate:
    """At most `calls` of a client in `seconds`. In memory, for this process; nothing says who."""

    def __init__(self, calls: int, seconds: float = 60.0) -> None:
        self._calls = calls
        self._seconds = seconds
        self._secret = secrets.token_bytes(16)
        self._counts: dict[bytes, int] = {}
        self._since = time.monotonic()
        self._lock = threading.Lock()

    def exceeded(self, client: str) -> bool:
        """Whether this call is one too many; counts it."""
        name = hmac.digest(self._secret, client.encode(), "sha256")
        with self._lock:
            if time.monotonic() - self._since > self._seconds:
                self._counts.clear()
                self._since = time.monotonic()
            self._counts[name] = self._counts.get(name, 0) + 1
            over = self._counts[name] - self._calls
        if over == 1:
            log.warning("a client was refused for its number of requests")
        return over > 0


def client_address(request: HttpRequest) -> str:
    """Who calls: in production, whom the proxy before us names last, else the connection's end."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return told if settings.PRODUCTION and told else str(request.META.get("REMOTE_ADDR", ""))
