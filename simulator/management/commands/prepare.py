"""`manage.py prepare`: what must stand before the server starts, in one process."""

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from simulator.reports.models import Report


class Command(BaseCommand):
    help = (
        "Migrations, annuaire livré et fichiers statiques ; ne refait que ce qui a changé. "
        "Efface les signalements de plus d’un an."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)  # the database and its journal are for this account alone
        call_command("migrate", interactive=False, verbosity=0)
        Report.forget_old()
        call_command("load_directory", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
