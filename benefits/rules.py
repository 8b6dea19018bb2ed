"""Rules over the facts of a household, from the closed vocabulary of benefits.grammar. Pure.

A rule holds (True), does not (False), or nobody can tell (None) because a fact is unknown.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

from benefits.facts import Facts, Person
from benefits.lexicon import FACTS


class _Checked:
    """What is looked at often: a rule is made a function once."""

    @cached_property
    def check(self) -> "Check":
        """Whether the rule holds for a household, or for a person of it."""
        return _check(cast("Rule", self))


@dataclass(frozen=True)
class All(_Checked):
    """Every one of `rules` holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class Any_(_Checked):  # noqa: N801 (typing.Any has the name)
    """At least one of `rules` holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class Not(_Checked):
    """`rule` does not hold."""

    rule: "Rule"


@dataclass(frozen=True)
class Count(_Checked):
    """Between `low` and `high` persons of the household satisfy `who`."""

    who: "Rule"
    low: int
    high: float


@dataclass(frozen=True)
class Compare(_Checked):
    """A fact against a number, a yes or no, or a tuple of words."""

    fact: str
    operator: Literal["at_least", "at_most", "above", "below", "is"]
    value: float | bool | tuple[str, ...]


Rule = All | Any_ | Not | Count | Compare
Check = Callable[[Facts, Person | None], bool | None]
#: By operator, and whether the value is several words.
COMPARISONS: Mapping[tuple[str, bool], Callable[[Any, Any], bool]] = {
    ("at_least", False): operator.ge,
    ("at_most", False): operator.le,
    ("above", False): operator.gt,
    ("below", False): operator.lt,
    ("is", False): operator.eq,
    ("is", True): lambda found, words: found in words,
}


def holds(rule: Rule, facts: Facts, person: Person | None = None) -> bool | None:
    """Whether `rule` holds for the household, or for `person` of it; None when unknown."""
    return rule.check(facts, person)


def _check(rule: Rule) -> "Check":
    match rule:
        case All(rules):
            return _among([item.check for item in rules], decisive=False)
        case Any_(rules):
            return _among([item.check for item in rules], decisive=True)
        case Not(inner):
            return _denied(inner.check)
        case Count():
            return _counted(rule)
        case Compare(name, operator, value):
            return _compared(name, COMPARISONS[operator, type(value) is tuple], value)


def _among(checks: list["Check"], decisive: bool) -> "Check":
    """`decisive` as soon as one answer is; its contrary when all the others are known."""

    def check(facts: Facts, person: Person | None) -> bool | None:
        known = True
        for one in checks:
            answer = one(facts, person)
            if answer is decisive:
                return decisive
            if answer is None:
                known = False
        return not decisive if known else None

    return check


def _denied(inner: "Check") -> "Check":
    def check(facts: Facts, person: Person | None) -> bool | None:
        answer = inner(facts, person)
        return None if answer is None else not answer

    return check


def _counted(rule: Count) -> "Check":
    who, low, high = rule.who.check, rule.low, rule.high

    def check(facts: Facts, person: Person | None) -> bool | None:
        found = facts.held.get(id(rule))
        if found is None:
            answers = [who(facts, member) for member in facts.people]
            sure, possible = answers.count(True), len(answers) - answers.count(False)
            holds = None if possible >= low and sure <= high else False
            if sure >= low and possible <= high:
                holds = True
            found = facts.held[id(rule)] = (rule, holds)
        return found[1]

    return check


def _compared(name: str, compare: Callable[[Any, Any], bool], value: Any) -> "Check":
    def of_household(facts: Facts, person: Person | None) -> bool | None:
        found = facts.household.get(name)
        return None if found is None else compare(found, value)

    def of_person(facts: Facts, person: Person | None) -> bool | None:
        assert person is not None, f"{name} needs a person: parse() refuses this"
        found = person.facts.get(name)
        return None if found is None else compare(found, value)

    return of_household if FACTS[name].of == "household" else of_person


AGES = frozenset({"age", "age_en_mois"})


def hopeless(rule: Rule, facts: Facts, person: Person | None = None) -> bool:
    """Whether the rule fails and no birthday will mend it: too old already, or not for an age."""
    match rule:
        case Compare(name, operator, _):
            grows = name in AGES and operator in ("at_least", "above")
            return not grows and holds(rule, facts, person) is False
        case All(rules):
            return any(hopeless(item, facts, person) for item in rules)
        case Any_(rules):
            return all(hopeless(item, facts, person) for item in rules)
        case Not(inner):
            return not AGES & facts_read(inner) and holds(rule, facts, person) is False
        case Count(who, low, _):
            return sum(not hopeless(who, facts, member) for member in facts.people) < low


def of_others(rule: Rule) -> bool:
    """Whether the rule counts people of the household."""
    match rule:
        case All(rules) | Any_(rules):
            return any(of_others(item) for item in rules)
        case Not(inner):
            return of_others(inner)
        case _:
            return isinstance(rule, Count)


def facts_read(rule: Rule) -> frozenset[str]:
    """The names of the facts that `rule` reads."""
    match rule:
        case All(rules) | Any_(rules):
            return frozenset().union(*(facts_read(item) for item in rules))
        case Not(inner) | Count(inner, _, _):
            return facts_read(inner)
        case Compare(name, _, _):
            return frozenset({name})
