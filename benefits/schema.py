"""What the catalogue says of a benefit. Pure; benefits/toml/ makes these from the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from benefits.claim import Appeal, Claim, Delay, Institution, Paper
from benefits.facts import Facts
from benefits.figures import due_after
from benefits.lexicon import FACTS
from benefits.rules import AGES, Check, Rule, facts_read, of_others
from benefits.terms import Entity, Period, Step, Term, Variable

Status = Literal["estimated", "likely", "to_check", "no", "received", "failed"]

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
class Condition:
    """Something that must be true, and the sentence to say when it is not.

    Exactly one of `rule` (decided from the household's facts before the engine runs), `variable`
    (read from the engine's answer, and to be as `wanted`) and `terms`, whose sum must not exceed
    that of `at_most`, or must reach that of `at_least`: `otherwise` may then quote {value}, {gap},
    {limit} and the other `figures`. It counts where each variable of `when` has its value. Closer
    to the limit than the share `margin`, on either side, it is to be checked, saying `near`. A rule
    with `rare` refuses where nobody told what it reads, for its sentence asks it; one with `figure`
    that makes it to be checked still shows the engine's amount.
    """

    otherwise: str
    rule: Rule | None = None
    variable: Variable | None = None
    wanted: bool = True
    terms: tuple["Term", ...] = ()
    at_most: tuple["Term", ...] = ()
    at_least: tuple["Term", ...] = ()
    when: tuple[tuple[Variable, float | bool | str], ...] = ()
    figures: tuple[tuple[str, tuple["Term", ...]], ...] = ()
    margin: Decimal = Decimal(0)
    near: str = ""
    status: Literal["no", "to_check"] = "no"
    rare: bool = False
    figure: bool = False

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names of the facts that `rule` reads."""
        return facts_read(self.rule) if self.rule else frozenset()

    @cached_property
    def of_age(self) -> bool:
        """Whether a birthday may change what `rule` says."""
        return bool(AGES & self.facts)

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """The facts it reads, and the document's variables they come from."""
        return tuple(sorted(self.facts | self.told_by))

    @cached_property
    def of_others(self) -> bool:
        """Whether `rule` counts people of the household."""
        return self.rule is not None and of_others(self.rule)

    @cached_property
    def told_by(self) -> frozenset[str]:
        """The document's variables, or else the facts' own names, that these facts come from."""
        return frozenset(FACTS[name].variable or name for name in self.facts)


@dataclass(frozen=True)
class Amount:
    """What a benefit without engine brings where all of `conditions` hold: `euros`, or `up_to`, or
    what the engine gives of `figure`; not known when it gives nothing."""

    conditions: tuple[Condition, ...]
    euros: Decimal | None = None
    up_to: Decimal | None = None
    figure: Variable | None = None


@dataclass(frozen=True)
class Engine:
    """What OpenFisca computes: an amount in euros, a cost to pay, a yes or no, or a rate."""

    variable: Variable
    gives: Literal["amount", "cost", "eligibility", "rate"]


@dataclass(frozen=True)
class Revaluation:
    """A parameter of the engine that falls due every year on `due` ("04-01").

    `since`: the date of the engine's latest value. `good_until`: a later due date up to which this
    value is known to hold, `because` of what the sentence says; None when nothing says so.
    `small_change`: its yearly change is known to be small, so that a value past its date still
    gives an estimate, said with its date.
    """

    parameter: str
    since: date
    due: str
    good_until: date | None = None
    because: str = ""
    small_change: bool = False

    @property
    def stale_from(self) -> date:
        """The day from which the value is too old, and what is computed with it to check."""
        return self.good_until or due_after(self.since, self.due)


@dataclass(frozen=True)
class Aside:
    """A benefit that serves a project nobody was asked about: shown apart, under `title`.

    `unless`: the answers that point to it all the same, as a rule on the household.
    """

    title: str
    unless: Rule | None = None


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


@dataclass(frozen=True, eq=False)
class Benefit:
    """One benefit of the catalogue; `id` is its file's name. It is loaded once: equal to itself.

    Without `engine` it is decided by its conditions alone, and the first of `amounts` that holds is
    what it brings, where the file knows it. `whose`: whether each person has the right, or the
    household as one. `to_check`: what nobody can tell from the answers, so that the right is never
    more certain than "to check".
    `otherwise`: the general sentence of a refusal that no condition explains. `review_by`: the day
    from which the file is too old to be sure, when that is known.
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
    amounts: tuple[Amount, ...] = ()
    review_by: date | None = None
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
    aside: Aside | None = None
    examples: tuple[Example, ...] = ()
    steps: tuple[Step, ...] = ()

    @cached_property
    def entity(self) -> Entity:
        """The OpenFisca entity that holds the right: each person, or the household's family."""
        if self.engine is None:
            return "individu" if self.whose == "person" else "famille"
        return self.engine.variable.entity

    @cached_property
    def every_condition(self) -> tuple[Condition, ...]:
        """Those of the right, then those of its amounts."""
        return (*self.conditions, *(one for item in self.amounts for one in item.conditions))

    @cached_property
    def on_facts(self) -> tuple[tuple[Condition, Check], ...]:
        """Its conditions on facts, and what tells whether each holds."""
        return tuple((one, one.rule.check) for one in self.conditions if one.rule)

    @cached_property
    def lasting(self) -> tuple[Condition, ...]:
        """Its conditions on facts that no birthday changes."""
        return tuple(one for one in self.conditions if one.rule and not one.of_age)

    @cached_property
    def aging(self) -> tuple[Condition, ...]:
        """Its conditions on facts that a birthday may change."""
        return tuple(one for one in self.conditions if one.rule and one.of_age)

    @property
    def delay(self) -> Delay | None:
        """How long the answer takes: what its own file says, else its institution's."""
        return self.claim.delay or self.institution.delay

    @property
    def appeal(self) -> Appeal | None:
        """How to contest: what its own file says, else its institution's way; None if unknown."""
        return self.claim.appeal or self.institution.appeal

    def variables(self) -> tuple[Variable, ...]:
        """The variables that decide: the main one first, then those of the conditions."""
        named = [self.engine.variable] if self.engine else []
        for condition in self.every_condition:
            named += [condition.variable] if condition.variable else []
            named += [variable for variable, _ in condition.when]
        named += [item.figure for item in self.amounts if item.figure]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Catalogue:
    """Every benefit, in the order of their ids; the institutions and the papers by id."""

    benefits: tuple[Benefit, ...]
    institutions: Mapping[str, Institution] = field(default_factory=dict)
    papers: Mapping[str, Paper] = field(default_factory=dict)

    def get(self, benefit_id: str) -> Benefit | None:
        """The benefit of this id, or None."""
        return next((item for item in self.benefits if item.id == benefit_id), None)
