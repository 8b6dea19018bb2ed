"""One benefit alone: the questions that can change it, found in what it reads.

Nothing is listed twice. What the benefit reads comes from its file in the catalogue (the variables
asked of the engine, the facts of its rules), from OpenFisca's own formulas, from the doubts that
touch it, and from the conditions of the questions themselves.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from django.http import Http404

from benefits.facts import FACTS
from benefits.registry import catalogue
from benefits.schema import Benefit
from questionnaire.core import Context, Question
from questionnaire.questions import FLOW
from questionnaire.walk import Walk
from simulator import simulation
from simulator.engine import reads, texts
from simulator.engine.corrections import TO_CHECK
from simulator.household import Household, household
from simulator.situation import TWINS

FOLDERS = frozenset({"questionnaire", "simulator"})
GIVEN = frozenset(TWINS).union(*TWINS.values())  # written by situation() for everyone


def walk_of(benefit_id: str) -> Walk:
    """The walk through the questions of one benefit, for the URLconf; Http404 if there is none."""
    benefit = catalogue().get(benefit_id)
    if benefit is None:
        raise Http404
    return Walk(replace(FLOW, only=questions(benefit.id)), benefit.id, benefit.label)


@cache
def questions(benefit_id: str) -> frozenset[str]:
    """The ids of the questions to ask for this benefit; raises LookupError if there is none such.

    One more than needed is only a loss of time; one less would be a wrong answer.
    """
    benefit = catalogue().get(benefit_id)
    if benefit is None:
        raise LookupError(benefit_id)
    read = variables(benefit) | structure()
    every = {one.id: one for chapter in FLOW.chapters for one in chapter.questions}
    needed = structure() & every.keys()
    needed |= {one.id for one in every.values() if any(f.variable in read for f in one.fills)}
    while more := {name for id in needed for name in conditions(every[id])} & every.keys() - needed:
        needed |= more
    return frozenset(needed)


def variables(benefit: Benefit) -> frozenset[str]:
    """The OpenFisca variables that the verdict on a benefit may depend on."""
    named = {variable.name for variable in benefit.variables()}
    if benefit.received:
        named.add(benefit.received.name)
    for condition in benefit.conditions:
        for fact in condition.facts:
            named.add(FACTS[fact].variable or fact)
    for doubt in TO_CHECK:
        if doubt.concerns:
            named |= texts(doubt.concerns)
    found = reads(named, GIVEN)
    return found.union(net for net, twins in TWINS.items() if found & twins.keys())


@cache
def structure() -> frozenset[str]:
    """What the household itself is made of: who lives in it, their ages, tax units, commune.

    Questions, and the variables by which a household knows it.
    """
    known = [one.fget for one in vars(Household).values() if isinstance(one, property)]
    makers = [household, simulation.prepare, Context.age.fget, *known]
    return words([*makers, *(chapter.subjects for chapter in FLOW.chapters)])


@cache
def conditions(question: Question) -> frozenset[str]:
    """The questions that this one looks at: to be asked, to be worded, to give its values."""
    return words([question.ask_if, question.field, *(fill.value for fill in question.fills)])


def words(functions: Iterable[object]) -> frozenset[str]:
    """The texts in these functions; "naissance" for "naissance/vous"."""
    found = (text for function in functions for text in texts(function, FOLDERS))
    return frozenset(text.partition("/")[0] for text in found)
