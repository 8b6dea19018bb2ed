"""Today beside a scenario: what rises and falls, benefit by benefit, in words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from benefits.schema import Benefit
from benefits.verdict import Verdict
from orientation.words.french import months_before, whole_euros
from questionnaire.core import Voice
from questionnaire.told import told
from simulator.way.curve import counted, incomes
from simulator.way.outcomes import Outcome
from simulator.way.whatif import Scenario

PERIODS = {"month": "par mois", "year": "par an", "once": "en une fois"}
CHECK, NONE = "à vérifier", "non"
SHOWN = ("estimated", "likely", "to_check")


@dataclass(frozen=True)
class Sums:
    """Euros a month: what comes in, the benefits, both; `checked` of the benefits is to check."""

    incomes: Decimal
    benefits: Decimal
    checked: Decimal

    @property
    def left(self) -> Decimal:
        return self.incomes + self.benefits


@dataclass(frozen=True)
class Row:
    """One benefit that changes: what is said of it now, in the first months, and then."""

    benefit: Benefit
    now: str
    first: str
    then: str
    gain: Decimal  #: euros a month more, settled; less than 0 when it falls

    @property
    def tells(self) -> bool:
        """Whether an amount or a right is said of it, and not only what is to be checked."""
        return not {self.now, self.first, self.then} <= {CHECK, NONE}


@dataclass(frozen=True)
class Compared:
    """A scenario beside today, said in a voice."""

    voice: Voice
    rank: int
    scenario: Scenario
    now: Sums
    months: tuple[Sums, ...]
    then: Sums
    rows: tuple[Row, ...]
    others: tuple[str, ...]
    """The names of the benefits of which only what is to be checked changes."""

    @property
    def named(self) -> list[tuple[str, Sums]]:
        """The months, from that of the change on."""
        start = self.scenario.dossier.month
        return [(months_before(start, -count), sums) for count, sums in enumerate(self.months)]

    @property
    def gain(self) -> Decimal:
        """Euros a month more than today once all has settled; less than 0 when there is less."""
        return self.then.left - self.now.left

    @property
    def loss(self) -> Decimal:
        return -self.gain

    @property
    def first(self) -> Sums:
        return self.months[0]

    @property
    def told(self) -> str:
        """The answers to the change's own questions, in words."""
        return str(self.scenario.asked.field(self.voice).show(self.scenario.told))

    @property
    def assumed(self) -> list[tuple[str, str]]:
        """What was taken as plainly as can be: the questions and their answers in words."""
        found = []
        for step in self.scenario.assumed:
            line = told(step, self.scenario.dossier.answers[step.key], self.voice)
            found.append((line.label, line.answer))
        return found


def sums(outcome: Outcome) -> Sums:
    total = counted(outcome)
    unsure = {v.benefit.id for v in outcome.verdicts if v.status == "to_check" and v.amount}
    monthly = [line.verdict for line in total.counted if line.verdict.period == "month"]
    checked = sum((v.amount or Decimal(0) for v in monthly if v.benefit.id in unsure), Decimal(0))
    return Sums(incomes(outcome), total.monthly, checked)


def compared(
    voice: Voice,
    rank: int,
    scenario: Scenario,
    now: Outcome,
    months: list[Outcome],
    then: Outcome,
) -> Compared:
    """A scenario beside today: `months` from its own on, and `then`, once all has settled."""
    ids = dict.fromkeys(v.benefit.id for one in (now, months[0], then) for v in one.verdicts)
    rows = [row for name in ids if (row := _row(name, now, months[0], then))]
    rows.sort(key=lambda row: (-abs(row.gain), row.benefit.label))
    sure, others = [row for row in rows if row.tells], [row for row in rows if not row.tells]
    after = tuple(map(sums, months))
    names = tuple(row.benefit.label for row in others)
    return Compared(voice, rank, scenario, sums(now), after, sums(then), tuple(sure), names)


def _row(name: str, now: Outcome, first: Outcome, then: Outcome) -> Row | None:
    """What changes of a benefit; None when nothing does."""
    held = [[v for v in one.verdicts if v.benefit.id == name] for one in (now, first, then)]
    said = [says(verdicts) for verdicts in held]
    if said[0] == said[1] == said[2]:
        return None
    benefit = next(v.benefit for verdicts in held for v in verdicts)
    gain = _monthly(held[2]) - _monthly(held[0])
    return Row(benefit, said[0], said[1], said[2], gain)


def _monthly(verdicts: Iterable[Verdict]) -> Decimal:
    return sum((v.monthly for v in verdicts if v.amount and v.status in SHOWN), Decimal(0))


def says(verdicts: Iterable[Verdict]) -> str:
    """« 573 € par mois », « oui », « à vérifier », « non »."""
    shown = [verdict for verdict in verdicts if verdict.status in SHOWN]
    if not shown:
        return NONE
    amount = sum((verdict.amount or Decimal(0) for verdict in shown), Decimal(0))
    unsure = any(verdict.status == "to_check" for verdict in shown)
    if amount:
        words = f"{whole_euros(amount)} {PERIODS[shown[0].period]}"
        return f"{words}, {CHECK}" if unsure else words
    return CHECK if unsure else "oui"
