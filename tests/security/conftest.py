"""A visitor without a browser, and everything that the site says of them outside its pages."""

import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.security.walking import create_communes


@pytest.fixture
def communes(db: None) -> None:
    """A postal code that two communes share, and another."""
    create_communes()


@pytest.fixture
def strict_client(communes: None) -> Client:
    """A client that is refused without the form's token, and shown the page of an error."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every record of every logger, at any level, as the server writes it."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    keeping = Keeping()
    keeping.setFormatter(logging.getLogger("django").handlers[0].formatter)
    manager = logging.getLogger().manager
    loggers = [one for one in manager.loggerDict.values() if isinstance(one, logging.Logger)]
    loggers.append(logging.getLogger())
    levels = {one: one.level for one in loggers}
    heads = [one for one in loggers if not one.propagate or one.parent is None]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    for one in heads:
        one.addHandler(keeping)
    yield lines
    for one in heads:
        one.removeHandler(keeping)
    for one, level in levels.items():
        one.setLevel(level)
