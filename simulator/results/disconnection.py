"""Whether a visitor still waits for the page: nobody computes for those who have left."""

import socket
from collections.abc import Callable

from django.http import HttpRequest


def left(request: HttpRequest) -> Callable[[], bool]:
    """Tells, each time it is asked, whether the browser has closed the connection.

    WSGI has no word for it; gunicorn gives the socket, and a closed one has an end to read (a
    reverse proxy closes its own when the browser goes). Without a socket: nobody has ever left.
    """
    connection = request.META.get("gunicorn.socket")
    if not isinstance(connection, socket.socket):
        return lambda: False
    return lambda: _closed(connection)


def _closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:  # open, and nothing to read
        return False
    except OSError:
        return True
    except ValueError:  # TLS in gunicorn itself: it cannot be looked into
        return False
