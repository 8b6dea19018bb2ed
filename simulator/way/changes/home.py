"""Another rent, another home; a disability recognised."""

from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.core import Context
from questionnaire.dossier import Dossier
from questionnaire.questions.logement import OCCUPANCIES, commune
from simulator.way.changes.whom import of, who
from simulator.way.whatif import Change, Impossible, Told

HOMES = ("locataire_vide", "locataire_meuble", "locataire_hlm", "loge_gratuitement", "chez_parents")
PAYING = ("locataire_vide", "locataire_meuble", "locataire_hlm")


def ask_rent(context: Context) -> Group:
    if context.get("loyer") is None:
        raise Impossible("Il n’y a pas de loyer ni de remboursement à changer dans ce logement.")
    return Group("Changer de loyer", {"loyer": fields.Money("Nouveau loyer, sans les charges")})


def change_rent(dossier: Dossier, told: Told) -> Dossier:
    return dossier.with_answers({"loyer": told["loyer"]})


def ask_move(context: Context) -> Group:
    labels = dict(OCCUPANCIES)
    return Group(
        "Déménager",
        {
            "reponse": commune(context),  # the name that its widget asks the communes with
            "logement": fields.Choice("Quel logement ?", [(one, labels[one]) for one in HOMES]),
            "loyer": fields.Money(
                "Loyer, sans les charges", help_text="Écrivez 0 s’il n’y en a pas."
            ),
        },
        nouns={"reponse": "commune", "logement": "logement"},
    )


def move(dossier: Dossier, told: Told) -> Dossier:
    moved = {"commune": told["reponse"], "logement": told["logement"]}
    rent = {"loyer": told["loyer"]} if told["logement"] in PAYING else {}
    return dossier.with_answers(moved | rent)


def ask_disability(context: Context) -> Group:
    def not_yet(context: Context) -> bool:
        return bool(context.get("handicap") != "oui")

    rows = who(context, not_yet, "Le handicap de chaque adulte est déjà reconnu.")
    rates = [("moins_50", "Moins de 50 %"), ("50_79", "De 50 à 79 %"), ("80_plus", "80 % ou plus")]
    return Group(
        "Faire reconnaître un handicap",
        rows
        | {
            "taux": fields.Choice("Taux d’incapacité", rates),
            "restriction": fields.yes_no(
                "Le handicap empêche-t-il de trouver un emploi ?",
                "Pour un taux de 50 à 79 % : « restriction substantielle et durable pour l’accès à "
                "l’emploi ». Sinon, répondez « Non ».",
            ),
        },
        nouns={"qui": "personne", "restriction": "difficulté durable à trouver un emploi"},
    )


def recognise(dossier: Dossier, told: Told) -> Dossier:
    one = of(told)
    found = {"handicap": "oui", "taux": told["taux"], "restriction": told["restriction"]}
    return dossier.with_answers({f"{key}/{one}": answer for key, answer in found.items()})


HOME = (
    Change(
        "loyer",
        "Changer de loyer",
        ask_rent,
        change_rent,
        "À dire à la CAF ou à la MSA, avec la quittance ou le nouveau bail.",
    ),
    Change(
        "demenagement",
        "Déménager",
        ask_move,
        move,
        "À dire à la CAF ou à la MSA, à l’assurance maladie et aux impôts. L’aide au logement "
        "se demande à nouveau pour le nouveau logement : n’attendez pas, elle n’est pas payée "
        "pour les mois d’avant.",
    ),
    Change(
        "handicap",
        "Faire reconnaître un handicap",
        ask_disability,
        recognise,
        "La demande se fait à la MDPH, avec un certificat médical. Les droits partent en "
        "général du mois qui suit le dépôt de la demande.",
    ),
)
