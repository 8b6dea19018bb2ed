"""Why not: the first condition that fails, how far off, and what would change it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from benefits.asking import holders
from benefits.facts import Facts, Person
from benefits.rules import holds, hopeless
from benefits.schema import Amount, Benefit, Condition, Status
from benefits.steps import deciding, period_of
from benefits.worksheet import Row, Unknown, Worksheet
from orientation.words import french
from orientation.words.french import month_after, rounded_euros

THIS_MONTH = (
    "Le droit peut s’ouvrir dès {when} : l’anniversaire est ce mois-ci, et la règle lit l’âge au "
    "1er du mois."
)
YEARS_AHEAD = 10  # further away, a date is of no use to anybody
AMOUNT = "montant"  # what a refusal rests on when it is an amount
CLOSE = 0.25  # share of a limit
CLOSE_BY = "Vous n’êtes pas loin de la limite. Revenez si vos revenus changent."


@dataclass(frozen=True)
class Failing:
    """What stands in the way: sentences, the first being why, and what it makes of the right.

    `reads`: the names of the variables it rests on, AMOUNT when it is a limit that is passed.
    `excess`: by what share of the limit it is passed, None when it is no limit.
    """

    sentences: tuple[str, ...]
    status: Status = "no"
    reads: frozenset[str] = frozenset({AMOUNT})
    excess: float | None = None


def failing(sheet: Worksheet) -> tuple[Failing, ...]:
    """The conditions on the engine's figures that fail, in order, then the step that leaves
    nothing: the first is the one to tell."""
    found = []
    for condition in sheet.benefit.conditions:
        try:
            if condition.rule is None and (failed := _failed(sheet, condition)):
                found.append(failed)
        except Unknown:
            continue
    stop = stopping(sheet)
    if stop:
        said = _said(stop.step.otherwise, stop.figures)
        found.append(Failing(said, excess=_excess(stop.figures)))
    return tuple(found)


def stopping(sheet: Worksheet) -> Row | None:
    """The step that leaves nothing, when the steps give the engine's own amount."""
    steps = deciding(sheet.benefit)
    try:
        last = sheet.tables(steps)[-1] if steps else None
    except Unknown:
        return None
    return last.stop if last and last.exact else None


def amount(sheet: Worksheet) -> Amount | None:
    """The first of the benefit's amounts that holds; None when none does, or nobody can tell."""
    for item in sheet.benefit.amounts:
        try:
            met = [_met(sheet, condition) for condition in item.conditions]
        except Unknown:
            return None
        if all(met):
            return item
        if None in met and False not in met:
            return None
    return None


def _met(sheet: Worksheet, condition: Condition) -> bool | None:
    if condition.rule is not None:
        return holds(condition.rule, sheet.known, sheet.target.person)
    return _applies(sheet, condition) and not _failed(sheet, condition)


def near(sheet: Worksheet) -> tuple[str, ...]:
    """What to say of the limits that are too close to be sure, on either side."""
    sentences = []
    for condition in sheet.benefit.conditions:
        if not condition.margin:
            continue
        try:
            if not _applies(sheet, condition):
                continue
            value, limit = sheet.sum(condition.terms), sheet.sum(condition.at_most)
        except Unknown:
            continue
        if value and limit and abs(value - limit) <= float(condition.margin) * limit:
            sentences.append(_filled(condition.near, {"value": value, "limit": limit}))
    return tuple(sentences)


def _applies(sheet: Worksheet, condition: Condition) -> bool:
    return all(sheet.equal(variable, value) for variable, value in condition.when)


def _excess(figures: Mapping[str, float]) -> float | None:
    limit = abs(figures["limit"])
    return abs(figures["gap"]) / limit if limit else None


def _failed(sheet: Worksheet, condition: Condition) -> Failing | None:
    """What a condition on the engine's figures that surely fails says, else None."""
    if not _applies(sheet, condition):
        return None
    if condition.variable is not None:
        values = _values(sheet, condition)
        failed = all(value is not None and bool(value) != condition.wanted for value in values)
        if not failed:
            return None
        said = _filled(condition.otherwise, _figures(sheet, condition))
        return Failing((said,), condition.status, frozenset({condition.variable.name}))
    value = sheet.sum(condition.terms)
    limit = sheet.sum(condition.at_most or condition.at_least)
    failed = value > limit if condition.at_most else value < limit
    if not failed:
        return None
    figures = {"value": value, "limit": limit, "gap": abs(value - limit)}
    told = _said(condition.otherwise, figures | _figures(sheet, condition))
    named = {term.variable.name for term in condition.terms if term.variable}
    reads = frozenset({*named, *([AMOUNT] if condition.at_most else [])})
    return Failing(told, condition.status, reads, _excess(figures))


