"""orientation.official: fetching with resume and checks, from a server of the test's own."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from orientation import official
from orientation.importers.report import Report
from orientation.official import FetchError, OfficialFile

CONTENT = bytes(range(256)) * 4000


class Server(http.server.BaseHTTPRequestHandler):
    """Serves CONTENT, ranges included; `cut` stops after so many bytes."""

    cut: int | None = None
    ranges: list[str | None] = []

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        Server.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if start >= len(CONTENT):
            self.send_error(416)
            return
        body = CONTENT[start:]
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: Server.cut])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(official, "SAFE", "http://127.0.0.1")
    Server.cut, Server.ranges = None, []
    yield f"http://127.0.0.1:{server.server_port}/desks.csv"
    server.shutdown()
    server.server_close()


def test_a_cut_download_goes_on_where_it_stopped(url: str, tmp_path: Path) -> None:
    Server.cut = 300_000
    with pytest.raises(FetchError, match="300000 octets sur"):
        official.fetch(url, tmp_path, print)
    Server.cut = None
    path = official.fetch(url, tmp_path, print)
    assert path.read_bytes() == CONTENT
    assert Server.ranges == [None, "bytes=300000-"]
    assert [p.name for p in tmp_path.iterdir()] == ["desks.csv"]


def test_off_line_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "SAFE", "http://127.0.0.1")
    with pytest.raises(FetchError, match="Sans internet, copiez ce fichier"):
        official.fetch("http://127.0.0.1:9/x.csv", tmp_path, print)


def test_only_https(tmp_path: Path) -> None:
    for address in ("http://example.org/x", "file:///etc/passwd"):
        with pytest.raises(FetchError, match="https"):
            official.fetch(address, tmp_path, print)


def test_a_page_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"<!DOCTYPE html><p>maintenance" + b" " * 1000)
    with pytest.raises(FetchError, match="attendu"):
        official.check(OfficialFile("x", "https://x", "x.csv", least_bytes=10), path)
    assert not path.exists()


def test_counts_far_from_the_official_ones_are_remarked() -> None:
    report = Report("france-services")
    report.kinds["france_services"] = 2000
    assert official.compare("france-services", report) == [
        "france_services : 2000 guichets, 2845 attendus le 01/08/2024."
    ]
    report.kinds["france_services"] = 2845
    assert official.compare("france-services", report) == []
    assert {file.source for file in official.files()} == {
        "dila", "dila-areas", "france-services", "data-inclusion",
    }  # fmt: skip
