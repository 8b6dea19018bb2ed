"""D10, D11, D26: complementary health cover, disability and old-age minima."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from openfisca_france.model.base import (
    ADD,
    MONTH,
    Famille,
    Variable,
    max_,
    min_,
    not_,
    round_,
    select,
    set_input_divide_by_period,
    where,
)
from openfisca_france.model.prestations.minima_sociaux import asi_aspa as stock
from openfisca_france.model.prestations.minima_sociaux.cs import ressources as stock_cs

from simulator.engine.law.corrections.record import Correction, Value

#: Each benefit, and the variable « it was not paid ». Whole names: what a formula may read is found
#: in its text (engine/dependencies.py).
PRESTATIONS = {
    "af": "af_non_percue",
    "asf": "asf_non_percue",
    "cf": "cf_non_percue",
    "paje_clca": "paje_clca_non_percue",
    "paje_prepare": "paje_prepare_non_percue",
}
DE_LA_PERSONNE = {"ass": "ass_non_percue", "caah": "caah_non_percue"}
AGE_INAPTITUDE = "prestations_sociales.prestations_etat_de_sante.invalidite.aah.age_legal_retraite"


class aah_eligible(Variable):
    # The allowance of L. 821-2 ends on the birthday at which one is presumed unfit for work:
    # upstream still pays it during the year that follows.
    def formula_2017_01_01(individu, period, parameters):
        aah = parameters(period).prestations_sociales.prestations_etat_de_sante.invalidite.aah
        age = individu("age", period)
        taux_incapacite = individu("taux_incapacite", period)
        restriction = individu("aah_restriction_substantielle_durable_acces_emploi", period)
        adulte = (age >= aah.age_minimal) + (
            (age >= aah.age_fin_educ)
            * not_(individu("prestations_familiales_enfant_a_charge", period))
        )
        lourd = taux_incapacite >= aah.taux_capacite.taux_incapacite
        moyen = (
            (taux_incapacite >= aah.taux_capacite.taux_incapacite_rsdae)
            * restriction
            * (age < aah.age_legal_retraite)
        )
        return (lourd + moyen) * adulte


class aspa_deduction_aah(Variable):
    # L. 821-1 deducts the Aspa from the AAH. The deduction is made here on the Aspa, which gives
    # the household the same total: the Aspa reads the AAH already, the reverse would be a loop.
    value_type = float
    entity = Famille
    label = "AAH déduite de l’Aspa de la même personne"
    definition_period = MONTH
    set_input = set_input_divide_by_period

    def formula_2020_04_01(famille, period, parameters):
        montant = stock.aspa.formula_2020_04_01(famille, period, parameters)
        eligible = famille.members("aspa_eligibilite", period)
        beneficiaires = famille.sum(eligible, role=Famille.PARENT)
        part = famille.project(montant / max_(beneficiaires, 1))
        en_double = eligible * min_(part, famille.members("aah", period))
        return famille.sum(en_double, role=Famille.PARENT)


class aspa(Variable):
    def formula_2020_04_01(famille, period, parameters):
        montant = stock.aspa.formula_2020_04_01(famille, period, parameters)
        return montant - famille("aspa_deduction_aah", period)


def a_charge(famille, period, parameters):
    """Who is young enough to be in the parents' household: « moins de vingt-cinq ans »."""
    cs = parameters(period).prestations_sociales.solidarite_insertion.minima_sociaux.cs
    return famille.members("age", period) < cs.cmu.age_limite_pac


class cmu_nb_pac(Variable):
    # Upstream counts them until the day before they are 26.
    def formula(famille, period, parameters):
        return famille.sum(a_charge(famille, period, parameters), role=Famille.ENFANT)


class cmu_c_plafond(Variable):
    # Upstream counts the children of every age.
    def formula(famille, period, parameters):
        cs = parameters(period).prestations_sociales.solidarite_insertion.minima_sociaux.cs
        enfant = famille.members.has_role(Famille.ENFANT) * a_charge(famille, period, parameters)
        age = famille.members("age_en_mois", period)
        couple = famille("nb_parents", period) == 2
        avant = famille.members.get_rank(famille, -age, condition=enfant) + famille.project(couple)
        part = select(
            [avant == 0, avant <= 2], [cs.cmu.coeff_p2, cs.cmu.coeff_p3_p4], cs.cmu.coeff_p5_plus
        ) * where(famille.members("garde_alternee", period), 0.5, 1)
        personnes = 1 + couple * cs.cmu.coeff_p2 + famille.sum(part * enfant)
        dom = 1 + famille("cmu_eligible_majoration_dom", period) * cs.cmu.majoration_dom
        return round_(cs.cmu.plafond_base * dom * personnes)


