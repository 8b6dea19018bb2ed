"""`manage.py flow [FILE|-]`: the questionnaire as a graph, and the screens of each document."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from questionnaire.mermaid import graph, screens
from questionnaire.questions import FLOW

TITLE = """# Le flux des questions

Écrit par `make fresh` : ne pas modifier à la main. Une boîte par chapitre ; une question se
pose si sa condition est vraie."""
COUNTS = """
## Le nombre d'écrans

De la première question au récapitulatif, pour les foyers de `tests/personas/`.

| foyer | écrans |
|---|---|"""


class Command(BaseCommand):
    help = "Le graphe Mermaid des questions, puis le nombre d’écrans de chaque document donné."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", help="documents (JSON Lines, avec un « id »), ou - : entrée standard"
        )

    def handle(self, *args: Any, file: str | None, **options: Any) -> None:
        self.stdout.write(f"{TITLE}\n\n```mermaid\n{graph(FLOW)}\n```")
        if file:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
            self.stdout.write(COUNTS)
            for document in map(json.loads, text.splitlines()):
                count = screens(FLOW, document["answers"], document["month"])
                self.stdout.write(f"| {document['id']} | {count} |")
