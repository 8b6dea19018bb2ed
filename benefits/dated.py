"""The law on a day: what is said of a scale past its yearly change; no law at all. Pure."""

from datetime import date
from functools import lru_cache

from benefits.schema import Benefit
from orientation.words.french import day as french_date


class NoLaw:
    """A legislation of which no parameter is known."""

    def value(self, path: str, day: str) -> float:
        raise KeyError(path)

    def on_scale(self, path: str, day: str, base: float) -> float:
        raise KeyError(path)


NO_LAW = NoLaw()
MARGIN = 0.05  # share of a limit: a ceiling past its date refuses flatly only above


@lru_cache(maxsize=1024)
def stale(benefit: Benefit, month: str, small_change: bool) -> tuple[str, ...]:
    """That a scale of the benefit is past its date in `month` ("2026-11"); () when none is.

    Of the scales whose yearly change is known to be small, or of the others.
    """
    today = date.fromisoformat(f"{month}-01")
    since = [
        item.since
        for item in benefit.revaluations
        if item.small_change == small_change and item.stale_from <= today
    ]
    if not since:
        due = None if small_change else benefit.review_by
        if due is None or due > today:
            return ()
        return (f"Cette règle devait être relue le {french_date(due)} : elle a pu changer.",)
    day = french_date(min(since))
    if small_change:
        return (f"Barème du {day} : celui d’aujourd’hui peut être un peu plus haut.",)
    return (f"Le barème que nous avons date du {day} : il a pu changer depuis.",)
