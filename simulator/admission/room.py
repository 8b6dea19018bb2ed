"""The waiting room: how many journeys go on, who may begin, and what is said to the others.

A journey goes on as long as its session was used in the last minutes: an answer moves its expiry.
All the copies of the site share the count, which is in the database; each asks for it again after
a few seconds only.
"""

import math
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from simulator.admission.models import Ticket

ACTIVE = timedelta(minutes=5)  # without an answer for so long, a journey leaves its place
JOURNEY = 7.0  # minutes: the median of a whole journey on the public simulator before this one
REFRESH = 10  # seconds between two looks at the waiting page
GONE = timedelta(seconds=6 * REFRESH)  # a ticket that was not seen for so long has left
KEPT = 3.0  # seconds that a count is believed


@dataclass(frozen=True)
class Place:
    """A visitor's place in the queue, from 1, and the minutes that this should take."""

    ticket: str
    place: int
    minutes: int


class Count:
    """The journeys that go on, counted at most every few seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at = 0.0
        self._journeys = 0

    def journeys(self) -> int:
        with self._lock:
            if time.monotonic() - self._at > KEPT:
                used_since = (
                    timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE) - ACTIVE
                )
                self._journeys = Session.objects.filter(expire_date__gt=used_since).count()
                self._at = time.monotonic()
            return self._journeys

    def one_more(self) -> None:
        """Somebody begins: counted at once, before the next look at the database."""
        with self._lock:
            self._journeys += 1


count = Count()


def admitted(ticket: str) -> Place | None:
    """None when a visitor may begin, else their place: `ticket` is "" for who has just arrived.

    Raises DatabaseError as any look at the database does.
    """
    free = settings.JOURNEYS_AT_ONCE - count.journeys()
    waiting = Ticket.objects.filter(seen__gt=timezone.now() - GONE)
    if not ticket and free > 0 and not waiting.exists():
        count.one_more()
        return None
    mine = _seen(ticket)
    before = waiting.filter(since__lt=mine.since).exclude(number=mine.number).count()
    if before < free:
        mine.delete()
        count.one_more()
        return None
    place = before - max(0, free) + 1
    a_minute = max(1.0, settings.JOURNEYS_AT_ONCE / JOURNEY)
    return Place(mine.number, place, math.ceil(place / a_minute))


def _seen(number: str) -> Ticket:
    """The ticket of this number, seen now; a new one when there is none such."""
    found = Ticket.objects.filter(number=number).first() if number else None
    if found is None:
        return Ticket.objects.create(number=secrets.token_hex(16))
    Ticket.objects.filter(number=number).update(seen=timezone.now())
    return found


def forget_gone() -> None:
    """Delete the tickets of those who have left."""
    Ticket.objects.filter(seen__lte=timezone.now() - GONE).delete()
