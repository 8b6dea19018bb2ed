"""D55: about what unemployment insurance would pay, from the pay of the last months."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from openfisca_france.model.base import MONTH, Individu, Variable, max_, min_

from simulator.engine.law.corrections.record import Correction

MONTHS_KNOWN = 12  # what the questions ask of pay: the months before are written as their mean
DAYS_PAID = 30  # every month, since April 2025 (art. 24)


class allocation_chomage_estimee(Variable):
    value_type = float
    entity = Individu
    label = "Allocation chômage d’un mois, brute, d’après les salaires des derniers mois"
    definition_period = MONTH

    # The daily reference pay is that of the contracts, over their days: here of the months with
    # pay. Nothing without pay: the amount is then not known, and the right is not judged on it.
    def formula(individu, period, parameters):
        are = parameters(period).chomage.allocations_assurance_chomage.are.allocation
        salaires = [
            individu("salaire_de_base", period.offset(-count, MONTH))
            for count in range(1, MONTHS_KNOWN + 1)
        ]
        payes = sum((salaire > 0) * 1 for salaire in salaires)
        par_jour = sum(salaires) / max_(payes, 1) * 12 / 365
        proportionnelle = par_jour * are.partie_prop + are.partie_fixe
        journaliere = max_(proportionnelle, par_jour * are.pourcentage_sjr_seuil)
        plafond = par_jour * are.pourcentage_sjr_plafond
        return min_(max_(journaliere, are.minimum_hors_mayotte), plafond) * DAYS_PAID


CORRECTIONS = (
    Correction(
        id="D55",
        title="Allocation chômage : un ordre de grandeur",
        variables=("allocation_retour_emploi",),
        law="Règlement d’assurance chômage (convention du 15 novembre 2024), art. 14 à 17",
        source="https://www.cdg16.fr/2025/07/09/revalorisation-des-allocations-chomage-au-1er-juillet-2025",
        since="2025-07-01",
        checked_on="2026-11-27",
        formulas=(allocation_chomage_estimee,),
    ),
)
