"""What every room's tests share."""

import logging
import sys
import warnings
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, settings

from simulator.engine.tapes.interpreter import compiled
from tests.running import postgres

DATABASE_FIXTURES = {"db", "transactional_db"}
#: What takes minutes, longest first: the processes then end together.
LONGEST = ("test_tapes.py", "e2e terminal", "test_accompany.py", "test_axe.py", "e2e", "engine")
ELSEWHERE = ("engine", "browser")  # too long to run twice, and the same on any database

#: The same draws each time: who made a run red is who changed something. Others, to look for what
#: nobody has met yet: pytest --hypothesis-profile=explore.
#: A busy machine is no fault: no test is timed.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")


def pytest_report_header() -> str:
    """Says which database the tests run on; tests/test_postgres.py reads it."""
    return f"database: {connection.vendor}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `postgres` every test of the database that needs neither the engine nor a browser."""
    for item in items:
        fixtures = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        uses_database = fixtures or item.get_closest_marker("django_db")
        if uses_database and not any(item.get_closest_marker(name) for name in ELSEWHERE):
            item.add_marker("postgres")
        item.add_marker(pytest.mark.xdist_group(group(item)))


def group(item: pytest.Item) -> str:
    """What one process runs whole: a room; in the longest rooms a file, or those that share the
    server of a terminal."""
    room, file = item.path.parent.name, item.path.name
    if room not in LONGEST:
        return room
    return "e2e terminal" if "terminal" in file else file


class ByRoom:
    """Shuffled by pytest-randomly, but room by room: a browser, a server or a PostgreSQL that a
    room shares is started once."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        groups = list(dict.fromkeys(map(group, items)))
        rooms = {group(item): item.path.parent.name for item in items}

        def rank(name: str) -> int:
            known = [LONGEST.index(one) for one in (name, rooms[name]) if one in LONGEST]
            return min(known, default=len(LONGEST))

        groups.sort(key=rank)
        items.sort(key=lambda item: groups.index(group(item)))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(ByRoom())


def pytest_sessionstart(session: pytest.Session) -> None:
    """The static files gathered as they are now, so that any folder of tests runs alone, and the
    machine code of the tapes; by one process, before those that share the tests with it begin."""
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)
        compiled()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of the database « app » of a PostgreSQL that lives as long as the tests."""
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def engine() -> ModuleType:
    """The engine, its rules loaded once for the run.

    Warnings are errors elsewhere; those of importing OpenFisca are upstream's to mend.
    """
    from simulator import engine
    from simulator.engine.law.system import corrected_system, stock_system
    from simulator.engine.tapes.shelf import shelf_of

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engine.warm_up()
    # Nothing is recorded aside while other tests run: those of the tapes say when.
    for system in (corrected_system(), stock_system()):
        shelf_of(system).at_once = sys.maxsize
    return engine


@pytest.fixture(autouse=True)
def _engine_first(request: pytest.FixtureRequest) -> None:
    """A test marked `engine` finds it loaded."""
    if request.node.get_closest_marker("engine"):
        request.getfixturevalue("engine")


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


@pytest.fixture
def communes(db: None) -> None:
    """A postal code that two communes share, and another (tests.security.walking)."""
    from tests.security.walking import create_communes

    create_communes()
