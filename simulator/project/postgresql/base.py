"""A kept connection is looked at before each page: a server that has gone has closed it, or said so
first, and that waits to be read. Only then is it asked; Django asks « SELECT 1 » every time."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """`django.db.backends.postgresql`; see the module."""

    def is_usable(self) -> bool:
        """Whether the connection still holds."""
        if self.connection is None or self.connection.closed:
            return False
        waits = select.poll()
        waits.register(self.connection.fileno(), select.POLLIN)
        doubtful = self.errors_occurred or waits.poll(0)
        return not doubtful or bool(super().is_usable())
