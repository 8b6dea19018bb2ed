"""The closed vocabulary of conditions: facts of a household, and rules over them. Pure.

A rule is a table of a benefit's file; several keys in a table must all hold:

    { age = { at_least = 60 } }            a number: at_least, at_most, above, below
    { handicap = true }                    a yes or no
    { activite = ["chomeur", "actif"] }    one of these words
    { all = [...] }  { any = [...] }  { not = {...} }
    { someone = { role = "parent", age = { at_least = 60 } } }
    { count = { who = { role = "enfant" }, at_least = 2 } }
    { rule = "locataire" }                 a rule that rules.toml names

A rule holds (True), does not (False), or nobody can tell (None) because a fact is unknown.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, cast

from benefits.facts import FACTS, Facts, Person


class RuleError(ValueError):
    """A rule outside the vocabulary; the message names the word and the nearest right one."""


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
_KNOWN: dict[Rule, Rule] = {}  # equal rules are one, so that each is looked at once a household
BOUNDS = ("at_least", "at_most", "above", "below")
WORDS = ("all", "any", "not", "someone", "count", "rule")


@dataclass(frozen=True)
class Named:
    """A rule that several files share, and what to say where it does not hold."""

    rule: Rule
    of_person: bool
    otherwise: str


Names = Mapping[str, Named]
NO_NAMES: Names = MappingProxyType({})


def nearest(word: str, words: object) -> str:
    """« Vouliez-vous dire … ? » with the closest of `words` (an iterable of str), or nothing."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.5)  # type: ignore[call-overload]
    return f" Vouliez-vous dire « {close[0]} » ?" if close else ""


def parse(table: object, of_person: bool, names: Names = NO_NAMES) -> Rule:
    """The rule written as `table`; raises RuleError.

    `of_person`: whether the rule speaks of one person (then persons' facts may be named bare).
    `names`: the rules that it may name.
    """
    if not isinstance(table, dict) or not table:
        raise RuleError(f"une condition s'écrit {{ fait = valeur }}, et non « {table} ».")
    rules = tuple(_parse_key(key, value, of_person, names) for key, value in table.items())
    rule = rules[0] if len(rules) == 1 else All(rules)
    return _KNOWN.setdefault(rule, rule)


def _parse_key(key: str, value: Any, of_person: bool, names: Names) -> Rule:
    if key in ("all", "any"):
        if not isinstance(value, list) or not value:
            raise RuleError(f"« {key} » attend une liste de conditions.")
        rules = tuple(parse(item, of_person, names) for item in value)
        return All(rules) if key == "all" else Any_(rules)
    if key == "not":
        return Not(parse(value, of_person, names))
    if key == "someone":
        return Count(parse(value, True, names), 1, float("inf"))
    if key == "count":
        return _parse_count(value, names)
    if key == "rule":
        return named(value, of_person, names).rule
    if key not in FACTS:
        raise RuleError(f"fait inconnu « {key} ».{nearest(key, [*FACTS, *WORDS])}")
    if FACTS[key].of == "person" and not of_person:
        raise RuleError(f"« {key} » se dit d'une personne : écrivez someone = {{ {key} = … }}.")
    return _parse_comparison(key, value)


def named(name: object, of_person: bool, names: Names) -> Named:
    """The named rule; raises RuleError when there is none, or when it speaks of a person and a
    household is judged."""
    found = names.get(name) if isinstance(name, str) else None
    if found is None:
        hint = nearest(str(name), names)
        raise RuleError(f"rules.toml ne connaît pas la règle « {name} ».{hint}")
    if found.of_person and not of_person:
        raise RuleError(f'« {name} » se dit d’une personne : someone = {{ rule = "{name}" }}.')
    return found


def _parse_count(value: Any, names: Names) -> Count:
    if not isinstance(value, dict) or "who" not in value:
        raise RuleError("« count » attend { who = {…}, at_least = … }.")
    for key in value:
        if key not in ("who", "at_least", "at_most"):
            raise RuleError(
                f"opérateur inconnu « {key} ».{nearest(key, ('who', 'at_least', 'at_most'))}"
            )
    who = parse(value["who"], True, names)
    return Count(who, int(value.get("at_least", 0)), float(value.get("at_most", "inf")))


def _parse_comparison(key: str, value: Any) -> Rule:
    fact = FACTS[key]
    if fact.kind == "number":
        if not isinstance(value, dict) or not value:
            raise RuleError(f"« {key} » est un nombre : écrivez {{ at_least = … }}.")
        for operator, bound in value.items():
            if operator not in BOUNDS:
                raise RuleError(f"opérateur inconnu « {operator} ».{nearest(operator, BOUNDS)}")
            if isinstance(bound, bool) or not isinstance(bound, int | float):
                raise RuleError(f"« {operator} » attend un nombre, et non « {bound} ».")
        if _never(value):
            raise RuleError(f"« {key} » ne peut jamais être à la fois {_bounds(value)}.")
        rules = tuple(Compare(key, operator, bound) for operator, bound in value.items())
        return rules[0] if len(rules) == 1 else All(rules)
    if fact.kind == "bool":
        if not isinstance(value, bool):
            raise RuleError(f"« {key} » vaut true ou false, et non « {value} ».")
        return Compare(key, "is", value)
    words = value if isinstance(value, list) else [value]
    for word in words:
        if not isinstance(word, str):
            raise RuleError(f"« {key} » attend un mot, et non « {word} ».")
        if fact.choices and word not in fact.choices:
            raise RuleError(f"« {key} » ne vaut jamais « {word} ».{nearest(word, fact.choices)}")
    return Compare(key, "is", tuple(words))


def _never(bounds: Mapping[str, float]) -> bool:
    """Whether no whole or decimal number is within these bounds."""
    least = max((bounds[key] for key in ("at_least", "above") if key in bounds), default=None)
    most = min((bounds[key] for key in ("at_most", "below") if key in bounds), default=None)
    if least is None or most is None:
        return False
    strict = bounds.get("above") == least or bounds.get("below") == most
    return least > most or (least == most and strict)


def _bounds(bounds: Mapping[str, float]) -> str:
    return " et ".join(f"{operator} {bound}" for operator, bound in bounds.items())


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
