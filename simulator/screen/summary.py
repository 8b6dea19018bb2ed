"""How many households may claim what: counts that point at nobody."""

from collections import Counter
from typing import Any

FEWEST = 11  # households: INSEE publishes nothing on fewer of them (secret statistique fiscal)


def summary(
    households: int, faults: int, counts: Counter[tuple[str, str]], month: str
) -> dict[str, Any]:
    """By benefit, the households of each verdict; None for fewer than FEWEST.

    When a single count of a benefit is hidden, the next smallest is too: the total would give it.
    """
    benefits: dict[str, dict[str, int | None]] = {}
    for (name, status), count in sorted(counts.items()):
        benefits.setdefault(name, {})[status] = count
    for name, statuses in benefits.items():
        known: dict[str, int] = {status: n for status, n in statuses.items() if n is not None}
        hidden = {status for status, n in known.items() if n < FEWEST}
        rest = households - sum(known.values())
        if len(hidden) == 1 and not 0 < rest < FEWEST and len(known) > 1:
            hidden.add(min(known.keys() - hidden, key=lambda status: known[status]))
        benefits[name] = {s: None if s in hidden else n for s, n in known.items()}
    return {"month": month, "households": households, "faults": faults, "benefits": benefits}
