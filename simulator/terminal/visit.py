"""What is kept of the person at a terminal: three minutes without a sign, and it is gone."""

import time

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

PRESENT = "present"  # seconds since 1970, when a page was last asked for or a key pressed
TOUCHED_EVERY = 15  # seconds: a page that only looks need not write each time


def held(session: SessionBase) -> SessionBase | None:
    """The session, renewed; None when nobody was there for too long: it is then erased.

    A clock that was set back since counts as no time at all.
    """
    if PRESENT not in session:
        return session
    since = time.time() - session[PRESENT]
    if since > settings.TERMINAL_IDLE:
        session.flush()
        return None
    if abs(since) > TOUCHED_EVERY:
        session.change(_here)
    return session


def begin(session: SessionBase) -> None:
    """A new person: nothing of whoever came before, and a key of their own."""
    session.flush()
    session.change(_here)


def _here(session: SessionBase) -> None:
    session[PRESENT] = int(time.time())
