import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benefits.registry import catalogue
from benefits.review import work_list
from benefits.schema import Benefit, Revaluation
from simulator.engine.law.dates import latest_date, stock_value
from simulator.engine.law.values import VALUES, constants
from simulator.management.commands.simulate import dossier
from simulator.way.outcomes import outcomes


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

        parser.add_argument(
            "--of",
            metavar="FILE",
            help="des documents de réponses (JSON Lines, ou - pour l’entrée standard) : combien de"
            " leurs montants sont encore « à vérifier », aide par aide",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["due"]:
            self._work(options["due"])
            return
        day = options["on"] or date.today()
        wrong = self._values()
        for one in constants():
            if one.stale_from and one.stale_from <= day:
                self.stdout.write(
                    f"values.toml : {one.parameter}, valeur du {one.since}, attendue le"
                    f" {one.stale_from} ({one.law})"
                )
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
        if options["of"]:
            self._caution(options["of"])
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

    def _caution(self, file: str) -> None:
        """How many amounts that the engine gives are to be checked, where every answer is known.

        What is set apart, for a project that nobody was asked about, is not counted.
        """
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        now = date.today().isoformat()[:7]
        given = [
            {k: v for k, v in json.loads(line).items() if k != "id"}
            for line in text.split("\n")
            if line
        ]
        dossiers = [dossier(json.dumps(one), now, f"ligne {n}") for n, one in enumerate(given, 1)]
        known = [one for one in outcomes(dossiers) if len(one.case.ways) == 1]
        money = [
            verdict
            for one in known
            for verdict in one.verdicts
            if verdict.benefit.engine and verdict.benefit.aside is None
            if verdict.amount and verdict.status in ("estimated", "to_check")
        ]
        unsure = Counter(verdict.benefit.id for verdict in money if verdict.status == "to_check")
        self.stdout.write(
            f"{unsure.total()} montants calculés « à vérifier » sur {len(money)}, "
            f"dans {len(known)} foyers"
        )
        for benefit, count in unsure.most_common():
            self.stdout.write(f"  {benefit} : {count}")

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
