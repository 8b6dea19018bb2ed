"""`manage.py openfisca_names`: the names that the catalogue's files may use (docs/cli.md)."""

from typing import Any

from django.core.management.base import BaseCommand

from benefits.toml.openfisca_names import FILE, Known, written
from simulator.engine.law.names import parameter_names, variable_names


class Command(BaseCommand):
    help = "Écrit les noms d’OpenFisca que le catalogue peut citer, après un changement de version."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        variables = [Known(*names) for names in variable_names()]
        parameters = list(parameter_names())
        FILE.write_bytes(written(variables, parameters))
        self.stdout.write(f"{len(variables)} variables et {len(parameters)} paramètres.")
