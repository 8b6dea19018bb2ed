"""Disability, fitness for work, pregnancy."""

from questionnaire.building import fields
from questionnaire.building.fills import individual, is_yes
from questionnaire.building.wording import says
from questionnaire.core import Context, Question
from questionnaire.questions.activite import is_in


def handicap(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "Avez-vous un handicap reconnu par la MDPH ?",
            "Est-ce que {nom} a un handicap reconnu par la MDPH ?",
        ),
        "La MDPH est la maison départementale des personnes handicapées. "
        "Si une demande est en cours, répondez « Non » pour l’instant.",
    )


def disabled(context: Context) -> bool:
    """un handicap est reconnu"""
    return bool(context.get("handicap") == "oui")


def taux(context: Context) -> fields.Choice:
    return fields.Choice(
        says(
            context,
            "Quel est votre taux d’incapacité ?",
            "Quel est le taux d’incapacité de {nom} ?",
        ),
        [
            ("moins_50", "Moins de 50 %"),
            ("50_79", "Entre 50 % et 79 %"),
            ("80_plus", "80 % ou plus"),
        ],
        "Ce taux est écrit sur la décision de la MDPH.",
        unsure=("moins_50", "80_plus"),
    )


RATES = {"moins_50": 0.3, "50_79": 0.65, "80_plus": 0.9}


def rate_between_50_and_79(context: Context) -> bool:
    """taux d’incapacité entre 50 % et 79 %"""
    return bool(context.get("taux") == "50_79")


def restriction(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "La MDPH a-t-elle reconnu que le handicap empêche de trouver un emploi ?",
            "La MDPH a-t-elle reconnu que le handicap de {nom} empêche de trouver un emploi ?",
        ),
        "Sur la décision : « restriction substantielle et durable pour l’accès à l’emploi ».",
        unsure=True,
    )


def over_60_not_working(context: Context) -> bool:
    """60 ans et plus, ni salarié, ni à son compte, ni étudiant"""
    age = context.age
    working = is_in("salarie", "independant", "etudiant")(context)
    return age is not None and age >= 60 and not working


def inaptitude(context: Context) -> fields.Choice:
    return fields.yes_no(
        says(
            context,
            "La caisse de retraite a-t-elle reconnu que votre santé empêche de travailler ?",
            "La caisse de retraite a-t-elle reconnu que la santé de {nom} empêche de travailler ?",
        ),
        "Sur sa lettre : « retraite pour inaptitude au travail », ou « inapte au travail ».",
        unsure=True,
    )


def sixty(context: Context) -> bool:
    """60 ans et plus"""
    return context.age is not None and context.age >= 60


#: The least dependent group; it opens no right to the APA (CASF, art. R.232-4).
AUTONOMOUS = "gir_6"


def autonomie(context: Context) -> fields.Choice:
    return fields.Choice(
        says(
            context,
            "Avez-vous besoin d’aide dans la vie de tous les jours ?",
            "Est-ce que {nom} a besoin d’aide dans la vie de tous les jours ?",
        ),
        [
            ("non", "Non"),
            ("non_defini", "Oui, et je ne connais pas le GIR"),
            *((f"gir_{rank}", f"Oui, le GIR est {rank}") for rank in range(1, 6)),
            (AUTONOMOUS, "Le GIR est 6"),
        ],
        "Par exemple pour se laver, s’habiller ou se lever. Le GIR (groupe iso-ressources) dit "
        "combien, de 1 pour le plus à 6 pour le moins. Le département l’écrit dans sa décision.",
    )


def dependent(context: Context) -> bool:
    """60 ans et plus, en GIR 1 à 4"""
    return context.get("autonomie") in ("gir_1", "gir_2", "gir_3", "gir_4")


def plan_aide(context: Context) -> fields.Money:
    return fields.Money(
        "Combien coûte le plan d’aide à domicile ?",
        help_text="Ce montant est écrit sur la proposition du département. "
        "Sans plan d’aide, écrivez 0.",
    )


def may_be_pregnant(context: Context) -> bool:
    """entre 15 et 49 ans"""
    age = context.age
    return age is not None and 15 <= age < 50


def enceinte(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Êtes-vous enceinte ?", "Est-ce que {nom} attend un enfant ?"),
        [("oui", "Oui"), ("non", "Non"), ("non_concerne", "Question sans objet")],
    )


QUESTIONS = (
    Question(
        "handicap",
        handicap,
        fills=(individual("handicap", is_yes),),
        noun="handicap reconnu par la MDPH",
        why="Un handicap reconnu ouvre des aides à part, comme l’AAH, et en augmente d’autres.",
    ),
    Question(
        "taux",
        taux,
        disabled,
        (individual("taux_incapacite", lambda a, context: RATES[a]),),
        looks_at=("handicap",),
        noun="taux d’incapacité",
        why="L’AAH se demande à partir de 50 %. À partir de 80 %, elle est plus facile à avoir.",
    ),
    Question(
        "restriction",
        restriction,
        rate_between_50_and_79,
        (individual("aah_restriction_substantielle_durable_acces_emploi", is_yes),),
        looks_at=("taux",),
        noun="difficulté durable à trouver un emploi, reconnue par la MDPH",
        why="Entre 50 % et 79 %, l’AAH demande que ces mots soient sur la décision.",
    ),
    Question(
        "inaptitude",
        inaptitude,
        over_60_not_working,
        (individual("inapte_travail", is_yes),),
        looks_at=("situation",),
        noun="inaptitude au travail reconnue",
        why="Des aides pour les personnes âgées viennent alors plus tôt, dès 60 ou 62 ans.",
    ),
    Question(
        "autonomie",
        autonomie,
        sixty,
        (individual("gir", lambda answer, context: AUTONOMOUS if answer == "non" else answer),),
        noun="besoin d’aide au quotidien",
        why="L’allocation personnalisée d’autonomie (APA) paie une aide à domicile, pour un GIR de "
        "1 à 4.",
    ),
    Question(
        "plan-aide",
        plan_aide,
        dependent,
        (individual("dependance_plan_aide_domicile", lambda answer, context: answer),),
        looks_at=("autonomie",),
        noun="plan d’aide à domicile",
    ),
    Question(
        "enceinte",
        enceinte,
        may_be_pregnant,
        (individual("enceinte", is_yes),),
        noun="grossesse",
        why="Une grossesse ouvre des soins gratuits, et augmente certaines aides.",
    ),
)
