"""Fetches the official files and imports them (`make desks`, docs/directory.md)."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from orientation import official


class Command(BaseCommand):
    help = "Télécharge les fichiers officiels des guichets, avec reprise, et les importe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="*", help="tous par défaut")
        parser.add_argument("--only-fetch", action="store_true", help="n’importe pas")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui changerait")

    def handle(self, *, source: list[str], only_fetch: bool, dry_run: bool, **options: Any) -> None:
        known = [file.source for file in official.files()]
        if unknown := set(source) - set(known):
            raise CommandError(f"Source inconnue : {', '.join(unknown)}. Connues : {known}.")
        folder = settings.VAR_DIR / "desks"
        fetched, failed = {}, []
        for file in official.files():
            if source and file.source not in source:
                continue
            try:
                if file.name not in fetched:
                    self.stdout.write(f"{file.source} : {file.url}")
                    path = official.fetch(file.url, folder, self.stdout.write, file.name)
                    official.check(file, path)
                    fetched[file.name] = path
                if not only_fetch:
                    call_command(
                        "import_desks",
                        file.source,
                        str(fetched[file.name]),
                        *(["--dry-run"] if dry_run else []),
                        stdout=self.stdout,
                    )
            except (official.FetchError, CommandError) as error:
                self.stderr.write(f"{file.source} : {error}")
                failed.append(file.source)
        if failed:
            raise CommandError(
                f"Pas importé : {', '.join(failed)}. L’annuaire garde ce qu’il avait."
            )
