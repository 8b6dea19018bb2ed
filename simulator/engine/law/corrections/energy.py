"""D34: the chèque énergie of a home where several tax returns are made."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from numpy import select
from openfisca_france.model.base import (
    MONTH,
    YEAR,
    FoyerFiscal,
    Individu,
    Menage,
    Variable,
    max_,
    min_,
    not_,
    set_input_dispatch_by_period,
    where,
)

from simulator.engine.law.corrections.record import Correction


class contrat_electricite(Variable):
    value_type = bool
    entity = Individu
    label = "A le contrat d’électricité du logement à son nom"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class contrat_electricite_du_foyer(Variable):
    value_type = bool
    entity = FoyerFiscal
    label = "Le contrat d’électricité est au nom d’une personne de cette déclaration d’impôt"
    definition_period = MONTH

    def formula(foyer_fiscal, period):
        return foyer_fiscal.sum(foyer_fiscal.members("contrat_electricite", period)) > 0


class cheque_energie_du_contrat(Variable):
    value_type = bool
    entity = Individu
    label = (
        "Compte pour le chèque énergie : de la déclaration de qui a le contrat, ou tout le monde"
    )
    definition_period = YEAR

    def formula(individu, period):
        titulaire = individu.foyer_fiscal("contrat_electricite_du_foyer", period.first_month)
        return titulaire | not_(individu.menage.any(titulaire))


class cheque_energie_unites_consommation(Variable):
    def formula_2017(menage, period, parameters):
        unites = parameters(
            period
        ).prestations_sociales.solidarite_insertion.autre_solidarite.cheque_energie
        compte = menage.members("cheque_energie_du_contrat", period)
        alternee = menage.members("garde_alternee", period.first_month)
        personnes = menage.sum(compte * where(alternee, 0.5, 1.0))
        parts = unites.unites_consommation
        return (
            parts.premiere_personne
            + parts.deuxieme_personne * (personnes > 1) * (min_(personnes, 2) - 1)
            + parts.autres_personnes * max_(personnes - 2, 0)
        )


class cheque_energie_revenu(Variable):
    value_type = float
    entity = Menage
    label = "Revenu fiscal de référence que lit le chèque énergie"
    definition_period = YEAR

    def formula(menage, period):
        compte = menage.members("cheque_energie_du_contrat", period)
        rfr = menage.members.foyer_fiscal("rfr", period.n_2)
        return menage.sum(rfr * compte, role=FoyerFiscal.DECLARANT_PRINCIPAL)


class cheque_energie_montant(Variable):
    def formula_2017(menage, period, parameters):
        baremes = parameters(
            period
        ).prestations_sociales.solidarite_insertion.autre_solidarite.cheque_energie.baremes
        unites = menage("cheque_energie_unites_consommation", period)
        revenu = menage("cheque_energie_revenu", period) / unites
        return select(
            [unites <= 1, unites < 2],
            [baremes.une_uc.calc(revenu), baremes.une_uc_a_deux_uc.calc(revenu)],
            default=baremes.plus_de_deux_ucs.calc(revenu),
        )


CORRECTIONS = (
    Correction(
        id="D34",
        title="Chèque énergie : la déclaration d’impôt de qui a le contrat d’électricité",
        variables=("cheque_energie_unites_consommation", "cheque_energie_montant"),
        law="Code de l’énergie, art. L. 124-1 et R. 124-1",
        source="https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000023983208/LEGISCTA000032497858/",
        since="2025-08-01",
        checked_on="2026-11-26",
        formulas=(
            *(contrat_electricite, contrat_electricite_du_foyer, cheque_energie_du_contrat),
            *(cheque_energie_unites_consommation, cheque_energie_revenu, cheque_energie_montant),
        ),
    ),
)
