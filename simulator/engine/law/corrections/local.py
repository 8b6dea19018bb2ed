"""D15, D37: the solidarity fares of Rennes Métropole and of Nouvelle-Aquitaine."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from numpy import absolute as abs_
from numpy import round as round_
from openfisca_core.periods import Period
from openfisca_france.model.base import ADD, Variable, where

from simulator.engine.law.corrections.record import Correction

RESSOURCES_INDIVIDUELLES = (
    "aah",
    "ass",
    "chomage_net",
    "indemnites_journalieres",
    "pensions_alimentaires_percues",
    "pensions_invalidite",
    "retraite_combattant",
    "retraite_nette",
    "revenus_stage_formation_pro",
    "revenus_capital",
    "revenus_locatifs",
    "salaire_net",
)
RESSOURCES_FAMILIALES = (
    "af",
    "aide_logement",
    "asf",
    "aspa",
    "cf",
    "paje_base",
    "paje_clca",
    "paje_prepare",
    "ppa",
)
REVENUS_TNS_ANNUELS = (
    "rpns_micro_entreprise_benefice",
    "rpns_benefice_exploitant_agricole",
    "rpns_autres_revenus",
)


class rennes_metropole_transport_base_ressource(Variable):
    # Upstream writes its two conditions as the strings "0" and "1": both true for everyone.
    def formula_2017_01_01(individu, period, parameters):
        annee = Period(("year", period.start, 1)).offset(-1)
        famille = individu.famille
        membres = famille.members

        def somme(variables, population):
            return sum(population(variable, annee, options=[ADD]) for variable in variables)

        trimestre = membres("rpns_auto_entrepreneur_benefice", period.last_3_months, options=[ADD])
        tns = trimestre + sum(
            membres(variable, period.last_year, options=[ADD]) for variable in REVENUS_TNS_ANNUELS
        )
        individuelles = somme(RESSOURCES_INDIVIDUELLES, membres) + tns * (3 / 12)
        individuelles -= membres(
            "pensions_alimentaires_versees_individu", period.last_3_months, options=[ADD]
        )
        rsa = round_(famille("rsa", annee, options=[ADD]))
        familiales = somme(RESSOURCES_FAMILIALES, famille) + rsa
        ressources = (familiales + famille.sum(individuelles)) / 12

        aide_logement = famille("aide_logement", annee, options=[ADD]) / 12
        autres = ressources - aide_logement - rsa / 12
        aah = famille.sum(membres("aah", annee, options=[ADD])) / 12
        aspa = famille("aspa", annee, options=[ADD]) / 12
        seul_minimum_social = (abs_(autres - aah) < 1) | (abs_(autres - aspa) < 1)
        forfait_logement = famille("css_cmu_forfait_logement_al", period) / 12
        return where(seul_minimum_social, ressources - aide_logement + forfait_logement, ressources)


class nouvelle_aquitaine_carte_solidaire_eligibilite_financiere(Variable):
    # Upstream compares the tax income of a year with the ceiling of a month.
    def formula(individu, period, parameters):
        quotient = individu.foyer_fiscal(
            "nouvelle_aquitaine_carte_solidaire_quotient_familial", period.n_2
        )
        plafond = parameters(period).regions.nouvelle_aquitaine.carte_solidaire.plafond
        aah = individu("aah", period) > 0
        ada = individu.famille("ada", period) > 0
        return (quotient / 12 <= plafond) + aah + ada


CORRECTIONS = (
    Correction(
        id="D15",
        title="Rennes : forfait logement pour les seuls allocataires d’un minimum social",
        variables=("rennes_metropole_transport_base_ressource",),
        law="Tarification solidaire de Rennes Métropole, telle que l’extension la décrit",
        source="https://github.com/openfisca/openfisca-france-local",
        since="2017-01-01",
        checked_on="2026-11-22",
        formulas=(rennes_metropole_transport_base_ressource,),
    ),
    Correction(
        id="D37",
        title="Nouvelle-Aquitaine : le quotient de la Carte Solidaire est celui d’un mois",
        variables=("nouvelle_aquitaine_carte_solidaire_eligibilite_financiere",),
        law="Règlement de la Carte Solidaire, région Nouvelle-Aquitaine",
        source="https://transports.nouvelle-aquitaine.fr/les-offres/la-carte-solidaire",
        since="2020-01-01",
        checked_on="2026-11-26",
        formulas=(nouvelle_aquitaine_carte_solidaire_eligibilite_financiere,),
    ),
)
