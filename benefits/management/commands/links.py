"""`manage.py links`, or `make links`: which addresses of the catalogue no longer answer."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from benefits import links
from benefits.registry import catalogue


class Command(BaseCommand):
    help = (
        "Essaie chaque adresse du catalogue ; sans réseau, redit le dernier résultat enregistré. "
        "Code de sortie 1 quand une page n’existe plus."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--recorded", action="store_true", help="sans essayer")
        parser.add_argument("--record", type=Path, help="le fichier du résultat")

    def handle(self, *, recorded: bool = False, record: Path | None = None, **options: Any) -> None:
        path = record or Path(settings.VAR_DIR) / "links.json"
        shown = links.addresses(catalogue().benefits)
        found = None if recorded else links.try_all(shown, date.today())
        if found:
            links.save(found, path)
        else:
            self.stdout.write("Aucune adresse n’a été essayée : voici le dernier résultat.")
            found = links.load(path)
        if found is None:
            raise CommandError(f"Aucun résultat enregistré dans {path}.")
        self.stdout.write(f"{len(found.statuses)} adresse(s) essayée(s) le {found.checked_on}.")
        for url in links.doubtful(found):
            self.stdout.write(f"à regarder ({found.statuses[url]}) : {url}")
        gone = [url for url in links.dead(found) if url in shown]
        for url in gone:
            self.stdout.write(f"disparue : {url} ({', '.join(shown[url])})")
        if untried := [url for url in shown if url not in found.statuses]:
            self.stdout.write(f"{len(untried)} adresse(s) pas encore essayée(s).")
        if gone:
            raise CommandError(f"{len(gone)} adresse(s) à remplacer.")
