"""`manage.py simulate FILE|-`: answers documents in, verdicts out (docs/cli.md)."""

import json
import re
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from benefits.verdict import Verdict
from questionnaire.building.forms import check
from questionnaire.pages.session import OLDER, VERSION
from questionnaire.questions import FLOW
from simulator.way.household import Incomplete
from simulator.way.outcomes import Case, compute_all, prepare


class BadDocumentError(Exception):
    """A fault of one answers document: the field it is in, and what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")


class Command(BaseCommand):
    help = "Calcule un document de réponses, ou plusieurs (une ligne JSON chacun) en un seul lot."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", help="Un fichier JSON ou JSON Lines, ou - pour l’entrée standard"
        )

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            documents, many = parsed(read(file))
            cases = [case(document) for document in documents]
        except BadDocumentError as error:
            self.stderr.write(str(error).replace("\n", " "))
            sys.exit(2)
        for verdicts in compute_all(cases):
            self.stdout.write(
                json.dumps(
                    {"verdicts": [as_json(verdict) for verdict in verdicts]},
                    ensure_ascii=False,
                    indent=None if many else 2,
                )
            )


def read(file: str) -> str:
    """The text of a file, or of standard input; raises BadDocumentError."""
    try:
        if file == "-":
            return sys.stdin.read()
        with open(file, encoding="utf-8") as source:
            return source.read()
    except (OSError, UnicodeDecodeError) as error:
        raise BadDocumentError("file", f"cannot be read ({type(error).__name__})") from error


def parsed(text: str) -> tuple[list[Any], bool]:
    """The documents of a text, and whether they were JSON Lines; raises BadDocumentError."""
    try:
        return [json.loads(text)], False
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
    documents = []
    for number, line in enumerate(lines, 1):
        try:
            documents.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise BadDocumentError(f"line {number}", f"not JSON: {error.msg}") from error
    if not documents:
        raise BadDocumentError("file", "empty")
    return documents, True


def case(document: Any) -> Case:
    """The case of a document, each answer checked as by its form; raises BadDocumentError."""
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        raise BadDocumentError("answers", f'expected {{"version": {VERSION}, "answers": {{…}}}}')
    version = document.get("version", VERSION)
    if version != VERSION:
        said = OLDER.get(version, "") if isinstance(version, int) else ""
        raise BadDocumentError("version", said or f"this program reads version {VERSION}")
    if unknown := set(document) - {"version", "month", "answers"}:
        raise BadDocumentError(min(unknown), "unknown key")
    month = document.get("month", timezone.localdate().isoformat()[:7])
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", str(month)):
        raise BadDocumentError("month", 'expected a month such as "2026-11"')
    answers = dict(document["answers"])
    asked = set()
    for step in FLOW.steps(answers, month):
        asked.add(step.key)
        if step.key in answers:
            try:
                answers[step.key] = check(step, answers[step.key])
            except ValidationError as error:
                raise BadDocumentError(step.key, " ".join(error.messages)) from error
    if stray := [key for key in answers if key not in asked]:
        raise BadDocumentError(stray[0], "not asked of this household")
    try:
        return prepare(answers, month)
    except Incomplete as error:
        raise BadDocumentError(error.step.key, "missing") from error


def as_json(verdict: Verdict) -> dict[str, Any]:
    """One verdict; amounts are euros per `period`, from `amount` to `up_to` when not known."""
    return {
        "benefit": verdict.benefit.id,
        "person": verdict.person,
        "verdict": verdict.status,
        "amount": None if verdict.amount is None else float(verdict.amount),
        "up_to": None if verdict.up_to is None else float(verdict.up_to),
        "period": verdict.period,
        "reasons": list(verdict.reasons),
        "settled_by": list(verdict.settled_by),
    }
