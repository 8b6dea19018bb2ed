"""Imports an official file of desks (docs/directory.md)."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from orientation import official
from orientation.importers import data_inclusion, dila, dila_areas, france_services
from orientation.importers.apply import apply
from orientation.importers.report import ImportRefusedError, Report


class Command(BaseCommand):
    help = (
        "Importe les guichets d’un fichier officiel, en une transaction ; le relire ne change rien."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", choices=["dila", "france-services", "data-inclusion", "dila-areas"]
        )
        parser.add_argument("file", help="chemin ou adresse https du fichier")
        parser.add_argument("--services", help="data-inclusion : chemin ou adresse des services")
        parser.add_argument("--date", type=date.fromisoformat, help="date des données (AAAA-MM-JJ)")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui changerait")
        parser.add_argument("--force", action="store_true", help="même s’il manque des guichets")
        parser.add_argument("--report", type=Path, help="écrit le rapport entier en JSON")

    def handle(self, *, source: str, file: str, **options: Any) -> None:
        try:
            path = self._local(file)
            report = self._import(source, path, options)
        except (ImportRefusedError, official.FetchError) as error:
            raise CommandError(f"{error} Rien n’a été changé.") from error
        for line in report.lines():
            self.stdout.write(line)
        if options["report"]:
            text = json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
            options["report"].write_text(text + "\n", encoding="utf-8")

    def _local(self, file: str) -> Path:
        if "://" not in file:
            return Path(file)
        return official.fetch(file, settings.VAR_DIR / "desks", self.stdout.write)

    def _import(self, source: str, path: Path, options: dict[str, Any]) -> Report:
        if source == "dila-areas":
            return dila_areas.apply(path, dry_run=options["dry_run"])
        if source == "dila":
            items = dila.read(path)
        elif source == "france-services":
            items = france_services.read(path)
        else:
            services = options["services"] and self._local(options["services"])
            items = data_inclusion.read(path, services)
        data_date = options["date"] or _date_of(path)
        report = apply(
            source,
            items,
            data_date=data_date,
            version=path.name[:64],
            dry_run=options["dry_run"],
            force=options["force"],
        )
        report.remarks += official.compare(source, report)
        return report


def _date_of(path: Path) -> date | None:
    """The date that the file's name holds, else the day the file was written."""
    if found := re.search(r"(20\d\d)-?([01]\d)-?([0-3]\d)", path.name):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    return datetime.fromtimestamp(path.stat().st_mtime).date() if path.exists() else None
