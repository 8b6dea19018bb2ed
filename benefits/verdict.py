"""What can be said of one benefit. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Literal

from benefits import reasons as why
from benefits.schema import Benefit, Status
from benefits.terms import Period

NOTHING = Decimal(0)
MONTHS: Mapping[Period, Decimal] = {"month": Decimal(1), "year": Decimal(12), "once": Decimal(12)}
Certainty = Literal["sure", "depends", "to_check", "unknown"]
SOON = 12  # months
ORDER: Mapping[Status, int] = {
    "estimated": 0,
    "likely": 1,
    "to_check": 2,
    "received": 3,
    "failed": 4,
    "no": 5,
}


@dataclass(frozen=True)
class Verdict:
    """What can be said of one benefit for one person, or for the household (`person` None).

    `amount`: euros per `period`, rounded as the institution pays; None when there is none to give.
    It is the estimate beside "received", and an amount to be checked beside "to_check".
    `cost`: euros a month that the household pays for it. `declared`: euros a month that, the
    document says, it received the month before. `reasons`: sentences, the first to be shown first.
    `up_to`: when an answer is not known, the most that it may be, `amount` then being the least.
    It is also all that a file may know of an amount. `settled_by`: the unknown answers that it
    depends on (see benefits.merging).
    """

    benefit: Benefit
    status: Status
    person: str | None = None
    amount: Decimal | None = None
    period: Period = "month"
    reasons: tuple[str, ...] = ()
    cost: Decimal | None = None
    declared: Decimal | None = None
    up_to: Decimal | None = None
    settled_by: tuple[str, ...] = ()
    opens_in: int | None = None  #: months until a birthday opens it, when it is refused for an age

    @property
    def certainty(self) -> Certainty:
        """How sure it is: "sure" as far as the rules say; "depends" on answers not known; to be
        checked by somebody; "unknown" when it could not be computed."""
        if self.status == "failed":
            return "unknown"
        if self.status == "to_check" or (self.status == "received" and self.reasons):
            return "to_check"
        return "depends" if self.settled_by or self.up_to is not None else "sure"

    @property
    def close(self) -> bool:
        """Whether it is refused by little: an income not far above a limit."""
        return self.status == "no" and why.CLOSE_BY in self.reasons

    @property
    def near_miss(self) -> bool:
        """Whether it is refused by little: an income (see `close`), or an age reached in a year."""
        soon = self.opens_in is not None and self.opens_in <= SOON
        return self.close or (self.status == "no" and soon)

    @cached_property
    def rank(self) -> tuple[int, Decimal, str]:
        """Where it stands among others: what brings most first."""
        return ORDER[self.status], -self.monthly, self.benefit.label

    @property
    def monthly(self) -> Decimal:
        """Euros a month, a year's or a single payment spread over twelve months; for sorting."""
        euros = self.amount or self.up_to
        return euros / MONTHS[self.period] if euros else NOTHING


def ranked(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts in their order, what brings most first."""
    return tuple(sorted(verdicts, key=attrgetter("rank")))


def by_benefit(verdicts: Iterable[Verdict]) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts on each benefit, by its id, in the order in which the benefits come."""
    found: dict[str, tuple[Verdict, ...]] = {}
    for verdict in verdicts:
        found[verdict.benefit.id] = (*found.get(verdict.benefit.id, ()), verdict)
    return found
