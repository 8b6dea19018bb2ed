"""D23, D24: incomes that have stopped, and the age at which the solidarity allowance ends."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from openfisca_france.model.base import ADD, Variable, not_, where
from openfisca_france.model.prestations.minima_sociaux import rsa as stock

from simulator.engine.law.corrections.record import Correction, Value

REVENUS_ACTIVITE = (
    "salaire_net",
    "indemnites_chomage_partiel",
    "remuneration_apprenti",
    "indemnites_volontariat",
    "revenus_stage_formation_pro",
    "bourse_recherche",
    "hsup",
    "etr",
    "rpns_auto_entrepreneur_benefice",
    "rsa_indemnites_journalieres_activite",
)
REVENUS_REMPLACEMENT = ("chomage_net", "retraite_nette")


def arretes_avant(individu, period, revenus):
    """Euros a month, over the quarter read, of `revenus` that stopped before the month M-1.

    Upstream leaves out those that stopped since: their last payment is of M-1.
    """
    dernier = period.last_month

    def moyenne(trimestre):
        return sum(
            individu(revenu, trimestre, options=[ADD])
            * (individu(revenu, period) == 0)
            * (individu(revenu, dernier) == 0)
            for revenu in revenus
        ) / len(trimestre.get_subperiods("month"))

    decale = individu.famille("departement_experimentation_rsa", period)
    lu = where(decale, moyenne(dernier.last_3_months), moyenne(period.last_3_months))
    return lu * not_(individu("rsa_has_ressources_substitution", period))


class rsa_revenu_activite_individu(Variable):
    def formula_2024_10(individu, period, parameters):
        montant = stock.rsa_revenu_activite_individu.formula_2024_10(individu, period)
        return montant - arretes_avant(individu, period, REVENUS_ACTIVITE)


class rsa_base_ressources_individu(Variable):
    def formula_2024_10(individu, period, parameters):
        montant = stock.rsa_base_ressources_individu.formula_2024_10(individu, period, parameters)
        # R. 262-6 counts every resource but those it lists: the annuity is not listed.
        decale = individu.famille("departement_experimentation_rsa", period)
        rente = where(
            decale,
            individu("rente_accident_travail", period.last_month.last_3_months, options=[ADD]),
            individu("rente_accident_travail", period.last_3_months, options=[ADD]),
        )
        return montant - arretes_avant(individu, period, REVENUS_REMPLACEMENT) + rente / 3


CORRECTIONS = (
    Correction(
        id="D23",
        title="RSA : ce qui s’est arrêté ne compte plus, la rente d’accident compte",
        variables=("rsa_revenu_activite_individu", "rsa_base_ressources_individu"),
        law="Code de l’action sociale et des familles, art. R. 262-6 et R. 262-13",
        source="https://www.doctrine.fr/l/texts/codes/LEGITEXT000006074069/articles/LEGIARTI000006906133",
        since="2019-11-01",
        checked_on="2026-11-22",
        formulas=(rsa_revenu_activite_individu, rsa_base_ressources_individu),
    ),
    Correction(
        id="D24",
        title="Allocation de solidarité spécifique : jusqu’à 67 ans",
        variables=("ass_eligibilite_individu",),
        law="Code du travail, art. L. 5421-4, 2° ; code de la sécurité sociale, art. L. 351-8, 1°",
        source="https://legal.tricoteuses.fr/articles/LEGIARTI000023031779",
        since="2017-01-01",
        checked_on="2026-11-22",
        values=(
            Value(
                "chomage.allocations_assurance_chomage.ass.age_max",
                since="2017-01-01",
                value=67 * 12 - 1,  # months, the last one allowed
            ),
        ),
    ),
)
