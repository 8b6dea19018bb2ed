"""The faults of the stock rules that this project mends, each beside its legal reference.

apply(system)   the same legislation with the corrections; `system` itself is left as it was
CARRIED         variables that no formula reads, added for the catalogue's rules
CORRECTIONS     what is mended
TO_CHECK        what is not, because the rule in force could not be established
doubts(document, month)  those of TO_CHECK that a household's own facts call for
YEARLY_AMOUNTS  euros a year in variables that are asked by the month

The table, with figures, is docs/corrections.md.
"""

import copy

from openfisca_core.parameters import ParameterAtInstant, ParameterNode
from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from simulator.engine.law.corrections import (
    children,
    family,
    health,
    housing,
    income,
    local,
    nationality,
    resources,
    social_housing,
)
from simulator.engine.law.corrections.carried import CARRIED
from simulator.engine.law.corrections.record import Correction, ToCheck, Value
from simulator.engine.law.corrections.to_check import TO_CHECK, YEARLY_AMOUNTS, doubts

__all__ = ["CORRECTIONS", "TO_CHECK", "YEARLY_AMOUNTS", "Correction", "ToCheck", "apply", "doubts"]

CORRECTIONS: tuple[Correction, ...] = (
    *nationality.CORRECTIONS,
    *health.CORRECTIONS,
    *housing.CORRECTIONS,
    *social_housing.CORRECTIONS,
    *family.CORRECTIONS,
    *income.CORRECTIONS,
    *resources.CORRECTIONS,
    *children.CORRECTIONS,
    *local.CORRECTIONS,
)


def apply(
    system: TaxBenefitSystem, corrections: tuple[Correction, ...] = CORRECTIONS
) -> TaxBenefitSystem:
    """A system with `corrections`, sharing with `system` every variable and parameter not mended.

    A correction whose upstream variables are not loaded (extension absent) is left out.
    """
    loaded = [
        correction
        for correction in corrections
        if all(name in system.variables for name in correction.variables)
    ]

    class Corrected(Reform):
        cache_blacklist = system.cache_blacklist

        def apply(self) -> None:
            for variable in CARRIED:
                self.add_variable(variable)
            for correction in loaded:
                for formula in correction.formulas:
                    self.update_variable(formula)
                for value in correction.values:
                    self.parameters = with_value(self.parameters, value)

    return Corrected(system)


def with_value(root: ParameterNode, value: Value) -> ParameterNode:
    """`root` with one dated value written in; only the nodes on the way to it are copied.

    Raises KeyError when the parameter is not there. Later values, if any, are kept.
    """
    head, _, rest = value.parameter.partition(".")
    child = root.children[head]
    if rest:
        mended = with_value(child, Value(rest, value.since, value.value))
    else:
        mended = child.clone()
        others = [dated for dated in child.values_list if dated.instant_str != value.since]
        dated = ParameterAtInstant(child.name, value.since, data={"value": value.value})
        mended.values_list = sorted(
            [dated, *others], key=lambda each: each.instant_str, reverse=True
        )
    node = copy.copy(root)
    node.children = {**root.children, head: mended}
    setattr(node, head, mended)
    return node
