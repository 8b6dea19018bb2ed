"""D12, D13, D21, D22, D25: grants of pupils, family support, twins, overseas, school start."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from numpy import datetime64
from numpy import round as round_
from openfisca_france.model.base import (
    MONTH,
    YEAR,
    Enum,
    Famille,
    Individu,
    Variable,
    apply_thresholds,
    max_,
    min_,
    not_,
    select,
    set_input_dispatch_by_period,
    where,
)
from openfisca_france.model.prestations.prestations_familiales import paje as stock

from simulator.engine.law.corrections.notices import revenu_fiscal_de_reference
from simulator.engine.law.corrections.record import Correction


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


class paje_base_naissance_multiple(Variable):
    value_type = int
    entity = Famille
    label = "Enfants nés ensemble qui ouvrent droit à l’allocation de base ; 1 sinon"
    definition_period = MONTH

    def formula(famille, period):
        eligible = famille.members("enfant_eligible_paje", period)
        naissance = famille.members("date_naissance", period).astype("datetime64[D]").astype(int)
        jumeaux = 1
        for derniere in (True, False):  # three births within three years are not looked at
            jours = where(eligible, naissance, -1e6 if derniere else 1e6)
            jour = famille.max(jours) if derniere else famille.min(jours)
            nes = famille.sum(eligible * (naissance == famille.project(jour)))
            jumeaux = max_(jumeaux, nes)
        return jumeaux


class paje_base(Variable):
    # One allowance for each child of a multiple birth; otherwise one for the family.
    def formula_2021_05_01(famille, period, parameters):
        montant = stock.paje_base.formula_2021_05_01(famille, period, parameters)
        return montant * famille("paje_base_naissance_multiple", period)


class cf_plafond(Variable):
    # Upstream still has the ceilings that were the overseas départements' own until March 2017.
    def formula_2017_04_01(famille, period, parameters):
        cf = parameters(period).prestations_sociales.prestations_familiales
        plafond = cf.prestations_generales.cf.cf_plaf
        enfants = famille.sum(famille.members("cf_enfant_a_charge", period))
        taux = (
            1
            + plafond.majoration.deux_premiers_enf * min_(enfants, 2)
            + plafond.majoration.troisieme_enf_et_plus * max_(enfants - 2, 0)
        )
        seul_ou_deux_revenus = not_(famille("en_couple", period)) | famille("biactivite", period)
        montant = (
            plafond.plafond_ressources_0_enfant * taux
            + plafond.majoration.biactifs_isoles * seul_ou_deux_revenus
        )
        eligible = famille("cf_eligibilite_base", period) | famille("cf_eligibilite_dom", period)
        return eligible * montant


class ars_avant_ressources(Variable):
    value_type = float
    entity = Famille
    label = "Allocation de rentrée scolaire des enfants qui ont l’âge, quels que soient les revenus"
    definition_period = YEAR

    # The ages are those reached in the calendar year: upstream looks at 1 December.
    def formula_2016_01_01(famille, period, parameters):
        octobre = period.first_month.offset(9, MONTH)
        decembre = period.first_month.offset(11, MONTH)
        prestations = parameters(octobre).prestations_sociales.prestations_familiales
        bareme = prestations.education_presence_parentale.ars
        ages, taux = bareme.ars_cond, bareme.ars_m
        annee = period.start.year
        naissance = famille.members("date_naissance", decembre)
        age = annee - (naissance.astype("datetime64[Y]").astype(int) + 1970)
        limite = datetime64(f"{annee - ages.age_sortie_lycee}-09-15")
        lycee = (age >= ages.age_entree_lycee) & (
            (age < ages.age_sortie_lycee)
            | ((age == ages.age_sortie_lycee) & (naissance.astype("datetime64[D]") > limite))
        )
        # L. 543-3: what is due for a child in care is kept for it. Where the child was in July is
        # what counts; the situation tells the present, from January on.
        confie = famille.members("enfant_place", period.first_month)
        autonome = famille.members("autonomie_financiere", decembre)
        montant_enfant = (
            not_(confie)
            * not_(autonome)
            * (
                (age >= ages.age_entree_primaire)
                * (age < ages.age_entree_college)
                * taux.taux_primaire
                + (age >= ages.age_entree_college)
                * (age < ages.age_entree_lycee)
                * taux.taux_college
                + lycee * taux.taux_lycee
            )
        )
        return prestations.bmaf.bmaf * famille.sum(montant_enfant, role=Famille.ENFANT)


class ars(Variable):
    def formula_2016_01_01(famille, period, parameters):
        octobre = period.first_month.offset(9, MONTH)
        prestations = parameters(octobre).prestations_sociales.prestations_familiales
        bareme = prestations.education_presence_parentale.ars
        enfants = famille("af_nbenf", octobre)
        plafond = bareme.ars_plaf
        depassement = famille(
            "prestations_familiales_base_ressources", period.first_month
        ) - plafond.plafond_ressources * (1 + enfants * plafond.majoration_par_enf_supp)
        montant = max_(0, famille("ars_avant_ressources", period) - max_(0, depassement))
        return montant * (montant >= bareme.montant_minimum_verse)


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
    Correction(
        id="D21",
        title="Allocation de base de la Paje : une par enfant d’une naissance multiple",
        variables=("paje_base",),
        law="Code de la sécurité sociale, art. L. 531-3",
        source="https://2007-2012.nosdeputes.fr/question/QE/55116",
        since="2021-05-01",
        checked_on="2026-11-22",
        formulas=(paje_base_naissance_multiple, paje_base),
    ),
    Correction(
        id="D22",
        title="Complément familial outre-mer : les plafonds de métropole",
        variables=("cf_plafond",),
        law="Code de la sécurité sociale, art. L. 755-16 ; décret 2017-551 du 14 avril 2017",
        source="https://www.legifrance.gouv.fr/eli/decret/2017/4/14/AFSS1706546D/jo/texte",
        since="2017-04-01",
        checked_on="2026-11-22",
        formulas=(cf_plafond,),
    ),
    Correction(
        id="D25",
        title="Rentrée scolaire : l’âge atteint dans l’année, décembre compris",
        variables=("ars",),
        law="Code de la sécurité sociale, art. L. 543-3, R. 543-2 et R. 543-5",
        source="https://www.service-public.fr/particuliers/vosdroits/F1878",
        since="2016-01-01",
        checked_on="2026-11-22",
        formulas=(ars_avant_ressources, ars),
    ),
)
