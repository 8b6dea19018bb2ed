"""How long a foreign adult has had the right to stay. Never a file number."""

from collections.abc import Callable

from django.core.exceptions import ValidationError

from questionnaire.building import fields
from questionnaire.building.fills import individual
from questionnaire.building.wording import says
from questionnaire.core import Context, Question

#: Years with a permit, at the least that the answer warrants. RSA and prime d'activité need five,
#: but not of holders of a resident card (CASF, art. L.262-4, 2°); ASPA and ASI need ten real years
#: of everyone but refugees, stateless people and holders of subsidiary protection (CSS, L.816-1).
YEARS = {"moins_3_mois": 0.0, "3_mois_5_ans": 0.25, "5_10_ans": 5.0, "10_ans": 10.0, "carte": 5.0}


#: What each answer says of time itself: a resident card says nothing of it.
REAL_YEARS = {"5_10_ans": 5, "10_ans": 10}


def not_french(context: Context) -> bool:
    """la personne n’est ni française, ni réfugiée, et a un titre de séjour si elle en a besoin"""
    permit = context.get("titre") not in WITHOUT
    return context.get("nationalite") in ("europeenne", "autre") and permit


NOT_SAID = "prive"
#: What each answer is to OpenFisca's carried variable.
PAPERS = [
    ("carte", "Une carte de séjour ou de résident"),
    ("etudiant", "Un titre ou un visa d’étudiant ou de chercheur"),
    ("recepisse", "Un récépissé, pour renouveler une carte"),
    ("premiere_demande", "Un récépissé de première demande"),
    ("asile", "Une attestation de demande d’asile"),
    ("aucun", "Aucun papier pour le moment"),
    (NOT_SAID, "Je préfère ne pas répondre"),
]
WITHOUT = ("asile", "aucun", "premiere_demande")  #: no permit yet, so no time with one


def of_another_country(context: Context) -> bool:
    """la personne vient d’un pays hors de l’Union européenne"""
    return bool(context.get("nationalite") == "autre")


def titre(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Quel papier avez-vous ?", "Quel papier a {nom} ?"),
        PAPERS,
        "Cette réponse ne sert qu’au calcul. Elle n’est transmise à personne et s’efface avec les "
        "autres. Même sans papier, il y a des droits : soins, école, aide juridique.",
    )


def paper(answer: str, context: Context) -> str:
    return "inconnu" if answer == NOT_SAID else answer


def without_permit(answer: str, context: Context) -> float | None:
    """No time with a permit, for whom it is not asked."""
    return 0.0 if answer in WITHOUT else None


def possible(context: Context, since: int) -> Callable[[str], None]:
    """Refuses more years than the person has had since the age of `since`."""

    def within_a_life(answer: str) -> None:
        age = context.age
        if age is not None and REAL_YEARS.get(answer, 0) > max(age - since, 0):
            raise ValidationError(
                f"À {age} ans, ce n’est pas possible. Choisissez moins d’années, ou vérifiez la "
                "date de naissance."
            )

    return within_a_life


#: The youngest who may hold a permit to work (CESEDA, art. L.421-35).
YOUNGEST_HOLDER = 16


def sejour(context: Context) -> fields.Choice:
    european = context.get("nationalite") == "europeenne"
    choices = [
        ("moins_3_mois", "Moins de 3 mois"),
        ("3_mois_5_ans", "Entre 3 mois et 5 ans"),
        ("5_10_ans", "Entre 5 et 10 ans"),
        ("10_ans", "10 ans ou plus"),
    ]
    if european:
        return fields.Choice(
            says(
                context,
                "Depuis combien de temps vivez-vous en France ?",
                "Depuis combien de temps est-ce que {nom} vit en France ?",
            ),
            choices,
            check=possible(context, 0),
        )
    return fields.Choice(
        says(
            context,
            "Depuis combien de temps avez-vous un titre de séjour ?",
            "Depuis combien de temps est-ce que {nom} a un titre de séjour ?",
        ),
        [*choices, ("carte", "Moins de 10 ans, mais avec une carte de résident")],
        "Comptez ensemble les titres qui permettent de travailler, à la suite les uns des autres.",
        check=possible(context, YOUNGEST_HOLDER),
    )


def residence_years(answer: str, context: Context) -> float:
    """Years with a permit; a European who works needs no three months (CASF, art. L.262-6)."""
    working = bool({"salarie", "independant"} & set(context.get("situation", ())))
    european = context.get("nationalite") == "europeenne"
    return max(YEARS[answer], 0.25) if european and working else YEARS[answer]


QUESTIONS = (
    Question(
        "titre",
        titre,
        of_another_country,
        (
            individual("papier_sejour", paper),
            individual("duree_possession_titre_sejour", without_permit),
        ),
        looks_at=("nationalite",),
        noun="papiers de séjour",
        why="Les soins, l’école et l’aide juridique sont ouverts à tous. D’autres aides demandent "
        "un titre de séjour.",
    ),
    Question(
        "sejour",
        sejour,
        not_french,
        (individual("duree_possession_titre_sejour", residence_years),),
        looks_at=("nationalite", "situation", "titre"),
        noun="temps en France avec un titre de séjour",
        why="Certaines aides demandent cinq ou dix ans de séjour, d’autres non.",
    ),
)
