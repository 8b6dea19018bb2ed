"""Families with pay, the self-employed, studies, jobless people, nationalities; see people.py."""

from orientation.words.french import months_before
from tests.personas.describe import (
    AURILLAC,
    MONTH,
    RENNES,
    SAINT_DENIS_REUNION,
    adult,
    answers,
    child,
    home,
    student,
)
from tests.personas.minimums import ALONE, FREE
from tests.personas.said import LIKELY, NO, TO_CHECK, Persona

AT_WORK_TWO_YEARS = {
    "deux_mois": "non",
    "cinq_ans": "non",
    "assurance": "inconnue",
    "deux_ans": "oui",
}
LAID_OFF = adult(
    "vous",
    "1990-05-04",
    "chomeur",
    incomes={"salaire": "variable"},
    months={
        "salaire": {months_before(MONTH, back): 0.0 if back < 5 else 1_500.0 for back in range(13)}
    },
)

CIRCUMSTANCES = (
    Persona(
        "deux salaires, deux enfants, propriétaires",
        answers(
            adult("vous", "1985-05-04", "salarie", incomes={"salaire": 2000}),
            adult("conjoint", "1986-05-04", "salarie", incomes={"salaire": 1500}),
            child(1, "2017-02-10"),
            child(2, "2018-02-10"),
            home("proprietaire"),
            couple="marie",
            children=2,
        ),
        {"af": 153.01, "rsa": NO, "aide_logement": NO},  # À la main: 32 % of the BMAF (D.521-1)
    ),
    Persona(
        "un salaire, trois enfants, HLM",
        answers(
            adult("vous", "1985-05-04", "salarie", incomes={"salaire": 1600}),
            adult("conjoint", "1986-05-04", "foyer"),
            child(1, "2014-02-10", "college"),
            child(2, "2017-02-10"),
            child(3, "2018-02-10"),
            home("locataire_hlm", 550, RENNES),
            couple="pacse",
            children=3,
        ),
        {
            "af": 349.06,  # À la main: 32 % + 41 % of the BMAF (CSS, art. D.521-1)
            "cf": 298.75,  # À la main: 62.48 % of the BMAF, raised amount (CSS, art. D.522-1)
            "cmu_c": LIKELY,
        },
    ),
    Persona(
        "couple non marié, un bébé",
        answers(
            adult("vous", "1990-05-04", "salarie", incomes={"salaire": 1426.30}),
            adult("conjoint", "1991-05-04", "chomeur"),
            child(1, "2024-06-10"),
            home("locataire_vide", 600, AURILLAC),
            couple="concubinage",
            children=1,
            declaration={"enfant_1": "vous"},
            contrat_electricite="vous",
        ),
        {
            # À la main: 1 + 0.5 parts, 17,115.60 of pay less 10 % over 1.5, below 11,000
            "cheque_energie": 63,
            "paje_base": 199.15,  # À la main: 41.65 % of the BMAF (CSS, art. D.531-2)
            "css_participation_forfaitaire": "36.00 à payer",  # À la main: 14 + 14 + 8 (D.861-7)
        },
    ),
    Persona(
        "salarié à 1 000 euros : complémentaire santé payante",
        answers(
            adult("vous", "1980-05-04", "salarie", incomes={"salaire": 1000}), home("proprietaire")
        ),
        # 12 000 euros a year, between 10 339 and 13 957: 14 euros a month at 46 (CSS, art. D.861-7)
        {"css_participation_forfaitaire": "14.00 à payer", "cmu_c": NO},
    ),
    Persona(
        "micro-entrepreneuse, activité libérale, locataire",
        answers(
            adult("vous", "1990-05-04", "independant", incomes={"liberal": 1500}),
            home("locataire_vide", 600, RENNES),
        ),
        # moteur, on 66 % of the turnover (CGI, art. 102 ter); aid of 308 without the tax box
        {"ppa": 229.45, "aide_logement": 100, "rsa": NO},
    ),
    Persona(
        "salariée agricole",
        answers(
            adult("vous", "1990-05-04", "salarie", "agricole", incomes={"salaire": 1443.11}), FREE
        ),
        {"ppa": 159.65},  # moteur; the farm scheme changes who pays, not how much
    ),
    Persona(
        "étudiant locataire",
        answers(
            student("vous", "2004-05-04", parents_revenus=90_000.0),
            home("locataire_meuble", 450, RENNES),
        ),
        # CASF, art. L.262-4, 3°; moteur; 90 000 euros: above every ceiling of the grant
        {"rsa": NO, "aide_logement": 203, "bourse_criteres_sociaux": NO, "cmu_c": LIKELY},
    ),
    Persona(
        "étudiante boursière, sur la déclaration de ses parents",
        answers(
            student("vous", "2004-05-04", parents_impots="oui"),
            home("locataire_meuble", 450, RENNES),
        ),
        {
            "aide_logement": 256,  # moteur: a lower flat income for holders of a grant
            # third rung: 3 828 euros over ten months (arrêté of 26 March 2026, unchanged from 2023)
            "bourse_criteres_sociaux": 382.80,
            # with their parents before 25 (CSS, art. R.861-2), and no tax return of their own
            # (code de l'énergie, art. R.124-1; code monétaire et financier, art. L.221-15)
            "cmu_c": NO,
            "cheque_energie": NO,
            "livret_epargne_populaire_taux/vous": NO,
        },
    ),
    Persona(
        "apprentie locataire",
        answers(
            adult(
                "vous",
                "2006-05-04",
                "apprenti",
                incomes={"salaire": 900},
                etudes="enseignement_superieur",
                alternance={"action_logement": "oui", "batiment": "non"},
            ),
            home("locataire_meuble", 450, RENNES),
        ),
        # À la main: pay exempt of tax (CGI, art. 81 bis), so the aid of someone without income;
        # prime d'activité only from 78 % of the SMIC (CSS, art. L.842-2); moteur for 100
        {"aide_logement": 308, "ppa": NO, "mobili_jeune/vous": 100, "aide_permis_pro_btp/vous": NO},
    ),
    Persona(
        "volontaire du service civique",
        answers(adult("vous", "1999-05-04", "service_civique"), FREE),
        # RSA suspended (code du service national, art. L.120-11)
        {"rsa": NO, "contrat_engagement_jeune/vous": NO},
    ),
    Persona(
        "retraitée en GIR 3, plan d’aide de 900 euros",
        answers(
            adult(
                "vous",
                "1940-05-04",
                "retraite",
                incomes={"retraite": 850},
                autonomie="gir_3",
                plan_aide=900.0,
            ),
            home("proprietaire"),
        ),
        {"apa_eligibilite/vous": LIKELY, "apa_domicile/vous": 900},  # CASF, art. L.232-1
    ),
    Persona(
        "retraitée qui n’a pas besoin d’aide",
        answers(
            adult("vous", "1940-05-04", "retraite", incomes={"retraite": 850}),
            home("proprietaire"),
        ),
        {"apa_eligibilite/vous": NO, "apa_domicile/vous": NO},
    ),
    Persona(
        "au chômage non payé depuis six mois, après un salaire",
        answers(
            LAID_OFF
            | {"parcours/vous": {"deux_mois": "oui", "cinq_ans": "non", "assurance": "inconnue"}},
            home("locataire_vide", 600, RENNES),
        ),
        # À la main: the salary no longer counts (CCH, art. R.822-17), so 308 as without income
        {"aide_logement": 308, "rsa": 573.49},
    ),
    Persona(
        "au chômage non payé depuis moins de deux mois",
        answers(LAID_OFF, home("locataire_vide", 600, RENNES)),
        {"aide_logement": 91},  # moteur: the salary still counts
    ),
    Persona(
        "22 ans, au chômage, sans avoir travaillé",
        answers(adult("vous", "2004-05-04", "chomeur"), FREE),
        {"rsa": NO},  # CASF, art. L.262-7-1
    ),
    Persona(
        "22 ans, au chômage, deux ans de travail",
        answers(adult("vous", "2004-05-04", "chomeur", parcours=AT_WORK_TWO_YEARS), FREE),
        {"rsa": 573.49},
    ),
    Persona(
        "Allemande en France depuis six mois",
        answers(
            adult("vous", "1990-05-04", "chomeur", nationalite="europeenne", sejour="3_mois_5_ans"),
            FREE,
        ),
        # CASF, art. L.262-6: three months; the right of residence is judged on papers
        {"rsa": TO_CHECK},
    ),
    Persona(
        "deux ans de titre de séjour",
        answers(
            adult("vous", "1990-05-04", "chomeur", nationalite="autre", sejour="3_mois_5_ans"),
            FREE,
        ),
        {"rsa": NO, "cmu_c": LIKELY},  # CASF, art. L.262-4, 2°: five years
    ),
    Persona(
        "carte de résident",
        answers(adult("vous", "1990-05-04", "chomeur", nationalite="autre", sejour="carte"), FREE),
        {"rsa": 573.49},  # the same article exempts its holders
    ),
    Persona(
        "réfugié sans logement",
        answers(
            adult("vous", "1990-05-04", "chomeur", nationalite="refugiee"), home("sans_domicile")
        ),
        {"rsa": 651.69},
    ),
    Persona(
        "garde alternée de deux enfants",
        answers(
            adult("vous", "1985-05-04", "salarie", incomes={"salaire": 1500}),
            child(1, "2017-02-10", custody="alternee"),
            child(2, "2018-02-10", custody="alternee"),
            home("locataire_vide", 500, RENNES),
            {"autre-parent": {"enfant_1": "autrement", "enfant_2": "autrement"}},
            children=2,
        ),
        {"af": 76.51},  # À la main: half of 153.01 (CSS, art. L.521-2)
    ),
    Persona(
        "mère seule à La Réunion",
        answers(
            adult("vous", "1990-05-04", "foyer"),
            child(1, "2019-03-10"),
            home("loge_gratuitement", commune=SAINT_DENIS_REUNION),
            children=1,
        ),
        {"af": 28.12, "asf": 201.78},  # À la main: 5.88 % of the BMAF, overseas (CSS, D.755-5)
    ),
    Persona(
        "RSA déjà reçu",
        answers(
            ALONE,
            FREE,
            aides=["rsa"],
            montants_aides={"rsa": 573.49},
        ),
        {"rsa": "received"},
    ),
)
