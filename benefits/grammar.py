"""How a rule is written: the closed vocabulary of conditions, and the table of a file made a rule.

A rule is a table of a benefit's file; several keys in a table must all hold:

    { age = { at_least = 60 } }            a number: at_least, at_most, above, below
    { handicap = true }                    a yes or no
    { activite = ["chomeur", "actif"] }    one of these words
    { all = [...] }  { any = [...] }  { not = {...} }
    { someone = { role = "parent", age = { at_least = 60 } } }
    { count = { who = { role = "enfant" }, at_least = 2 } }
    { rule = "locataire" }                 a rule that rules.toml names
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from benefits.lexicon import FACTS
from benefits.rules import All, Any_, Compare, Count, Not, Rule

_KNOWN: dict[Rule, Rule] = {}  # equal rules are one, so that each is looked at once a household
BOUNDS = ("at_least", "at_most", "above", "below")
WORDS = ("all", "any", "not", "someone", "count", "rule")


class RuleError(ValueError):
    """A rule outside the vocabulary; the message names the word and the nearest right one."""


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
