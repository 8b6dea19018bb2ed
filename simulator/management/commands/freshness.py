from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benefits.registry import catalogue
from benefits.schema import Benefit, Revaluation
from simulator.engine.law.dates import latest_date


class Command(BaseCommand):
    help = (
        "Les barèmes du catalogue qui attendent une revalorisation, et les fichiers dont la date "
        "n'est plus celle du moteur (code de sortie 1)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="le jour, comme 2026-11-22"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or date.today()
        wrong = 0
        for benefit in catalogue().benefits:
            for item in benefit.revaluations:
                wrong += self._compare(benefit, item)
                if item.stale_from <= day:
                    self.stdout.write(
                        f"{benefit.id} : valeur du {item.since}, attendue le {item.stale_from} "
                        f"(à vérifier) {item.parameter}"
                    )
                elif item.good_until:
                    self.stdout.write(
                        f"{benefit.id} : valeur du {item.since}, bonne jusqu’au {item.good_until} "
                        f"({item.because}) {item.parameter}"
                    )
        if wrong:
            raise CommandError(f"{wrong} date(s) du catalogue à mettre à jour.")

    def _compare(self, benefit: Benefit, item: Revaluation) -> bool:
        """Whether the engine's latest value is of another day than the file says; tells it."""
        latest = latest_date(item.parameter)
        if latest != item.since:
            self.stdout.write(
                f"{benefit.id} : le moteur a une valeur du {latest}, le fichier dit {item.since} "
                f"{item.parameter}"
            )
        return latest != item.since
