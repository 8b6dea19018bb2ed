"""What visitors say of the desks, as JSON, for an operator without the admin pages."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from orientation.models import DeskReport


class Command(BaseCommand):
    help = "Les signalements « cette adresse a changé » qui restent à traiter, en JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--done", type=int, nargs="+", help="numéros à marquer comme traités")

    def handle(self, *, done: list[int] | None, **options: Any) -> None:
        if done:
            DeskReport.objects.filter(pk__in=done).update(handled=True)
        reports = [
            {
                "id": report.pk,
                "desk": report.desk_key,
                "name": report.desk_name,
                "what": report.what,
                "details": report.details,
                "received_on": report.received_on.isoformat(),
            }
            for report in DeskReport.objects.filter(handled=False)
        ]
        self.stdout.write(json.dumps(reports, ensure_ascii=False, indent=2))
