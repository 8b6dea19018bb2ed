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
        says(context, "Qui aidez-vous ?", "Quelle personne est aidée par {nom} ?"),
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
                "Est-ce que cette aide oblige à travailler moins, ou plus du tout ?",
                "Quelques heures ou quelques jours suffisent.",
            ),
        },
        nouns={"proche": "personne aidée", "reduit": "travail réduit ou arrêté pour aider"},
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
        noun="aide à un proche",
        why="Qui aide un proche peut recevoir l’allocation journalière du proche aidant (AJPA).",
    ),
)
