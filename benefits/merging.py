"""One verdict out of several, for a household of which something is not known. Pure.

The same household is judged for each way of standing for what is not known. Where all agree the
verdict is sure; where amounts differ it is a range; where a right is only there in some, it is to
be checked, never a "no".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from benefits.figures import rounded
from benefits.verdict import ORDER, Verdict, by_benefit, ranked

Way = Mapping[str, Any]  #: what each unknown is taken for, by its name
Outcome = tuple[Verdict, ...]
FIGURE = re.compile(r"\d\s?(euros|€)")
DEPENDS = "Vous avez répondu « Je ne sais pas » à une question : cette réponse change tout."


def merged(outcomes: Sequence[Outcome], ways: Sequence[Way]) -> Outcome:
    """The verdicts of the outcomes, one outcome for each of `ways`, what brings most first."""
    if len(outcomes) == 1:
        return outcomes[0]
    each = [by_benefit(outcome) for outcome in outcomes]
    ids = dict.fromkeys(benefit_id for found in each for benefit_id in found)
    return ranked(
        verdict
        for benefit_id in ids
        for verdict in _of_benefit([found.get(benefit_id, ()) for found in each], ways)
    )


def _of_benefit(outcomes: list[Outcome], ways: Sequence[Way]) -> Iterator[Verdict]:
    if all(outcome == outcomes[0] for outcome in outcomes):
        yield from outcomes[0]
        return
    everyone = [verdict for outcome in outcomes for verdict in outcome]
    holders = dict.fromkeys(verdict.person for verdict in everyone if verdict.status != "no")
    refusal = next((verdict for verdict in everyone if verdict.status == "no"), None)
    if not holders and refusal:
        otherwise = (refusal.benefit.otherwise,) if refusal.benefit.otherwise else ()
        yield replace(refusal, reasons=_sayable(refusal.reasons, everyone) or otherwise)
    for person in holders:
        held = [
            next((v for v in outcome if v.person == person and v.status != "no"), None)
            for outcome in outcomes
        ]
        yield _range(held, refusal, _settling(held, ways), ways)


def _range(
    held: list[Verdict | None],
    refusal: Verdict | None,
    by: tuple[str, ...],
    ways: Sequence[Way],
) -> Verdict:
    """One person's verdict, from theirs in each outcome; None where they have nothing."""
    known = [verdict for verdict in held if verdict is not None]
    if all(verdict == held[0] for verdict in held):
        return known[0]
    likeliest = min(known, key=lambda verdict: ORDER[verdict.status])
    if failed := next((verdict for verdict in known if verdict.status == "failed"), None):
        return failed
    amounts = [verdict.amount for verdict in known if verdict.amount is not None]
    ends = [verdict.up_to for verdict in known if verdict.up_to is not None]
    most = max((*amounts, *ends), default=None)
    if most is not None and (top := _peak(held, ways)) > most:
        most = rounded(top, likeliest.benefit.rounding)
    likeliest = replace(likeliest, reasons=_sayable(likeliest.reasons, known))
    sure = len(known) == len(held) and {verdict.status for verdict in known} == {likeliest.status}
    if sure and len(amounts) == len(held):
        return replace(
            likeliest,
            amount=min(amounts),
            up_to=most if most != min(amounts) else None,
            settled_by=by,
        )
    if sure or likeliest.status == "received":
        return replace(likeliest, settled_by=by)
    refused = _sayable(refusal.reasons, known) if refusal else ()
    reasons = dict.fromkeys((DEPENDS, *likeliest.reasons, *refused))
    return replace(
        likeliest,
        status="to_check",
        amount=None,
        up_to=most or None,
        reasons=tuple(reasons),
        settled_by=by,
    )


def _sayable(reasons: tuple[str, ...], known: Sequence[Verdict]) -> tuple[str, ...]:
    """The reasons without the figures of one way: they are not the person's own."""
    return tuple(
        reason
        for reason in reasons
        if not FIGURE.search(reason) or all(reason in verdict.reasons for verdict in known)
    )


def _peak(held: Sequence[Verdict | None], ways: Sequence[Way]) -> float:
    """The highest that an amount may be between the ways that were computed; 0 when they do not
    tell. What it gives is made of straight lines: between two ways, those from either side meet at
    the top."""
    moved = [name for name in ways[0] if len({way[name] for way in ways}) > 1]
    if len(moved) != 1 or not all(type(way[moved[0]]) in (int, float) for way in ways):
        return 0.0
    points = sorted(
        (float(way[moved[0]]), float(one.amount or 0) if one else 0.0)
        for way, one in zip(ways, held, strict=True)
    )
    tops = [0.0]
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(
        points, points[1:], points[2:], points[3:], strict=False
    ):
        rising, falling = (y1 - y0) / (x1 - x0), (y3 - y2) / (x3 - x2)
        if y0 > 0 and y3 > 0 and rising > falling:
            x = (y2 - y1 + rising * x1 - falling * x2) / (rising - falling)
            if x1 < x < x2:
                tops.append(y1 + rising * (x - x1))
    return max(tops)


def _settling(held: list[Verdict | None], ways: Sequence[Way]) -> tuple[str, ...]:
    """The unknowns that, moved alone, change the verdict; all of them when none does so alone."""
    found = [
        name
        for name in ways[0]
        if any(
            held[i] != held[j]
            for i, one in enumerate(ways)
            for j, other in enumerate(ways[:i])
            if [key for key in one if one[key] != other[key]] == [name]
        )
    ]
    return tuple(found) or tuple(ways[0])
