"""One household for each public that people.py leaves; amounts are said in the same way.

The months of RSA, students, the young at their parents', buyers, farmers, craftsmen, disabled and
grown children, children in care, carers, those who pay maintenance or whose business has stopped.
"""

from typing import Any

from orientation.words.french import months_before
from tests.personas.describe import (
    MONTH,
    PARIS,
    RENNES,
    Answers,
    adult,
    answers,
    child,
    home,
    student,
)
from tests.personas.said import NO, TO_CHECK, Persona

FREE = home("loge_gratuitement")
RENTED = home("locataire_vide", 600, RENNES)
LONG_JOBLESS = {"deux_mois": "oui", "cinq_ans": "non", "assurance": "inconnue"}


def started(months_ago: int) -> Answers:
    """Someone who earns 300 euros a month since so many months, and had nothing before."""
    months = {
        months_before(MONTH, back): 300.0 if back <= months_ago else 0.0 for back in range(13)
    }
    return adult(
        "vous",
        "1990-05-04",
        "salarie",
        incomes={"salaire": "variable"},
        months={"salaire": months},
    )


def closed(kind: str, situation: str, months_ago: int) -> Answers:
    """Someone whose business brought 1,500 euros a month, and nothing since so many months."""
    months = {
        months_before(MONTH, back): 0.0 if back < months_ago else 1_500.0 for back in range(13)
    }
    return adult("vous", "1990-05-04", situation, incomes={kind: "variable"}, months={kind: months})


def earner(amount: float, **others: Any) -> Answers:
    incomes = {"salaire": amount} | others.pop("incomes", {})
    return adult("vous", "1985-05-04", "salarie", incomes=incomes, **others)


