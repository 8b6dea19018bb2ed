"""What moved since the last result that this visitor saw: amounts kept in the session, no more."""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal

from django.contrib.sessions.backends.base import SessionBase, UpdateError

from orientation.words.french import NO_BREAK, about, whole_euros
from simulator.results.cards import Card
from simulator.way.outcomes import Outcome

SEEN = "seen"
MOST = 3  # benefits named in the line


def moved(session: SessionBase, outcome: Outcome, cards: Sequence[Card]) -> str:
    """« Prime d’activité : 260 → 187 €. Total : 1 270 → 1 110 €. » since the answers were others;
    "" for a first result, or when nothing moved. What is seen now is kept for the next time."""
    now = {card.benefit.id: figure(card) for card in cards if card.status == "estimated"}
    now[""] = int(outcome.total.monthly)
    spelt = json.dumps(dict(outcome.dossier.answers), sort_keys=True)
    digest = hashlib.sha256(spelt.encode()).hexdigest()[:16]
    seen = session.get(SEEN)
    before = None
    if seen is not None:
        before = seen["before"] if seen["answers"] == digest else seen["amounts"]
    kept = {"answers": digest, "amounts": now, "before": before}
    if kept != seen:
        try:
            session.change(lambda one: one.update({SEEN: kept}))
        except UpdateError:
            return ""  # erased in another tab: nothing to remember
    return words(before, now, {card.benefit.id: card.benefit.label for card in cards})


def figure(card: Card) -> int:
    """Whole euros of all its people, of its own period."""
    return int(sum((v.amount or Decimal(0) for _, v in card.people), Decimal(0)))


def words(before: dict[str, int] | None, now: dict[str, int], labels: dict[str, str]) -> str:
    """The differences, the largest first, then the total."""
    if before is None or before == now:
        return ""
    ids = [one for one in {**before, **now} if one and before.get(one, 0) != now.get(one, 0)]
    ids.sort(key=lambda one: -abs(now.get(one, 0) - before.get(one, 0)))
    said = [f"{labels[one]} : {arrow(before, now, one)}." for one in ids[:MOST] if one in labels]
    if before.get("", 0) != now[""]:
        total = f"{bare(about(before.get('', 0)))} → {about(now[''])}"
        said.append(f"Total par mois : {total}.")
    return " ".join(said)


def arrow(before: dict[str, int], now: dict[str, int], one: str) -> str:
    return f"{bare(whole_euros(before.get(one, 0)))} → {whole_euros(now.get(one, 0))}"


def bare(amount: str) -> str:
    return amount.partition(NO_BREAK)[0]
