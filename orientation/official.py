"""The official files: where they are, how many desks they should hold, how to fetch them."""

import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orientation.importers.report import Report

MARGIN = 0.10  # a count that differs more from the official one is remarked
TIMEOUT = 60  # seconds
BLOCK = 1 << 20
RESUMED, COMPLETE = 206, 416
SAFE = "https://"


class FetchError(Exception):
    """The file could not be fetched; the message says why and what to do, in French."""


@dataclass(frozen=True)
class OfficialFile:
    """A file that `fetch_desks` brings: `least_bytes` is a floor under which it cannot be whole."""

    source: str
    url: str
    name: str
    least_bytes: int
    counted_on: date | None = None
    counts: dict[str, int] | None = None


def files() -> list[OfficialFile]:
    """The official files, in the order in which they are imported (data/official.toml)."""
    path = Path(__file__).parent / "data" / "official.toml"
    return [OfficialFile(**table) for table in tomllib.loads(path.read_text())["file"]]


def compare(source: str, report: Report) -> list[str]:
    """A remark for each kind whose count differs by more than 10 % from the official one."""
    remarks = []
    for file in files():
        for kind, expected in (file.counts or {}).items() if file.source == source else ():
            found = report.kinds.get(kind, 0)
            if abs(found - expected) > MARGIN * expected:
                day = f" le {file.counted_on:%d/%m/%Y}" if file.counted_on else ""
                remarks.append(f"{kind} : {found} guichets, {expected} attendus{day}.")
    return remarks


def check(file: OfficialFile, path: Path) -> None:
    """Raises FetchError when `path` is too small to be the whole file or is a page of HTML."""
    with path.open("rb") as content:
        head = content.read(200).lstrip().lower()
    if path.stat().st_size < file.least_bytes or head.startswith((b"<!doctype", b"<html")):
        size = path.stat().st_size
        path.unlink()
        raise FetchError(f"{file.url} n’a pas donné le fichier attendu ({size} octets).")


def fetch(url: str, folder: Path, say: Callable[[str], object], name: str = "") -> Path:
    """Fetches `url` into `folder`, going on where an earlier try stopped; gives the file.

    Raises FetchError when the address is not https or cannot be reached.
    """
    if not url.startswith(SAFE):
        raise FetchError(f"L’adresse doit commencer par https:// : {url}.")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (name or url.rstrip("/").rsplit("/", 1)[-1].split("?")[0])
    part = target.with_name(target.name + ".part")
    start = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "ouvrir-mes-droits"})  # noqa: S310
    if start:
        request.add_header("Range", f"bytes={start}-")
        say(f"{target.name} : reprise à {start // BLOCK} Mo.")
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 (https only)
            with part.open("ab" if answer.status == RESUMED else "wb") as file:
                while block := answer.read(BLOCK):
                    file.write(block)
            expected = answer.headers.get("Content-Length")
            got = part.stat().st_size - (start if answer.status == RESUMED else 0)
            if expected and got != int(expected):
                raise FetchError(
                    f"{url} : reçu {got} octets sur {expected}. Relancez : il reprend."
                )
    except urllib.error.HTTPError as error:
        if not (start and error.code == COMPLETE):
            raise FetchError(f"{url} répond {error.code}.") from error
    except OSError as error:
        raise FetchError(
            f"{url} est injoignable ({getattr(error, 'reason', error)}). Sans internet, copiez ce "
            "fichier depuis un autre ordinateur, puis : manage.py import_desks SOURCE FICHIER. Ce "
            "qui est déjà reçu est gardé."
        ) from error
    return part.replace(target)
