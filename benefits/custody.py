"""What is due for a child in shared custody, from the verdicts with the child and without. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from benefits.care import in_care
from benefits.figures import rounded
from benefits.verdict import Verdict, by_benefit, ranked
from orientation.words import french

WHOLE, CARE, NEXT, TOLD, LEAST = "whole", "care", "next", "told", "least"
#: What a birth changes from the month after (CSS, art. L.552-1 and L.531-1; CASF, art. R.262-35).
OF_CHILDREN = ("af", "asf", "cf", "paje_base", "rsa", "ppa", "aide_logement")
BORN = "À partir de {month}, l’enfant né ce mois-ci compte : {amount}."
#: Of both parents, the child counts for half: the sum is the mean of those with it and without.
SHARED = ("rsa", "ppa", "aide_logement")
#: One parent's only: half of a child opens none.
ONE_PARENT = (
    *("ars", "cf", "asf", "paje_base", "paje_naissance", "paje_cmg", "prepare", "aeeh"),
    *("prime_demenagement", "ajpp"),
)
ALLOWANCES = ("af",)  #: halved of right: the engine does it
WHO = (
    "Un enfant est en garde alternée : tout dépend du parent qui reçoit les aides pour lui. "
    "Dites-le à la CAF ensemble, ou demandez le partage."
)
ONE = "En garde alternée, cette aide va à un seul des deux parents : celui qui a été désigné."
HALF = (
    "Un enfant en garde alternée compte pour moitié : c’est le milieu entre {low} sans lui et "
    "{high} avec lui."
)
UNSURE_HALF = "Un enfant en garde alternée compte pour moitié : la caisse fera le calcul exact."
Outcome = tuple[Verdict, ...]


def combined(
    views: Mapping[str, Outcome], halved: bool, month: str, share: Fraction = Fraction(1)
) -> Outcome:
    """The verdicts of a household of which some children are in shared custody, or in care.

    `views`: the verdicts with all the children; without those in care (CARE); with those for whom
    it receives the benefits (TOLD, when it does not for all); with those for whom it surely does
    (LEAST). `halved`: whether each parent has half for those in between. `share`: the part of the
    children who are not in care.
    """
    if len(views) == 1:
        return views[WHOLE]
    if CARE in views:
        cared = tuple(in_care(views[WHOLE], views[CARE], share))
        rest = {name: found for name, found in views.items() if name not in (WHOLE, CARE)}
        return combined({WHOLE: ranked(cared), **rest}, halved, month)
    if NEXT in views:
        whole = tuple(_awaiting(views[WHOLE], views[NEXT], month))
        return combined({WHOLE: whole, **_others(views)}, halved, month)
    told = by_benefit(views.get(TOLD, views[WHOLE]))
    least = by_benefit(views[LEAST]) if LEAST in views else told
    found: list[Verdict] = []
    for benefit_id, whole in by_benefit(views[WHOLE]).items():
        if benefit_id in ALLOWANCES:
            found += told.get(benefit_id, ())
        elif benefit_id in SHARED or benefit_id in ONE_PARENT:
            found += _between(told.get(benefit_id, ()), least.get(benefit_id, ()), halved)
        else:
            found += whole
    return ranked(found)


def _others(views: Mapping[str, Outcome]) -> Mapping[str, Outcome]:
    return {name: found for name, found in views.items() if name in (TOLD, LEAST)}


def _awaiting(now: Outcome, then: Outcome, month: str) -> Iterator[Verdict]:
    """What is due now, saying what a child born this month changes from the next."""
    when = french.month_after(month, 1)
    then_of = by_benefit(then)
    for verdict in now:
        of_children = verdict.benefit.id in OF_CHILDREN
        others = then_of.get(verdict.benefit.id, ()) if of_children else ()
        later = next((v for v in others if v.person == verdict.person or v.status == "no"), None)
        due = later.amount if later and later.status in ("estimated", "to_check") else None
        if later is None or not due or due == verdict.amount:
            yield verdict
            continue
        said = BORN.format(month=french.month(when), amount=french.rounded_euros(float(due)))
        if verdict.status == "no":
            yield replace(later, status="to_check", reasons=(said,))
        else:
            yield replace(verdict, reasons=(*verdict.reasons, said))


def _between(told: Outcome, least: Outcome, halved: bool) -> Iterator[Verdict]:
    for verdict in told:
        low = next((one for one in least if one.person == verdict.person), None)
        same = low and (low.status, low.amount) == (verdict.status, verdict.amount)
        if same or verdict.status in ("no", "received", "failed"):
            yield verdict
        elif halved and verdict.benefit.id in SHARED:
            yield _half(verdict, low)
        else:
            yield _unsure(verdict, low, ONE if halved else WHO)


def _half(high: Verdict, low: Verdict | None) -> Verdict:
    """The mean, where there is something with the child and without."""
    if not (low and low.amount and high.amount and low.status == high.status):
        return _unsure(high, low, UNSURE_HALF)
    mean = rounded(float(low.amount + high.amount) / 2, high.benefit.rounding)
    why = HALF.format(low=french.rounded_euros(low.amount), high=french.rounded_euros(high.amount))
    return replace(high, amount=mean, reasons=(why, *high.reasons))


def _unsure(high: Verdict, low: Verdict | None, why: str) -> Verdict:
    """To be checked, between nothing (or what is due without the child) and what is due with it."""
    least = low.amount if low and low.status in ("estimated", "to_check") else None
    most = high.up_to or high.amount
    return replace(high, status="to_check", amount=least, up_to=most, reasons=(why, *high.reasons))
