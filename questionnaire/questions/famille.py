"""The couple and the number of children."""

from questionnaire.building import fields
from questionnaire.building.fills import is_yes
from questionnaire.building.forms import Group
from questionnaire.building.wording import name, sentence
from questionnaire.core import Context, Fill, Over, Question, Subject, enfant

MOST_CHILDREN = 12
VISIT = "visite"


def couple(context: Context) -> fields.Choice:
    return fields.Choice(
        "Vivez-vous en couple ?",
        [
            ("seul", "Non, sans partenaire"),
            ("marie", "Oui, avec un mariage"),
            ("pacse", "Oui, avec un PACS"),
            ("concubinage", "Oui, sans mariage ni PACS (concubinage)"),
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
        "Comptez les enfants de moins de 25 ans que vous faites vivre chez vous, ceux en garde "
        "alternée et ceux qui sont placés aussi. Ne comptez pas ceux qui viennent seulement le "
        "week-end ou aux vacances. Écrivez 0 si vous n’en avez pas.",
    )


def children(context: Context) -> tuple[Subject, ...]:
    """One subject a child, in the order of the answers."""
    return tuple(enfant(rank + 1) for rank in range(context.get("enfants", 0)))


def may_share(context: Context) -> list[Subject]:
    """The children who are young enough for their parents to share their custody."""
    ages = {child: context.about(child).age for child in children(context)}
    return [child for child, age in ages.items() if age is not None and age < 21]


def visiting(context: Context) -> list[Subject]:
    """The children who only come at weekends or for holidays: their other parent's dependants
    (CSS, art. L.513-1 and R.513-1)."""
    if VISIT not in context.get("garde", ()):
        return []
    young = may_share(context)
    if len(young) == 1:
        return young
    return [child for child in young if child.id in context.get("enfants-visites", ())]


def at_home(context: Context) -> list[Subject]:
    """The children who live here, all the time or half of it."""
    away = visiting(context)
    return [child for child in children(context) if child not in away]


def shared(context: Context) -> list[Subject]:
    """The children in shared custody."""
    return [child for child in at_home(context) if child.id in context.get("garde", ())]


def lone_parent(context: Context) -> bool:
    """un parent seul, ou une femme enceinte seule"""
    return not in_couple(context) and (
        context.get("enfants", 0) > 0 or context.answers.get("enceinte/vous") == "oui"
    )


def isolement(context: Context) -> fields.Choice:
    return fields.Choice(
        "Depuis quand vivez-vous sans partenaire ?",
        [
            ("oui", "Depuis moins de 18 mois"),
            ("non", "Depuis 18 mois ou plus, ou depuis toujours"),
        ],
        unsure=("oui", "non"),
    )


ELSEWHERE = "ailleurs"  #: on the return of a parent who does not live here


def declared(context: Context) -> list[Subject]:
    """The children whose tax return is not told by the rest: an unmarried couple's, and those whose
    custody is shared; not those who make their own."""
    halves, own = shared(context), context.get("impots-enfants", ())
    return [
        child
        for child in at_home(context)
        if child.id not in own and (unmarried(context) or child in halves)
    ]


def unmarried(context: Context) -> bool:
    return bool(context.get("couple") == "concubinage")


def some_declared(context: Context) -> bool:
    """un couple ni marié ni pacsé, avec des enfants ; ou un enfant en garde alternée"""
    return bool(declared(context))


def declaration(context: Context) -> Group:
    """Of an unmarried couple each makes a return (CGI, art. 6). A child in shared custody is on
    both parents' for a half each, or on one's alone if they agree so (CGI, art. 194, I)."""
    halves = [child for child in shared(context) if child in declared(context)]
    own = [("vous", "Nous" if in_couple(context) else "Moi")]
    help_text = []
    if unmarried(context):
        own = [("vous", "Moi"), ("conjoint", "Mon ou ma partenaire")]
        help_text.append(
            "Sans mariage ni PACS, chacun fait sa déclaration, et un enfant est sur une seule."
        )
    if halves:
        help_text.append(
            "En garde alternée, un enfant compte souvent pour moitié chez chacun de ses parents : "
            f"répondez alors « {own[0][1]} »{' ou « Mon ou ma partenaire »' if own[1:] else ''}."
        )
    elsewhere = [(ELSEWHERE, "Seulement son autre parent, qui ne vit pas ici")]
    rows = {
        child.id: fields.Choice(sentence(name(child)), own + (elsewhere if child in halves else []))
        for child in declared(context)
    }
    return Group("Qui déclare chaque enfant aux impôts ?", rows, " ".join(help_text))


COUPLE = (
    Question(
        "couple",
        couple,
        noun="couple",
        why="Les revenus des deux comptent, avec ou sans mariage.",
    ),
)
CHILDREN = (Question("enfants", enfants, noun="enfants à charge"),)
AFTER_CHILDREN = (
    Question(
        "isolement",
        isolement,
        lone_parent,
        (Fill("rsa_isolement_recent", "famille", Over.RECENT, is_yes),),
        looks_at=("enceinte",),
        exposes=True,
        noun="temps sans partenaire",
        why="Après une séparation ou un deuil, certaines aides sont plus élevées pendant un temps.",
    ),
    Question(
        "declaration",
        declaration,
        some_declared,
        looks_at=("garde", "enfants-visites", "impots-enfants"),
        noun="déclaration d’impôts des enfants",
        why="Des aides comptent les enfants qui sont sur la déclaration d’impôts.",
    ),
)
