"""Django's database sessions, sealed: the row opens only with the visitor's own cookie.

The cookie is a secret; the row's key is derived from it and leads back to nothing, its data are
ciphertext. The table is Django's own. Three things more than the stock store does:

- a save never overwrites what another request of the visitor has written meanwhile: the ciphertext
  that was read is the row's version, `change` reads again and applies its change again;
- a request that only looks writes nothing but the expiry, and that at most every few minutes;
- two hours without a request, or four hours in all, end a session: its row is deleted when it is
  met, and by the clock (`simulator.project.clock`).
"""

import base64
import binascii
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, connection, router, transaction
from django.utils import timezone

from simulator.sealing import UnreadableError, derived, opened, sealed

BEGAN = "_began"  # seconds since 1970, when the session was created
ROW, DATA = "session row", "session data"
TOUCHED_EVERY = timedelta(minutes=5)
#: The two statements of every page, as the ORM would write them again each time: a tenth of a page.
READ = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s"
WRITE = (
    "UPDATE django_session SET session_data = %s, expire_date = %s"
    " WHERE session_key = %s AND session_data = %s"
)
TRIES = 50  # a visitor has a few requests in flight, never fifty that all write


class Conflict(UpdateError):  # noqa: N818 (a state of the row, not a fault)
    """Another request of this visitor has written the session since it was read."""


def row_key(cookie: str) -> str:
    """The 40 hexadecimal characters that name the row of a cookie, without any server key: a change
    of `SECRET_KEY` must still find it."""
    return derived(cookie.encode(), ROW, 20, salt=ROW).hex()


class SessionStore(db.SessionStore):
    """`django.contrib.sessions.backends.db`, sealed and without lost writes."""

    _read = ""  #: the ciphertext as it was read or last written: the version of the row
    _written = ""  #: its text, to write nothing when nothing has changed
    _until: datetime | None = None

    def load(self) -> dict[str, Any]:
        """The session's data; {} when there is none, it has ended, or it is not this cookie's."""
        name = self._name
        with connection.cursor() as cursor:
            cursor.execute(READ, [name])
            row = cursor.fetchone()
        if row and (text := self._opened(row[0], name)):
            data: dict[str, Any] = json.loads(text)
            until = row[1] if row[1].tzinfo else row[1].replace(tzinfo=UTC)  # SQLite's has none
            if until > timezone.now() and not self._too_old(data):
                self._read, self._written, self._until = row[0], text, until
                return data
            self.model.objects.filter(session_key=name).delete()
        self._session_key = None
        return {}

    def _too_old(self, data: dict[str, Any]) -> bool:
        return time.time() - data.get(BEGAN, 0) > settings.SESSION_LONGEST

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Two hours from now, but never more than four after the session began."""
        end = datetime.fromtimestamp(self._began + settings.SESSION_LONGEST, tz=UTC)
        return min(super().get_expiry_date(**kwargs), end)

    @property
    def _began(self) -> float:
        return float(self.get(BEGAN) or time.time())

    def encode(self, session_dict: dict[str, Any]) -> str:
        return self._sealed(self._text(session_dict), self._name)

    def decode(self, session_data: str) -> dict[str, Any]:
        return json.loads(self._opened(session_data, self._name) or "{}")

    def _sealed(self, text: str, name: str) -> str:
        data = sealed(text.encode(), self._secret, DATA, name.encode())
        return base64.b64encode(data).decode()

    def _opened(self, session_data: str, name: str) -> str:
        """The text that was sealed; "" when it was not with this cookie."""
        try:
            data = base64.b64decode(session_data)
            return opened(data, self._secret, DATA, name.encode()).decode()
        except (UnreadableError, binascii.Error, ValueError):
            return ""

    @staticmethod
    def _text(data: dict[str, Any]) -> str:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @property
    def _secret(self) -> bytes:
        return str(self.session_key).encode()

    @property
    def _name(self) -> str:
        return row_key(str(self.session_key))

    def exists(self, session_key: str) -> bool:
        return self.model.objects.filter(session_key=row_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        if cookie := session_key or self.session_key:
            self.model.objects.filter(session_key=row_key(cookie)).delete()

    def save(self, must_create: bool = False) -> None:
        """Write what has changed. Raises Conflict when another request wrote since it was read, and
        UpdateError when the session was erased meanwhile: it does not come back."""
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)
        data.setdefault(BEGAN, int(time.time()))
        text = self._text(data)
        if not must_create and text == self._written:
            return None
        name, until = self._name, self.get_expiry_date()
        written = self._sealed(text, name)
        if must_create:
            self._insert(name, written, until)
        else:
            self._replace(name, written, until)
        self._read, self._written, self._until = written, text, until
        return None

    def _insert(self, name: str, written: str, until: datetime) -> None:
        row = self.model(session_key=name, session_data=written, expire_date=until)
        using = router.db_for_write(self.model, instance=row)
        try:
            with transaction.atomic(using=using):
                row.save(force_insert=True, using=using)
        except IntegrityError as error:
            raise CreateError from error

    def _replace(self, name: str, written: str, until: datetime) -> None:
        expiry = connection.ops.adapt_datetimefield_value(until)
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [written, expiry, name, self._read])
            if cursor.rowcount:
                return
        raise Conflict if self.model.objects.filter(session_key=name).exists() else UpdateError

    def change(self, apply: Callable[[SessionBase], None]) -> None:
        """Apply a change to the session and write it now, whatever else is in flight: `apply` is
        called again on what another request has written. Raises UpdateError when the session was
        erased meanwhile."""
        for _ in range(TRIES):
            apply(self)
            try:
                return self.save()
            except Conflict:
                self._session_cache = self.load()
                if self.session_key is None:
                    raise UpdateError from None
        raise UpdateError

    def renew(self) -> None:
        """Somebody else begins in this session: the four hours in all are counted from now."""
        self[BEGAN] = int(time.time())

    def touch(self) -> None:
        """Say that the visitor is still there: the expiry moves, and that only now and then."""
        if self._until is None or self.session_key is None:
            return
        until = self.get_expiry_date()
        if until - self._until >= TOUCHED_EVERY:
            rows = self.model.objects.filter(session_key=row_key(self.session_key))
            rows.update(expire_date=until)
            self._until = until
