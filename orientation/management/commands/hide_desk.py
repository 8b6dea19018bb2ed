"""Hides a desk, or shows it again, without the admin pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orientation.models import Desk, DeskOverride


class Command(BaseCommand):
    help = "Ne montre plus un guichet (sa clé), ou le remontre ; survit aux imports."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="la clé du guichet, comme dans le JSON : dila:0002884d-…")
        parser.add_argument("--show", action="store_true", help="le remontre")
        parser.add_argument("--reason", default="", help="pourquoi, pour l’opérateur")

    def handle(self, *, key: str, show: bool, reason: str, **options: Any) -> None:
        if not Desk.objects.filter(pk=key).exists():
            raise CommandError(f"Aucun guichet n’a la clé {key}.")
        DeskOverride.objects.update_or_create(
            desk_id=key, defaults={"hidden": not show, "reason": reason[:300]}
        )
        self.stdout.write(f"{key} : {'montré' if show else 'caché'}.")
