"""Who is in which group of an OpenFisca document, and how a value is written there (pure).

`Document`: plural of an entity -> id -> variable -> period -> value, and the roles of the groups.
"""

from functools import lru_cache
from typing import Any

from benefits.terms import PLURALS
from orientation.words.french import months_before
from questionnaire.core import Over
from simulator.way.household import Household, Input

Document = dict[str, dict[str, dict[str, Any]]]

RECENT = 4
YEAR = 12


def entities(household: Household) -> Document:
    """People in their families, tax units and home, as the law groups them.

    A married or PACS couple is one tax unit (CGI, art. 6); an unmarried couple is two, each child
    with who declares it. Who is on the return of a parent who does not live there (CGI, art. 6, 3
    and 194, I) is a dependant there: that parent is not described, so nobody declares. A grown
    child with a return of its own is alone in its tax unit.
    """
    adults = [person.id for person in household.adults]
    children = [person.id for person in household.children]
    alone = household.couple not in ("marie", "pacse")
    tax_units = {}
    for declarants in [[adult] for adult in adults] if alone else [adults]:
        theirs = [child for child in children if household.declaring(child) in declarants]
        tax_units[f"foyer_{declarants[0]}"] = tax_unit(household, declarants, theirs)
    for child in children:
        if household.declaring(child) == child:
            tax_units[f"foyer_{child}"] = tax_unit(household, [child], [])
        elif household.declaring(child) not in adults:
            tax_units[f"foyer_{child}"] = tax_unit(household, [], [child])
    return {
        "individus": {person.id: {} for person in household.people},
        "familles": {"famille": {"parents": adults, "enfants": children}},
        "foyers_fiscaux": tax_units,
        "menages": {
            "menage": {
                "personne_de_reference": adults[:1],
                "conjoint": adults[1:],
                "enfants": children,
            }
        },
    }


def tax_unit(household: Household, adults: list[str], children: list[str]) -> dict[str, list[str]]:
    """The roles of a tax unit's members."""
    elsewhere = household.declared_elsewhere
    return {
        "declarants": [adult for adult in adults if adult not in elsewhere],
        "personnes_a_charge": [adult for adult in adults if adult in elsewhere] + children,
    }


def members(tax_unit: dict[str, Any]) -> list[str]:
    return [*tax_unit["declarants"], *tax_unit["personnes_a_charge"]]


def dated(fact: Input, month: str) -> dict[str, Any]:
    """The periods that a fact is written on."""
    match fact.over:
        case Over.ETERNITY:
            return {"ETERNITY": fact.value}
        case Over.RECENT:
            return dict.fromkeys(span(month, RECENT), fact.value)
        case Over.YEAR:
            return dict.fromkeys(span(month, YEAR), fact.value)
        case Over.MONTHS | Over.YEARS | Over.RECEIVED:
            return dict(fact.value)


@lru_cache(maxsize=256)
def span(month: str, back: int, until: int = 0) -> tuple[str, ...]:
    """The months M-`back`..M-`until`, oldest first."""
    return tuple(months_before(month, count) for count in range(back, until - 1, -1))


def holders(fact: Input, document: Document) -> list[dict[str, Any]]:
    """The entities of the document that a fact is about."""
    held = document[PLURALS[fact.entity]]
    if fact.entity == "individu":
        return [held[fact.subject.id]]
    if fact.entity == "foyer_fiscal" and not fact.subject.is_household:
        return [unit for unit in held.values() if fact.subject.id in members(unit)]
    return list(held.values())


def write(
    held: list[dict[str, Any]], variable: str, period: str, value: Any, adds: bool = False
) -> None:
    """Set one value on each of the entities; or add it to what somebody else already gave."""
    for entity in held:
        series = entity.setdefault(variable, {})
        series[period] = series.get(period, 0) + value if adds else value
