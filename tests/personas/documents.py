"""The OpenFisca document of each persona, in full, written so that it can be read and reviewed.

`manage.py shell -c "from tests.personas.documents import write; write()"` writes them again after a
change of the questionnaire or of the situation; the difference is then read line by line before it
is committed. What each must hold:

- people: a family is a couple and its children under 25 (CSS, art. L.512-3; CASF, art. R.262-3); a
  married or PACS couple is one tax unit, an unmarried one two (CGI, art. 6, 1 and 4); who is on
  their parents' return declares nothing (CGI, art. 6, 3); a home is everyone in it;
- periods: people's facts on M-4..M, which RSA and prime d'activité read (CASF, art. R.262-7; CSS,
  art. R.843-1); the home's on M-12..M, for the January of chèque énergie; incomes by month from
  January N-1, and N-2 as a year, which family benefits read (CSS, art. R.532-3);
- benefits received are on their months, the others 0 until M-5.

reviewed.py says of each public what its document must hold, article by article.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from orientation.words.french import months_before
from questionnaire.questions import FLOW
from simulator.way.case import case_of
from simulator.way.entities import Document
from tests.personas.people import PEOPLE
from tests.personas.said import Persona

FILE = Path(__file__).parent / "documents.json"


def document(person: Persona) -> Document:
    """The document; where an answer is not known, the one of the least."""
    return case_of(person.dossier, FLOW, ends=1).inputs[0]


def compact(document: Document) -> dict[str, Any]:
    """The document with its months as spans, and the variables of one series on one line."""
    return {
        f"{kind}/{name}": dict(lines(entity))
        for kind, group in document.items()
        for name, entity in group.items()
    }


def lines(entity: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The roles, then "variable variable" -> {"2025-11..2026-11": value}."""
    together: dict[str, list[str]] = {}
    for name, held in entity.items():
        if isinstance(held, Mapping):
            together.setdefault(json.dumps(dict(spans(held)), ensure_ascii=False), []).append(name)
        else:
            yield name, held
    for series, names in together.items():
        yield " ".join(names), json.loads(series)


def spans(series: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Consecutive months of one value as "2025-11..2026-11"."""
    first = last = ""
    for period in sorted(series):
        follows = last and "-" in last and "-" in period and months_before(period, 1) == last
        if not (follows and series[period] == series[first]):
            if first:
                yield _span(first, last), series[first]
            first = period
        last = period
    if first:
        yield _span(first, last), series[first]


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"


def written(documents: Mapping[str, Mapping[str, Any]]) -> str:
    """The file's text: a line for each line of a document."""
    parts = []
    for person, entities in documents.items():
        body = ",\n".join(
            f"  {json.dumps(entity, ensure_ascii=False)}: {{\n"
            + ",\n".join(
                f"   {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}"
                for k, v in held.items()
            )
            + "\n  }"
            for entity, held in entities.items()
        )
        parts.append(f" {json.dumps(person, ensure_ascii=False)}: {{\n{body}\n }}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def made() -> dict[str, dict[str, Any]]:
    return {person.id: compact(document(person)) for person in PEOPLE}


def write() -> None:
    FILE.write_text(written(made()), encoding="utf-8")
