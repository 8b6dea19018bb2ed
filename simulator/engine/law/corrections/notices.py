"""The tax notices of a couple, of which upstream often reads the applicant's alone."""

from openfisca_france.model.base import Famille


def revenu_fiscal_de_reference(famille, annee):
    """The sum of the parents' notices of the year `annee`, each notice once (euros a year)."""
    foyer = famille.simulation.populations["foyer_fiscal"].members_entity_id
    demandeur = famille.value_from_person(foyer, Famille.DEMANDEUR)
    conjoint = famille.value_from_person(foyer, Famille.CONJOINT, default=-1)
    second_avis = (conjoint >= 0) & (conjoint != demandeur)
    premier = famille.demandeur.foyer_fiscal("rfr", annee)
    return premier + second_avis * famille.conjoint.foyer_fiscal("rfr", annee)
