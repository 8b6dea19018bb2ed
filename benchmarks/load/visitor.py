"""A visitor: a connection, its cookies, and how long each page took."""

import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SHOWN = "montre"  # which questions a page asks: its own, not those of the visitor before
HIDDEN = re.compile(rf'name="{SHOWN}" value="([^"]+)"')
COMING = re.compile(r'hx-get="([^"]+)" hx-trigger="load')
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What the server said: the status, where it sends to ("" if nowhere), the page."""

    status: int
    to: str
    text: str


@dataclass
class Visitor:
    """`seen`: (path, seconds) of each request, in order; a new connection is made when one is cut,
    as a browser does for a page that it reads."""

    url: str
    seen: list[tuple[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        place = urlsplit(self.url)
        self._connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=90)
        self._cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self._request("GET", path, None, headers)

    def post(self, path: str, fields: Fields, page: str) -> Answer:
        """Send a form of `page`, which holds its token and says what it asks."""
        token = TOKEN.search(page)
        shown = [(SHOWN, one) for one in HIDDEN.findall(page)]
        told = [(name, value) for name, value in fields if name != SHOWN]
        given = [("csrfmiddlewaretoken", token[1] if token else ""), *shown, *told]
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._request("POST", path, urlencode(given), kind)

    def follow(self, answer: Answer, path: str) -> tuple[str, Answer]:
        """The page to which an answer of `path` leads, and its path: the same when it leads nowhere
        else, as a chapter does whose answers open more questions."""
        while answer.to:
            path = urlsplit(answer.to).path
            answer = self.get(answer.to.partition("#")[0])
        return path, answer

    def computed(self, page: str) -> Answer | None:
        """The results that a page waits for, if it does; asked again for as long as it is told."""
        found = None
        while coming := COMING.search(page):
            if found:
                time.sleep(1)
            found = self.get(coming[1], **{"HX-Request": "true"})
            page = found.text
        return found

    def close(self) -> None:
        self._connection.close()

    def _request(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        sent = headers | {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        start = time.perf_counter()
        try:
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
        except ConnectionError:
            self._connection.close()
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
        text = response.read().decode()
        self.seen.append((path, time.perf_counter() - start))
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(response.status, response.headers.get("Location") or "", text)
