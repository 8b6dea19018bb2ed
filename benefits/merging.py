"""One verdict out of several, for a household of which something is not known. Pure.

The same household is judged for each way of standing for what is not known. Where all agree the
verdict is sure; where amounts differ it is a range; where a right is only there in some, it is to
be checked, never a "no".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from benefits.verdict import ORDER, Verdict

Way = Mapping[str, Any]  #: what each unknown is taken for, by its name
Outcome = tuple[Verdict, ...]
DEPENDS = "Vous avez répondu « Je ne sais pas » à une question : cette réponse change tout."


def merged(outcomes: Sequence[Outcome], ways: Sequence[Way]) -> Outcome:
    """The verdicts of the outcomes, one outcome for each of `ways`, what brings most first."""
    if len(outcomes) == 1:
        return outcomes[0]
    ids = dict.fromkeys(verdict.benefit.id for outcome in outcomes for verdict in outcome)
    found = [
        verdict
        for benefit_id in ids
        for verdict in _of_benefit([_only(outcome, benefit_id) for outcome in outcomes], ways)
    ]
    return tuple(sorted(found, key=lambda v: (ORDER[v.status], -v.monthly, v.benefit.label)))


def _only(outcome: Outcome, benefit_id: str) -> Outcome:
    return tuple(verdict for verdict in outcome if verdict.benefit.id == benefit_id)


def _of_benefit(outcomes: list[Outcome], ways: Sequence[Way]) -> Iterator[Verdict]:
    if all(outcome == outcomes[0] for outcome in outcomes):
        yield from outcomes[0]
        return
    everyone = [verdict for outcome in outcomes for verdict in outcome]
    holders = dict.fromkeys(verdict.person for verdict in everyone if verdict.status != "no")
    refusal = next((verdict for verdict in everyone if verdict.status == "no"), None)
    if not holders and refusal:
        yield refusal
    for person in holders:
        held = [
            next((v for v in outcome if v.person == person and v.status != "no"), None)
            for outcome in outcomes
        ]
        yield _range(held, refusal, _settling(held, ways))


def _range(held: list[Verdict | None], refusal: Verdict | None, by: tuple[str, ...]) -> Verdict:
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
    refused = refusal.reasons if refusal else ()
    reasons = dict.fromkeys((DEPENDS, *likeliest.reasons, *refused))
    return replace(
        likeliest,
        status="to_check",
        amount=None,
        up_to=most or None,
        reasons=tuple(reasons),
        settled_by=by,
    )


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
