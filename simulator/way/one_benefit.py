"""One benefit alone: the questions that can change it, found in what it reads.

Nothing is listed twice. What the benefit reads comes from its file in the catalogue (the variables
asked of the engine, the facts of its rules), from OpenFisca's own formulas, and from the doubts
that touch it; the questions that tell it, and those that these look at, say so themselves.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import takewhile

from benefits.asking import broken_rule, in_territory, targets
from benefits.asking import questions as of_engine
from benefits.facts import Facts
from benefits.registry import catalogue
from benefits.schema import Benefit, Condition
from questionnaire.building.amounts import AMOUNTS, BRACKETS
from questionnaire.core import Context, Flow, Round
from questionnaire.dossier import Dossier
from questionnaire.questions import FLOW, WHO
from simulator.engine import reads
from simulator.engine.law.corrections import TO_CHECK
from simulator.engine.law.incomes import STANDING, TWINS
from simulator.way.case import case_of
from simulator.way.entities import Document
from simulator.way.household import MADE_OF, SHAPING, Incomplete

#: Who lives in the home, of what age, and where: all that the rules' own facts are made of.
PEOPLE = WHO | {"commune"}
#: What the household itself is made of besides: who is of which tax unit, by questions and by
#: variables. No rule on facts looks at it.
WHOLE = PEOPLE | MADE_OF
GIVEN = frozenset(STANDING).union(*(TWINS[net] for net in STANDING))  # situation(): for all
ANY_MONTH = "2026-01"  # what a verdict reads has the same names in every month
FIRST = "L’essentiel"  # the part of the questions that may already settle the answer
#: The pages that cost the visitor most come last: a rule on amounts settles nothing early.
COSTLY = frozenset(q.id for c in FLOW.chapters if c.id in ("revenus", "aides") for q in c.questions)


def flow_named(benefit_id: str) -> Flow:
    """The questions of a benefit, all of them for ""; raises LookupError if there is none such."""
    if not benefit_id:
        return FLOW
    benefit = catalogue().get(benefit_id)
    if benefit is None:
        raise LookupError(benefit_id)
    return flow_of(benefit)


def flow_of(benefit: Benefit) -> Flow:
    """The questions of one benefit: first those that its rules read; then, unless these rules
    answer, all that it may depend on. When they do: at what age, and whether it is received."""
    first = asking(facts_of(leading(benefit)), PEOPLE)
    rules = asking(reads(facts_of(leading(benefit)), GIVEN) | received(benefit), PEOPLE)

    known: list[tuple[Context, frozenset[str] | None]] = []  # one page asks it five times

    def worth(context: Context) -> frozenset[str] | None:
        if not known or known[0][0] != context:
            answered = settled(benefit, Flow(FLOW.chapters, (Round(first),)), context)
            known[:] = [(context, rules if answered else None)]
        return known[0][1]

    return Flow(FLOW.chapters, (Round(first, section=FIRST), Round(questions(benefit.id), worth)))


def settled(benefit: Benefit, first: Flow, context: Context) -> bool:
    """Whether the answers to the `first` questions are enough: the benefit does not exist there, or
    one of its rules surely fails, for everyone who could have had it."""
    try:
        case = case_of(Dossier(context.month, context.answers), first)
    except Incomplete:
        return False
    pairs = zip(case.facts, case.inputs, strict=True)
    return all(ruled_out(benefit, known, document) for known, document in pairs)


def ruled_out(benefit: Benefit, known: Facts, document: Document) -> bool:
    """Whether the benefit is not of the place, or breaks a leading rule for each holder."""
    if in_territory(benefit, known) is False:
        return True
    some = replace(benefit, conditions=leading(benefit))
    broken = [broken_rule(some, known, one.person) for one in targets(benefit, document, known)]
    return all(one is not None and not one.figure for one in broken)  # a figure asks for the rest


def leading(benefit: Benefit) -> tuple[Condition, ...]:
    """The conditions on facts that come before any on an amount: of several that fail, the first is
    the one that is told."""
    ruled = [condition for condition in benefit.conditions if condition.rule]
    return tuple(takewhile(lambda one: not asking(facts_of([one]), PEOPLE) & COSTLY, ruled))


@cache
def questions(benefit_id: str) -> frozenset[str]:
    """The ids of the questions that may be asked for this benefit; raises LookupError if there is
    none such.

    One more than needed is only a loss of time; one less would be a wrong answer.
    """
    benefit = catalogue().get(benefit_id)
    if benefit is None:
        raise LookupError(benefit_id)
    return asking(variables(benefit), WHOLE)


@cache
def asking(variables: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """The ids of the questions that tell these variables, of those `known` to be needed, and of
    those that all these look at."""
    every = {one.id: one for chapter in FLOW.chapters for one in chapter.questions}
    needed = set(known)
    needed |= {one.id for one in every.values() if any(f.variable in variables for f in one.fills)}
    while more := {name for id in needed for name in every[id].looks_at} - needed:
        needed |= more
    # About how much, of an amount that is not known: it tells no variable of its own.
    about = {BRACKETS + id.removeprefix(AMOUNTS) for id in needed if id.startswith(AMOUNTS)}
    needed |= about & every.keys()
    return frozenset(needed)


def variables(benefit: Benefit) -> frozenset[str]:
    """The OpenFisca variables that the verdict on a benefit may depend on."""
    named = {name for _, name, _ in of_engine((benefit,), ANY_MONTH)}
    named |= facts_of(benefit.every_condition) | received(benefit)
    touched = named | {benefit.id, *benefit.doubted_by}
    for doubt in TO_CHECK:
        if touched & set(doubt.variables):
            named |= set(doubt.told_by)
    found = reads(named, GIVEN)
    return found.union(SHAPING, (net for net, twins in TWINS.items() if found & twins))


def facts_of(conditions: Iterable[Condition]) -> frozenset[str]:
    """The variables of the facts that rules look at."""
    return frozenset(name for one in conditions for name in one.told_by)


def received(benefit: Benefit) -> frozenset[str]:
    """The variable that says how much of it is already received, if one does."""
    return frozenset({benefit.received.name} if benefit.received else ())
