"""What the catalogue says of a benefit. Pure; benefits/reading.py makes these from the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from benefits.claim import Appeal, Claim, Delay, Institution
from benefits.facts import Facts
from benefits.rules import Rule

Entity = Literal["individu", "famille", "foyer_fiscal", "menage"]
Period = Literal["month", "year", "once"]
Status = Literal["estimated", "likely", "to_check", "no", "received", "failed"]

PLURALS: Mapping[str, str] = {
    "individu": "individus",
    "famille": "familles",
    "foyer_fiscal": "foyers_fiscaux",
    "menage": "menages",
}
THEMES = {
    "ressources": "Revenus",
    "famille": "Famille et enfants",
    "logement": "Logement",
    "sante": "Santé",
    "handicap": "Handicap",
    "age": "Retraite et grand âge",
    "emploi": "Emploi et formation",
    "etudes": "École et études",
    "energie": "Énergie",
    "transports": "Transports",
    "loisirs": "Culture, sport et vacances",
}


@dataclass(frozen=True)
class Variable:
    """An OpenFisca variable, its entity and the period it is defined on."""

    name: str
    entity: Entity
    period: Literal["month", "year"]


@dataclass(frozen=True)
class Condition:
    """Something that must be true, and the sentence to say when it is not.

    Exactly one of `rule` (decided from the household's facts before the engine runs) and `variable`
    (read from the engine's answer). `variable` must be `wanted`, or an amount must not exceed
    `at_most`, another variable or a number; `otherwise` may then quote {value} and {limit}. Closer
    to the limit than the share `margin`, on either side, it is to be checked, saying `near`.
    """

    otherwise: str
    rule: Rule | None = None
    variable: Variable | None = None
    wanted: bool = True
    at_most: Variable | Decimal | None = None
    margin: Decimal = Decimal(0)
    near: str = ""
    status: Literal["no", "to_check"] = "no"


@dataclass(frozen=True)
class Engine:
    """What OpenFisca computes: an amount in euros, a cost to pay, a yes or no, or a rate."""

    variable: Variable
    gives: Literal["amount", "cost", "eligibility", "rate"]


@dataclass(frozen=True)
class Revaluation:
    """A parameter of the engine that falls due every year on `due` ("04-01").

    `since`: the date of the engine's latest value. When a due date has passed since, the amount is
    "to check" if `doubt`.
    """

    parameter: str
    since: date
    due: str
    doubt: bool = True


@dataclass(frozen=True)
class Figure:
    """How many people entitled do not claim, from a published source."""

    share: str
    source: str


@dataclass(frozen=True)
class Example:
    """A small household and what the benefit's own conditions on facts must say of it."""

    title: str
    facts: Facts
    expect: Literal["possible", "no", "to_check"]


@dataclass(frozen=True)
class Benefit:
    """One benefit of the catalogue; `id` is its file's name.

    Without `engine` it is decided by its conditions alone, and `value` is its amount where the file
    knows it. `whose`: whether each person has the right, or the household as one. `to_check`: what
    nobody can tell from the answers, so that the right is never more certain than "to check".
    """

    id: str
    label: str
    description: str
    institution: Institution
    theme: str
    link: str
    whose: Literal["person", "household"]
    shown: Period
    rounding: Literal["centime", "centime_inferieur", "euro", "euro_inferieur"]
    claim: Claim
    reviewed_on: date
    source: str
    territory: tuple[str, ...] = ("france",)
    engine: Engine | None = None
    value: Decimal | None = None
    otherwise: str = ""
    to_check: str = ""
    conditions: tuple[Condition, ...] = ()
    received: Variable | None = None
    sums: bool = True
    excluded_with: tuple[str, ...] = ()
    doubted_by: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    non_take_up: Figure | None = None
    revaluations: tuple[Revaluation, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def entity(self) -> Entity:
        """The OpenFisca entity that holds the right: each person, or the household's family."""
        if self.engine is None:
            return "individu" if self.whose == "person" else "famille"
        return self.engine.variable.entity

    @property
    def delay(self) -> Delay | None:
        """How long the answer takes: what its own file says, else its institution's."""
        return self.claim.delay or self.institution.delay

    @property
    def appeal(self) -> Appeal | None:
        """How to contest: what its own file says, else its institution's way; None if unknown."""
        return self.claim.appeal or self.institution.appeal

    def variables(self) -> tuple[Variable, ...]:
        """Every variable the engine is asked for it, the main one first, without repeats."""
        named = [self.engine.variable] if self.engine else []
        for condition in self.conditions:
            found = (condition.variable, condition.at_most)
            named += [item for item in found if isinstance(item, Variable)]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Catalogue:
    """Every benefit, in the order of their ids, and the institutions by id."""

    benefits: tuple[Benefit, ...]
    institutions: Mapping[str, Institution] = field(default_factory=dict)

    def get(self, benefit_id: str) -> Benefit | None:
        """The benefit of this id, or None."""
        return next((item for item in self.benefits if item.id == benefit_id), None)
