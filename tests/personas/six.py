"""Six people of the rights that nobody tells about: their results, read line by line in 2026-11.

Each expectation is what the benefit's own file says of them; `NO` is said with its reason.
"""

from tests.personas.describe import RENNES, Answers, adult, answers, child, home
from tests.personas.said import LIKELY, NO, TO_CHECK, Persona

TOULOUSE = {"code_postal": "31000", "commune": "31555"}
LILLE = {"code_postal": "59000", "commune": "59350"}
LYON = {"code_postal": "69003", "commune": "69383"}
CREUSE = {"code_postal": "23000", "commune": "23096"}


def telling(*parts: Answers, **others: object) -> Answers:
    return answers(*parts, **others)  # type: ignore[arg-type]


SIX = (
    Persona(
        "veuve de 58 ans",
        telling(
            adult(
                "vous",
                "1968-05-04",
                "salarie",
                incomes={"salaire": 900},
                veuvage="recent",
                employeur="particulier",
            ),
            home("locataire_hlm", 420, RENNES),
        ),
        {
            "pension_reversion/vous": TO_CHECK,
            "capital_deces/vous": TO_CHECK,
            "allocation_veuvage": NO,
            "ppa": 243.32,
            "aide_logement": 125,
            "cheque_energie": 48,
            "transport_domicile_travail/vous": TO_CHECK,
            "css_participation_forfaitaire": LIKELY,
        },
    ),
    Persona(
        "demandeur d’emploi avec une voiture",
        telling(
            adult(
                "vous",
                "1990-05-04",
                "chomeur",
                parcours={"deux_mois": "oui", "cinq_ans": "non", "assurance": "en_cours"},
                incomes={"chomage": 700},
                fin_contrat={"fin": "involontaire", "jours": "assez"},
                trajet={"distance": "plus_30", "vehicule": "oui"},
            ),
            home("locataire_vide", 450, CREUSE),
        ),
        {
            "allocation_retour_emploi/vous": "received",
            "aide_mobilite_france_travail/vous": TO_CHECK,
            "ass": NO,
            "aide_logement": 217,
            "cheque_energie": 98,
            "cmu_c": LIKELY,
            "compte_personnel_formation/vous": TO_CHECK,
        },
    ),
    Persona(
        "élève infirmière en Occitanie",
        telling(
            adult(
                "vous",
                "2003-05-04",
                "etudiant",
                etudes="enseignement_superieur",
                formation={"annee": "licence_2", "etablissement": "public"},
                merite=[],
                parents_impots="oui",
                parents_revenus=24_000.0,
                fratrie={"etudiants": 0, "autres": 1, "distance": 120},
            ),
            home("locataire_meuble", 430, TOULOUSE),
        ),
        {
            "bourse_criteres_sociaux/vous": 307.10,
            "occitanie_bourse_sanitaire_social/vous": TO_CHECK,
            "cvec_exoneration/vous": TO_CHECK,
            "aide_urgence_crous/vous": TO_CHECK,
            "aide_logement": 249,
            "crous_repas/vous": LIKELY,
            "rsa": NO,
        },
    ),
    Persona(
        "demandeuse d’asile avec un enfant",
        telling(
            adult("vous", "1992-05-04", "foyer", nationalite="autre", titre="asile"),
            child(1, "2020-03-10"),
            home("sans_domicile", commune=LYON),
            children=1,
            asile="sans_place",
        ),
        {
            "ada": TO_CHECK,
            "aide_medicale_etat/vous": TO_CHECK,
            "domiciliation": LIKELY,
            "rsa": NO,
            "aide_logement": NO,
            "logement_social_eligible": NO,
            "paje_cmg": NO,
            "pass_sport": TO_CHECK,
            "aide_juridictionnelle": TO_CHECK,
        },
    ),
    Persona(
        "parents d’un bébé né en 2026",
        telling(
            adult("vous", "1993-05-04", "salarie", incomes={"salaire": 1500}),
            adult("conjoint", "1992-05-04", "salarie", incomes={"salaire": 1700}),
            child(1, "2026-04-20"),
            home("locataire_vide", 700, RENNES),
            couple="pacse",
            children=1,
        ),
        {
            "conge_naissance_supplementaire": TO_CHECK,
            "paje_base": 199.15,
            "ppa": 97.03,
            "prepare": TO_CHECK,
            "credit_impot_garde": TO_CHECK,
            "paje_cmg": TO_CHECK,
            "af": NO,
        },
    ),
    Persona(
        "retraité propriétaire dans le Nord",
        telling(
            adult("vous", "1950-05-04", "retraite", incomes={"retraite": 1_100}),
            home("proprietaire", commune=LILLE),
            chauffage="fioul",
        ),
        {
            "maprimeadapt": TO_CHECK,
            "maprimerenov_chauffage": TO_CHECK,
            "minimum_contributif/vous": TO_CHECK,
            "cheque_energie": 48,
            "aide_logement": NO,
            "aspa": NO,
            "taxe_fonciere_age": TO_CHECK,
        },
    ),
)
