import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from benefits.publics import by_public, by_territory
from benefits.registry import catalogue


class Command(BaseCommand):
    help = "Le catalogue des aides, en JSON ; --counts : combien, par territoire et par public."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--counts", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["counts"]:
            self._counts()
            return
        found = [
            {
                "id": benefit.id,
                "label": benefit.label,
                "institution": benefit.institution.id,
                "territory": list(benefit.territory),
                "variables": [variable.name for variable in benefit.variables()],
                "desks": list(benefit.claim.desks),
            }
            for benefit in catalogue().benefits
        ]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _counts(self) -> None:
        benefits = catalogue().benefits
        local = [one for one in benefits if one.territory != ("france",)]
        money = [one for one in local if one.amounts or one.engine]
        told = {
            "benefits": len(benefits),
            "local": len(local),
            "local with an amount or a formula": len(money),
            "by territory": by_territory(benefits),
            "open to": by_public(benefits),
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
