"""One benefit alone: the questions that can change it, found in what it reads.

Nothing is listed twice. What the benefit reads comes from its file in the catalogue (the variables
asked of the engine, the facts of its rules), from OpenFisca's own formulas, from the doubts that
touch it, and from the conditions of the questions themselves.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import takewhile

from benefits.asking import broken_rule, in_territory, targets
from benefits.facts import FACTS, Facts
from benefits.registry import catalogue
from benefits.schema import Benefit, Condition
from questionnaire.core import Context, Flow, Question, Round
from questionnaire.dossier import Dossier
from questionnaire.questions import FLOW
from simulator.engine import reads, texts
from simulator.engine.law.corrections import TO_CHECK
from simulator.engine.law.incomes import STANDING, TWINS
from simulator.way.case import Case, case_of
from simulator.way.document import Document
from simulator.way.household import Household, Incomplete, household

FOLDERS = frozenset({"questionnaire", "simulator"})
GIVEN = frozenset(STANDING).union(*(TWINS[net] for net in STANDING))  # situation(): for all
FIRST = "L’essentiel"  # the part of the questions that may already settle the answer
#: The pages that cost the visitor most come last: a rule on amounts settles nothing early.
AMOUNTS = frozenset(
    q.id for c in FLOW.chapters if c.id in ("revenus", "aides") for q in c.questions
)


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
    first = asking(facts_of(leading(benefit)), people())
    rules = asking(reads(facts_of(benefit.conditions), GIVEN) | received(benefit), people())

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
    return all(broken_rule(some, known, one.person) for one in targets(benefit, document, known))


def leading(benefit: Benefit) -> tuple[Condition, ...]:
    """The conditions on facts that come before any on an amount: of several that fail, the first is
    the one that is told."""
    ruled = [condition for condition in benefit.conditions if condition.rule]
    return tuple(takewhile(lambda one: not asking(facts_of([one]), people()) & AMOUNTS, ruled))


@cache
def questions(benefit_id: str) -> frozenset[str]:
    """The ids of the questions that may be asked for this benefit; raises LookupError if there is
    none such.

    One more than needed is only a loss of time; one less would be a wrong answer.
    """
    benefit = catalogue().get(benefit_id)
    if benefit is None:
        raise LookupError(benefit_id)
    return asking(variables(benefit), structure())


@cache
def asking(variables: frozenset[str], makers: frozenset[str]) -> frozenset[str]:
    """The ids of the questions that tell these variables, of those that make the household (by id
    or by variable), and of those that all these look at."""
    every = {one.id: one for chapter in FLOW.chapters for one in chapter.questions}
    read = variables | makers
    needed = makers & every.keys()
    needed |= {one.id for one in every.values() if any(f.variable in read for f in one.fills)}
    while more := {name for id in needed for name in conditions(every[id])} & every.keys() - needed:
        needed |= more
    return frozenset(needed)


def variables(benefit: Benefit) -> frozenset[str]:
    """The OpenFisca variables that the verdict on a benefit may depend on."""
    named = {variable.name for variable in benefit.variables()}
    named |= facts_of(benefit.every_condition) | received(benefit)
    touched = named | {benefit.id, *benefit.doubted_by}
    for doubt in TO_CHECK:
        if doubt.concerns and touched & set(doubt.variables):
            named |= texts(doubt.concerns)
    found = reads(named, GIVEN)
    return found.union(net for net, twins in TWINS.items() if found & twins.keys())


def facts_of(conditions: Iterable[Condition]) -> frozenset[str]:
    """The variables of the facts that rules look at."""
    return frozenset(name for one in conditions for name in one.told_by)


def received(benefit: Benefit) -> frozenset[str]:
    """The variable that says how much of it is already received, if one does."""
    return frozenset({benefit.received.name} if benefit.received else ())


@cache
def structure() -> frozenset[str]:
    """What the household itself is made of: who lives in it, their ages, tax units, commune.

    Questions, and the variables by which a household knows it.
    """
    known = [one.fget for one in vars(Household).values() if isinstance(one, property)]
    makers = [household, Case.commune.func, Context.age.fget, *known]
    return words([*makers, *(chapter.subjects for chapter in FLOW.chapters)])


@cache
def people() -> frozenset[str]:
    """Who lives in the home, of what age, and where: all that the rules' own facts are made of.

    Who is of which tax unit is none of them: no rule on facts looks at it.
    """
    subjects = [chapter.subjects for chapter in FLOW.chapters]
    return words([Context.age.fget, *subjects]) | {FACTS["commune"].variable}


@cache
def conditions(question: Question) -> frozenset[str]:
    """The questions that this one looks at: to be asked, to be worded, to give its values."""
    return words([question.ask_if, question.field, *(fill.value for fill in question.fills)])


def words(functions: Iterable[object]) -> frozenset[str]:
    """The texts in these functions; "naissance" for "naissance/vous"."""
    found = (text for function in functions for text in texts(function, FOLDERS))
    return frozenset(text.partition("/")[0] for text in found)
