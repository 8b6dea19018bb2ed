"""A chunk of households, from the lines of the file to those of the result."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benefits.registry import catalogue
from benefits.schema import Benefit
from benefits.verdict import Verdict
from orientation.search import communes_read_once
from questionnaire.dossier import BadDossier, Dossier
from questionnaire.unknown import unknowns, ways
from simulator import engine
from simulator.screen.errors import BadLine
from simulator.screen.source import OWN, Line
from simulator.way.outcomes import flow_of, outcomes

COLUMNS = "line id benefit person verdict amount up_to period error".split()  # noqa: SIM905
DOCUMENTS = 48  # of answers computed together: lanes hold up to 1 MB of each
PEOPLE = "individus"  # a document that names them is OpenFisca's


@dataclass(frozen=True)
class Wish:
    """What is asked of a file: the month of those that say none, the benefits (none: all), how the
    result is written (".jsonl" or ".csv")."""

    month: str
    benefits: tuple[str, ...] = ()
    suffix: str = ".jsonl"

    def among(self) -> tuple[Benefit, ...] | None:
        """The benefits to judge, None for all."""
        if not self.benefits:
            return None
        return tuple(one for one in catalogue().benefits if one.id in self.benefits)


@dataclass
class Result:
    """The text of a chunk's results, in the order of its lines, and what they add up to.

    `counts`: households by (benefit, verdict). `last`: the number of the last line.
    """

    last: int
    text: str = ""
    households: int = 0
    faults: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)


def screened(lines: Sequence[Line], wish: Wish) -> Result:
    """The result of a chunk. A line at fault says so in its place; the others are computed."""
    with communes_read_once(), engine.no_collector():
        return _written(lines, _found(lines, wish), wish)


def _found(lines: Sequence[Line], wish: Wish) -> dict[int, Any]:
    """By line, its verdicts as rows, the values that its document asks for, or what is wrong."""
    found: dict[int, Any] = {}
    read: list[tuple[Line, dict[str, Any] | Dossier]] = []
    for line in lines:
        try:
            read.append((line, household(line, wish)))
        except BadLine as error:
            found[line.number] = error
    documents = [each for each in read if isinstance(each[1], dict)]
    dossiers = [each for each in read if isinstance(each[1], Dossier)]
    found |= _computed(documents, values)
    among = wish.among()
    for some in _together(dossiers):
        found |= _computed(
            some,
            lambda each: [
                [as_row(verdict) for verdict in one.verdicts]  # verdicts would hold their documents
                for one in outcomes(each, among=among, birthdays=False)
            ],
        )
    return found


def _together(dossiers: list[tuple[Line, Any]]) -> Iterator[list[tuple[Line, Any]]]:
    """The dossiers by as many as DOCUMENTS hold: one where much is not known is up to 60."""
    some: list[tuple[Line, Any]] = []
    left = DOCUMENTS
    for each in dossiers:
        count = len(ways(unknowns(each[1].asked(flow_of(each[1])))))
        if some and count > left:
            yield some
            some, left = [], DOCUMENTS
        some.append(each)
        left -= count
    if some:
        yield some


def _computed(read: list[tuple[Line, Any]], compute: Any) -> dict[int, Any]:
    """By line, what is computed of each; when one household raises, each by itself."""
    if not read:
        return {}
    try:
        answers = compute([said for _, said in read])
        return {line.number: answer for (line, _), answer in zip(read, answers, strict=True)}
    except Exception as error:  # whatever is wrong with one must not stop the others
        if len(read) == 1:
            said = str(error) if isinstance(error, engine.SituationError) else type(error).__name__
            return {read[0][0].number: BadLine(f"n’a pas pu être calculé ({said})")}
    half = len(read) // 2
    return _computed(read[:half], compute) | _computed(read[half:], compute)


def household(line: Line, wish: Wish) -> dict[str, Any] | Dossier:
    """The OpenFisca document or the dossier of a line; raises BadLine."""
    if line.fault:
        raise BadLine(line.fault)
    document = line.said if isinstance(line.said, dict) else loaded(line.said)
    if isinstance(document.get("document"), dict | str):  # the column of a table
        inner = document["document"]
        document = loaded(inner) if isinstance(inner, str) else inner
    if PEOPLE in document:
        return {key: value for key, value in document.items() if key not in OWN}
    if "answers" not in document:  # a column an answer
        answers = {key: value for key, value in document.items() if key not in OWN}
        document = {key: document[key] for key in ("month", "version") if key in document}
        document["answers"] = answers
    document = {key: value for key, value in document.items() if key != "id"}
    try:
        dossier = Dossier.from_json(document, wish.month)
        missing = dossier.asked(flow_of(dossier)).missing
    except BadDossier as error:
        raise BadLine(str(error)) from error
    except (LookupError, RecursionError) as error:
        raise BadLine("ce n’est pas un document de réponses") from error
    if missing:
        raise BadLine(f"{missing.key} : manque")
    return dossier


def loaded(text: str) -> dict[str, Any]:
    """The object that a text writes in JSON; raises BadLine."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", 0)
        raise BadLine(f"ce n’est pas du JSON (colonne {column})") from error
    if not isinstance(found, dict):
        raise BadLine("ce n’est pas un objet JSON")
    return found


