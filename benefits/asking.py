"""Which right is whose, and what to ask the engine for it. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from benefits.claimable import counted_by
from benefits.facts import Document, Facts, Person, facts
from benefits.lexicon import Value
from benefits.rules import holds
from benefits.schema import Benefit, Catalogue, Condition
from benefits.steps import asked_by, deciding, period_of, read_by
from benefits.terms import PLURALS, Variable

OnFacts = Literal["possible", "to_check", "no"]
PLACES = ("commune", "epci", "departement", "region")
BEST: tuple[OnFacts, ...] = ("possible", "to_check", "no")


@dataclass(frozen=True)
class Target:
    """One holder of a right: an entity's id in the document, and the person if it is one."""

    id: str
    person: Person | None = None


def in_territory(benefit: Benefit, known: Facts) -> bool | None:
    """Whether the household lives where the benefit exists; None when that cannot be told."""
    answers = [lives_in(place, known) for place in benefit.territory]
    return True if True in answers else None if None in answers else False


def lives_in(place: str, known: Facts) -> bool | None:
    """Whether the household lives in "epci:200046977"; None when that cannot be told."""
    kind, _, code = place.partition(":")
    found = known.household.get(kind)
    return True if kind == "france" else None if found is None else found == code


def of_place(benefits: tuple[Benefit, ...], known: Facts) -> tuple[Benefit, ...]:
    """The benefits that exist where the household lives."""
    return _in_codes(benefits, *(known.household.get(kind) for kind in PLACES))


@lru_cache(maxsize=1024)
def _in_codes(benefits: tuple[Benefit, ...], *codes: Value) -> tuple[Benefit, ...]:
    there = Facts(dict(zip(PLACES, codes, strict=True)), ())
    return tuple(benefit for benefit in benefits if in_territory(benefit, there))


def targets(benefit: Benefit, document: Document, known: Facts) -> Iterator[Target]:
    """Who can hold the right: each person, or each entity of the kind the engine computes."""
    if benefit.whose == "person":
        yield from (Target(person.id, person) for person in known.people)
    else:
        yield from (Target(name) for name in document.get(PLURALS[benefit.entity], {}))


def broken_rule(benefit: Benefit, known: Facts, person: Person | None) -> Condition | None:
    """The first condition on facts that surely fails, or None."""
    for condition, check in benefit.on_facts:
        held = check(known, person)
        if held is False or (held is None and condition.rare):
            return condition
    return None


def on_facts(benefit: Benefit, known: Facts) -> OnFacts:
    """What the conditions on facts alone say of a household: the best of its people."""
    people = known.people if benefit.whose == "person" else (None,)
    found = {_on_facts(benefit, known, person) for person in people}
    return min(found, key=BEST.index, default="no")


def _on_facts(benefit: Benefit, known: Facts, person: Person | None) -> OnFacts:
    if broken := broken_rule(benefit, known, person):
        return broken.status
    rules = [condition.rule for condition in benefit.conditions if condition.rule]
    unknown = any(holds(rule, known, person) is None for rule in rules)
    return "to_check" if unknown and benefit.engine is None else "possible"


def holders(
    variable: Variable, entity: str, target_id: str, document: Document
) -> tuple[Mapping[str, Any], ...]:
    """The document's tables where `variable` is read for a right held by `target_id` of `entity`.

    A person's own, or the adults' of the family or home; or the group of `variable` they are in.
    """
    if variable.entity == entity:
        return (document[PLURALS[entity]][target_id],)
    people = [target_id]
    if entity != "individu":
        people = _adults(document[PLURALS[entity]][target_id])
    if variable.entity == "individu":
        return tuple(document["individus"][name] for name in people)
    groups = document.get(PLURALS[variable.entity], {}).values()
    return tuple(group for group in groups if any(name in members(group) for name in people))


def read_from(
    variable: Variable, benefit: Benefit, target_id: str, document: Document
) -> tuple[Mapping[str, Any], ...]:
    """The document's tables that a figure sums: everybody's for a variable of people."""
    if variable.entity == "individu" and benefit.entity != "individu":
        group = document[PLURALS[benefit.entity]][target_id]
        people = document["individus"]
        return tuple(people[name] for name in people if name in members(group))
    return holders(variable, benefit.entity, target_id, document)


def asked(catalogue: Catalogue, document: Document, month: str) -> dict[str, Any]:
    """A copy of `document` with a null for each variable that the catalogue needs for `month`.

    Everybody is asked the same, in the same order, wherever they live: no right that a fact rules
    out is judged on what the engine answers, and the engine does fast what it has done before
    (docs/engine.md). What the document gives is not asked. `month`: "2026-11"; a yearly variable is
    asked on its year.
    """
    filled = _copy(document)
    for plural, name, periods in questions(catalogue.benefits, month):
        for entity in filled.get(plural, {}).values():
            given = entity.pop(name, None)
            nulls = dict.fromkeys(periods)
            entity[name] = nulls if given is None else {**given, **(nulls | given)}
    return filled


@lru_cache(maxsize=64)
def questions(
    benefits: tuple[Benefit, ...], month: str
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What these benefits need of the engine for `month`, in their order: (the plural of an entity,
    a variable of it, its periods)."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for benefit in benefits:
        for variable, period in _needed(benefit, month):
            found.setdefault((PLURALS[variable.entity], variable.name), {})[period] = None
    return tuple((*what, tuple(periods)) for what, periods in found.items())


def _needed(benefit: Benefit, month: str) -> Iterator[tuple[Variable, str]]:
    """Every variable that a verdict on the benefit reads, and its period."""
    for variable in (*benefit.variables(), *counted_by(benefit.id)):
        yield variable, period_of(variable, month)
    for condition in benefit.every_condition:
        named = [terms for _, terms in condition.figures]
        for terms in (condition.terms, condition.at_most, condition.at_least, *named):
            yield from read_by(terms, benefit, month)
    yield from asked_by(deciding(benefit), benefit, month)


def explained(benefit: Benefit, document: Document, month: str) -> dict[str, Any]:
    """A copy of `document` with a null more for each figure of the benefit's steps."""
    filled = _copy(document)
    for target in targets(benefit, document, facts(document, month)):
        _ask_at(filled, asked_by(benefit.steps, benefit, month), benefit, target.id)
    return filled


def _copy(document: Document) -> dict[str, Any]:
    return {
        plural: {name: dict(entity) for name, entity in group.items()}
        for plural, group in document.items()
    }


def _ask_at(
    filled: dict[str, Any],
    wanted: Iterable[tuple[Variable, str]],
    benefit: Benefit,
    target_id: str,
) -> None:
    for variable, period in wanted:
        for holder in read_from(variable, benefit, target_id, filled):
            assert isinstance(holder, dict)
            holder[variable.name] = {**holder.get(variable.name, {})}
            holder[variable.name].setdefault(period, None)


def _adults(group: Mapping[str, Any]) -> list[str]:
    for roles in (("parents",), ("declarants",), ("personne_de_reference", "conjoint")):
        if any(role in group for role in roles):
            return [name for role in roles for name in _listed(group, role)]
    return []


def members(group: Mapping[str, Any]) -> set[str]:
    """Everyone who has a role in a group of the document."""
    roles = ("parents", "enfants", "declarants", "personnes_a_charge", "conjoint", "autres")
    return {name for role in (*roles, "personne_de_reference") for name in _listed(group, role)}


def _listed(group: Mapping[str, Any], role: str) -> list[str]:
    names = group.get(role, ())
    return [names] if isinstance(names, str) else list(names)