class css_prestations_percues(Variable):
    value_type = float
    entity = Famille
    label = "Prestations familiales versées dans le mois, pour la complémentaire santé solidaire"
    definition_period = MONTH
    set_input = set_input_divide_by_period

    def formula(famille, period):
        return sum(
            famille(aide, period) * not_(famille(non_percue, period))
            for aide, non_percue in PRESTATIONS.items()
        )


class css_base_ressources_aspa_asv(Variable):
    def formula_2021_04(famille, period, parameters):
        montant = stock_cs.css_base_ressources_aspa_asv.formula_2021_04(famille, period, parameters)
        return montant * not_(famille("aspa_non_percue", period))


class css_base_ressources_aah_individu(Variable):
    def formula_2021_04(individu, period, parameters):
        montant = stock_cs.css_base_ressources_aah_individu.formula_2021_04(
            individu, period, parameters
        )
        return montant * not_(individu("aah_non_percue", period))


class css_base_ressources_asi_individu(Variable):
    def formula_2021_04(individu, period, parameters):
        montant = stock_cs.css_base_ressources_asi_individu.formula_2021_04(
            individu, period, parameters
        )
        return montant * not_(individu("asi_non_percue", period))


class css_cmu_base_ressources_individu(Variable):
    def formula(individu, period, parameters):
        total = stock_cs.css_cmu_base_ressources_individu.formula(individu, period, parameters)
        annee = stock_cs.compute_previous_year(period)
        return total - sum(
            individu(aide, mois) * individu(non_percue, mois)
            for aide, non_percue in DE_LA_PERSONNE.items()
            for mois in annee.get_subperiods(MONTH)
        )


class css_cmu_base_ressources(Variable):
    # The children of 25 are out, and what was not paid.
    def formula(famille, period, parameters):
        total = stock_cs.css_cmu_base_ressources.formula(famille, period, parameters)
        cs = parameters(period).prestations_sociales.solidarite_insertion.minima_sociaux.cs
        a_25_ans = famille.members("age", period) == cs.cmu.age_limite_pac
        siennes = famille.members("css_cmu_base_ressources_individu", period) * a_25_ans
        annee = stock_cs.compute_previous_year(period)
        comptees = sum(famille(aide, annee, options=[ADD]) for aide in PRESTATIONS)
        percues = famille("css_prestations_percues", annee, options=[ADD])
        return total - famille.sum(siennes, role=Famille.ENFANT) - comptees + percues


CORRECTIONS = (
    Correction(
        id="D10",
        title="AAH de 50 à 79 % et Aspa des personnes inaptes : 62 ans",
        variables=("aah_eligible", "aspa_eligibilite"),
        law="Code de la sécurité sociale, art. L. 351-1-5, L. 815-1, L. 821-1 et L. 821-2",
        source="https://www.assemblee-nationale.fr/dyn/17/questions/QANR5L17QE9390",
        since="2023-09-01",
        checked_on="2026-11-22",
        formulas=(aah_eligible,),
        values=(Value(AGE_INAPTITUDE, since="2023-09-01", value=62),),
    ),
    Correction(
        id="D11",
        title="AAH et Aspa d’une même personne : un seul plafond",
        variables=("aspa",),
        law="Code de la sécurité sociale, art. L. 821-1 (loi 2016-1917, art. 87)",
        source="http://info-handicap.com/aah-et-aspa/",
        since="2017-01-01",
        checked_on="2026-11-22",
        formulas=(aspa_deduction_aah, aspa),
    ),
    Correction(
        id="D26",
        title="Complémentaire santé solidaire : l’enfant de 25 ans, et ce qui n’a pas été versé",
        variables=(
            *("cmu_nb_pac", "cmu_c_plafond", "css_cmu_base_ressources"),
            *("css_cmu_base_ressources_individu", "css_base_ressources_aspa_asv"),
            *("css_base_ressources_aah_individu", "css_base_ressources_asi_individu"),
        ),
        law="Code de la sécurité sociale, art. L. 861-2 et R. 861-2",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000018052382",
        since="2000-01-01",
        checked_on="2026-11-22",
        formulas=(
            *(cmu_nb_pac, cmu_c_plafond, css_cmu_base_ressources, css_prestations_percues),
            *(css_cmu_base_ressources_individu, css_base_ressources_aspa_asv),
            *(css_base_ressources_aah_individu, css_base_ressources_asi_individu),
        ),
    ),
)
