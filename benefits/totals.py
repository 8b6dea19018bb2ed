"""What the estimated benefits add up to, and why some do not. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from benefits.verdict import Verdict


@dataclass(frozen=True)
class Line:
    """One estimated amount: counted in the total, or not and why."""

    verdict: Verdict
    counted: bool
    why: str = ""


@dataclass(frozen=True)
class Total:
    """Sums in euros: each month, each year beside it, once. `lines` are their arithmetic."""

    monthly: Decimal
    yearly: Decimal
    once: Decimal
    lines: tuple[Line, ...]

    @property
    def counted(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.counted)

    @property
    def left_out(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.counted)

    @property
    def at_least(self) -> bool:
        """Whether it may be more: an amount that is a range counts for its least."""
        return any(line.verdict.up_to for line in self.counted)

    @property
    def over_a_year(self) -> Decimal:
        """Twelve times the month's sum, plus what is paid once a year; not what is paid once."""
        return 12 * self.monthly + self.yearly


def total(verdicts: Iterable[Verdict]) -> Total:
    """The new rights that add up: only estimated amounts, never two that exclude each other.

    Of two benefits that exclude each other the larger is counted. What is received already, to be
    checked or likely is left out.
    """
    found = sorted(
        (v for v in verdicts if v.status == "estimated" and v.amount), key=lambda v: -v.monthly
    )
    lines: list[Line] = []
    for verdict in found:
        rival = next((x.verdict for x in lines if x.counted and _exclude(x.verdict, verdict)), None)
        if not verdict.benefit.sums:
            lines.append(Line(verdict, False, "Ce montant ne s'ajoute pas aux autres."))
        elif rival is not None:
            why = f"Ne s'ajoute pas en entier à : {rival.benefit.label}."
            lines.append(Line(verdict, False, why))
        else:
            lines.append(Line(verdict, True))
    sums = {
        period: sum(
            (x.verdict.amount or Decimal(0))
            for x in lines
            if x.counted and x.verdict.period == period
        )
        for period in ("month", "year", "once")
    }
    zero = Decimal(0)
    return Total(zero + sums["month"], zero + sums["year"], zero + sums["once"], tuple(lines))


def _exclude(one: Verdict, other: Verdict) -> bool:
    return (
        other.benefit.id in one.benefit.excluded_with
        or one.benefit.id in other.benefit.excluded_with
    )
