"""`manage.py reports`: what visitors say of the results, as JSON; a year old, they are deleted."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from simulator.reports.models import Report


class Command(BaseCommand):
    help = "Les « Je m’attendais à autre chose », en JSON ; efface d’abord ceux de plus d’un an."

    def handle(self, *args: Any, **options: Any) -> None:
        Report.forget_old()
        found = [
            {
                "id": report.pk,
                "benefit": report.benefit,
                "expected": None if report.expected is None else float(report.expected),
                "origin": report.origin,
                "details": report.details,
                "received_on": report.received_on.isoformat(),
                "handled": report.handled,
                "situation": report.situation,
            }
            for report in Report.objects.all()
        ]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
