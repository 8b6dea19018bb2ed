"""gunicorn's worker, which answers what it refuses in French and with the site's headers.

Such a request never reaches Django: its line or its headers cannot be read. What it said is not
repeated, neither on the page nor in the log.
"""

import socket
from http import HTTPStatus
from typing import Any

from gunicorn.http import errors
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

STATUSES = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
}
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1>
<p>{words}</p>
<p><a href="/">Aller à l’accueil</a></p></body></html>
"""
REFUSED = "Cette demande n’est pas valable", "Nous ne comprenons pas ce que le navigateur a envoyé."
FAILED = "Une erreur est arrivée de notre côté", "Réessayez dans un instant."
HEADERS = (
    "Connection: close",
    "Content-Type: text/html; charset=utf-8",
    "Cache-Control: no-store, private",
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Strict-Transport-Security: max-age=31536000",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Referrer-Policy: same-origin",
    "Cross-Origin-Opener-Policy: same-origin",
    "Cross-Origin-Resource-Policy: same-origin",
)


class Worker(ThreadWorker):
    """A thread worker; see the module."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer a request that could not be read, or during which gunicorn itself failed."""
        client_fault = isinstance(exc, errors.ParseException)
        if not client_fault:
            self.log.error("a request failed in the server (%s)", type(exc).__name__)
        status = STATUSES.get(
            type(exc),
            HTTPStatus.BAD_REQUEST if client_fault else HTTPStatus.INTERNAL_SERVER_ERROR,
        )
        try:
            write_nonblock(client, response(status, *(REFUSED if client_fault else FAILED)))
        except OSError:  # the client has gone
            self.log.debug("nobody to answer")


def response(status: HTTPStatus, title: str, words: str) -> bytes:
    """The whole HTTP response."""
    body = PAGE.format(title=title, words=words).encode()
    head = (f"HTTP/1.1 {status.value} {status.phrase}", *HEADERS, f"Content-Length: {len(body)}")
    return "\r\n".join((*head, "", "")).encode("latin-1") + body
