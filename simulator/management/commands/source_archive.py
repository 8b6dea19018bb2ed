"""`manage.py source_archive FILE`: this copy's source code, as /code-source.tar.gz serves it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from simulator.project.source import packed


class Command(BaseCommand):
    help = "Écrit l’archive du code source, pour une image qui n’a que ce qu’il faut pour servir."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        file.write_bytes(packed())
