"""What the sheet says of an Outcome: texts ready to print, made once for the page and the PDF."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from benefits.claim import gathered
from benefits.verdict import Verdict
from orientation.kinds import KINDS, normalise
from orientation.words.french import NO_BREAK, day, euros, month
from questionnaire.told import Line, brief
from simulator.way.nearby import desk as best_desk
from simulator.way.nearby import first_places
from simulator.way.outcomes import Outcome

UNITS = {"month": "par mois", "year": "par an", "once": "en une fois"}
LOST = "Une date : les mois d’avant la demande ne sont pas payés."
CONTEST = (
    "Vous pouvez demander une explication, puis contester : écrivez d’abord à l’organisme, dans "
    "les deux mois. Un point-justice, une association ou France services aident gratuitement."
)
LONGEST = 170  # characters of a line of answers


def content(
    outcome: Outcome,
    site: str,
    today: date,
    answers: Mapping[str, Sequence[Line]],
    code: str = "",
    address: str = "",
) -> dict[str, Any]:
    """The sheet's texts. `answers`: by chapter, as the recap shows them. `code`, `address`: of the
    answers to take away, when a code was made."""
    to_claim = [v for v in outcome.verdicts if v.status in ("estimated", "likely")]
    asked = [v for v in to_claim if not claim_of(outcome, v).automatic]
    by_itself = [v.benefit.label for v in to_claim if claim_of(outcome, v).automatic]
    check = [v for v in outcome.verdicts if v.status == "to_check"]
    plan = outcome.plan
    return {
        "title": f"Vos droits en {month(outcome.dossier.month)}",
        "site": site,
        "date": f"le {day(today)}",
        "rules": outcome.rules,
        "total": total_words(outcome),
        "estimate": "C’est une estimation : seul l’organisme qui verse l’aide décide.",
        "rows": [
            [label, amount_words(v), where_words(outcome, v), when_words(outcome, v, today)]
            for label, v in named(asked)
        ],
        "dates": LOST if any(claim_of(outcome, v).not_retroactive for v in asked) else "",
        "automatic": f"{', '.join(dict.fromkeys(by_itself))}." if by_itself else "",
        "check": [[label, " ".join(v.reasons) or amount_words(v)] for label, v in named(check)],
        "papers": [
            paper.label
            for paper, _ in gathered((v.benefit.label, claim_of(outcome, v)) for v in asked)
        ],
        "desks": [
            {
                "name": one.sheets[0].desk.name,
                "address": one.sheets[0].directions,
                "phone": one.sheets[0].desk.phone.replace(" ", NO_BREAK),
                "hours": " ; ".join(one.sheets[0].week) or one.sheets[0].appointment,
            }
            for one in first_places(plan)
        ],
        "forms": list(dict.fromkeys(f for v in asked if (f := claim_of(outcome, v).form))),
        "answers": [answer_line(chapter, lines) for chapter, lines in answers.items() if lines],
        "contest": CONTEST,
        "notes": 6,
        "compact": False,
        "code": code,
        "code_words": f"Sur un téléphone : ouvrez {address} et tapez ce code.",
        "qr": f"{address}#{code.replace(' ', '')}" if code else "",
        "qr_words": "Le même code, à lire avec l’appareil photo d’un téléphone",
    }


def claim_of(outcome: Outcome, verdict: Verdict) -> Any:
    """The claim of a benefit as it is made where the household lives."""
    return outcome.place.claim(verdict.benefit)


def named(verdicts: Iterable[Verdict]) -> list[tuple[str, Verdict]]:
    """Each verdict with its benefit's name, and whose it is when it is one person's."""
    found = []
    for one in sorted(verdicts, key=lambda v: -v.monthly):
        whose = WHOSE.get(one.person or "", child_words(one.person))
        found.append((f"{one.benefit.label}{whose}", one))
    return found


WHOSE = {"": "", "vous": "", "conjoint": " (partenaire)"}


def child_words(person: str | None) -> str:
    return f" (enfant {person.removeprefix('enfant_')})" if person else ""


def total_words(outcome: Outcome) -> str:
    """« Environ 880 euros par mois », to the ten; "" when nothing is counted."""
    monthly = outcome.total.monthly
    if monthly < 10:
        return ""
    return f"Environ {euros(monthly.quantize(Decimal('1E1')).quantize(Decimal(1)))} par mois."


def amount_words(verdict: Verdict) -> str:
    """« 573 euros par mois », « entre … et … », « à vérifier »; whole euros."""
    unit = UNITS[verdict.period]
    least, most = whole(verdict.amount), whole(verdict.up_to)
    if least and most:
        return f"entre {euros(least)} et {euros(most)} {unit}"
    if most:
        return f"jusqu’à {euros(most)} {unit}"
    if least:
        return f"{euros(least)} {unit}"
    return "à vérifier" if verdict.status == "to_check" else "à demander"


def whole(amount: Decimal | None) -> Decimal | None:
    return amount.quantize(Decimal(1)) if amount else None


def where_words(outcome: Outcome, verdict: Verdict) -> str:
    """The desk's name where there is one, else the payer's and its telephone."""
    claim = claim_of(outcome, verdict)
    found = best_desk(outcome.plan, claim)
    payer = outcome.place.payer(verdict.benefit)
    name = found.desk.name if found else payer.label
    if not found and claim.desks and payer.label not in (d := desk_names(claim.desks)):
        name = f"{payer.label} ; {d}"
    phone = found.desk.phone if found else payer.phone
    return f"{name}, {phone.replace(' ', NO_BREAK)}" if phone else name


def desk_names(tags: Iterable[str]) -> str:
    known = (KINDS.get(normalise(tag)) for tag in tags)
    return ", ".join(kind.name for kind in known if kind)


def when_words(outcome: Outcome, verdict: Verdict, today: date) -> str:
    """When to ask: before the month's end for what is not paid for the months before."""
    claim = claim_of(outcome, verdict)
    if claim.closed(today):
        return "Pas ouverte ce mois-ci, en général."
    if claim.not_retroactive:
        last = (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return f"Avant le {day(last)}"
    return str(claim.starts)


def answer_line(chapter: str, lines: Sequence[Line]) -> str:
    """« Vous : date de naissance : 4 mai 1990. Nationalité : française. », cut at LONGEST."""
    told = [(person, " ".join(texts)) for person, texts in brief(lines)]
    text = " ".join(f"{person} – {text}" if person else text for person, text in told)
    text = text if len(text) <= LONGEST else text[:LONGEST].rpartition(". ")[0] + ". …"
    return f"{chapter}. {text}"
