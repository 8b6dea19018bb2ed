"""What a benefit reads of the engine: variables, figures made of them, and steps. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from benefits.rules import Rule

Entity = Literal["individu", "famille", "foyer_fiscal", "menage"]
Period = Literal["month", "year", "once"]

PLURALS: Mapping[str, str] = {
    "individu": "individus",
    "famille": "familles",
    "foyer_fiscal": "foyers_fiscaux",
    "menage": "menages",
}


@dataclass(frozen=True)
class Variable:
    """An OpenFisca variable, its entity and the period it is defined on."""

    name: str
    entity: Entity
    period: Literal["month", "year"]


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
