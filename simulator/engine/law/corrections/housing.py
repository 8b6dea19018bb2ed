"""D7, D14, D30, D39: housing aid."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from numpy import ceil, datetime64
from numpy import round as round_
from openfisca_core.periods import Period
from openfisca_france.model.base import (
    ADD,
    MONTH,
    Enum,
    Famille,
    Menage,
    TypesActivite,
    Variable,
    max_,
    min_,
    not_,
    set_input_dispatch_by_period,
    where,
)
from openfisca_france.model.prestations import aides_logement as stock
from openfisca_france.model.prestations import reduction_loyer_solidarite as stock_rls

from simulator.engine.law.corrections.record import Correction


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


class autres_adultes(Variable):
    value_type = bool
    entity = Menage
    label = "D’autres adultes que la famille vivent dans le logement, sans en être locataires"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class autres_adultes_proches(Variable):
    value_type = bool
    entity = Menage
    label = "L’un d’eux peut être à charge : ascendant âgé, ou proche handicapé à 80 %"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class autres_adultes_revenus(Variable):
    value_type = float
    entity = Menage
    label = "Ce que gagnent par mois ceux d’entre eux qui sont là depuis plus de six mois"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class SousLocation(Enum):
    __order__ = "aucune admise exclue"
    aucune = "Aucune"
    admise = "À une personne de moins de 30 ans, ou en accueil familial"
    exclue = "À quelqu’un d’autre"


class sous_location(Variable):
    value_type = Enum
    possible_values = SousLocation
    default_value = SousLocation.aucune
    entity = Menage
    label = "Une partie du logement est louée ou sous-louée"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class aide_logement_base_ressources(Variable):
    # R. 822-2: also the incomes of those who have lived there for more than six months, after the
    # same 10 % as everyone's pay and pensions; the base is a whole number of hundreds.
    def formula_2021_01_01(famille, period, parameters):
        base = stock.aide_logement_base_ressources.formula_2021_01_01(famille, period, parameters)
        abatpro = parameters(
            period.last_year
        ).impot_revenu.calcul_revenus_imposables.deductions.abatpro
        autres = famille.demandeur.menage("autres_adultes_revenus", period) * 12
        ensemble = ceil((base + autres * (1 - abatpro.taux)) / 100) * 100
        return where(autres > 0, ensemble, base)


class aide_logement_montant(Variable):
    def formula(famille, period):
        loue = famille.demandeur.menage("sous_location", period)
        montant = stock.aide_logement_montant.formula(famille, period)
        return montant * (loue != SousLocation.exclue)


class reduction_loyer_solidarite(Variable):
    # L. 442-2-1: metropolitan social housing alone; upstream cuts the aid overseas too.
    def formula_2018_01_01(famille, period):
        montant = stock_rls.reduction_loyer_solidarite.formula_2018_01_01(famille, period)
        return montant * not_(famille.demandeur.menage("residence_dom", period))


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
    Correction(
        id="D30",
        title="Aide au logement : les autres adultes du logement, et la pièce louée à un tiers",
        variables=("aide_logement_base_ressources", "aide_logement_montant"),
        law="Code de la construction et de l’habitation, art. R. 822-2 et L. 822-4",
        source="https://github.com/CatalaLang/catala/blob/master/examples/aides_logement/code_construction_legislatif.catala_fr",
        since="2021-01-01",
        checked_on="2026-11-22",
        formulas=(
            autres_adultes,
            autres_adultes_proches,
            autres_adultes_revenus,
            sous_location,
            aide_logement_base_ressources,
            aide_logement_montant,
        ),
    ),
    Correction(
        id="D39",
        title="Aide au logement outre-mer : pas de réduction de loyer de solidarité",
        variables=("reduction_loyer_solidarite",),
        law="Code de la construction et de l’habitation, art. L. 442-2-1",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038833590/",
        since="2018-01-01",
        checked_on="2026-11-26",
        formulas=(reduction_loyer_solidarite,),
    ),
)
