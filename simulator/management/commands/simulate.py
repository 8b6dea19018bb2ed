"""`manage.py simulate FILE|-`: answers documents in, verdicts out (docs/cli.md).

Whatever the file holds, a fault is one line that names the line and the key, and the exit code 2;
memory holds one batch at a time.
"""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from benefits.verdict import Verdict
from questionnaire.dossier import BadDossier, Dossier
from simulator.way.outcomes import Outcome, flow_of, outcomes

MOST = 512 * 1024  # characters of one document
TOGETHER = 256  # documents of one batch
DIGITS = 20  # of a number; a longer one is no number that a question accepts


class Command(BaseCommand):
    help = "Calcule un document de réponses, ou plusieurs (une ligne JSON chacun)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", help="Un fichier JSON ou JSON Lines, ou - pour l’entrée standard"
        )

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            if file == "-":
                self.simulate(sys.stdin)
            else:
                with open(file, encoding="utf-8") as source:
                    self.simulate(source)
        except BadDossier as error:
            self._refuse(str(error))
        except (OSError, UnicodeDecodeError) as error:
            self._refuse(f"fichier : ne peut pas être lu ({type(error).__name__})")

    def simulate(self, source: TextIO) -> None:
        """Write the outcome of each document, in order; raises BadDossier at the first fault."""
        now = timezone.localdate().isoformat()[:7]
        found = documents(source)
        first = list(islice(found, 2))
        many = len(first) > 1
        found = chain(first, found)
        while batch := list(islice(found, TOGETHER)):
            read = [dossier(text, now, f"ligne {number}" if many else "") for number, text in batch]
            for outcome in outcomes(read):
                indent = None if many else 2
                self.stdout.write(json.dumps(as_json(outcome), ensure_ascii=False, indent=indent))

    def _refuse(self, message: str) -> None:
        self.stderr.write(" ".join(message.split()))
        sys.exit(2)


def documents(source: TextIO) -> Iterator[tuple[int, str]]:
    """The documents of a text and the lines where they start: one a line, or only one of several
    lines. Raises BadDossier when there is none, or when one is too long."""
    count = 0
    for number, line in enumerate(iter(lambda: source.readline(MOST + 1), ""), 1):
        text = line
        if not count and text.strip() and not is_json(text):
            text += source.read(max(0, MOST + 1 - len(text)))
        if len(text) > MOST:
            raise BadDossier(f"ligne {number}", f"plus de {MOST // 1024} Kio pour un document")
        if text.strip():
            count += 1
            yield number, text
    if not count:
        raise BadDossier("fichier", "aucun document")


def is_json(text: str) -> bool:
    """Whether a line is a document by itself; if not, it may be the first of several."""
    try:
        loaded(text)
    except (ValueError, RecursionError):
        return False
    return True


def loaded(text: str) -> Any:
    """The JSON of a text; a number of too many digits, or that is none, is left in letters."""
    return json.loads(text, parse_int=_number, parse_float=_number, parse_constant=str)


def _number(text: str) -> int | float | str:
    if len(text) > DIGITS:
        return text
    return int(text) if text.lstrip("-").isdigit() else float(text)


def dossier(text: str, now: str, where: str) -> Dossier:
    """The whole dossier of a text; raises BadDossier, which says `where` it stands."""
    try:
        found = Dossier.from_json(loaded(text), now)
        missing = found.asked(flow_of(found)).missing
    except json.JSONDecodeError as error:
        place = f"colonne {error.colno}" if where else f"ligne {error.lineno}"
        raise BadDossier(where or "fichier", f"ce n’est pas du JSON ({place})") from error
    except RecursionError as error:
        raise BadDossier(where or "fichier", "trop de crochets les uns dans les autres") from error
    except LookupError as error:
        raise _placed(BadDossier("only", "aide inconnue"), where) from error
    except BadDossier as error:
        raise _placed(error, where) from error
    if missing:
        raise _placed(BadDossier(missing.key, "manque"), where)
    return found


def _placed(fault: BadDossier, where: str) -> BadDossier:
    return BadDossier(f"{where} : {fault.key}", fault.message) if where else fault


def as_json(outcome: Outcome) -> dict[str, Any]:
    """One outcome; amounts are euros, those of `total` by how often they are paid."""
    total = outcome.total
    return {
        "month": outcome.dossier.month,
        "rules": outcome.rules,
        "total": {
            "month": float(total.monthly),
            "year": float(total.yearly),
            "once": float(total.once),
        },
        "verdicts": [verdict_as_json(verdict) for verdict in outcome.verdicts],
    }


def verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    """One verdict; amounts are euros per `period`, from `amount` to `up_to` when not known; `cost`
    and `declared` are euros a month."""
    return {
        "benefit": verdict.benefit.id,
        "person": verdict.person,
        "verdict": verdict.status,
        "certainty": verdict.certainty,
        "amount": _euros(verdict.amount),
        "up_to": _euros(verdict.up_to),
        "period": verdict.period,
        "cost": _euros(verdict.cost),
        "declared": _euros(verdict.declared),
        "reasons": list(verdict.reasons),
        "settled_by": list(verdict.settled_by),
    }


def _euros(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
