"""`manage.py prepare`: what must stand before the server starts, in one process."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from simulator.project import clock


class Command(BaseCommand):
    help = (
        "Migrations, annuaire livré et fichiers statiques ; ne refait que ce qui a changé. "
        "Efface ce qui a expiré : sessions, signalements de plus d’un an."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-static", action="store_true", help="les fichiers statiques sont déjà là (image)"
        )

    def handle(self, *args: Any, no_static: bool = False, **options: Any) -> None:
        from simulator.engine.tapes.interpreter import compiled

        os.umask(0o077)  # the database and its journal are for this account alone
        call_command("migrate", interactive=False, verbosity=0)
        clock.forget()
        call_command("load_directory", stdout=self.stdout)
        compiled()  # the machine code is kept: the server's start is shorter
        if not no_static:
            call_command("collectstatic", interactive=False, verbosity=0)
