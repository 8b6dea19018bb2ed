"""A column that a stolen database does not open."""

import base64
import json
from typing import Any

from django.db import models

from simulator.sealing import UnreadableError, opened, sealed

PURPOSE = "report"
SECRET = b"report"  # the salt does it: SECRET_KEY, or one of before (simulator.sealing)


class SealedField(models.TextField):
    """Any JSON value, sealed under the server's `SECRET_KEY`: what a visitor agreed to tell the
    maintainers is readable by the site, not in its database, its backups or its journal.

    A value sealed under a key that is no longer known reads as None.
    """

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        if not value:
            return None
        try:
            return json.loads(opened(base64.b64decode(value), SECRET, PURPOSE, b""))
        except (UnreadableError, ValueError):
            return None

    def get_prep_value(self, value: Any) -> str | None:
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False).encode()
        return base64.b64encode(sealed(text, SECRET, PURPOSE, b"")).decode()

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)
