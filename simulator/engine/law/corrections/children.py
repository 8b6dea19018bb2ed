"""D48: a child counts in the prime d'activité with what it earns, or not at all."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from openfisca_france.model.base import Variable, max_, not_
from openfisca_france.model.prestations.minima_sociaux import ppa as stock
from openfisca_france.model.prestations.minima_sociaux import rsa as stock_rsa

from simulator.engine.law.corrections.record import Correction


def comptes(famille, period):
    """Who is of the household that the prime looks at: the adults, and the dependent children."""
    enfant = famille.members("est_enfant_dans_famille", period)
    return not_(enfant) + enfant * famille.members("rsa_enfant_a_charge", period)


class ppa_revenu_activite(Variable):
    def formula(famille, period, parameters):
        revenus = famille.members("ppa_revenu_activite_individu", period)
        return famille.sum(revenus * comptes(famille, period))


class ppa_ressources_hors_activite(Variable):
    def formula(famille, period, parameters):
        ressources = famille.members("ppa_ressources_hors_activite_individu", period)
        personnelles = ressources + famille.members("ass", period)
        return (
            famille("aspa", period)
            + famille("ppa_base_ressources_prestations_familiales", period)
            + famille.sum(personnelles * comptes(famille, period))
        )


class ppa_bonification(Variable):
    def formula(individu, period, parameters):
        montant = stock.ppa_bonification.formula(individu, period, parameters)
        enfant = individu("est_enfant_dans_famille", period)
        return montant * (not_(enfant) + enfant * individu("rsa_enfant_a_charge", period))


class rsa_forfait_asf(Variable):
    # What is paid for a child that is left out is left out with it.
    def formula_2014_04_01(famille, period, parameters):
        montant = stock_rsa.rsa_forfait_asf.formula_2014_04_01(famille, period, parameters)
        aides = famille.members("asf_elig_enfant", period)
        gardes = famille.sum(aides * famille.members("rsa_enfant_a_charge", period))
        return montant * gardes / max_(famille.sum(aides), 1)


CORRECTIONS = (
    Correction(
        id="D48",
        title="Prime d’activité : l’enfant qui gagne sa vie compte avec sa paie, ou pas du tout",
        variables=(
            *("ppa_revenu_activite", "ppa_ressources_hors_activite"),
            *("ppa_bonification", "rsa_forfait_asf"),
        ),
        law="Code de la sécurité sociale, art. L. 842-3 et R. 842-3",
        source="https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000006073189/LEGISCTA000031694323/",
        since="2016-01-01",
        checked_on="2026-11-26",
        formulas=(
            *(ppa_revenu_activite, ppa_ressources_hors_activite),
            *(ppa_bonification, rsa_forfait_asf),
        ),
    ),
)
