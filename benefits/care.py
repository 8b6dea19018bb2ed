"""What is due when a child is in care, from the verdicts that count the child and do not. Pure.

The fund decides whether a child whom the aide sociale à l'enfance looks after is still the
family's dependant: what is due without the child is sure, and what it adds is said.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from benefits.figures import rounded
from benefits.schema import Status
from benefits.verdict import Verdict
from orientation.words import french

#: Of the whole family, whose part for the child goes to the service unless a judge leaves it (CSS,
#: art. L.521-2), and what is kept for the child (art. L.543-3): the engine leaves it out.
ALLOWANCES, KEPT = "af", "ars"
#: Those where the child counts while the family still bears its cost.
DEPENDENT = (
    *("cf", "asf", "paje_base", "aeeh", "rsa", "ppa", "aide_logement"),
    *("cmu_c", "css_participation_forfaitaire", "bourse_college", "bourse_lycee"),
)
DECIDES = (
    "Un enfant est confié à l’aide sociale à l’enfance. La caisse décide s’il compte : {low} sans "
    "lui, {high} avec lui."
)
PART = (
    "La part de l’enfant confié va à l’aide sociale à l’enfance, sauf si le juge vous la laisse : "
    "vous avez alors {high}."
)
Outcome = tuple[Verdict, ...]
SURE: tuple[Status, ...] = ("estimated", "likely")


def in_care(whole: Outcome, without: Outcome, share: Fraction) -> Iterator[Verdict]:
    """The verdicts of `whole`, those that a child in care changes saying what is sure.

    `without`: the same household's without the children in care; `share`: the part of the family's
    children who are not.
    """
    least = {(verdict.benefit.id, verdict.person): verdict for verdict in without}
    for verdict in whole:
        low = least.get((verdict.benefit.id, verdict.person))
        if verdict.benefit.id == ALLOWANCES:
            yield _shared(verdict, share)
        elif verdict.benefit.id == KEPT and low and low.amount == verdict.amount:
            yield replace(verdict, status=low.status, reasons=verdict.reasons[:1])
        elif verdict.benefit.id in DEPENDENT and verdict.status == "to_check":
            yield _counted_or_not(verdict, low)
        else:
            yield verdict


def _shared(high: Verdict, share: Fraction) -> Verdict:
    """The allowances without the child's part, and all of them."""
    if high.status != "to_check" or not high.amount:
        return high
    part = rounded(float(high.amount * share.numerator / share.denominator), high.benefit.rounding)
    if not part:
        return replace(high, amount=None, up_to=high.amount)
    why = PART.format(high=french.euros(high.amount))
    return replace(high, status="estimated", amount=part, up_to=high.amount, reasons=(why,))


def _counted_or_not(high: Verdict, low: Verdict | None) -> Verdict:
    """What both say; else from what is due without the child to what is due with it."""
    if low is None or low.status not in SURE:
        return replace(high, amount=None, up_to=high.up_to or high.amount)
    if low.amount is None or high.amount is None or low.amount == high.amount:
        return low if low.amount == high.amount else high
    least, most = sorted((low.amount, high.amount))
    why = DECIDES.format(low=french.euros(low.amount), high=french.euros(high.amount))
    return replace(low, amount=least, up_to=most, reasons=(why, *low.reasons))
