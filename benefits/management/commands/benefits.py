import json
from typing import Any

from django.core.management.base import BaseCommand

from benefits.registry import catalogue


class Command(BaseCommand):
    help = "Le catalogue des aides, en JSON."

    def handle(self, *args: Any, **options: Any) -> None:
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
