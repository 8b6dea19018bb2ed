"""`manage.py departements`: who pays what each département decides, from the directory."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from benefits.registry import catalogue
from orientation.models import Commune
from orientation.search import desks_for
from orientation.shipped import territories
from simulator.way.nearby import institution_here

#: What the département decides everywhere, and the desk that takes the disabled persons' claims.
DECIDED = ("fsl", "apa_domicile", "apa_etablissement", "fonds_aide_jeunes")


class Command(BaseCommand):
    help = "Le nom, le téléphone et le site de chaque département et de sa MDPH, en JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="*", help="des départements ; tous par défaut")

    def handle(self, *, code: list[str], **options: Any) -> None:
        names = territories()["departements"]
        if unknown := set(code) - names.keys():
            raise CommandError(f"Département inconnu : {', '.join(sorted(unknown))}.")
        found = [_row(one, names[one]) for one in (code or names)]
        self.stdout.write(json.dumps([row for row in found if row], ensure_ascii=False, indent=2))


def _row(code: str, name: str) -> dict[str, Any] | None:
    """The line of a département; None where no commune of it is known."""
    somewhere = Commune.objects.filter(departement=code).order_by("-population").first()
    if somewhere is None:
        return None
    payer = institution_here(somewhere, catalogue().institutions["departement"])
    mdph = desks_for(somewhere, ["mdph"], limit=1)["mdph"]
    return {
        "departement": code,
        "name": name,
        "payer": payer.label,
        "phone": payer.phone,
        "site": payer.site,
        "decides": list(DECIDED),
        "mdph": {
            "name": mdph[0].desk.name if mdph else "",
            "phone": mdph[0].desk.phone if mdph else "",
            "site": mdph[0].desk.website if mdph else "",
        },
    }
