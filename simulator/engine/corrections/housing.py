"""D7, D14: housing aid."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from numpy import datetime64
from numpy import round as round_
from openfisca_core.periods import Period
from openfisca_france.model.base import (
    ADD,
    Famille,
    TypesActivite,
    Variable,
    max_,
    min_,
)

from simulator.engine.corrections.record import Correction


class aide_logement_condition_neutralisation(Variable):
    # Upstream sums unemployment over the parents: one job-seeker wipes out the partner's salary.
    def formula_2019_09_01(individu, period):
        depuis_deux_mois = datetime64(period.offset(-2, "month").start)
        chomage = individu("chomage_imposable", period)
        non_indemnise = (
            (individu("activite", period) == TypesActivite.chomeur) * (chomage == 0)
        ) + ((chomage > 0) * (individu("ass", period) > 0))
        chomage_non_indemnise = non_indemnise * (
            individu("date_debut_chomage", period) < depuis_deux_mois
        )
        conges = individu("type_conges", period)
        conge_parental = conges == conges.possible_values.conge_parental
        # R. 822-17: the RSA is the household's, so the incomes of both partners are left out.
        rsa = individu.famille("rsa", period.last_month) > 0
        return (chomage_non_indemnise + conge_parental + rsa) * individu.has_role(Famille.PARENT)


class aide_logement_biactivite(Variable):
    # Upstream compares the salary of one month with twelve months' threshold.
    def formula_2021_01_01(famille, period, parameters):
        annee_glissante = Period(("year", period.start, 1)).offset(-1).offset(-1, "month")
        salaires = (
            famille.members("salaire_imposable", annee_glissante, options=[ADD])
            + famille.members("f1tt", period.n_2)
            + famille.members("f3vj", period.n_2)
        )
        abatpro = parameters(
            period.last_year
        ).impot_revenu.calcul_revenus_imposables.deductions.abatpro
        forfait = round_(min_(max_(abatpro.taux * salaires, abatpro.min), abatpro.max))
        frais_reels = famille.members("frais_reels", period.last_year)
        revenus = max_(salaires - max_(frais_reels, forfait), 0) + famille.members(
            "rpns_imposables", period.n_2
        )
        bmaf = parameters(period).prestations_sociales.prestations_familiales.bmaf.bmaf
        couple = famille.nb_persons(role=Famille.PARENT) == 2
        return couple * famille.all(revenus >= 12 * bmaf, role=Famille.PARENT)


CORRECTIONS = (
    Correction(
        id="D7",
        title="Aide au logement : le chômage non indemnisé n’efface que ses propres revenus",
        variables=("aide_logement_condition_neutralisation",),
        law="Code de la construction et de l’habitation, art. R. 822-15 à R. 822-17",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038878973/",
        since="2019-09-01",
        checked_on="2026-11-22",
        formulas=(aide_logement_condition_neutralisation,),
    ),
    Correction(
        id="D14",
        title="Aide au logement : l’abattement pour double activité se juge sur douze mois",
        variables=("aide_logement_biactivite",),
        law="Code de la construction et de l’habitation, art. R. 822-7",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041419409/",
        since="2021-01-01",
        checked_on="2026-11-22",
        formulas=(aide_logement_biactivite,),
    ),
)
