"""The couple and the number of children."""

from questionnaire import fields
from questionnaire.core import Context, Fill, Over, Question, Subject, enfant
from questionnaire.questions.filling import is_yes

MOST_CHILDREN = 12


def couple(context: Context) -> fields.Choice:
    return fields.Choice(
        "Vivez-vous en couple ?",
        [
            ("seul", "Non, je vis sans conjoint"),
            ("marie", "Oui, nous sommes mariés"),
            ("pacse", "Oui, nous sommes pacsés"),
            ("concubinage", "Oui, sans être mariés ni pacsés"),
        ],
        "Le PACS (pacte civil de solidarité) est un contrat signé à deux, à la mairie.",
    )


def in_couple(context: Context) -> bool:
    """la personne vit en couple"""
    return context.get("couple") in ("marie", "pacse", "concubinage")


def enfants(context: Context) -> fields.Count:
    return fields.Count(
        "Combien d’enfants avez-vous à votre charge ?",
        MOST_CHILDREN,
        f"Ce simulateur compte jusqu’à {MOST_CHILDREN} enfants. Pour une famille plus grande, "
        "votre CAF ou votre mairie feront le calcul avec vous.",
        "Comptez les enfants de moins de 25 ans qui vivent avec vous, même une partie du temps, "
        "et que vous faites vivre. Comptez aussi ceux qui sont placés. "
        "Écrivez 0 si vous n’en avez pas.",
    )


def children(context: Context) -> tuple[Subject, ...]:
    """One subject a child, in the order of the answers."""
    return tuple(enfant(rank + 1) for rank in range(context.get("enfants", 0)))


def lone_parent(context: Context) -> bool:
    """un parent seul, ou une femme enceinte seule"""
    return not in_couple(context) and (
        context.get("enfants", 0) > 0 or context.answers.get("enceinte/vous") == "oui"
    )


def isolement(context: Context) -> fields.Choice:
    return fields.yes_no(
        "Êtes-vous sans conjoint depuis moins de 18 mois ?",
        "Après une séparation ou un deuil, certaines aides sont plus élevées pendant un temps.",
    )


def unmarried_with_children(context: Context) -> bool:
    """un couple ni marié ni pacsé, avec des enfants"""
    return context.get("couple") == "concubinage" and context.get("enfants", 0) > 0


def declaration(context: Context) -> fields.Choice:
    return fields.Choice(
        "Qui déclare les enfants aux impôts ?",
        [("vous", "Moi"), ("conjoint", "Mon ou ma partenaire")],
        "Sans mariage ni PACS, chacun fait sa déclaration. "
        "Les enfants sont comptés sur une seule des deux.",
    )


COUPLE = (Question("couple", couple),)
CHILDREN = (Question("enfants", enfants),)
AFTER_CHILDREN = (
    Question(
        "isolement",
        isolement,
        lone_parent,
        (Fill("rsa_isolement_recent", "famille", Over.RECENT, is_yes),),
    ),
    Question("declaration", declaration, unmarried_with_children),
)
