"""What is not sure in one household, among the rules of to_check.py."""

from simulator.engine.law.corrections.record import Doubt, ToCheck
from simulator.engine.law.corrections.to_check import TO_CHECK


def doubts(document: dict, month: str) -> dict[str, Doubt]:
    """Upstream variable -> why its result is to check in this situation.

    `document`: an OpenFisca web API body of one household, before or after the computation;
    `month`: "YYYY-MM". The rules that are uncertain for everyone are left out: the catalogue says
    them once for each benefit.
    """
    found: dict[str, list[ToCheck]] = {}
    for rule in TO_CHECK:
        if rule.concerns and rule.concerns(document, month):
            for variable in rule.variables:
                found.setdefault(variable, []).append(rule)
    return {variable: _together(rules) for variable, rules in found.items()}


def _together(rules: list[ToCheck]) -> Doubt:
    said = " ".join(rule.reason for rule in rules)
    of_refusals = all(rule.of_refusals for rule in rules)
    if any(rule.lifts is None for rule in rules):
        return Doubt(said, of_refusals=of_refusals)
    lifts = frozenset(name for rule in rules for name in rule.lifts or ())
    return Doubt(said, lifts, of_refusals)
