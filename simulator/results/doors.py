"""In which order to claim: what opens the rest, then money each month, then once, health, services;
and at which door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benefits.claim import Institution
from simulator.results.cards import Card

OPENS = frozenset({"domiciliation"})  #: without it, the rest cannot be claimed
DOORS, LINES = 3, 5  # what two screens of a phone can say


@dataclass(frozen=True)
class Door:
    """Who is asked, and for what: the cards of one institution."""

    payer: Institution
    cards: tuple[Card, ...]

    @property
    def opens(self) -> bool:
        """Whether it opens the others: it is the first of all."""
        return any(card.benefit.id in OPENS for card in self.cards)


def rank(card: Card) -> int:
    """0 for what opens the rest, 1 for money each month, 2 for money once, 3 health, 4 services."""
    if card.benefit.id in OPENS:
        return 0
    if card.each_month:
        return 1
    if any(verdict.amount or verdict.up_to for _, verdict in card.people):
        return 2
    return 3 if card.benefit.theme == "sante" else 4


def ordered(cards: Iterable[Card]) -> list[Card]:
    """The cards in the order to claim them, what brings most first."""
    return sorted(cards, key=lambda card: (rank(card), -card.monthly))


def first(claimable: Sequence[Card]) -> list[Door]:
    """What to claim first, door by door, the door that brings most first.

    What comes by itself is nobody's task, and what is closed this month is none for today. Without
    money to claim, it is what comes first in the order.
    """
    tasks = [card for card in ordered(claimable) if not card.claim.automatic and not card.closed]
    urgent = [card for card in tasks if rank(card) <= 1] or tasks[:DOORS]
    doors: dict[str, list[Card]] = {}
    for card in urgent:
        doors.setdefault(card.payer.id, []).append(card)
    found = [Door(cards[0].payer, tuple(cards[:LINES])) for cards in doors.values()]
    return sorted(found, key=lambda door: (not door.opens, -brings(door.cards)))[:DOORS]


def brings(cards: Iterable[Card]) -> Decimal:
    """Euros a month of some cards together."""
    return sum((card.monthly for card in cards), Decimal(0))
