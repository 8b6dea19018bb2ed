"""D38: the rent of young people in a work-study contract."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from openfisca_france.model.base import TypesStatutOccupationLogement, Variable

from simulator.engine.law.corrections.record import Correction

PART_DU_SMIC = 1.2
LOCATAIRES = ("locataire_hlm", "locataire_vide", "locataire_meuble", "locataire_foyer")


class mobili_jeune_eligibilite(Variable):
    # Upstream stops at the minimum wage: the directive goes to 120 % of it.
    def formula_2022_06(individu, period, parameters):
        mobili_jeune = parameters(period).prestations_sociales.education.mobilite.mobili_jeune
        statut = individu.menage("statut_occupation_logement", period)
        locataire = sum(statut == TypesStatutOccupationLogement[nom] for nom in LOCATAIRES)
        plafond = PART_DU_SMIC * individu("smic_proratise", period)
        return (
            (individu("age", period) < mobili_jeune.age_maximum)
            * individu("alternant", period)
            * individu("peec_employeur", period)
            * (individu("salaire_de_base", period) <= plafond)
            * locataire
        )


CORRECTIONS = (
    Correction(
        id="D38",
        title="Mobili-Jeune : jusqu’à 120 % du salaire minimum",
        variables=("mobili_jeune_eligibilite",),
        law="Directive d’Action Logement sur l’aide Mobili-Jeune, 2025-2026",
        source="https://www.actionlogement.fr/l-aide-mobili-jeune",
        since="2022-06-01",
        checked_on="2026-11-26",
        formulas=(mobili_jeune_eligibilite,),
    ),
)
