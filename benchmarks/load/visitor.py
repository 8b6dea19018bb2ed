"""A visitor: a connection, its cookies, and how long each page took."""

import gzip
import re
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SHOWN = "montre"  # which questions a page asks: its own, not those of the visitor before
HIDDEN = re.compile(rf'name="{SHOWN}" value="([^"]+)"')
COMING = re.compile(r'hx-get="([^"]+)" hx-trigger="load')
COOKIE = re.compile(r"^Set-Cookie: ([^=]+)=([^;\r]*)", re.MULTILINE | re.IGNORECASE)
LOCATION = re.compile(r"^Location: ([^\r]+)", re.MULTILINE | re.IGNORECASE)
LENGTH = re.compile(r"^Content-Length: (\d+)", re.MULTILINE | re.IGNORECASE)
ZIPPED = re.compile(r"^Content-Encoding: gzip", re.MULTILINE | re.IGNORECASE)
CLOSED = re.compile(r"^Connection: close", re.MULTILINE | re.IGNORECASE)
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
        self._host = urlsplit(self.url).netloc
        host, _, port = self._host.partition(":")
        self._place = (host, int(port or 80))
        self._socket: socket.socket | None = None
        self._read = b""
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
        if self._socket is not None:
            self._socket.close()
        self._socket, self._read = None, b""

    def _request(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        """Written and read by hand: a client that works hard would take from the server what it
        measures."""
        told = headers | {"Host": self._host, "Accept-Encoding": "gzip"}
        told["Cookie"] = "; ".join(f"{k}={v}" for k, v in self._cookies.items())
        sent = (body or "").encode()
        if body is not None:
            told["Content-Length"] = str(len(sent))
        lines = (f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in told.items()), "", "")
        whole = "\r\n".join(lines).encode() + sent
        start = time.perf_counter()
        try:
            head, text = self._exchanged(whole)
        except ConnectionError:  # kept open for too long: as a browser, once more
            self.close()
            head, text = self._exchanged(whole)
        self.seen.append((path, time.perf_counter() - start))
        for name, value in COOKIE.findall(head):
            self._cookies[name] = value
        to = LOCATION.search(head)
        return Answer(int(head[9:12]), to[1] if to else "", text)

    def _exchanged(self, whole: bytes) -> tuple[str, str]:
        """The head and the body of the answer."""
        if self._socket is None:
            self._socket = socket.create_connection(self._place, timeout=90)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(whole)
        while (end := self._read.find(b"\r\n\r\n")) < 0:
            self._more()
        head = self._read[: end + 2].decode("latin-1")
        length = LENGTH.search(head)
        last = end + 4 + (int(length[1]) if length else 0)
        while len(self._read) < last:
            self._more()
        sent, self._read = self._read[end + 4 : last], self._read[last:]
        text = (gzip.decompress(sent) if ZIPPED.search(head) else sent).decode()
        if CLOSED.search(head) or not length:
            self.close()
        return head, text

    def _more(self) -> None:
        assert self._socket is not None
        received = self._socket.recv(65536)
        if not received:
            raise ConnectionResetError
        self._read += received
