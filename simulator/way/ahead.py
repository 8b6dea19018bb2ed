"""The months after a change: what is read of the months before it still counts for a while. Pure.

Constant amounts are a settled year. RSA and prime d'activité read M-4..M-2, housing aid the twelve
months before: the first months after a change, their incomes are those of before. Each month ahead
is the present month, with the change as long ago: the law and the ages are those of today.
"""

from typing import Any

from orientation.words.french import months_before
from questionnaire.building.amounts import VARIES, asked_months
from questionnaire.core import Over
from questionnaire.dossier import Dossier
from questionnaire.questions.precisions import LINES
from simulator.way.entities import Document
from simulator.way.whatif import EARNED, Scenario, adults

MONTHS = 6


def months_after(base: Dossier, scenario: Scenario, before: Document) -> list[Dossier]:
    """The dossiers of the month of the change and of the five that follow.

    `before`: the document of inputs of `base`, which holds the incomes of two years ago.
    """
    return [month_after(base, scenario, before, count) for count in range(MONTHS)]


def month_after(base: Dossier, scenario: Scenario, before: Document, count: int) -> Dossier:
    """The dossier `count` months after the change, 0 being its own month."""
    after = scenario.dossier
    month = after.month
    since = months_before(month, count)
    changes: dict[str, Any] = {}
    for who in adults(base):
        if f"naissance/{who.id}" in after.answers:
            changes |= mixed(base, after, who.id, since)
            changes |= past(base, who.id, before)
    born = {
        key: f"{since}-01"
        for key, birth in after.answers.items()
        if key.startswith("naissance/enfant_") and base.answers.get(key) != birth
    }
    return after.with_answers(changes | born)


def mixed(base: Dossier, after: Dossier, who: str, since: str) -> dict[str, Any]:
    """The incomes of an adult month by month: as before the month `since`, as after from it on.

    What is told by the year, or not known, is as after.
    """
    ticked = list(after.answers.get(f"revenus/{who}", ()))
    amounts = dict(after.answers.get(f"montants-revenus/{who}", {}))
    detail = dict(after.answers.get(f"mois-revenus/{who}", {}))
    offered = offered_to(after, who)
    for kind in sorted(EARNED & offered):
        old, new = told(base, who, kind), told(after, who, kind)
        if old == new or old is None or new is None:
            continue
        months = {period: (new if period >= since else old)[period] for period in old}
        if kind not in ticked:
            ticked.append(kind)
        amounts[kind], detail[kind] = VARIES, months
    found = {
        f"revenus/{who}": ticked,
        f"montants-revenus/{who}": amounts,
        f"mois-revenus/{who}": detail,
    }
    return {key: value for key, value in found.items() if value or key == f"revenus/{who}"}


def offered_to(dossier: Dossier, who: str) -> frozenset[str]:
    """The kinds of income that the questions offer to an adult."""
    steps = dossier.asked().steps
    step = next(step for step in steps if step.key == f"revenus/{who}")
    return frozenset(key for key, _ in step.field().choices)


def told(dossier: Dossier, who: str, kind: str) -> dict[str, float] | None:
    """Euros by month of one kind, M-12..M; None when it is not known."""
    given = dossier.answers.get(f"montants-revenus/{who}", {}).get(kind, 0.0)
    months = asked_months(dossier.month, Over.MONTHS)
    if given == VARIES:
        known = dossier.answers.get(f"mois-revenus/{who}", {}).get(kind, {})
        average = round(sum(known.values()) / len(known), 2) if known else 0.0
        return {period: known.get(period, average) for period in months}
    return dict.fromkeys(months, given) if isinstance(given, float | int) else None


def past(base: Dossier, who: str, before: Document) -> dict[str, Any]:
    """The incomes of two years ago, which the change does not change: as the tax notice says them,
    or as they were taken for the household before."""
    key = f"revenus-passes/{who}"
    year = str(int(base.month[:4]) - 2)
    person = before["individus"][who]
    taken = {row: float(person[variable].get(year, 0)) for row, (_, variable) in LINES.items()}
    return {key: base.answers.get(key, taken)}
