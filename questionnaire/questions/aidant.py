"""Carers: whom they help, and whether they work less for it."""

from questionnaire.building import fields
from questionnaire.building.fills import individual
from questionnaire.building.forms import Group
from questionnaire.building.wording import says
from questionnaire.core import Context, Question
from questionnaire.questions.activite import is_in


def aidant(context: Context) -> Group:
    """Who opens the carers' allowance (code du travail, art. D.3142-8; CSS, art. L.168-8)."""
    return Group(
        says(context, "Qui aidez-vous ?", "Qui {nom} aide ?"),
        {
            "proche": fields.Choice(
                "La personne aidée",
                [
                    ("handicap", "Elle a un taux d’incapacité de 80 % ou plus"),
                    ("gir", "Elle a 60 ans ou plus, l’APA, et un GIR de 1 à 4"),
                    ("tierce_personne", "Elle reçoit une majoration pour tierce personne"),
                    ("autre", "Rien de tout cela"),
                ],
                "Elle peut vivre ailleurs. Le taux est sur la décision de la MDPH, le GIR sur "
                "celle du département.",
                unsure=("autre", "gir"),
            ),
            "reduit": fields.yes_no(
                "Faut-il arrêter de travailler, ou travailler moins, pour aider ?",
                "Quelques heures ou quelques jours suffisent.",
            ),
        },
    )


QUESTIONS = (
    Question(
        "aidant",
        aidant,
        is_in("aidant"),
        (
            individual("proche_aide", lambda answer, context: answer["proche"]),
            individual("aidant_reduit", lambda answer, context: answer["reduit"] == "oui"),
        ),
        looks_at=("situation",),
    ),
)
