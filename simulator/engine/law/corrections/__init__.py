"""The faults of the stock rules that this project mends, each beside its legal reference.

apply(system)   the same legislation with the corrections; `system` itself is left as it was
CARRIED         variables that no formula reads, added for the catalogue's rules
CORRECTIONS     what is mended; the dated values that are only late are in ../values.toml
TO_CHECK        what is not, because the rule in force could not be established
doubts(document, month)  those of TO_CHECK that a household's own facts call for
YEARLY_AMOUNTS  euros a year in variables that are asked by the month

The table, with figures, is docs/corrections.md.
"""

from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from simulator.engine.law.corrections import (
    apprenticeship,
    children,
    energy,
    family,
    health,
    housing,
    income,
    local,
    nationality,
    resources,
    social_housing,
    unemployment,
)
from simulator.engine.law.corrections.carried import CARRIED
from simulator.engine.law.corrections.doubts import doubts
from simulator.engine.law.corrections.record import YEARLY_AMOUNTS, Correction, Doubt, ToCheck
from simulator.engine.law.corrections.to_check import TO_CHECK
from simulator.engine.law.parameters import with_value, with_values

__all__ = [
    "CORRECTIONS",
    "TO_CHECK",
    "YEARLY_AMOUNTS",
    "Correction",
    "Doubt",
    "ToCheck",
    "apply",
    "doubts",
]

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
    *apprenticeship.CORRECTIONS,
    *energy.CORRECTIONS,
    *unemployment.CORRECTIONS,
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
                for one in correction.values:
                    self.parameters = with_value(
                        self.parameters, one.parameter, one.since, one.value
                    )
            self.parameters = with_values(self.parameters)

    return Corrected(system)
