"""The results as a dense table: one line a right, what an adviser looks for in columns."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from benefits.verdict import Verdict
from orientation.words.french import day, euros
from questionnaire.building.wording import said, told
from questionnaire.core import Voice
from simulator.results.cards import Card
from simulator.results.sheet import readable

PERIODS = {"month": "par mois", "year": "par an", "once": "en une fois"}
COLUMNS = (
    "Aide",
    "Pour qui",
    "Montant",
    "Certitude",
    "Ce qui manque, ou pourquoi",
    "À qui s’adresser",
    "Quand",
    "Règle",
)
ENGINE = " ; OpenFisca"  # of which version: said once, above the table


@dataclass(frozen=True)
class Line:
    """One right of one person or of the household, each column in words."""

    benefit: str
    whose: str
    amount: str
    certainty: str
    missing: str
    door: str
    deadline: str
    rule: str


@dataclass(frozen=True)
class Row:
    """A line, what links it, and what it is sorted by."""

    line: Line
    card: Card
    verdict: Verdict

    @property
    def is_local(self) -> bool:
        return self.card.benefit.territory != ("france",)


@dataclass(frozen=True)
class Block:
    """Lines under a heading; `id` tells them apart in the page."""

    id: str
    title: str
    rows: tuple[Row, ...]

    @property
    def is_folded(self) -> bool:
        """Whether it is long and seldom what one looks for."""
        return self.id in ("projects", "no")


def blocks(context: dict[str, Any]) -> tuple[Block, ...]:
    """The results page's context (simulator.results.page.shown) as blocks of lines: near misses
    first, then what to claim, to check, what is received; in each the local rights first."""
    voice, last = context["mode"].voice, context["last_day"]
    parts = {
        "near": [card for card in context["cards"] if _near(card)],
        "claim": context["claimable"],
        "check": context["to_check"],
        "received": context["received"],
        "failed": context["failed"],
        "projects": [card for cards in context["projects"].values() for card in cards],
        "no": [card for card in context["cards"] if card.status == "no" and not _near(card)],
    }
    rows = {id: _rows(cards, voice, last) for id, cards in parts.items()}
    titles = {
        "near": "Refusées de peu : revenus à moins de 25 % d’une limite, âge à moins d’un an",
        "claim": "À demander",
        "check": "À vérifier",
        "received": "Déjà reçues",
        "failed": "Pas calculées : l’erreur vient de notre côté, à demander à l’organisme",
        "projects": "Pour un projet : acheter, louer, créer, se former…",
        "no": "Pas de droit aujourd’hui",
    }
    return tuple(Block(id, titles[id], found) for id, found in rows.items() if found)


def as_text(blocks: Iterable[Block]) -> str:
    """The blocks as lines of columns between tabs, to paste in a document or a spreadsheet."""
    lines = ["\t".join(COLUMNS)]
    for block in blocks:
        lines += ["", block.title, *("\t".join(astuple(row.line)) for row in block.rows)]
    return "\n".join(lines)


def _near(card: Card) -> bool:
    return any(verdict.near_miss for _, verdict in card.people)


def _rows(cards: Iterable[Card], voice: Voice, last: date) -> tuple[Row, ...]:
    found = [
        Row(line(card, words, verdict, voice, last), card, verdict)
        for card in cards
        for words, verdict in card.people
    ]
    return tuple(sorted(found, key=lambda row: (not row.is_local, -row.verdict.monthly)))


def line(card: Card, whose: str, verdict: Verdict, voice: Voice, last: date) -> Line:
    """The columns of one verdict; `last`: the last day of the month, for what is lost after it."""
    return Line(
        benefit=card.benefit.label,
        whose=whose.removeprefix("Pour ") or "le foyer",
        amount=amount(verdict),
        certainty=certainty(verdict),
        missing=" ".join(missing(card, verdict, voice)),
        door=door(card, voice),
        deadline=deadline(card, verdict, voice, last),
        rule=card.benefit.source.partition(ENGINE)[0],
    )


def amount(verdict: Verdict) -> str:
    """« 573,49 euros par mois », « de 200 à 300 euros par mois », or a dash."""
    period = PERIODS[verdict.period]
    if verdict.status == "received" and verdict.declared is not None:
        return f"{euros(verdict.declared)} reçus par mois"
    if verdict.amount and verdict.up_to:
        return f"de {euros(verdict.amount)} à {euros(verdict.up_to)} {period}"
    if verdict.up_to:
        return f"jusqu’à {euros(verdict.up_to)} {period}"
    if verdict.amount:
        return f"{euros(verdict.amount)} {period}"
    return f"coûte {euros(verdict.cost)} par mois" if verdict.cost else "—"


def certainty(verdict: Verdict) -> str:
    words = {
        "estimated": "estimée",
        "likely": "très probable",
        "to_check": "à vérifier",
        "received": "déjà reçue",
        "failed": "pas calculée",
        "no": "refusée de peu" if verdict.near_miss else "non",
    }
    return words[verdict.status]


def missing(card: Card, verdict: Verdict, voice: Voice) -> Iterator[str]:
    """What would settle it, and the reasons, in the mode's voice."""
    if card.settle:
        yield "À demander : " + " ; ".join(told(label, voice) for label, _ in card.settle) + "."
    for reason in verdict.reasons:
        yield told(reason, voice)


def door(card: Card, voice: Voice) -> str:
    """The nearest desk with its phone, else who pays, with the site of the claim."""
    if card.desk:
        desk = card.desk.desk
        return ", ".join(filter(None, (desk.name, desk.phone)))
    payer = card.payer
    return ", ".join(
        filter(None, (said(card.short, voice), payer.phone, readable(card.claim.online)))
    )


def deadline(card: Card, verdict: Verdict, voice: Voice, last: date) -> str:
    """By when to claim: nothing for what is refused or received."""
    if verdict.status in ("no", "received", "failed"):
        return ""
    if card.closed:
        return "La demande n’est pas ouverte ce mois-ci. " + told(card.claim.starts, voice)
    if card.claim.automatic:
        return "Vient sans demande à qui est déjà connu de l’organisme."
    if card.claim.not_retroactive:
        return f"Avant le {day(last.isoformat())} : les mois d’avant sont perdus."
    return told(card.claim.starts, voice)