def _figures(sheet: Worksheet, condition: Condition) -> dict[str, float]:
    return {name: sheet.sum(terms) for name, terms in condition.figures}


def _values(sheet: Worksheet, condition: Condition) -> list[object]:
    assert condition.variable is not None
    period = period_of(condition.variable, sheet.month)
    held = holders(condition.variable, sheet.benefit.entity, sheet.target.id, sheet.document)
    return [holder.get(condition.variable.name, {}).get(period) for holder in held] or [None]


def _said(sentence: str, figures: Mapping[str, float]) -> tuple[str, ...]:
    """The sentence with its figures; and that the limit is close, when it quotes how far it is."""
    close = "{gap}" in sentence and figures["gap"] <= CLOSE * figures["limit"]
    return (_filled(sentence, figures), *([CLOSE_BY] if close else []))


def _filled(sentence: str, figures: Mapping[str, float]) -> str:
    """Figures in euros, but those whose name begins with « nombre ».

    To the cent first: the last digits of a sum depend on its order, and tip no half euro.
    """
    words = {
        name: f"{value:.0f}" if name.startswith("nombre") else rounded_euros(round(value, 2))
        for name, value in figures.items()
    }
    return sentence.format(**words)


class Ahead:
    """The household in each month of the ten years to come in which somebody has a birthday."""

    def __init__(self, known: Facts) -> None:
        self.known = known

    @cached_property
    def birthdays(self) -> tuple[tuple[int, tuple[int, ...], Facts], ...]:
        """How many months ahead, the ages reached then, and the household, everybody older."""
        ages = [one.facts["age_en_mois"] for one in self.known.people]
        found: dict[int, list[int]] = {}
        for age in ages:
            if isinstance(age, int):
                for years in range(age // 12 + 1, age // 12 + YEARS_AHEAD + 1):
                    found.setdefault(12 * years - age, []).append(years)
        return tuple(
            (shift, tuple(dict.fromkeys(found[shift])), self._later(shift))
            for shift in sorted(found)
        )

    def _later(self, months: int) -> Facts:
        people = tuple(_older(one, months) for one in self.known.people)
        return replace(self.known, people=people)


def _older(person: Person, months: int) -> Person:
    age = person.facts["age_en_mois"]
    if not isinstance(age, int):
        return person
    aged = {"age_en_mois": age + months, "age": (age + months) // 12}
    return replace(person, facts=MappingProxyType({**person.facts, **aged}))


@dataclass(frozen=True)
class Opening:
    """A birthday that opens a right: in how many months, and the sentence that says so."""

    ahead: int
    sentence: str


def coming(
    benefit: Benefit, broken: Condition, ahead: Ahead, person: Person | None, month: str
) -> Opening | None:
    """When an age opens the right that `broken`, the first rule to fail, now refuses, within ten
    years; None if none does."""
    if broken.rule is None or not broken.of_age:
        return None
    if hopeless(broken.rule, ahead.known, person):
        return None
    if not all(_holds(one, ahead.known, person) for one in benefit.lasting):
        return None
    others = (one for one in benefit.aging if one is not broken)
    changing = [broken, *others]  # what fails today is what most often fails then
    own = person.facts["age_en_mois"] if person else None
    alone = isinstance(own, int) and not any(one.of_others for one in changing)
    for shift, ages, later in ahead.birthdays:
        if alone and (own + shift) % 12:  # type: ignore[operator]  # somebody else's birthday
            continue
        whose = next((one for one in later.people if person and one.id == person.id), None)
        if all(_holds(one, later, whose) for one in changing):
            then = month_after(month, shift)
            when = french.month(then)
            if shift == 1:
                return Opening(shift, THIS_MONTH.format(when=when))
            birthdays = " et ".join(f"{age} ans" for age in ages)
            return Opening(shift, f"Le droit peut s’ouvrir en {when}, à {birthdays}.")
    return None


def _holds(condition: Condition, known: Facts, person: Person | None) -> bool:
    return bool(condition.rule and holds(condition.rule, known, person))
