"""What a correction is, and what is said of a rule that could not be corrected."""

from collections.abc import Callable
from dataclasses import dataclass

# Their value is what a whole (school) year pays, though the variable is asked for one month.
YEARLY_AMOUNTS = frozenset(
    {
        "bourse_college",
        "bourse_lycee",
        "paris_complement_sante",
        "paris_energie_familles",
        "paris_forfait_familles",
    }
)


@dataclass(frozen=True)
class Value:
    """One dated value of one upstream parameter, in the parameter's own unit."""

    parameter: str  # dotted path in OpenFisca's legislation
    since: str  # "YYYY-MM-DD"
    value: float


@dataclass(frozen=True)
class Correction:
    """A fault of the stock rules, mended here until upstream has mended it.

    `variables` are the upstream variables whose result the fault changes first: a benefit that
    depends on one of them is computed with the corrected rule.
    """

    id: str  # "D7", as in docs/corrections.md
    title: str
    variables: tuple[str, ...]
    law: str  # article in force
    source: str  # where the text, or the figure, stands
    since: str  # the rule applies from, "YYYY-MM-DD"
    checked_on: str  # the day it was last looked up, "YYYY-MM-DD"
    formulas: tuple[type, ...] = ()  # OpenFisca variables: named as upstream's, or new
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class ToCheck:
    """A rule that is not corrected because the value in force could not be established.

    A result that rests on one of `variables` says « à vérifier » with `rule_date`, the day from
    which the rule that the engine applies was in force.
    """

    id: str
    title: str  # what is uncertain
    variables: tuple[str, ...]
    rule_date: str  # "YYYY-MM-DD"
    reason: str  # a sentence for the result page
    source: str = ""
    concerns: Callable[[dict, str], bool] | None = None  # (document, month); None: every situation
    told_by: tuple[str, ...] = ()  # the variables of the document that `concerns` looks at
    without_amount: bool = False  # « probable »: the right is shown, never the figure
    # What a refusal must rest on for the doubt to reach it: names of variables or facts, AMOUNT.
    # None: anything. (): nothing, the doubt can only lower what is computed.
    lifts: tuple[str, ...] | None = None
    of_refusals: bool = False  # it says nothing of a right that is computed


AMOUNT = "montant"  # a limit that is passed, or an amount of zero


@dataclass(frozen=True)
class Doubt:
    """What is not sure of one variable in one household; `lifts`, `of_refusals` as in ToCheck."""

    said: str
    lifts: frozenset[str] | None = None
    of_refusals: bool = False
