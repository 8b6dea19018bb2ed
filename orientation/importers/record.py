"""What every reader gives: a Record for a desk it could read, a Problem for one it refused."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

# Overseas codes that are written 0590…, 0262… at home; the Pacific's numbers stay as they are.
_DIALLED_AS_FRENCH = {"33": "", "262": "262", "590": "590", "594": "594", "596": "596"}

PERSON = re.compile(
    r"\S+@\S+|\b(?:M\.|Mr|Mme|Mlle|Madame|Monsieur) [A-ZÉÈ]|\bContact ?: ?[A-ZÉÈ][a-zéèêïë]+ ?[-,:]"
)
EMPTY_RANGE = ("une plage vide (00:00 - 00:00) lue comme fermé",)
TAG = re.compile(r"<[^>]{1,200}>")


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` (the source's id or line) and what is wrong there, in French."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Record:
    """One desk as its source describes it, cleaned; `insee` may be the code of a merged commune.

    `doubts` are what the reader left out and why; `noted` is what it read in its own way, which the
    report only counts. Neither goes to the database.
    """

    id: str
    kind: str
    name: str
    insee: str
    address: str = ""
    postcode: str = ""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    phone_note: str = ""
    website: str = ""
    contact_form: str = ""
    page: str = ""
    hours: str = ""
    hours_note: str = ""
    note: str = ""
    appointment: str = ""
    itinerant: bool = False
    access: str = ""
    access_note: str = ""
    updated_on: date | None = None
    same_as: str = ""
    territories: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


def fingerprint(record: Record, *more: object) -> str:
    """A short digest of a record and of what was worked out from it, equal when they are."""
    return hashlib.blake2b(repr((record, more)).encode(), digest_size=16).hexdigest()


def text(value: object, limit: int = 2000) -> str:
    """`value` on one line, without control characters or HTML tags, at most `limit` characters."""
    line = TAG.sub(" ", str(value or ""))
    if not line.isprintable():
        line = "".join(c if c.isprintable() else " " for c in line)
    line = " ".join(line.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def without_persons(value: object, limit: int = 2000) -> str:
    """`text`, without e-mail addresses nor the sentences that name somebody (« Mme Martin »)."""
    line = text(value, limit)
    if not PERSON.search(line):
        return line
    return " ".join(part for part in re.split(r"(?<=[.;/])\s+", line) if not PERSON.search(part))


def phone(value: object) -> str:
    """A number as the French read it: `+33561946880` -> `05 61 94 68 80`; `3230` stays so."""
    raw = text(value, 40)
    digits = re.sub(r"\D", "", raw)
    if raw.startswith(("+", "00")):
        digits = digits.removeprefix("00")
        for country, kept in _DIALLED_AS_FRENCH.items():
            if digits.startswith(country):
                rest = digits.removeprefix(country)
                digits = "0" + (rest if len(rest) == 9 else kept + rest)
                break
    if re.fullmatch(r"0[1-79]\d{8}", digits):
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    if re.fullmatch(r"08\d{8}", digits):
        return f"{digits[0]} {digits[1:4]} {digits[4:7]} {digits[7:]}"
    return raw[:20] if 3 <= len(digits) <= 14 else ""


def address_of_web(value: object) -> str:
    """An http(s) address of at most 500 characters, or nothing: it will be a link on a page."""
    address = text(value, 501)
    if address.startswith("www."):
        address = f"https://{address}"
    fits = len(address) <= 500 and re.match(r"^https?://[^\s<>\"']+\.[^\s<>\"']+$", address)
    return address if fits else ""


def number(value: object) -> float | None:
    """A coordinate, `"43,42"` included; None when it is empty, not a number or not finite."""
    try:
        result = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    return result if abs(result) <= 180 else None
