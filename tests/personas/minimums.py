"""Those who have little or nothing: RSA, housing aid, AAH, ASPA. How amounts are told: people.py"""

from tests.personas.describe import RENNES, adult, answers, child, home
from tests.personas.said import LIKELY, NO, Persona

FREE = home("loge_gratuitement")
ALONE = adult("vous", "1990-05-04", "chomeur")

MINIMUMS = (
    Persona(
        "seul sans rien, hébergé",
        answers(ALONE, FREE),
        {
            # À la main: 651.69 - 12 % for free housing (CASF, art. R.262-9) = 573.49
            "rsa": 573.49,
            "aide_logement": NO,
            "ppa": NO,
            "cmu_c": LIKELY,
            "aspa": NO,
            "af": NO,
        },
    ),
    Persona(
        "seul sans logement",
        answers(ALONE, home("sans_domicile")),
        {"rsa": 651.69},  # CASF, art. R.262-9: no housing, nothing taken off
    ),
    Persona(
        "locataire sans revenu, zone 2",
        answers(ALONE, home("locataire_vide", 600, RENNES)),
        {
            "rsa": 573.49,  # housing aid stands for the housing advantage: same 12 %
            "aide_logement": 308,  # moteur (CCH, art. D.823-16)
        },
    ),
    Persona(
        "couple marié sans rien",
        answers(
            adult("vous", "1990-05-04", "foyer"),
            adult("conjoint", "1991-05-04", "foyer"),
            FREE,
            couple="marie",
        ),
        # À la main: 651.69 x 1.5 = 977.54; - 16 % of it (two people) = 821.13
        {"rsa": 821.13, "cmu_c": LIKELY},
    ),
    Persona(
        "mère seule, un enfant, HLM",
        answers(
            adult("vous", "1990-05-04", "foyer"),
            child(1, "2019-03-10"),
            home("locataire_hlm", 400, RENNES),
            children=1,
        ),
        {
            # À la main: 977.54 - 156.41 (housing, two people) - 107.59 (ASF counts for 22.5 % of
            # the
            # BMAF, CASF, art. R.262-10-1) = 713.54
            "rsa": 713.54,
            "asf": 201.78,  # À la main: 42.2 % of the BMAF (CSS, art. D.523-1)
            "af": NO,
            "aide_logement": 385,  # moteur
        },
    ),
    Persona(
        "mère seule depuis peu, un enfant",
        answers(
            adult("vous", "1990-05-04", "foyer"),
            child(1, "2019-03-10"),
            home("locataire_hlm", 400, RENNES),
            children=1,
            isolement="oui",
        ),
        # À la main: 651.69 x (128.412 % + 42.804 %) = 1 115.80 (CASF, art. D.262-1); - 156.41 -
        # 107.59
        {"rsa": 851.81, "asf": 201.78},
    ),
    Persona(
        "adulte handicapé, taux de 80 %",
        answers(adult("vous", "1985-05-04", "invalide", handicap="oui", taux="80_plus"), FREE),
        {"aah/vous": 1041.59},  # full rate, April 2026 (CSS, art. D.821-3)
    ),
    Persona(
        "taux de 50 à 79 % sans restriction d’emploi",
        answers(
            adult(
                "vous", "1985-05-04", "invalide", handicap="oui", taux="50_79", restriction="non"
            ),
            FREE,
        ),
        {"aah": NO, "rsa": 573.49},  # CSS, art. L.821-2: the restriction is a condition
    ),
    Persona(
        "taux de 50 à 79 % avec restriction d’emploi",
        answers(
            adult(
                "vous", "1985-05-04", "invalide", handicap="oui", taux="50_79", restriction="oui"
            ),
            FREE,
        ),
        {"aah/vous": 1041.59},
    ),
    Persona(
        "retraitée sans pension, propriétaire",
        answers(adult("vous", "1957-05-04", "retraite"), home("proprietaire")),
        {"aspa": 1043.59, "rsa": NO},  # À la main: 12 523.14 / 12 (CSS, art. D.815-1)
    ),
    Persona(
        "retraitée, petite pension",
        answers(
            adult("vous", "1957-05-04", "retraite", incomes={"retraite": 700}),
            home("proprietaire"),
        ),
        {"aspa": 343.59},  # À la main: 1 043.59 - 700 (CSS, art. L.815-9: differential)
    ),
    Persona(
        "couple de retraités sans pension",
        answers(
            adult("vous", "1957-05-04", "retraite"),
            adult("conjoint", "1956-05-04", "retraite"),
            home("proprietaire"),
            couple="marie",
        ),
        {"aspa": 1620.18},  # À la main: 19 442.21 / 12
    ),
)
