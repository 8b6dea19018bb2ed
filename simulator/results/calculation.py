"""« Comment ce montant est calculé »: the steps of one benefit for one household, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from benefits.asking import broken_rule, explained, targets
from benefits.facts import facts
from benefits.figures import rounded
from benefits.registry import catalogue
from benefits.schema import Benefit
from benefits.steps import asked_by
from benefits.verdict import Verdict
from benefits.worksheet import Row, Table, Unknown, Worksheet
from orientation.words.french import euros, month, percent
from questionnaire.core import Answers, Step, Voice
from questionnaire.modes import Mode
from questionnaire.told import told
from questionnaire.unknown import assumed
from simulator.engine import reads
from simulator.engine.law import legislation
from simulator.engine.law.legislation import Parameter
from simulator.engine.serving import queue
from simulator.results.cards import whose
from simulator.way.case import Case
from simulator.way.document import situation
from simulator.way.entities import Document
from simulator.way.household import Household, inputs
from simulator.way.outcomes import judged

#: Who the household is made of: every rule reads it, without any variable that tells so.
FAMILY = ("couple", "enfants", "declaration")
SIGNS = {"plus": "plus", "minus": "moins", "times": "fois", "divided": "divisé par"}
BOUNDS = {"at_least": "au moins", "at_most": "au plus", "none_below": "au moins"}


Values = Mapping[tuple[str, str, str, str], Any]


@dataclass(frozen=True)
class Line:
    """A row in words: what it does, its figure, its limit, and the parameters behind it."""

    label: str
    does: str
    figure: str
    limit: str
    parameters: tuple[tuple[str, Parameter], ...]
    is_result: bool
    aside: bool


@dataclass(frozen=True)
class Sheet:
    """The tables of one holder's right, in words; `exact` when they give the engine's amount."""

    whose: str
    tables: tuple[tuple[str, tuple[Line, ...]], ...]
    exact: bool


def explanation(case: Case, benefit: Benefit, timeout: float, mode: Mode) -> dict[str, Any]:
    """The template's context; raises queue.Busy. No verdict: the household is not concerned."""
    wanted = explained(benefit, case.documents[0], case.month)
    document = queue.compute(wanted, timeout)
    found = judged(replace(case, among=(benefit,)), document)
    taken = assumed(case.asked.relevant, case.unknowns, case.ways[0])
    whole = flat(case.inputs[0])
    variables = looked_at(benefit, case, whole)
    back = f"calcul/{benefit.id}"
    return {
        "mode": mode,
        "benefit": benefit,
        "month": case.month,
        "verdicts": [(whose(verdict.person, mode.voice), verdict) for verdict in found],
        "sheets": list(sheets(benefit, document, case.month, found, mode.voice)),
        "answers": [
            told(step, case.asked.relevant[step.key], mode.voice, mode.address(step, back))
            for step in case.asked.answered
            if counts(step, case.household, whole, taken, variables)
        ],
        "others": [] if mode.only else list(others(benefit, variables, document, case)),
        "unknowns": case.unknowns,
    }


def sheets(
    benefit: Benefit,
    document: Document,
    month: str,
    found: tuple[Verdict, ...],
    voice: Voice = Voice.VOUS,
) -> Iterator[Sheet]:
    """The steps of each holder whom no rule puts aside."""
    known = facts(document, month)
    shown = {verdict.person for verdict in found}
    for target in targets(benefit, document, known):
        if not benefit.steps or broken_rule(benefit, known, target.person):
            continue
        person = target.person.id if target.person else None
        if person not in shown and None not in shown:
            continue
        try:
            sheet = Worksheet(benefit, document, month, known, target, legislation)
            tables = sheet.tables(benefit.steps)
        except Unknown:
            continue
        words = tuple((title(t), lines(t, benefit)) for t in tables if not t.silent)
        yield Sheet(whose(person, voice), words, all(table.exact for table in tables))


def title(table: Table) -> str:
    """The title, with the months of a table made for some months."""
    if not table.dated:
        return table.title
    *before, last = table.months
    names = [month(one) for one in before]
    if all(one[:4] == last[:4] for one in before):
        names = [name.partition(" ")[0] for name in names]
    return f"{table.title} ({', '.join(names)}{' et ' if names else ''}{month(last)})"


def lines(table: Table, benefit: Benefit) -> tuple[Line, ...]:
    """The rows that say something; those that change nothing are left out."""
    rows = list(table.rows)
    if table.stop:  # nothing is left: what would come next is not worth reading
        after = rows.index(table.stop) + 1
        rows = rows[:after] + [row for row in rows[after:] if row.step.does == "result"]
    rows = [row for row in rows if not row.silent]
    day = f"{table.months[-1]}-01"
    start = next((row for row in rows if row.step.does != "shown"), None)
    said = [line(row, day, first=row is start) for row in rows]
    return tuple(as_paid(one, row, benefit) for one, row in zip(said, rows, strict=True))


