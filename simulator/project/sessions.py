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
from django.db import IntegrityError, connection, models, router, transaction
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
        name = row_key(str(self.session_key))
        with connection.cursor() as cursor:
            cursor.execute(READ, [name])
            row = cursor.fetchone()
        if row and (data := self.decode(row[0])):
            until = row[1] if row[1].tzinfo else row[1].replace(tzinfo=UTC)  # SQLite's has none
            if until > timezone.now() and not self._too_old(data):
                self._read, self._until = row[0], until
                self._written = self._text(data)
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
        data = sealed(self._text(session_dict).encode(), self._secret, DATA, self._name)
        return base64.b64encode(data).decode()

    def decode(self, session_data: str) -> dict[str, Any]:
        try:
            data = base64.b64decode(session_data)
            return json.loads(opened(data, self._secret, DATA, self._name))
        except (UnreadableError, binascii.Error, ValueError):
            return {}

    @staticmethod
    def _text(data: dict[str, Any]) -> str:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @property
    def _secret(self) -> bytes:
        return str(self.session_key).encode()

    @property
    def _name(self) -> bytes:
        return row_key(str(self.session_key)).encode()

    def exists(self, session_key: str) -> bool:
        return self.model.objects.filter(session_key=row_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        if cookie := session_key or self.session_key:
            self.model.objects.filter(session_key=row_key(cookie)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> models.Model:
        row: models.Model = super().create_model_instance(data)
        row.session_key = row_key(str(self.session_key))
        return row

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
        row = self.create_model_instance(data)
        if must_create:
            self._insert(row)
        else:
            self._replace(row)
        self._read, self._written, self._until = row.session_data, text, row.expire_date
        return None

    def _insert(self, row: models.Model) -> None:
        using = router.db_for_write(self.model, instance=row)
        try:
            with transaction.atomic(using=using):
                row.save(force_insert=True, using=using)
        except IntegrityError as error:
            raise CreateError from error

    def _replace(self, row: models.Model) -> None:
        until = connection.ops.adapt_datetimefield_value(row.expire_date)
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [row.session_data, until, row.session_key, self._read])
            if cursor.rowcount:
                return
        rows = self.model.objects.filter(session_key=row.session_key)
        raise Conflict if rows.exists() else UpdateError

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
