"""What the catalogue says of a benefit. Pure; benefits/toml/ makes these from the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from benefits.claim import Appeal, Claim, Delay, Institution
from benefits.facts import FACTS, Facts
from benefits.figures import due_after
from benefits.rules import Rule, facts_read

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

    Exactly one of `rule` (decided from the household's facts before the engine runs), `variable`
    (read from the engine's answer, and to be as `wanted`) and `terms`, whose sum must not exceed
    that of `at_most`, or must reach that of `at_least`: `otherwise` may then quote {value}, {gap},
    {limit} and the other `figures`. It counts where each variable of `when` has its value. Closer
    to the limit than the share `margin`, on either side, it is to be checked, saying `near`. A rule
    with `rare` refuses where nobody told what it reads, for its sentence asks it.
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

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names of the facts that `rule` reads."""
        return facts_read(self.rule) if self.rule else frozenset()

    @cached_property
    def told_by(self) -> frozenset[str]:
        """The document's variables, or else the facts' own names, that these facts come from."""
        return frozenset(FACTS[name].variable or name for name in self.facts)


@dataclass(frozen=True)
class Term:
    """A figure read from the engine: exactly one of the first six, of one month unless said.

    `variable`: summed over the holder's people or groups (only the people for whom `counted` is
    true), and over the months M+first..M+last of `months`, or on the year N+`years`. `parameter`:
    a path; `{name}` in it is the value of a monthly variable of the benefit's entity,
    `{name:menage}` of another's, `{enfants}` the number of children up to eight. `at`: the month
    of either, "N-01" or "N-2-07", else the simulation's. `scale_of`: the parameter is a scale, read
    at this variable's value. `count`: how many people satisfy a rule. `kept`: the total that a
    table kept under this name. `by`: the fact (how many people) that counts the `steps` of a scale,
    the last growing by `more` for each one after it. Then the sign, the factors `times`, the
    divisor, and rounding to the nearest multiple of `rounded` (0: none).
    """

    variable: Variable | None = None
    parameter: str = ""
    count: Rule | None = None
    kept: str = ""
    number: float | None = None
    by: str = ""
    steps: tuple[float, ...] = ()
    more: float = 0
    counted: Variable | None = None
    months: tuple[int, int] = (0, 0)
    years: int = 0
    at: str = ""
    scale_of: Variable | None = None
    negative: bool = False
    times: tuple["Term", ...] = ()
    divided_by: float = 1
    rounded: float = 0


Does = Literal[
    "plus",
    "minus",
    "times",
    "divided",
    "at_least",
    "at_most",
    "none_below",
    "only_if",
    "never_if",
    "rounded_down",
    "shown",
    "keep",
    "result",
]


@dataclass(frozen=True)
class Step:
    """A line of « how the amount was worked out »: what it does to the running total.

    Its figure is the sum of `terms`, and no less than that of `no_less`. `only_if` leaves nothing
    when it is above `limit` or, without a limit, when it is zero; `never_if` when it is not. A step
    with `table` begins a table of that title, at zero, made for each of `months` (shifts); a
    `result` ends it, and the engine's own value must be the total. A step counts where `rule` holds
    and each variable of `when` has its value. `source`: the parameter whose value, date and law are
    shown with it. Where nothing is left and it has `otherwise`, it is why: {value} is its figure,
    {limit} the total before it (or its limit), {gap} between them, and other names `figures`.
    """

    label: str
    does: Does
    terms: tuple[Term, ...] = ()
    no_less: tuple[Term, ...] = ()
    limit: tuple[Term, ...] = ()
    table: str = ""
    months: tuple[int, ...] = (0,)
    rule: Rule | None = None
    when: tuple[tuple[Variable, float | bool | str], ...] = ()
    unit: Literal["euros", "percent", "number"] = "euros"
    source: str = ""
    keep: str = ""
    otherwise: str = ""
    figures: tuple[tuple[str, tuple[Term, ...]], ...] = ()


@dataclass(frozen=True)
class Amount:
    """What a benefit without engine brings where all of `conditions` hold: `euros`, or `up_to`."""

    conditions: tuple[Condition, ...]
    euros: Decimal | None = None
    up_to: Decimal | None = None


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


@dataclass(frozen=True)
class Benefit:
    """One benefit of the catalogue; `id` is its file's name.

    Without `engine` it is decided by its conditions alone, and the first of `amounts` that holds is
    what it brings, where the file knows it. `whose`: whether each person has the right, or the
    household as one. `to_check`: what nobody can tell from the answers, so that the right is never
    more certain than "to check".
    `otherwise`: the general sentence of a refusal that no condition explains.
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

    @property
    def entity(self) -> Entity:
        """The OpenFisca entity that holds the right: each person, or the household's family."""
        if self.engine is None:
            return "individu" if self.whose == "person" else "famille"
        return self.engine.variable.entity

    @cached_property
    def every_condition(self) -> tuple[Condition, ...]:
        """Those of the right, then those of its amounts."""
        return (*self.conditions, *(one for item in self.amounts for one in item.conditions))

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
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Catalogue:
    """Every benefit, in the order of their ids, and the institutions by id."""

    benefits: tuple[Benefit, ...]
    institutions: Mapping[str, Institution] = field(default_factory=dict)

    def get(self, benefit_id: str) -> Benefit | None:
        """The benefit of this id, or None."""
        return next((item for item in self.benefits if item.id == benefit_id), None)
