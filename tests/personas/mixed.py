"""Publics of several situations at once, and the last ones; amounts are told as in people.py."""

from questionnaire.core import UNKNOWN
from tests.personas.describe import RENNES, adult, answers, child, home
from tests.personas.said import LIKELY, NO, TO_CHECK, Persona

FREE = home("loge_gratuitement")

MIXED = (
    Persona(
        "famille recomposée, un enfant de chacun et un de tous les deux",
        answers(
            adult("vous", "1985-05-04", "salarie", incomes={"salaire": 1500}),
            adult("conjoint", "1987-05-04", "salarie", incomes={"salaire": 1400}),
            child(1, "2013-02-10", "college", custody="alternee"),
            child(2, "2014-02-10", "college"),
            child(3, "2022-02-10"),
            home("locataire_vide", 700, RENNES),
            couple="concubinage",
            children=3,
            declaration={"enfant_1": "vous", "enfant_2": "conjoint", "enfant_3": "conjoint"},
        ),
        # À la main: three children, one of them for a half: 349.06 x 2.5 / 3 = 290.88 (CSS, art.
        # L.521-2 and R.521-3)
        {"af": 290.88, "asf": NO},
    ),
    Persona(
        "deux emplois à temps partiel",
        answers(adult("vous", "1985-05-04", "salarie", incomes={"salaire": 450 + 380.5}), FREE),
        {"rsa": NO, "ppa": 254.03},  # À la main: 573.49 is less than the pay of both; moteur
    ),
    Persona(
        "salariée à mi-temps et micro-entrepreneuse",
        answers(
            adult(
                "vous",
                "1985-05-04",
                "salarie",
                "independant",
                incomes={"salaire": 700, "service": 400},
            ),
            FREE,
        ),
        # À la main: 573.49 is less than 700 + 50 % of 400 (CGI, art. 50-0); moteur
        {"rsa": NO, "ppa": 243.32},
    ),
    Persona(
        "stagiaire de la formation professionnelle",
        answers(
            adult(
                "vous",
                "1990-05-04",
                "chomeur",
                incomes={"formation": 700},
                parcours={"deux_mois": "oui", "cinq_ans": "non", "assurance": "inconnue"},
            ),
            home("locataire_vide", 600, RENNES),
        ),
        # À la main: 573.49 is less than 700, which counts as pay (CASF, art. R.262-8, 2°; CSS, art.
        # R.844-1); moteur
        {"rsa": NO, "ppa": 280.64},
    ),
    Persona(
        "en colocation meublée",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            home("locataire_meuble", 400, RENNES, bail=["colocation"]),
        ),
        {"aide_logement": 204},  # moteur: the ceiling of the rent is lower; 308 alone
    ),
    Persona(
        "jeune salariée en foyer de jeunes travailleurs",
        answers(
            adult("vous", "2002-05-04", "salarie", incomes={"salaire": 1200}),
            home("locataire_foyer", 420, RENNES),
        ),
        {"aide_logement": TO_CHECK},  # CCH, art. L.822-2: the convention of the building decides
    ),
    Persona(
        "locataire qui ne sait pas son loyer",
        answers(
            adult("vous", "1990-05-04", "chomeur"), home("locataire_vide", 0, RENNES, loyer=UNKNOWN)
        ),
        {"aide_logement": 191, "cmu_c": LIKELY},  # moteur: from 191 (a rent of 200) to 308
    ),
)
