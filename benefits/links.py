"""Whether the addresses of the catalogue answer. Only `try_all` uses the network."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from benefits.schema import Benefit

TIMEOUT = 15  # seconds
TOGETHER = 8  # hosts asked at the same time, each one address after the other
AGENT = "ouvrir-mes-droits (verification des liens)"
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
UNREACHABLE = 0

Ask = Callable[[str], int]


@dataclass(frozen=True)
class Record:
    """What each address answered (an HTTP status, 0 when nothing did), and on which day."""

    checked_on: str
    statuses: Mapping[str, int]


def addresses(benefits: Iterable[Benefit]) -> dict[str, list[str]]:
    """Every address that the catalogue shows, and the ids of the benefits that show it."""
    found: dict[str, list[str]] = {}
    for benefit in benefits:
        claims = (benefit.link, benefit.claim.online, benefit.claim.form_url)
        for url in dict.fromkeys((*claims, benefit.institution.site)):
            if url:
                found.setdefault(url, []).append(benefit.id)
    return found


def ask(url: str) -> int:
    """The status of an address, following redirections; UNREACHABLE when nothing answers."""
    if urlsplit(url).scheme not in ("http", "https"):
        return UNREACHABLE
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310 (http only)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, ValueError):
        return UNREACHABLE


def try_all(urls: Iterable[str], day: date, asked: Ask = ask) -> Record | None:
    """What each address answers; None when none does: there is no network here."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    with ThreadPoolExecutor(TOGETHER) as pool:
        told = pool.map(lambda some: [(url, asked(url)) for url in some], hosts.values())
        statuses = dict(pair for pairs in told for pair in pairs)
    return Record(day.isoformat(), statuses) if any(statuses.values()) else None


def dead(record: Record) -> list[str]:
    """The addresses that are no more; another failure may be of the day, or of the site's taste."""
    return sorted(url for url, status in record.statuses.items() if status in GONE)


def doubtful(record: Record) -> list[str]:
    """The addresses that gave no page, and are not sure to be gone."""
    return sorted(
        url
        for url, status in record.statuses.items()
        if status not in GONE and status not in range(200, 400)
    )


def load(path: Path) -> Record | None:
    """The recorded result, or None when there is none."""
    return Record(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def save(record: Record, path: Path) -> None:
    """Write the result, the same one always in the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
