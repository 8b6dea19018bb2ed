"""What the engine cannot promise: rules that are stale, or that could not be read."""

from simulator.engine.law.corrections.concerns import (
    changed_income,
    couple_of_unequal_residence,
    couple_with_two_notices,
    invalidity_allowance_to_claim,
    other_adults,
    other_parent_unclear,
    partner_with_disability_allowance,
    recent_european,
    relative_to_support,
    rents_with_charges,
    room_let,
    several_notices,
    shared_social_home,
    some_income,
    stopped_business,
    stopped_income,
)
from simulator.engine.law.corrections.of_children import OF_CHILDREN
from simulator.engine.law.corrections.record import AMOUNT, ToCheck
from simulator.engine.law.incomes import UNSETTLED

#: What a right to stay that is judged otherwise would change.
#: What pay of another month would change.
WORK = ("ppa_eligibilite_apprenants", "ppa_revenu_activite")
STAY = ("rsa_condition_nationalite", "ppa_eligibilite", "nationalite")

TO_CHECK = (
    ToCheck(
        id="D1",
        title="Le droit au séjour d’une personne étrangère",
        variables=("rsa", "ppa"),
        rule_date="2009-06-01",
        reason="Le droit au séjour se juge sur vos papiers : la caisse peut décider autrement.",
        concerns=recent_european,
        told_by=("nationalite", "duree_possession_titre_sejour"),
        source="Code de l’action sociale et des familles, art. L. 262-4 et L. 262-6",
        lifts=STAY,
    ),
    ToCheck(
        id="D8",
        title="La prime d’activité d’un couple dont un seul membre a droit au séjour suffisant",
        variables=("ppa",),
        rule_date="2016-01-01",
        reason="Un seul de vous deux a un titre de séjour assez ancien : la caisse dira si l’autre"
        " compte dans le calcul.",
        concerns=couple_of_unequal_residence,
        told_by=("nationalite", "duree_possession_titre_sejour"),
        source="Code de la sécurité sociale, art. R. 842-2",
        lifts=(*STAY, AMOUNT),
    ),
    ToCheck(
        id="D12",
        title="Les bourses de collège et de lycée dans une famille recomposée",
        variables=("bourse_college", "bourse_lycee"),
        rule_date="2023-07-20",
        reason="Sans mariage ni Pacs, les avis d’impôt lus sont ceux des personnes qui ont la"
        " charge de l’élève.",
        concerns=couple_with_two_notices,
        source="Code de l’éducation, art. D. 531-4",
        lifts=(AMOUNT,),
    ),
    ToCheck(
        id="D13",
        title="L’allocation de soutien familial en résidence alternée",
        variables=("asf",),
        rule_date="2016-04-01",
        reason="La caisse décide selon ce que l’autre parent fait et paie pour l’enfant.",
        concerns=other_parent_unclear,
        told_by=("contribution_autre_parent", "garde_alternee"),
        source="Code de la sécurité sociale, art. L. 523-1",
        lifts=("asf_elig_enfant", AMOUNT),
    ),
    ToCheck(
        id="D16",
        title="Les plafonds de Paris Solidarité et du Complément Santé Paris",
        variables=("paris_complement_sante", "paris_logement_psol"),
        rule_date="2025-02-01",
        reason="Plafonds de février 2025 : ceux de 2026 n’ont pas été lus.",
    ),
    ToCheck(
        id="D17",
        title="Le tarif solidaire de Brest Métropole",
        variables=("brest_metropole_transport",),
        rule_date="2017-01-01",
        reason="Le quotient familial y est calculé sans les prestations du mois.",
        without_amount=True,
    ),
    ToCheck(
        id="D20",
        title="Les trois mois que lisent le RSA et la prime d’activité",
        variables=("rsa", "ppa"),
        rule_date="2009-06-01",
        reason="Vos revenus ont changé : la caisse lit les quatrième, troisième et deuxième mois"
        " avant votre demande.",
        concerns=changed_income,
        told_by=("departement_experimentation_rsa",),
        source="CASF, art. R. 262-7 ; code de la sécurité sociale, art. R. 843-1",
        lifts=(*WORK, AMOUNT),
    ),
    ToCheck(
        id="D23",
        title="Le RSA après un revenu qui s’est arrêté",
        variables=("rsa",),
        rule_date="2019-11-01",
        reason="Un revenu s’est arrêté : il ne compte plus si l’arrêt est certain et que rien ne le"
        " remplace. La caisse le vérifie.",
        concerns=stopped_income,
        told_by=("salaire_net", "chomage_net", "retraite_nette", "indemnites_journalieres_maladie"),
        source="Code de l’action sociale et des familles, art. R. 262-13",
        lifts=(),
    ),
    ToCheck(
        id="D31",
        title="Le logement social avec d’autres adultes",
        variables=("logement_social_eligible",),
        rule_date="2022-01-01",
        reason="D’autres adultes vivent chez vous. S’ils demandent le logement avec vous, leur"
        " nombre et leurs revenus comptent.",
        concerns=other_adults,
        told_by=("autres_adultes",),
        source="Arrêté du 29 juillet 1987, art. 4",
        lifts=(AMOUNT,),
    ),
    ToCheck(
        id="D32",
        title="L’aide au logement avec un proche à charge dans le logement",
        variables=("aide_logement",),
        rule_date="2023-09-01",
        reason="Un parent âgé ou un proche handicapé qui vit chez vous, avec peu de revenus, peut"
        " augmenter l’aide : dites-le à la caisse.",
        concerns=relative_to_support,
        told_by=("autres_adultes_proches", "autres_adultes_revenus", "statut_occupation_logement"),
        source="Code de la construction et de l’habitation, art. R. 823-4",
        lifts=(AMOUNT,),
    ),
    ToCheck(
        id="D33",
        title="L’aide au logement quand une pièce est louée",
        variables=("aide_logement",),
        rule_date="2019-09-01",
        reason="Vous louez une pièce : l’aide se calcule sur la partie où vous vivez.",
        concerns=room_let,
        told_by=("sous_location",),
        source="Code de la construction et de l’habitation, art. L. 822-4",
        lifts=(),
    ),
    ToCheck(
        id="D34",
        title="Le chèque énergie d’un logement où l’on fait plusieurs déclarations d’impôt",
        variables=("cheque_energie",),
        rule_date="2025-11-01",
        reason="Chez vous, on fait plusieurs déclarations d’impôt : seule compte celle de qui a le"
        " contrat d’électricité à son nom.",
        concerns=several_notices,
        source="Code de l’énergie, art. R. 124-1",
        lifts=(AMOUNT,),
    ),
    *OF_CHILDREN,
    ToCheck(
        id="D36",
        title="Une activité à son compte qui s’est arrêtée",
        variables=(
            "rsa",
            "ppa",
            "aspa",
            "asi",
            "aah",
            "ass",
            "cmu_c",
            "css_participation_forfaitaire",
        ),
        rule_date="2017-07-01",
        reason="Votre activité à votre compte s’est arrêtée : la caisse décide si ce qu’elle"
        " rapportait compte encore. Demandez-le.",
        concerns=stopped_business,
        told_by=("activite_arretee",),
        source="Code de l’action sociale et des familles, art. R. 262-19, R. 262-23 et R. 262-24",
        lifts=(*WORK, AMOUNT),
    ),
    ToCheck(
        id="D51",
        title="L’Aspa de qui vit avec une personne qui a l’AAH",
        variables=("aspa",),
        rule_date="2006-01-01",
        reason="L’AAH de votre partenaire peut compter : la caisse de retraite le dira.",
        concerns=partner_with_disability_allowance,
        told_by=("aah",),
        source="Code de la sécurité sociale, art. L. 815-9, R. 815-22 et R. 815-23",
        lifts=(),
    ),
    ToCheck(
        id="D52",
        title="La prime d’activité refusée pour une Asi que l’on ne reçoit pas encore",
        variables=("ppa",),
        rule_date="2016-01-01",
        reason="Nous avons compté l’ASI que vous pouvez demander. Tant qu’elle n’est pas payée, la"
        " prime d’activité peut être due : demandez les deux.",
        concerns=invalidity_allowance_to_claim,
        told_by=("asi",),
        source="Code de la sécurité sociale, art. L. 842-4 et R. 844-5",
        lifts=(AMOUNT,),
        of_refusals=True,
    ),
    ToCheck(
        id="D53",
        title="La réduction de loyer de solidarité dans une colocation",
        variables=("aide_logement",),
        rule_date="2018-02-01",
        reason="Votre part de la réduction de loyer des colocataires est à vérifier avec la CAF.",
        concerns=shared_social_home,
        told_by=("coloc", "statut_occupation_logement"),
        source="Code de la construction et de l’habitation, art. L. 442-2-1",
        lifts=(AMOUNT,),
    ),
    *(
        ToCheck(
            id=f"D45-{rule}",
            title=f"Un revenu dont la place n’est pas établie : {rule}",
            variables=(rule,),
            rule_date="2016-01-01",
            reason="Vous avez un revenu dont nous ne savons pas s’il compte pour cette aide :"
            " demandez-le avant de compter sur ce montant.",
            concerns=some_income(variables),
            lifts=(AMOUNT,),
            told_by=variables,
        )
        for rule, variables in UNSETTLED.items()
    ),
    ToCheck(
        id="D46",
        title="Des loyers de plus de 15 000 euros par an",
        variables=(
            *("aide_logement", "cf", "ars", "paje_base", "af", "cheque_energie"),
            *("bourse_college", "bourse_lycee", "logement_social_eligible"),
        ),
        rule_date="2004-01-01",
        reason="Vos loyers dépassent 15 000 euros par an : ce sont les loyers moins vos vraies"
        " charges qui comptent. Le calcul prend les loyers entiers.",
        concerns=rents_with_charges,
        lifts=(AMOUNT,),
        told_by=("f4ba",),
        source="Code général des impôts, art. 31 et 32",
    ),
    ToCheck(
        id="D47",
        title="La majoration pour la vie autonome dans la complémentaire santé solidaire",
        variables=("cmu_c", "css_participation_forfaitaire"),
        rule_date="2019-11-01",
        reason="Vous recevez la majoration pour la vie autonome : nous ne savons pas si elle compte"
        " dans vos ressources.",
        concerns=some_income(("mva",)),
        lifts=(AMOUNT,),
        told_by=("mva",),
        source="Code de la sécurité sociale, art. R. 861-10",
    ),
)
