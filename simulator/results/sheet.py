"""The claims sheet: one recto to print or to show."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from benefits.claim import Paper, gathered
from orientation.words.french import MONTHS
from questionnaire.core import Voice
from questionnaire.told import told
from simulator.results.cards import Card
from simulator.way.outcomes import Outcome

#: What is said of the household at the foot of the sheet, at most so many lines.
ANSWERS, LINES = (
    "naissance/vous", "situation/vous", "couple", "enfants", "commune", "logement", "loyer",
), 6  # fmt: skip


def sheet(outcome: Outcome, cards: Sequence[Card], voice: Voice) -> dict[str, Any]:
    """The template's context: `rows` (card, readable address, deadline), `papers`, `answers`."""
    today = timezone.localdate()
    return {
        "rows": [(card, readable(card.claim.online), deadline(card, today)) for card in cards],
        "papers": papers(cards),
        "answers": answers(outcome, voice),
    }


def papers(cards: Sequence[Card]) -> list[tuple[Paper, int]]:
    """Each paper once, with how many claims demand it."""
    found = gathered((card.benefit.label, card.claim) for card in cards)
    return [(paper, len(demanded)) for paper, demanded in found]


def readable(address: str) -> str:
    """« caf.fr » for a long address; "" for none."""
    return re.sub(r"^wwwd?\.", "", urlsplit(address).hostname or "")


def deadline(card: Card, today: date) -> str:
    """By when to claim: « avant fin novembre », « rien à faire », « en septembre »."""
    if card.claim.automatic:
        return "rien à faire"
    if card.closed:
        opens = [MONTHS[int(one) - 1] for one in card.claim.months]
        return f"de {opens[0]} à {opens[-1]}" if len(opens) > 1 else f"en {opens[0]}"
    if card.claim.not_retroactive:
        return f"avant fin {MONTHS[today.month - 1]}"
    return "sans attendre"


def answers(outcome: Outcome, voice: Voice) -> list[tuple[str, str]]:
    """The main answers, in six lines."""
    steps = {step.key: step for step in outcome.case.asked.answered}
    said = []
    for key in ANSWERS:
        if key in steps:
            line = told(steps[key], outcome.dossier.answers[key], voice)
            said.append((line.label, line.answer))
    return said[:LINES]
