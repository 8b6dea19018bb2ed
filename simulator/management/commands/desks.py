"""`manage.py desks --commune 93048 [--benefit rsa] [--kind caf]`: the desks as JSON (docs/cli.md).

Here because it joins two rooms: a benefit's tags (benefits) and the directory (orientation).
"""

import json
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from benefits.registry import catalogue
from orientation import search
from orientation.kinds import KINDS, normalise
from orientation.plan import acting
from orientation.views import SHOWN, document


class Command(BaseCommand):
    help = "Les guichets d’une commune, en JSON, pour une aide ou d’un type."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--commune", required=True, help="code INSEE, par exemple 93048")
        parser.add_argument("--benefit", help="une aide du catalogue, par exemple rsa")
        parser.add_argument("--kind", help="un type de guichet, par exemple caf")
        parser.add_argument("--msa", action="store_true", help="pour le régime agricole")

    def handle(
        self, *, commune: str, benefit: str | None, kind: str | None, **options: Any
    ) -> None:
        here = search.commune(commune)
        if here is None:
            self._refuse("commune", f"code INSEE inconnu : {commune}")
        kinds: tuple[str, ...] = SHOWN
        if benefit:
            known = {one.id: one for one in catalogue().benefits}
            if benefit not in known:
                self._refuse("benefit", f"aide inconnue : {benefit}")
            kinds = tuple(acting(known[benefit].claim.desks, here.departement, options["msa"]))
        if kind:
            if normalise(kind) not in KINDS:
                self._refuse("kind", f"type inconnu : {kind} ({', '.join(KINDS)})")
            kinds = (normalise(kind),)
        self.stdout.write(json.dumps(document(here, kinds), ensure_ascii=False, indent=2))

    def _refuse(self, field: str, message: str) -> NoReturn:
        self.stderr.write(f"{field}: {message}")
        sys.exit(2)
