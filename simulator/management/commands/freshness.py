import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benefits.registry import catalogue
from benefits.review import work_list
from benefits.schema import Benefit, Revaluation
from simulator.engine.law.dates import latest_date, stock_value
from simulator.engine.law.values import VALUES


class Command(BaseCommand):
    help = (
        "Les barèmes du catalogue qui attendent une revalorisation ; ce qui n'est plus ce que "
        "donnent les paquets, date d'un fichier ou valeur de values.toml (code de sortie 1)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="le jour, comme 2026-11-22"
        )
        parser.add_argument("--due", default="", help="le travail d’un mois, comme 2027-01")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["due"]:
            self._work(options["due"])
            return
        day = options["on"] or date.today()
        wrong = self._values()
        for benefit in catalogue().benefits:
            for item in benefit.revaluations:
                wrong += self._compare(benefit, item)
                said = "estimée, avec sa date" if item.small_change else "à vérifier"
                if item.stale_from <= day:
                    self.stdout.write(
                        f"{benefit.id} : valeur du {item.since}, attendue le {item.stale_from} "
                        f"({said}) {item.parameter}"
                    )
                elif item.good_until:
                    self.stdout.write(
                        f"{benefit.id} : valeur du {item.since}, bonne jusqu’au {item.good_until} "
                        f"({item.because}) {item.parameter}"
                    )
        if wrong:
            raise CommandError(f"{wrong} date(s) ou valeur(s) à mettre à jour.")

    def _work(self, month: str) -> None:
        """What a month asks: its own days, then what is late already."""
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
            raise CommandError(f"« {month} » : écrivez un mois comme 2027-01.")
        works = work_list(catalogue().benefits, month)
        late = [work for work in works if f"{work.day:%Y-%m}" < month]
        due = [work for work in works if work not in late]
        for title, some in ((f"En {month}", due), ("En retard", late)):
            self.stdout.write(f"{title} : {len(some)}")
            for work in some:
                self.stdout.write(f"  {work.day} {work.benefit.id} : {work.what}")

    def _values(self) -> int:
        """How many of the project's own values the packages no longer differ from as noted; tells
        them, and those that are not firm."""
        wrong = 0
        for one in VALUES:
            if one.kind == "set" and (stock := stock_value(one)) != one.stock:
                wrong += 1
                said = (
                    "a rattrapé la nôtre : retirer la ligne" if stock == one.value else "à relire"
                )
                self.stdout.write(
                    f"values.toml : {one.parameter} au {one.since} vaut {stock} dans le paquet"
                    f" ({one.stock} quand elle a été lue) : {said}"
                )
            elif not one.firm:
                self.stdout.write(
                    f"values.toml : {one.parameter}, {one.value} au {one.since}, n’est pas sûre"
                    f" ({one.confidence} %) : {one.read}"
                )
        return wrong

    def _compare(self, benefit: Benefit, item: Revaluation) -> bool:
        """Whether the engine's latest value is of another day than the file says; tells it."""
        latest = latest_date(item.parameter)
        if latest != item.since:
            self.stdout.write(
                f"{benefit.id} : le moteur a une valeur du {latest}, le fichier dit {item.since} "
                f"{item.parameter}"
            )
        return latest != item.since
