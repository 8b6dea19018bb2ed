"""D40 to D44: incomes and assets that the stock means tests leave out (see ../incomes.py)."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from openfisca_core.periods import Period
from openfisca_france.model.base import ADD, Variable, max_, where
from openfisca_france.model.prestations.minima_sociaux import aah as stock_aah
from openfisca_france.model.prestations.minima_sociaux import asi_aspa as stock_asi_aspa
from openfisca_france.model.prestations.minima_sociaux import ass as stock_ass
from openfisca_france.model.prestations.minima_sociaux import ppa as stock_ppa

from simulator.engine.law.corrections.record import Correction
from simulator.engine.law.incomes import MOST_SIMPLE_RENTS

REVENU_REPUTE = 0.03  # of an asset's value, a year: CSS, art. R. 815-25
SIMPLE_CHARGES = 0.3  # of rents, the flat deduction: CGI, art. 32
SHORT_LEAVE = 3  # months: CSS, art. R. 844-1
PLACES = ("livret_a", "epargne_revenus_non_imposables", "epargne_revenus_imposables")
ARRETS = (
    "indemnites_journalieres_maladie",
    "indemnites_journalieres_accident_travail",
    "indemnites_journalieres_maladie_professionnelle",
)
NAISSANCES = (
    "indemnites_journalieres_maternite",
    "indemnites_journalieres_paternite",
    "indemnites_journalieres_adoption",
)


class asi_aspa_base_ressources_individu(Variable):
    # What the RSA takes of property is replaced: an asset whose value is told is deemed to bring
    # 3 % of it, instead of what it brings.
    def formula(individu, period, parameters):
        base = stock_asi_aspa.asi_aspa_base_ressources_individu.formula(
            individu, period, parameters
        )
        trimestre = period.last_3_months
        du_rsa = max_(
            individu("rsa_base_ressources_patrimoine_individu", trimestre, options=[ADD]), 0
        )
        epargne = sum(individu(place, period) for place in PLACES)
        loue = individu("valeur_patrimoine_loue", period)
        capital = individu("revenus_capital", trimestre, options=[ADD]) / 3
        loyers = individu("revenus_locatifs", trimestre, options=[ADD]) / 3
        patrimoine = (
            where(epargne > 0, epargne * REVENU_REPUTE / 12, capital)
            + where(loue > 0, loue * REVENU_REPUTE / 12, loyers)
            + individu("valeur_immo_non_loue", period) * REVENU_REPUTE / 12
        )
        rente = individu("rente_accident_travail", trimestre, options=[ADD]) / 3
        return max_(base - max_(du_rsa, 0) / 3 + patrimoine + rente, 0)


class aah_base_non_cumulable(Variable):
    def formula(individu, period):
        montant = stock_aah.aah_base_non_cumulable.formula(individu, period)
        return montant + individu("rente_accident_travail", period)


class aah_base_ressources_hors_activite_eval_annuelle(Variable):
    def formula(individu, period, parameters):
        montant = stock_aah.aah_base_ressources_hors_activite_eval_annuelle.formula(
            individu, period, parameters
        )
        loyers = individu("revenus_locatifs", period.n_2, options=[ADD])
        nets = loyers * where(loyers > MOST_SIMPLE_RENTS, 1, 1 - SIMPLE_CHARGES)
        return montant + nets + individu("revenus_capital", period.n_2, options=[ADD])


class ass_base_ressources_individu(Variable):
    # Upstream adds one month of capital income to twelve of the others.
    def formula(individu, period, parameters):
        annee = Period(("year", period.start, 1)).offset(-1)
        return (
            stock_ass.ass_base_ressources_individu.formula(individu, period, parameters)
            - individu("revenus_capital", period)
            + individu("revenus_capital", annee, options=[ADD])
            + stock_ass.calculateWithAbatement(
                individu, parameters, period, "prestation_compensatoire"
            )
            - sum(
                individu("aah", mois) * individu("aah_non_percue", mois)
                for mois in annee.get_subperiods("month")
            )
        )


class ppa_ressources_hors_activite_individu(Variable):
    def formula(individu, period, parameters):
        montant = stock_ppa.ppa_ressources_hors_activite_individu.formula(
            individu, period, parameters
        )
        return montant + individu("allocation_securisation_professionnelle", period)


class rsa_indemnites_journalieres_activite(Variable):
    # Three months at most from the day when work stopped. That day is not asked: it is long ago
    # when the same pay was there three months before. Upstream forgets the limit when there is a
    # wage beside.
    def formula(individu, period):
        avant = period.offset(-SHORT_LEAVE, "month")
        du_mois = sum(individu(arret, period) for arret in ARRETS)
        recent = sum(individu(arret, avant) for arret in ARRETS) == 0
        return sum(individu(naissance, period) for naissance in NAISSANCES) + recent * du_mois


CORRECTIONS = (
    Correction(
        id="D40",
        title="Aspa et Asi : la rente d’accident du travail, 3 % des biens, jamais moins que zéro",
        variables=("asi_aspa_base_ressources_individu",),
        law="Code de la sécurité sociale, art. L. 815-24-1, R. 815-22 et R. 815-25",
        source="https://lexbase.fr/texte-de-loi/code-de-la-securite-socialer81522/L0599MIZ.html",
        since="2007-01-13",
        checked_on="2026-11-26",
        formulas=(asi_aspa_base_ressources_individu,),
    ),
    Correction(
        id="D41",
        title="AAH : la rente d’accident du travail, les loyers et les revenus de l’épargne",
        variables=("aah_base_non_cumulable", "aah_base_ressources_hors_activite_eval_annuelle"),
        law="Code de la sécurité sociale, art. L. 821-1, R. 821-4 et R. 532-3",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006739685/",
        since="2011-01-01",
        checked_on="2026-11-26",
        formulas=(aah_base_non_cumulable, aah_base_ressources_hors_activite_eval_annuelle),
    ),
    Correction(
        id="D42",
        title="ASS : la prestation compensatoire, et une année de revenus de l’épargne",
        variables=("ass_base_ressources_individu",),
        law="Code du travail, art. R. 5423-2",
        source="https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000006072050/LEGISCTA000018496266/",
        since="2008-05-01",
        checked_on="2026-11-26",
        formulas=(ass_base_ressources_individu,),
    ),
    Correction(
        id="D43",
        title="Prime d’activité : l’allocation de sécurisation professionnelle compte",
        variables=("ppa_ressources_hors_activite_individu",),
        law="Code de la sécurité sociale, art. L. 842-4 et R. 844-5",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033813782/",
        since="2016-01-01",
        checked_on="2026-11-26",
        formulas=(ppa_ressources_hors_activite_individu,),
    ),
    Correction(
        id="D44",
        title="Prime d’activité et RSA : trois mois d’indemnités journalières, pas plus",
        variables=("rsa_indemnites_journalieres_activite",),
        law="Code de la sécurité sociale, art. R. 844-1",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031675756/",
        since="2016-01-01",
        checked_on="2026-11-26",
        formulas=(rsa_indemnites_journalieres_activite,),
    ),
)
