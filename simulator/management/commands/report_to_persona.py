"""`manage.py report_to_persona ID`: a report becomes a household that the tests compute."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questionnaire.dossier import BadDossier, Dossier
from simulator.reports.models import Report

FOLDER = settings.BASE_DIR / "tests" / "personas" / "reported"


class Command(BaseCommand):
    """Writes FOLDER/ID.json, which tests/personas/reported reads.

    The free words stay in the database. Birth dates lose their day: the law counts in months, so
    that whoever is not born on the 1st may as well be born on the 2nd.
    """

    help = "Écrit la situation d’un signalement en persona, que les tests calculent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, help="le numéro que donne manage.py reports")
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args: Any, id: int, folder: Path, **options: Any) -> None:
        report = Report.objects.filter(pk=id).first()
        if report is None:
            raise CommandError(f"Aucun signalement n’a le numéro {id}.")
        if report.situation is None:
            raise CommandError("La personne n’a pas accepté de joindre ses réponses.")
        try:
            dossier = Dossier.from_json(report.situation, timezone.localdate().isoformat()[:7])
        except BadDossier as error:
            raise CommandError(f"Ses réponses ne se lisent plus ({error}).") from error
        if dossier.only:
            raise CommandError(
                f"La personne n’a répondu qu’aux questions de l’aide « {dossier.only} » : ce "
                "n’est pas un foyer entier. Refaites son parcours avec ces réponses, puis écrivez "
                "le persona."
            )
        if not report.benefit or report.expected is None:
            raise CommandError("Il manque l’aide ou le montant attendu : rien à vérifier.")
        persona = {
            "month": dossier.month,
            "expected": {report.benefit: float(report.expected) or "no"},
            "source": f"{report.get_origin_display()}, signalé le {report.received_on}",
            "answers": {key: blurred(key, v) for key, v in dossier.answers.items()},
        }
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{report.pk}.json"
        path.write_text(json.dumps(persona, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        self.stdout.write(f"{path} : relisez-le, puis lancez tests/simulator/test_personas.py")


def blurred(key: str, answer: Any) -> Any:
    """A birth date with another day of the same month; any other answer as it is."""
    if not key.startswith("naissance/"):
        return answer
    return f"{answer[:8]}{'01' if answer.endswith('-01') else '02'}"
