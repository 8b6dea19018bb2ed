"""The facts of a household that benefits.lexicon names, taken from an OpenFisca document. Pure.

A fact that the document does not give has OpenFisca's own default, so that a rule never contradicts
the engine; where that default would be a guess (a birth date, what the parents earn) it is None:
unknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from benefits.lexicon import DEFAULTS, Value
from benefits.territory import departement_of, parent_commune, region_of

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """One person's facts; `id` is theirs in the document."""

    id: str
    facts: Mapping[str, Value]


@dataclass(frozen=True)
class Facts:
    """A household's facts and its people's, parents first.

    `held` remembers which rules on several people hold, by their address (benefits.rules): benefits
    share theirs.
    """

    household: Mapping[str, Value]
    people: tuple[Person, ...]
    held: dict[int, tuple[Any, bool | None]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )


def value_at(variable: Mapping[str, Any] | None, month: str) -> Any:
    """The document's value of one variable for `month`: that month's, that year's, or None."""
    if type(variable) is not dict and not isinstance(variable, Mapping):  # as most are
        return None
    for period in (month, month[:4], "ETERNITY"):
        if variable.get(period) is not None:
            return variable[period]
    return None


def facts(document: Document, month: str, epci: str | None = None) -> Facts:
    """The facts of `document` for `month` ("2026-11").

    `epci`: the code of the commune's intercommunalité, which an OpenFisca document does not hold.
    """
    roles = _roles(document)
    names = sorted(document.get("individus", {}), key=lambda name: roles.get(name) != "parent")
    people = tuple(
        Person(name, _person_facts(document["individus"][name], roles.get(name, "autre"), month))
        for name in names
    )
    return Facts(_household_facts(document, month, epci, people), people)


def _roles(document: Document) -> dict[str, str]:
    roles = {}
    for family in document.get("familles", {}).values():
        roles.update(dict.fromkeys(family.get("parents", ()), "parent"))
        roles.update(dict.fromkeys(family.get("enfants", ()), "enfant"))
    return roles


def _person_facts(person: Mapping[str, Any], role: str, month: str) -> dict[str, Value]:
    found: dict[str, Value] = _copied("person", [person], month)
    months = age_in_months(value_at(person.get("date_naissance"), month), month)
    found["role"] = role
    found["chomage_fini"] = insurance_over(person, month)
    found["age_en_mois"] = months
    birth = value_at(person.get("date_naissance"), month)
    found["age_dans_l_annee"] = int(month[:4]) - int(birth[:4]) if isinstance(birth, str) else None
    found["age"] = None if months is None else months // 12
    return found


def insurance_over(person: Mapping[str, Any], month: str) -> bool:
    """Whether unemployment insurance was paid in one of the months before, and has stopped."""
    paid = person.get("chomage_net") or {}
    before = any(euros for at, euros in paid.items() if _is_month(at) and at < month)
    return before and not value_at(paid, month)


def _is_month(period: str) -> bool:
    return len(period) == len("2026-11")


def _household_facts(
    document: Document, month: str, epci: str | None, people: tuple[Person, ...]
) -> dict[str, Value]:
    homes = [*document.get("menages", {}).values(), *document.get("familles", {}).values()]
    found: dict[str, Value] = _copied("household", homes, month)
    depcom = next((v for home in homes if (v := value_at(home.get("depcom"), month))), None)
    departement = departement_of(depcom)
    roles = [person.facts["role"] for person in people]
    families = document.get("familles", {}).values()
    return found | {
        "en_couple": any(len(family.get("parents", ())) > 1 for family in families),
        "nombre_enfants": roles.count("enfant"),
        "nombre_personnes": len(people),
        "commune": parent_commune(depcom),
        "departement": departement,
        "region": region_of(departement),
        "epci": epci,
        "outre_mer": None if departement is None else departement.startswith(("97", "98")),
    }


def _copied(
    of: Literal["person", "household"], holders: Sequence[Mapping[str, Any]], month: str
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, default in DEFAULTS[of]:
        values = (value_at(holder[name], month) for holder in holders if name in holder)
        found[name] = next((value for value in values if value is not None), default)
    return found


def age_in_months(birth: object, month: str) -> int | None:
    """Whole months from `birth` ("1960-05-31") to the first of `month`, as OpenFisca counts."""
    if not isinstance(birth, str):
        return None
    year, birth_month, day = (int(part) for part in birth.split("-"))
    whole = (int(month[:4]) - year) * 12 + int(month[5:7]) - birth_month
    return whole - (day > 1)