def _written(lines: Sequence[Line], found: dict[int, Any], wish: Wish) -> Result:
    result = Result(lines[-1].number if lines else 0)
    rows: list[dict[str, Any]] = []
    for line in lines:
        head = {"line": line.number} | name_of(line)
        answer = found[line.number]
        if isinstance(answer, BadLine):
            result.faults += 1
            rows.append(head | {"error": str(answer)})
            continue
        result.households += 1
        if isinstance(answer, dict):
            rows.append(head | {"values": answer})
            for name in {name for name, value in positive(rows[-1]["values"]) if value}:
                result.counts[name, "positive"] += 1
            continue
        rows.append(head | {"verdicts": answer})
        for pair in {(verdict["benefit"], verdict["verdict"]) for verdict in answer}:
            result.counts[pair] += 1
    result.text = table(rows) if wish.suffix == ".csv" else json_lines(rows)
    return result


def name_of(line: Line) -> dict[str, Any]:
    """The household's own name in the file, if it has one: {"id": …}."""
    if isinstance(line.said, str):
        if '"id"' not in line.said[:MOST_OF_A_NAME]:
            return {}
        try:
            name = json.loads(line.said).get("id")
        except (ValueError, AttributeError, RecursionError):
            return {}
    else:
        name = line.said.get("id")
    return {"id": name} if isinstance(name, str | int) else {}


MOST_OF_A_NAME = 200  # characters in which a line says its id: first


def as_row(verdict: Verdict) -> dict[str, Any]:
    """A verdict in few words; amounts are euros per `period`, up to `up_to` when not known."""
    row: dict[str, Any] = {"benefit": verdict.benefit.id, "verdict": verdict.status}
    if verdict.person:
        row["person"] = verdict.person
    if verdict.amount is not None:
        row |= {"amount": float(verdict.amount), "period": verdict.period}
    if verdict.up_to is not None:
        row["up_to"] = float(verdict.up_to)
    return row


def values(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each document left null, with its values: {entities: {id: {variable: {period: …}}}}."""
    answers = engine.calculate(documents)
    return [asked(*pair) for pair in zip(documents, answers, strict=True)]


def asked(document: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Of the answer to a document, the values that it left null."""
    found: dict[str, Any] = {}
    for plural, entities in document.items():
        for entity_id, content in entities.items():
            for name, given in content.items():
                if isinstance(given, dict) and None in given.values():
                    filled = answer[plural][entity_id][name]
                    chosen = {k: filled[k] for k, value in given.items() if value is None}
                    found.setdefault(plural, {}).setdefault(entity_id, {})[name] = chosen
    return found


def positive(values: dict[str, Any]) -> Iterable[tuple[str, bool]]:
    """The variables of a household's values, and whether one of their numbers is above zero."""
    for entities in values.values():
        for content in entities.values():
            for name, series in content.items():
                yield name, any(isinstance(one, int | float) and one > 0 for one in series.values())


def json_lines(rows: list[dict[str, Any]]) -> str:
    """A line of JSON a household."""
    return "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )


def table(rows: list[dict[str, Any]]) -> str:
    """Rows of a CSV: one a verdict or a value, one a line at fault; the columns are COLUMNS."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n", restval="")
    for row in rows:
        head = {"line": row["line"], "id": guarded(row.get("id", ""))}
        if "error" in row:
            writer.writerow(head | {"error": row["error"]})
        for verdict in row.get("verdicts", ()):
            writer.writerow(head | verdict)
        for entities in row.get("values", {}).values():
            for entity_id, content in entities.items():
                for name, series in content.items():
                    for period, value in series.items():
                        place = {"benefit": name, "person": guarded(entity_id), "period": period}
                        writer.writerow(head | place | {"amount": value})
    return text.getvalue()


def guarded(name: Any) -> str:
    """A name of the file's, that no spreadsheet takes for a formula."""
    text = str(name)
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
