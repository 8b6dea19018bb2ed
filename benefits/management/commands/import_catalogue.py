"""`manage.py import_catalogue FOLDER --into FOLDER --licence NAME`: local benefits from an open
catalogue in its published YAML format."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from benefits.open_catalogue import sheets
from benefits.open_catalogue.reader import Entry, read
from benefits.registry import folders
from benefits.toml.benefit import load
from benefits.toml.reader import CatalogueError
from benefits.toml.writer import written


class Command(BaseCommand):
    help = (
        "Fait des fiches locales d’un catalogue ouvert (YAML), et liste ce qu’il n’a pas compris."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="le dossier du catalogue, avec institutions/")
        parser.add_argument("--into", type=Path, required=True, help="où écrire les fiches")
        parser.add_argument("--licence", required=True, help="le nom du catalogue et sa licence")
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="sa date")

    def handle(self, *, folder: Path, into: Path, licence: str, on: date, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} : ce dossier n’existe pas.")
        entries = {path: read(path) for path in sorted(folder.rglob("*.y*ml"))}
        institutions = sheets.institutions_of(entries)
        taken = {path.stem for root in folders() for path in root.rglob("*.toml")}
        made: dict[Path, Entry] = {}
        for path, entry in entries.items():
            if path.parent.name == "institutions":
                continue
            name = sheets.name_of(entry)
            if name in taken:
                entry.fault((), f"une fiche s’appelle déjà « {name} ».")
            found = sheets.sheet(entry, institutions, licence, on) if entry.content else None
            if found:
                where, sheet = found
                file = into / where / f"{name}.toml"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(written(sheet), encoding="utf-8")
                taken.add(name)
                made[file] = entry
        self._verify(made, into)
        for entry in entries.values():
            for fault in entry.faults:
                self.stdout.write(f"laissée : {fault}")
        benefits = [path for path in entries if path.parent.name != "institutions"]
        self.stdout.write(
            f"{len(made)} fiche(s) écrite(s), {len(benefits) - len(made)} laissée(s)."
        )

    def _verify(self, made: dict[Path, Entry], into: Path) -> None:
        """Take away each file that is not a benefit like the others, and say why."""
        try:
            load([*(root for root in folders() if root != into), into])
        except CatalogueError as error:
            for file, entry in list(made.items()):
                if told := [one for one in error.problems if f"/{file.name}" in one]:
                    entry.faults += told
                    file.unlink()
                    del made[file]