PUBLICS = (
    # RSA reads M-4..M-2 (CASF, art. R.262-7). À la main: 573.49 less a third of what they hold.
    Persona("300 euros depuis quatre mois", answers(started(4), FREE), {"rsa": 273.49}),
    Persona("300 euros depuis trois mois", answers(started(3), FREE), {"rsa": 373.49}),
    Persona("300 euros depuis deux mois", answers(started(2), FREE), {"rsa": 473.49}),
    Persona("300 euros depuis un mois", answers(started(1), FREE), {"rsa": 573.49}),
    Persona(
        "étudiante en résidence du Crous",
        answers(student("vous", "2005-05-04", parents_impots="oui"), home("crous", 280, RENNES)),
        # CCH, art. L.822-2: the convention of the building decides how much
        {"aide_logement": TO_CHECK, "cheque_energie": NO},
    ),
    Persona(
        "chômeuse de 20 ans chez ses parents",
        answers(
            adult("vous", "2006-05-04", "chomeur", parents_impots="oui", parcours=LONG_JOBLESS),
            home("chez_parents"),
        ),
        # CASF, art. L.262-4; CSS, art. R.861-2; code du travail, art. L.5131-6
        {"rsa": NO, "cmu_c": NO, "cheque_energie": NO, "contrat_engagement_jeune/vous": TO_CHECK},
    ),
    Persona(
        "hébergé qui participe aux frais",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            home("loge_gratuitement", participation="oui"),
        ),
        {"rsa": 651.69},  # À la main: no housing advantage (CASF, art. R.262-9)
    ),
    Persona(
        "propriétaire qui rembourse un crédit de 2016",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            home("primo_accedant", 600, RENNES, pret="avant_2018", pret_conventionne="oui"),
        ),
        # À la main: the aid is above 12 % of the RSA, which is taken off; moteur for 82
        {"rsa": 573.49, "aide_logement": 82},
    ),
    Persona(
        "propriétaire qui rembourse un crédit de 2021",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            home("primo_accedant", 600, RENNES, pret="apres_2019"),
        ),
        # À la main: loans since 2020 open no aid (CCH, L.831-2 and L.841-4); paying one, nothing is
        # taken off for housing (CASF, art. R.262-9)
        {"rsa": 651.69, "aide_logement": NO},
    ),
    Persona(
        "exploitant agricole, 6 000 euros de bénéfice par an",
        answers(
            adult("vous", "1985-05-04", "independant", "agricole", incomes={"exploitation": 500}),
            home("proprietaire"),
        ),
        {"rsa": 73.49, "ppa": 299.25},  # À la main: 573.49 - 500; moteur
    ),
    Persona(
        "artisan au réel, 500 euros de bénéfice par mois",
        answers(
            adult("vous", "1985-05-04", "independant", incomes={"commerce": 500}),
            home("proprietaire"),
        ),
        {"rsa": 73.49, "ppa": 299.25},  # as the farmer's: the same profit
    ),
    Persona(
        "père qui paie une pension alimentaire",
        answers(earner(1_200, incomes={"pension-versee": 150}), home("proprietaire")),
        # À la main: 14 400 + 938 (housing, 12 % of the RSA) - 1 800 = 13 538 euros a year, below
        # 13 957, above it without what is paid (CSS, art. R.861-5 and R.861-8)
        {"css_participation_forfaitaire": "14.00 à payer"},
    ),
    Persona(
        "enfant handicapé à 80 %",
        answers(
            earner(2_000),
            child(1, "2016-02-10", "primaire"),
            RENTED,
            children=1,
            handicap_enfants=["enfant_1"],
            taux_enfants={"enfant_1": "80_plus"},
        ),
        {"aeeh": 153.01},  # À la main: 32 % of the BMAF (CSS, art. D.541-1)
    ),
    Persona(
        "deux enfants, dont un apprenti payé 1 300 euros",
        answers(
            earner(1_800),
            adult("conjoint", "1986-05-04", "foyer"),
            child(1, "2007-02-10", "apprentissage"),
            child(2, "2016-02-10", "primaire"),
            home("proprietaire"),
            couple="marie",
            children=2,
            revenus_enfants={"enfant_1": 1_300.0},
            impots_enfants=["enfant_1"],
            contrat_electricite="vous",
        ),
        {"af": NO},  # À la main: above 55 % of the SMIC, a child no longer counts (CSS, R.512-2)
    ),
    Persona(
        "deux enfants, dont un lycéen de 18 ans",
        answers(
            earner(1_800),
            adult("conjoint", "1986-05-04", "foyer"),
            child(1, "2008-02-10", "lycee"),
            child(2, "2016-02-10", "primaire"),
            home("proprietaire"),
            couple="marie",
            children=2,
            revenus_enfants={"enfant_1": 0.0},
            impots_enfants=[],
        ),
        {"af": 153.01},  # À la main: 32 % of the BMAF (CSS, art. D.521-1)
    ),
    Persona(
        "famille à Paris depuis longtemps",
        answers(
            earner(1_500),
            child(1, "2014-02-10", "college"),
            child(2, "2017-02-10"),
            home("locataire_vide", 900, PARIS, paris={"trois_ans": "oui", "charges": 60.0}),
            children=2,
        ),
        # between the two ceilings, 1 400 and 1 600: 128 (règlement municipal of the Casvp)
        {"paris_logement_plfm": 128},
    ),
    Persona(
        "femme enceinte seule",
        answers(adult("vous", "1995-05-04", "chomeur", enceinte="oui"), FREE, isolement="non"),
        {"rsa": 758.65},  # À la main: 651.69 x 128.412 % - 78.20 (CASF, art. R.262-1)
    ),
    Persona(
        "accidenté du travail avec une rente",
        answers(
            adult("vous", "1975-05-04", "invalide", incomes={"rente": 700, "accident": 300}),
            home("proprietaire"),
        ),
        # an annuity counts (CASF, art. L.262-3): 700 + 300 is above 573,49
        {"rsa": NO},
    ),
    Persona(
        "retraité étranger, titre de dix ans",
        answers(
            adult("vous", "1955-05-04", "retraite", nationalite="autre", sejour="10_ans"),
            home("proprietaire"),
        ),
        {"aspa": 1043.59},  # CSS, art. L.816-1
    ),
    # CSS, art. L.521-2: the part of a child in care goes to the service, unless a judge leaves it;
    # L.543-3: what is due at the start of school is kept for the child. The child stays in the
    # family and on the tax return: whether it is in charge is judged case by case.
    Persona(
        "mère de deux enfants, dont un confié à l’aide sociale à l’enfance",
        answers(
            adult("vous", "1988-05-04", "foyer"),
            child(1, "2016-02-10", "primaire"),
            child(2, "2018-02-10"),
            RENTED,
            children=2,
            garde=["place"],
            enfants_places=["enfant_1"],
        ),
        # À la main: half of the 32 % of the BMAF; the rest, what is due for the other child alone
        {"af": 76.51, "ars": 429.01, "rsa": 611.31, "aide_logement": 431, "asf": 201.78},
    ),
    Persona(
        "père dont le seul enfant est confié à l’aide sociale à l’enfance",
        answers(
            adult("vous", "1988-05-04", "chomeur"),
            child(1, "2016-02-10", "primaire"),
            RENTED,
            children=1,
            garde=["place"],
        ),
        {"ars": NO, "rsa": 573.49, "asf": TO_CHECK},
    ),
    # Code du travail, art. L.3142-16 and D.3142-8; CSS, art. L.168-8: a pay that is given up for
    # somebody who is disabled or dependent, wherever they live.
    Persona(
        "salariée qui réduit son temps pour sa mère en GIR 2",
        answers(
            adult(
                "vous",
                "1972-05-04",
                "salarie",
                "aidant",
                incomes={"salaire": 1_100},
                aidant={"proche": "gir", "reduit": "oui"},
            ),
            home("proprietaire"),
        ),
        {"conge_proche_aidant": TO_CHECK},
    ),
    Persona(
        "retraité qui aide son frère handicapé",
        answers(
            adult(
                "vous",
                "1955-05-04",
                "retraite",
                "aidant",
                incomes={"retraite": 1_100},
                aidant={"proche": "handicap", "reduit": "non"},
            ),
            home("proprietaire"),
        ),
        {"conge_proche_aidant": NO},
    ),
    # CASF, art. R.262-19: a micro-entrepreneur's turnover is that of the quarter. À la main: 573.49
    # with nothing since June; the decision is the caisse's (R.262-24).
    Persona(
        "micro-entreprise arrêtée depuis juillet",
        answers(closed("service", "chomeur", 6), FREE),
        {"rsa": TO_CHECK, "ppa": TO_CHECK},
    ),
    # Of other businesses, the last year known: the caisse may set it aside (art. R.262-23).
    Persona(
        "commerce fermé depuis juillet",
        answers(closed("commerce", "independant", 6), FREE),
        {"rsa": TO_CHECK},
    ),
)
