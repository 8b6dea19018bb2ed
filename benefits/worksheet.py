"""How an amount is worked out: a benefit's steps, with the figures of one household. Pure.

Nothing is computed here that the engine has not computed: each figure is one of its variables or
parameters, and a table whose total is not the engine's own value says that it is not `exact`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import floor
from typing import Any, Protocol

from benefits.asking import Target, holders, read_from
from benefits.facts import Document, Facts
from benefits.rules import holds
from benefits.schema import Benefit
from benefits.steps import CHILDREN, PLACEHOLDER, month_of, named, period_of, tables
from benefits.terms import Step, Term, Variable
from orientation.words.french import month_after

CENT = 0.01
NOTHING = 0.0001  # the engine counts in single precision: a difference of two equal amounts
MOST_CHILDREN = 8  # the parameters of school grants stop at « eight children and more »


class Legislation(Protocol):
    """The engine's parameters, by their path and a day ("2026-11-01"); KeyError when unknown."""

    def value(self, path: str, day: str) -> float: ...

    def on_scale(self, path: str, day: str, base: float) -> float: ...


class Unknown(LookupError):  # noqa: N818 (a state of the answer, not a fault)
    """A figure that the engine could not compute, or was not asked."""


@dataclass(frozen=True)
class Row:
    """A step with its figure, the limit it is compared with, and the total after it.

    `parameters`: the (path, day) whose values its figure was made of.
    """

    step: Step
    figure: float
    limit: float | None
    before: float
    total: float
    parameters: tuple[tuple[str, str], ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        """Whether it changes nothing here: a cap not reached, a sum of zero, a condition met."""
        if self.step.does in ("result", "shown"):
            return self.step.does == "shown" and not self.figure
        asks = self.step.does in ("only_if", "never_if") and self.step.unit == "euros"
        return abs(self.total - self.before) <= NOTHING and not asks

    @property
    def stops(self) -> bool:
        """Whether nothing is left here, and the step says why."""
        return bool(self.step.otherwise) and self.total <= NOTHING


@dataclass(frozen=True)
class Table:
    """The rows from a step with a title to its result, for one month or several equal ones.

    `exact`: the total is the engine's own value; a table without result is exact. `dated`: it is
    made for months that its title must name.
    """

    title: str
    months: tuple[str, ...]
    rows: tuple[Row, ...]
    exact: bool
    kept: Mapping[str, float]
    dated: bool = False

    @property
    def silent(self) -> bool:
        """Whether there is nothing to show: no row, a count, or a share that is kept whole."""
        if not self.rows or self.rows[-1].step.does == "result":
            return not self.rows
        last = self.rows[-1]
        share = last.step.does == "divided"
        return last.total == 1.0 if share else last.step.unit == "number" and not self.decides

    @property
    def decides(self) -> bool:
        """Whether a row of it can say why there is nothing."""
        return any(row.step.otherwise for row in self.rows)

    @property
    def stop(self) -> Row | None:
        """The first row that leaves nothing."""
        return next((row for row in self.rows if row.stops), None)


@dataclass(frozen=True)
class Worksheet:
    """Where the figures of one holder's right are read."""

    benefit: Benefit
    document: Document
    month: str
    known: Facts
    target: Target
    legislation: Legislation

    def tables(self, steps: Sequence[Step]) -> list[Table]:
        """The tables of `steps`; raises Unknown. Months with the same rows are one table."""
        made: list[Table] = []
        kept: dict[str, float] = {}
        for part in tables(steps):
            for shift in part[0].months:
                table = self._table(part, month_after(self.month, shift), kept)
                kept.update(table.kept)
                last = made[-1] if made else None
                if last and last.title == table.title and last.rows == table.rows:
                    made[-1] = replace(last, months=(*last.months, *table.months))
                else:
                    made.append(table)
        return made

    def _table(self, part: Sequence[Step], month: str, kept: Mapping[str, float]) -> Table:
        rows: list[Row] = []
        exact, own = True, dict(kept)
        total = 1.0 if part[0].does in ("only_if", "never_if") else 0.0
        for step in part:
            if not self._counts(step, month):
                continue
            if step.does == "keep":
                own[step.keep] = total
                continue
            reader = _Reader(self, month, own)
            figure = max(
                reader.sum(step.terms), reader.sum(step.no_less) if step.no_less else -1e12
            )
            limit = reader.sum(step.limit) if step.limit else None
            if step.does == "result":
                exact = exact and _same(total, figure, step)
            before, total = total, _after(total, step, figure, limit)
            parameters = tuple(reader.parameters)  # those of the sentence's figures are not shown
            figures = {"value": figure, "limit": before if limit is None else limit}
            figures["gap"] = figure - figures["limit"]
            if step.otherwise:
                figures |= {name: reader.sum(terms) for name, terms in step.figures}
            rows.append(Row(step, figure, limit, before, total, parameters, figures))
        dated = part[0].months != (0,)
        return Table(part[0].table, (month,), tuple(rows), exact, own, dated)

    def _counts(self, step: Step, month: str) -> bool:
        if step.rule is not None and not holds(step.rule, self.known, self.target.person):
            return False
        return all(self.equal(variable, value, month) for variable, value in step.when)

    def equal(self, variable: Variable, value: float | bool | str, month: str = "") -> bool:
        """Whether the engine's value is this one (true: anything but zero); raises Unknown."""
        return _equal(_Reader(self, month or self.month, {}).raw(variable), value)

    def sum(self, terms: Iterable[Term]) -> float:
        """The figure of some terms for the month of the simulation; raises Unknown."""
        return _Reader(self, self.month, {}).sum(terms)


def _equal(found: Any, wanted: Any) -> bool:
    return bool(found) == wanted if isinstance(wanted, bool) else bool(found == wanted)


def _same(total: float, figure: float, step: Step) -> bool:
    if step.unit == "number":
        return (total > NOTHING) == (figure > 0) if figure in (0, 1) else abs(total - figure) < CENT
    return abs(max(total, 0.0) - figure) <= CENT + abs(figure) * 1e-5


def _after(total: float, step: Step, figure: float, limit: float | None) -> float:
    match step.does:
        case "plus":
            return total + figure
        case "minus":
            return total - figure
        case "times":
            return total * figure
        case "divided":
            return total / figure if figure else 0.0
        case "at_least":
            return max(total, figure)
        case "at_most":
            return min(total, figure)
        case "none_below":
            return total if total + NOTHING >= figure else 0.0
        case "only_if":
            passes = figure <= limit if limit is not None else figure > 0
            return total if passes else 0.0
        case "never_if":
            return 0.0 if figure else total
        case "rounded_down":
            return float(floor(total + NOTHING))
        case "result":
            return figure
        case _:
            return total


@dataclass
class _Reader:
    """Reads figures of one month, and notes the parameters it meets."""

    sheet: Worksheet
    month: str
    kept: Mapping[str, float]
    parameters: list[tuple[str, str]] = field(default_factory=list)

    def sum(self, terms: Iterable[Term]) -> float:
        return sum(self.figure(term) for term in terms)

    def figure(self, term: Term) -> float:
        found = self._plain(term)
        for factor in term.times:
            found *= self.figure(factor)
        found /= term.divided_by
        if term.rounded:
            found = round(found / term.rounded) * term.rounded
        return -found if term.negative else found

    def _plain(self, term: Term) -> float:
        if term.number is not None:
            return term.number
        if term.kept:
            return self.kept[term.kept]
        if term.by:
            return self._on_steps(term)
        if term.count is not None:
            people = self.sheet.known.people
            return float(sum(bool(holds(term.count, self.sheet.known, one)) for one in people))
        if term.parameter:
            return self._parameter(term)
        assert term.variable is not None
        first, last = term.months
        start = month_of(term.at, self.month)
        months = [month_after(start, shift) for shift in range(first, last + 1)]
        return sum(self._variable(term, month) for month in months)

    def _on_steps(self, term: Term) -> float:
        count = self.sheet.known.household.get(term.by)
        if not isinstance(count, int):
            raise Unknown(term.by)
        over = max(0, count - len(term.steps))
        return term.steps[min(max(count, 1), len(term.steps)) - 1] + over * term.more

    def _variable(self, term: Term, month: str) -> float:
        assert term.variable is not None
        period = str(int(month[:4]) + term.years) if term.variable.period == "year" else month
        total = 0.0
        for holder in read_from(
            term.variable, self.sheet.benefit, self.sheet.target.id, self.sheet.document
        ):
            value = holder.get(term.variable.name, {}).get(period)
            if value is None:
                raise Unknown(f"{term.variable.name} {period}")
            if term.counted is None or holder.get(term.counted.name, {}).get(month):
                total += float(value)
        return total

    def _parameter(self, term: Term) -> float:
        values = iter([str(self.raw(variable)) for variable in named(term, self.sheet.benefit)])
        path = PLACEHOLDER.sub(
            lambda found: self._children() if found[1] == CHILDREN else next(values), term.parameter
        )
        day = f"{month_of(term.at, self.month)}-01"
        self.parameters.append((path, day))
        try:
            if term.scale_of is None:
                return self.sheet.legislation.value(path, day)
            base = float(self.raw(term.scale_of))
            return self.sheet.legislation.on_scale(path, day, base)
        except KeyError as error:
            raise Unknown(path) from error

    def _children(self) -> str:
        count = self.sheet.known.household.get("nombre_enfants")
        return str(min(max(int(count or 0), 1), MOST_CHILDREN))

    def raw(self, variable: Variable) -> Any:
        """The engine's value for the holder, of whatever type."""
        sheet = self.sheet
        found = holders(variable, sheet.benefit.entity, sheet.target.id, sheet.document)
        value = found[0].get(variable.name, {}).get(period_of(variable, self.month))
        if value is None:
            raise Unknown(variable.name)
        return value
