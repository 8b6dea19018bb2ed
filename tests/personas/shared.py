"""Homes that are shared: other adults, rooms let, lodgers, flat-sharers; see people.py."""

from typing import Any

from questionnaire.core import UNKNOWN
from tests.personas.describe import RENNES, Answers, adult, answers, home
from tests.personas.said import NO, TO_CHECK, Persona


def hosting(six_mois: str, revenus: Any, proche: str = "non") -> Answers:
    """Other adults live in the home."""
    told = {"six_mois": six_mois, "proche": proche, "revenus": revenus}
    return {"autres-adultes": told}


SHARED = (
    # CCH, art. R.822-2: what those who live there earn counts once they have been there six months;
    # they are in no family nor tax unit of the household's, and claim their own rights.
    Persona(
        "locataire qui héberge sa sœur depuis un an",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            hosting(six_mois="oui", revenus=1_200.0),
            home("locataire_vide", 600, RENNES, bail=["autres"]),
        ),
        # moteur: 308 for the tenant alone; the RSA's household is not the home (CASF, art. L.262-3)
        {"aide_logement": 66, "rsa": 585.69, "logement_social_eligible": TO_CHECK},
    ),
    Persona(
        "locataire qui héberge un ami depuis un mois",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            hosting(six_mois="non", revenus=1_200.0),
            home("locataire_vide", 600, RENNES, bail=["autres"]),
        ),
        {"aide_logement": 308, "rsa": 573.49},  # the same article: not yet six months
    ),
    Persona(
        "fille qui loge sa mère de 70 ans",
        answers(
            adult("vous", "1985-05-04", "salarie", incomes={"salaire": 1_100}),
            hosting(six_mois="oui", proche="oui", revenus=UNKNOWN),
            home("locataire_hlm", 450, RENNES, bail=["autres"]),
        ),
        # CCH, art. R.823-4, 2°: the mother may count as a dependant, so that the aid is higher
        {"aide_logement": TO_CHECK},
    ),
    Persona(
        "locataire qui sous-loue une pièce à un collègue",
        answers(
            adult("vous", "1990-05-04", "chomeur", incomes={"loyers": 250}),
            home("locataire_vide", 600, RENNES, bail=["loue"], piece_louee="autre"),
        ),
        # CCH, art. L.822-4: no aid; À la main: 651.69 - 250 of rent, nothing off for housing as no
        # aid is had and a rent is paid (CASF, art. R.262-9)
        {"aide_logement": NO, "rsa": 401.69},
    ),
    Persona(
        "locataire qui sous-loue une pièce à une étudiante",
        answers(
            adult("vous", "1990-05-04", "chomeur", incomes={"loyers": 250}),
            home("locataire_vide", 600, RENNES, bail=["loue"], piece_louee="jeune"),
        ),
        {"aide_logement": TO_CHECK},  # the same article: somebody of less than 30
    ),
    Persona(
        "sous-locataire d’une chambre",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            home("locataire_meuble", 300, RENNES, bail=["chambre"]),
        ),
        # CCH, art. L.822-2, II: who sublets claims as a tenant does; moteur: a room's ceiling
        {"aide_logement": 215, "rsa": 573.49},
    ),
    Persona(
        "colocataires, chacun son nom sur le bail",
        answers(
            adult("vous", "1990-05-04", "chomeur"),
            home("locataire_vide", 350, RENNES, bail=["colocation"]),
        ),
        # CCH, art. R.821-4: each has an aid, on their part of the rent; moteur: 75 % of the ceiling
        {"aide_logement": 204, "rsa": 573.49},
    ),
)
