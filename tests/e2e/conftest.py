"""One server and one browser for the whole room, one window a test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.journeys import LONE_PARENT, walk
from tests.e2e.standing import Office, office_in
from tests.e2e.visit import RESULTS_SECONDS, OpenVisit, Site, Visitor
from tests.running import NOT_OURS, free_port, place_directory, serving

#: As root in a container Chromium has no sandbox; and it must not call home by itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "e2e":
            item.add_marker("browser")


@contextmanager
def site_in(folder: Path, **options: str) -> Iterator[Site]:
    """The real gunicorn on a new SQLite, ready: what `make run` starts."""
    ours = {"VAR_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(free_port())}
    ours |= {"NEUTRAL_PAGE": "/lieux/", **options}
    (folder / "secret_key").write_text(settings.SECRET_KEY)  # so that a session can be copied
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS} | ours
    place_directory(folder)
    with serving(folder / "log", env) as address:
        yield Site(address, folder / "db.sqlite3", folder / "log")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as it is."""
    with site_in(tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture(scope="module")
def hasty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site where a draft is erased after 16 seconds, and the question comes after 8."""
    hasty = {"DRAFT_IDLE": "16", "DRAFT_WARNING": "8"}
    with site_in(tmp_path_factory.mktemp("hasty"), **hasty) as found:
        yield found


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A site with a terminal a size of screen, its delays those of an office."""
    with office_in(tmp_path_factory.mktemp("office")) as found:
        yield found


def chromium_path() -> str:
    """Where Debian's Chromium is."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "chromium not found: install the package chromium"
    return path


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, once. It closes with this room: its event loop forbids Django's database
    to the tests of the rooms that follow."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_visit(browser: Browser, site: Site) -> Iterator[OpenVisit]:
    """Opens windows, with or without JavaScript, and checks at the end what they recorded."""
    visitors: list[Visitor] = []

    def opened(javascript: bool = True, **options: Any) -> Visitor:
        context = browser.new_context(
            java_script_enabled=javascript, locale="fr-FR", reduced_motion="reduce", **options
        )
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(RESULTS_SECONDS * 1000)
        visitors.append(Visitor(site, context, javascript))
        return visitors[-1]

    yield opened
    for visitor in visitors:
        visitor.context.close()
    for visitor in visitors:
        visitor.assert_nothing_went_wrong()


@pytest.fixture
def visitor(open_visit: OpenVisit) -> Visitor:
    return open_visit()


@pytest.fixture(scope="package")
def walked(browser: Browser, site: Site) -> tuple[str, list[str]]:
    """A lone parent answered everything, with JavaScript: their session, the titles they saw."""
    with browser.new_context(locale="fr-FR") as context:
        visitor = Visitor(site, context, javascript=True)
        titles = walk(visitor, LONE_PARENT)
        visitor.assert_nothing_went_wrong()
        assert visitor.session
        return visitor.session, titles


@pytest.fixture(scope="package")
def finished(walked: tuple[str, list[str]]) -> str:
    """The session of somebody who answered everything, to copy with `take_over`."""
    return walked[0]