def as_paid(one: Line, row: Row, benefit: Benefit) -> Line:
    """The line of the amount itself, rounded as the institution pays it."""
    engine, terms = benefit.engine, row.step.terms
    if not one.is_result or not engine or engine.gives != "amount":
        return one
    if len(terms) != 1 or terms[0].variable != engine.variable:
        return one
    return replace(one, figure=euros(rounded(row.figure, benefit.rounding)))


def line(row: Row, day: str, first: bool) -> Line:
    step = row.step
    does = SIGNS.get(step.does, BOUNDS.get(step.does, ""))
    if step.does == "plus" and (first or row.figure < 0):
        does = "moins" if row.figure < 0 else ""
    paths = dict.fromkeys(row.parameters)
    parameters = {path: legislation.parameter(path, on) for path, on in paths}
    if step.source:
        parameters[step.source] = legislation.parameter(step.source, day)
    limit = "" if row.limit is None else euros(row.limit)
    is_result = step.does == "result"
    worded = tuple((worth(parameter), parameter) for parameter in parameters.values())
    return Line(step.label, does, figure(row), limit, worded, is_result, step.does == "shown")


def figure(row: Row) -> str:
    """« 651,69 euros », « 60 % », « 2 », « oui »."""
    step = row.step
    if step.does in ("only_if", "never_if") and step.unit == "number":
        return "non" if row.total < row.before else "oui"
    if step.does == "rounded_down":
        return euros(row.total)
    if step.unit == "percent" or step.does == "divided":
        value = row.total if step.does == "divided" else row.figure
        return percent(round(value * 100, 1))
    if step.unit == "number":
        return yes_or_number(row)
    return euros(abs(row.figure) if step.does == "plus" and row.figure < 0 else row.figure)


def yes_or_number(row: Row) -> str:
    if row.step.does == "result":
        return "oui" if row.figure else "non"
    return f"{row.figure:g}".replace(".", ",")


def worth(parameter: Parameter) -> str:
    """« 651,69 euros », « 60 % », « 1 556,2 », "" for a scale."""
    value = parameter.value
    if value is None:
        return ""
    if parameter.unit.startswith("currency"):
        return euros(value)
    return percent(round(value * 100, 2)) if abs(value) < 1.5 else f"{value:g}".replace(".", ",")


def looked_at(benefit: Benefit, case: Case, whole: Values) -> frozenset[str]:
    """The variables that decide the benefit: what its formulas and its rules look at."""
    names = {variable.name for variable in benefit.variables()}
    names |= {variable.name for variable, _ in asked_by(benefit.steps, benefit, case.month)}
    for condition in benefit.conditions:
        names |= condition.told_by
    given = frozenset(name for _, name, _, _ in whole)
    own = {benefit.engine.variable.name} if benefit.engine else set()
    return reads(names, (given | mains().keys() - own) - names) | names


@cache
def mains() -> Mapping[str, Benefit]:
    """The benefits by the engine's variable of their amount."""
    return {one.engine.variable.name: one for one in catalogue().benefits if one.engine}


def others(
    benefit: Benefit, variables: frozenset[str], document: Document, case: Case
) -> Iterator[Benefit]:
    """The other benefits that this one looks at, when somebody here may have them."""
    known = facts(document, case.month)
    for name in sorted(variables & mains().keys()):
        other = mains()[name]
        people = [target.person for target in targets(other, document, known)]
        may = any(broken_rule(other, known, person) is None for person in people)
        if other.steps and other.id != benefit.id and may:
            yield other


def counts(
    step: Step, home: Household, whole: Values, answers: Answers, variables: frozenset[str]
) -> bool:
    """Whether this answer writes one of `variables`, or says who the household is."""
    if step.question.id in FAMILY:
        return True
    return bool(written(home, whole, step, answers) & variables)


def written(home: Household, whole: Values, step: Step, answers: Answers) -> set[str]:
    """The variables whose values would not be the same without this answer."""
    own = set(map(repr, inputs(step, answers[step.key])))
    if not own:
        return set()
    rest = tuple(one for one in home.inputs if repr(one) not in own)
    less = flat(situation(replace(home, inputs=rest)))
    return {key[1] for key in whole.keys() | less.keys() if whole.get(key) != less.get(key)}


def flat(document: Document) -> Values:
    """Every value of a document by (entity's id, variable, period, plural)."""
    return {
        (entity_id, name, period, plural): value
        for plural, group in document.items()
        for entity_id, entity in group.items()
        for name, values in entity.items()
        if isinstance(values, dict)
        for period, value in values.items()
    }
