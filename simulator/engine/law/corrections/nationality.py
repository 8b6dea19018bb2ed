"""D2, D8, D9: whose nationality and residence open a right."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from openfisca_france.model.base import (
    MONTH,
    Famille,
    TypesStatutOccupationLogement,
    Variable,
    max_,
    min_,
    not_,
    set_input_dispatch_by_period,
    where,
)

from simulator.engine.law.corrections.record import Correction


class asi_aspa_condition_nationalite(Variable):
    # Upstream gives numpy's logical_or three conditions; the third is the place for its result.
    def formula_2002_01_01(individu, period, parameters):
        aspa = parameters(period).prestations_sociales.solidarite_insertion.minimum_vieillesse.aspa
        duree = individu("duree_possession_titre_sejour", period)
        return (
            individu("ressortissant_eee", period)
            | (individu("nationalite", period) == b"CH")
            | (duree >= aspa.duree_min_titre_sejour)
        )


class ppa_eligibilite(Variable):
    def formula_2016_01_01(famille, period, parameters):
        ppa = parameters(period).prestations_sociales.solidarite_insertion.minima_sociaux.ppa
        majeur = famille.members("age", period) >= ppa.pa_cond.age_min
        sejour = famille.members("rsa_condition_nationalite", period)
        majoration = famille("rsa_majore_eligibilite", period)
        return famille.any(majeur) * (famille.any(sejour, role=Famille.PARENT) | majoration)


class rsa_nb_parents(Variable):
    value_type = int
    entity = Famille
    label = "Adultes du foyer pris en compte dans le montant forfaitaire du RSA"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period

    def formula(famille, period):
        sejour = famille.members("rsa_condition_nationalite", period)
        seul = famille("nb_parents", period) == 1
        return where(seul, 1, famille.sum(sejour, role=Famille.PARENT))


class rsa_eligibilite(Variable):
    # One and the same person must meet age, study and residence: the beneficiary. An unborn child
    # counts as one for age (L. 262-4, 1°), and a young worker may be 18 (L. 262-7-1).
    def formula_2010_01_01(famille, period, parameters):
        rsa = parameters(period).prestations_sociales.solidarite_insertion.minima_sociaux.rsa
        age = famille.members("age", period)
        jeune_actif = (
            (age >= rsa.rsa_cond.age_min_rsa_jeune)
            & (age < rsa.rsa_cond.age_max_rsa_jeune)
            & famille.members("rsa_jeune_condition_heures_travail_remplie", period)
        )
        charge_d_enfant = famille.project(
            (famille("rsa_nb_enfants", period) > 0) | famille("enceinte_fam", period)
        )
        beneficiaire = (
            ((age >= rsa.rsa_cond.age_pac) | charge_d_enfant | jeune_actif)
            & not_(famille.members("etudiant", period))
            & famille.members("rsa_condition_nationalite", period)
        )
        return famille.any(beneficiaire, role=Famille.PARENT) * famille(
            "rsa_eligibilite_tns", period
        )


class rsa_socle(Variable):
    def formula_2009_06_01(famille, period, parameters):
        rsa = parameters(period).prestations_sociales.solidarite_insertion.minima_sociaux.rsa
        majoration = rsa.rsa_maj.maj_montant_max
        parents = famille("rsa_nb_parents", period)
        personnes = parents + famille("rsa_nb_enfants", period)
        quatrieme = where(
            parents == 1,
            majoration.par_enfant_supplementaire,
            majoration.couple_1_enfant_ou_2e_enfant,
        )
        taux = (
            1
            + (personnes >= 2) * majoration.couples_celibataire_avec_enfant
            + (personnes >= 3) * majoration.couple_1_enfant_ou_2e_enfant
            + (personnes >= 4) * quatrieme
            + max_(personnes - 4, 0) * majoration.par_enfant_supplementaire
        )
        return famille("rsa_eligibilite", period) * rsa.rsa_m.montant_de_base_du_rsa * taux


class rsa_forfait_logement(Variable):
    def formula_2009_06_01(famille, period, parameters):
        rsa = parameters(period).prestations_sociales.solidarite_insertion.minima_sociaux.rsa
        personnes = famille("rsa_nb_parents", period) + famille("rsa_nb_enfants", period)
        majoration, forfait = rsa.rsa_maj.maj_montant_max, rsa.rsa_fl.forfait_logement
        deux = 1 + majoration.couples_celibataire_avec_enfant
        trois = deux + majoration.couple_1_enfant_ou_2e_enfant
        montant = rsa.rsa_m.montant_de_base_du_rsa * (
            (personnes == 1) * forfait.taux_1_personne
            + (personnes == 2) * forfait.taux_2_personnes * deux
            + (personnes >= 3) * forfait.taux_3_personnes_ou_plus * trois
        )
        menage = famille.demandeur.menage
        statut = menage("statut_occupation_logement", period)
        proprietaire = (statut == TypesStatutOccupationLogement.primo_accedant) + (
            statut == TypesStatutOccupationLogement.proprietaire
        )
        loge_gratuitement = statut == TypesStatutOccupationLogement.loge_gratuitement
        avantage_en_nature = (proprietaire * not_(menage("loyer", period))) + (
            loge_gratuitement * not_(menage("participation_frais", period))
        )
        aide_logement = famille("aide_logement", period)
        return where(avantage_en_nature, montant, min_(max_(aide_logement, 0), montant))


CORRECTIONS = (
    Correction(
        id="D2",
        title="Aspa et Asi ouvertes aux étrangers qui ont dix ans de titre de séjour",
        variables=("asi_aspa_condition_nationalite",),
        law="Code de la sécurité sociale, art. L. 816-1",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042920144/2021-05-01",
        since="2021-05-01",
        checked_on="2026-11-22",
        formulas=(asi_aspa_condition_nationalite,),
    ),
    Correction(
        id="D8",
        title="Prime d’activité : la nationalité d’un enfant n’ouvre pas le droit des parents",
        variables=("ppa_eligibilite",),
        law="Code de la sécurité sociale, art. L. 842-2 et R. 842-2",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031087615",
        since="2016-01-01",
        checked_on="2026-11-22",
        formulas=(ppa_eligibilite,),
    ),
    Correction(
        id="D9",
        title="RSA : qui ouvre le droit, qui compte dans le barème",
        variables=("rsa_eligibilite", "rsa_socle", "rsa_forfait_logement"),
        law="CASF, art. L. 262-4, L. 262-5, L. 262-7-1 et L. 262-9",
        source="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000019869098",
        since="2009-06-01",
        checked_on="2026-11-22",
        formulas=(rsa_nb_parents, rsa_eligibilite, rsa_socle, rsa_forfait_logement),
    ),
)
