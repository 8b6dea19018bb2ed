"""D12, D13: grants of pupils and family support allowance."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from numpy import round as round_
from openfisca_france.model.base import (
    MONTH,
    Enum,
    Famille,
    Individu,
    Variable,
    apply_thresholds,
    not_,
    select,
    set_input_dispatch_by_period,
)

from simulator.engine.corrections.notices import revenu_fiscal_de_reference
from simulator.engine.corrections.record import Correction


def echelon(famille, period, parameters, bourse, echelons):
    """The rung of the grant, 0 for none; `echelons` from the poorest to the least poor."""
    enfants = famille.sum(famille.members("age", period) >= 0, role=Famille.ENFANT)
    # Ceilings are multiples of the minimum hourly wage on 1 July of the year of the incomes.
    juillet = period.n_2.first_month.offset(6, MONTH)
    smic = parameters(juillet).marche_travail.salaire_minimum.smic.smic_b_horaire
    thresholds = []
    for numero in echelons:
        plafonds = bourse[f"echelon_{numero}"]
        multiple = select(
            [enfants <= nombre for nombre in range(1, 8)],
            [plafonds[f"plafond_{nombre}e"] for nombre in range(1, 8)],
            plafonds["plafond_8e"],
        )
        thresholds.append(round_(multiple * smic))
    rfr = revenu_fiscal_de_reference(famille, period.n_2)
    return apply_thresholds(rfr, thresholds=thresholds, choices=list(echelons))


class bourse_college_echelon(Variable):
    def formula_2016_07_01(famille, period, parameters):
        bourses = parameters(period).prestations_sociales.education.bourses.bourses_education
        return echelon(famille, period, parameters, bourses.bourse_college.apres_2016, (3, 2, 1))


class bourse_lycee_echelon(Variable):
    def formula_2016_07_01(famille, period, parameters):
        bourses = parameters(period).prestations_sociales.education.bourses.bourses_education
        return echelon(
            famille, period, parameters, bourses.bourse_lycee.apres_2016, (6, 5, 4, 3, 2, 1)
        )


class ContributionAutreParent(Enum):
    __order__ = "inconnue contribue ne_contribue_pas"
    inconnue = "Inconnue"
    contribue = "Participe aux frais de l’enfant (garde, dépenses), même sans pension"
    ne_contribue_pas = "Décédé, inconnu, ne paie rien, ou paie moins que l’allocation"


class contribution_autre_parent(Variable):
    value_type = Enum
    possible_values = ContributionAutreParent
    default_value = ContributionAutreParent.inconnue
    entity = Individu
    label = "Ce que l’autre parent d’un enfant élevé par un parent seul fait pour lui"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class asf_elig_enfant(Variable):
    # A pension paid is deducted by `asf_montant`. Unknown in shared residence: none, to check.
    def formula_2016_04_01(individu, period, parameters):
        af = parameters(period).prestations_sociales.prestations_familiales.prestations_generales.af
        age = individu("age", period)
        contribution = individu("contribution_autre_parent", period)
        prive_de_soutien = (contribution == ContributionAutreParent.ne_contribue_pas) + (
            (contribution == ContributionAutreParent.inconnue)
            * not_(individu("garde_alternee", period))
        )
        return (
            (age >= af.af_cm.age1)
            * (age < af.af_cm.age3)
            * not_(individu("autonomie_financiere", period))
            * prive_de_soutien
        )


CORRECTIONS = (
    Correction(
        id="D12",
        title="Bourses de collège et de lycée : les deux avis d’impôt d’un couple non marié",
        variables=("bourse_college_echelon", "bourse_lycee_echelon"),
        law="Code de l’éducation, art. D. 531-4 (collège), repris pour le lycée",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047859843",
        since="2016-07-01",
        checked_on="2026-11-22",
        formulas=(bourse_college_echelon, bourse_lycee_echelon),
    ),
    Correction(
        id="D13",
        title="Allocation de soutien familial : l’autre parent ne participe pas",
        variables=("asf_elig_enfant",),
        law="Code de la sécurité sociale, art. L. 523-1 et D. 523-2",
        source="https://ash.tm.fr/numeros-juridiques/3267/chapitre-4-les-dispositifs-daides-financieres/prestations-familiales-synthese-en-fonction-de-leurs-finalites/isolement-703102.php",
        since="2016-04-01",
        checked_on="2026-11-22",
        formulas=(contribution_autre_parent, asf_elig_enfant),
    ),
)
