"""Why not: the first condition that fails, how far off, and what would change it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from benefits.asking import broken_rule, holders
from benefits.facts import Facts, Person
from benefits.figures import MONTH_NAMES, euros, month_after
from benefits.rules import facts_read, holds
from benefits.schema import Benefit, Condition, Status
from benefits.steps import deciding, period_of
from benefits.working import Row, Unknown, Worksheet

AGES = frozenset({"age", "age_en_mois"})
YEARS_AHEAD = 10  # further away, a date is of no use to anybody
CLOSE = 0.1  # share of a limit
CLOSE_BY = "Vous êtes tout près de la limite : si vos revenus baissent, refaites ce calcul."


@dataclass(frozen=True)
class Failing:
    """What stands in the way: sentences, the first being why, and what it makes of the right."""

    sentences: tuple[str, ...]
    status: Status = "no"


def first(sheet: Worksheet) -> Failing | None:
    """The first condition on the engine's figures that fails, else the step that leaves nothing."""
    for condition in sheet.benefit.conditions:
        try:
            if condition.rule is None and (sentences := _failed(sheet, condition)):
                return Failing(sentences, condition.status)
        except Unknown:
            continue
    stop = stopping(sheet)
    return Failing(_said(stop.step.otherwise, stop.figures)) if stop else None


def stopping(sheet: Worksheet) -> Row | None:
    """The step that leaves nothing, when the steps give the engine's own amount."""
    steps = deciding(sheet.benefit)
    try:
        last = sheet.tables(steps)[-1] if steps else None
    except Unknown:
        return None
    return last.stop if last and last.exact else None


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


def _failed(sheet: Worksheet, condition: Condition) -> tuple[str, ...]:
    """The sentences of a condition on the engine's figures that surely fails, else ()."""
    if not _applies(sheet, condition):
        return ()
    if condition.variable is not None:
        values = _values(sheet, condition)
        failed = all(value is not None and bool(value) != condition.wanted for value in values)
        return (_filled(condition.otherwise, _figures(sheet, condition)),) if failed else ()
    value = sheet.sum(condition.terms)
    limit = sheet.sum(condition.at_most or condition.at_least)
    failed = value > limit if condition.at_most else value < limit
    if not failed:
        return ()
    figures = {"value": value, "limit": limit, "gap": abs(value - limit)}
    return _said(condition.otherwise, figures | _figures(sheet, condition))


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
    """Figures in euros, but those whose name begins with « nombre »."""
    words = {
        name: f"{value:.0f}" if name.startswith("nombre") else euros(value)
        for name, value in figures.items()
    }
    return sentence.format(**words)


def coming(benefit: Benefit, known: Facts, person: Person | None, month: str) -> tuple[str, ...]:
    """When an age opens the right that a rule now refuses, within ten years; () when none does."""
    broken = broken_rule(benefit, known, person)
    if broken is None or broken.rule is None or not AGES & facts_read(broken.rule):
        return ()
    ages = [one.facts["age_en_mois"] for one in known.people]
    for shift in range(1, 12 * YEARS_AHEAD + 1):
        reached = [age + shift for age in ages if isinstance(age, int) and not (age + shift) % 12]
        if not reached:
            continue
        later = _later(known, shift)
        whose = next((one for one in later.people if person and one.id == person.id), None)
        if all(holds(c.rule, later, whose) for c in benefit.conditions if c.rule):
            then = month_after(month, shift)
            when = f"{MONTH_NAMES[int(then[5:]) - 1]} {then[:4]}"
            birthdays = " et ".join(f"{age // 12} ans" for age in dict.fromkeys(reached))
            return (f"Le droit peut s’ouvrir en {when}, à {birthdays}.",)
    return ()


def _later(known: Facts, months: int) -> Facts:
    """The same household, everybody older by some months."""
    return replace(known, people=tuple(_older(one, months) for one in known.people))


def _older(person: Person, months: int) -> Person:
    age = person.facts["age_en_mois"]
    if not isinstance(age, int):
        return person
    aged = {"age_en_mois": age + months, "age": (age + months) // 12}
    return replace(person, facts=MappingProxyType({**person.facts, **aged}))
