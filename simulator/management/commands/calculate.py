"""manage.py calculate FILE|-: an OpenFisca web API document, every null filled out."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from simulator import engine


class Command(BaseCommand):
    """Reads a document, or a list of documents, and writes the same with every null filled."""

    help = "Compute an OpenFisca web API document (FILE, or - for the standard input)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for the standard input")
        parser.add_argument(
            "--stock", action="store_true", help="without this project's corrections"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = sys.stdin.read() if options["file"] == "-" else Path(options["file"]).read_text()
            content = json.loads(text)
        except (OSError, ValueError) as error:
            raise CommandError(f"No JSON could be read: {error}") from None
        documents = content if isinstance(content, list) else [content]
        try:
            answers = engine.calculate(documents, corrected=not options["stock"])
        except engine.SituationError as error:
            raise CommandError(json.dumps(error.body(), ensure_ascii=False)) from None
        answer = answers if isinstance(content, list) else answers[0]
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
