"""All the children at once: where they live, who has their benefits, what the other parent does."""

from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.building.wording import name, sentence
from questionnaire.core import Context, Fill, Over, Question, Subject
from questionnaire.questions.famille import (
    VISIT,
    at_home,
    in_couple,
    may_share,
    shared,
    visiting,
)

PLACED = "place"
NOT_TOLD = "ne_sait_pas"  #: not one of the unknowns: both parents are computed in any case
SHARED = "Une semaine sur deux chez l’autre parent, c’est une garde alternée."
PARTS = (
    ("pension", "L’autre parent verse une pension alimentaire"),
    ("autrement", "L’autre parent paie des choses, ou garde l’enfant"),
    ("non", "L’autre parent n’aide pas, ou il n’y en a pas"),
)
#: The allowance for lone parents is reduced by a pension, and refused when the other parent helps
#: otherwise (CSS, art. L.523-1 and D.523-2).
OTHER_PARENT = {
    "pension": "ne_contribue_pas",
    "autrement": "contribue",
    "non": "ne_contribue_pas",
}


def some_may_share(context: Context) -> bool:
    """un enfant a moins de 21 ans"""
    return bool(may_share(context))


def garde(context: Context) -> fields.SeveralChoices:
    """Asked once for all the children: most live with the household all the time."""
    young = may_share(context)
    if len(young) == 1:
        return fields.SeveralChoices(
            f"{sentence(name(young[0]))} vit-il avec vous tout le temps ?",
            [
                (young[0].id, "Non : la moitié du temps chez son autre parent"),
                (VISIT, "Non : seulement certains week-ends ou aux vacances"),
                (PLACED, "Non : confié à l’aide sociale à l’enfance (ASE)"),
            ],
            "Oui, tout le temps ou presque",
            SHARED,
            alone=frozenset({PLACED, VISIT}),
        )
    return fields.SeveralChoices(
        "Vos enfants vivent-ils avec vous tout le temps ?",
        [
            *((child.id, f"{sentence(name(child))} : la moitié du temps") for child in young),
            (VISIT, "L’un d’eux vient seulement certains week-ends ou aux vacances"),
            (PLACED, "L’un d’eux est confié à l’aide sociale à l’enfance (ASE)"),
        ],
        "Oui, tous, tout le temps ou presque",
        f"{SHARED} Cochez chaque enfant en garde alternée.",
    )


def alternately(answer: list[str], context: Context) -> dict[Subject, bool]:
    """For each child, whether the custody is shared."""
    return {child: child.id in answer for child in may_share(context)}


def some_visit(context: Context) -> bool:
    """un enfant, parmi plusieurs, vient seulement le week-end ou aux vacances"""
    return VISIT in context.get("garde", ()) and len(may_share(context)) > 1


def visits(context: Context) -> fields.SeveralChoices:
    halves = context.get("garde", ())
    among = [child for child in may_share(context) if child.id not in halves]
    return fields.SeveralChoices(
        "Quel enfant vient seulement le week-end ou aux vacances ?",
        [(child.id, sentence(name(child))) for child in among or may_share(context)],
        "Finalement aucun",
        "Il est à la charge de son autre parent : il ne compte pas dans vos aides, sauf pour la "
        "taille d’un logement social.",
    )


def some_shared(context: Context) -> bool:
    """un enfant est en garde alternée"""
    return bool(shared(context))


def allocataire(context: Context) -> Group:
    """Family allowances alone are halved of right (CSS, art. L.521-2): the other benefits are one
    parent's, or each has half (Conseil d'État, 21 July 2017, n° 398911 and 398563)."""
    ours = "Nous" if in_couple(context) else "Moi"
    choices = [
        ("vous", ours),
        ("autre", "Son autre parent"),
        ("partagees", "Chacun la moitié"),
        ("rien", "Rien n’est décidé"),
        (NOT_TOLD, "Je ne sais pas"),
    ]
    return Group(
        "Qui reçoit les aides de la CAF pour l’enfant en garde alternée ?",
        {child.id: fields.Choice(sentence(name(child)), choices) for child in shared(context)},
        "Ce que les parents ont dit à la CAF ou à la MSA. Seules les allocations familiales sont "
        "partagées d’office ; les autres aides, sur demande.",
    )


def not_shared(context: Context) -> list[Subject]:
    """The children who may be in care: those whose custody is not shared, if there are some."""
    here = [child for child in may_share(context) if child not in visiting(context)]
    return [child for child in here if child.id not in context.get("garde", ())] or here


def placed(context: Context) -> bool:
    """un enfant, parmi plusieurs, est confié à l’aide sociale à l’enfance"""
    several = len(may_share(context)) > 1
    return PLACED in context.get("garde", ()) and several and bool(not_shared(context))


def places(context: Context) -> fields.SeveralChoices:
    return fields.SeveralChoices(
        "Quel enfant est confié à l’aide sociale à l’enfance (ASE) ?",
        [(child.id, sentence(name(child))) for child in not_shared(context)],
        "Finalement aucun",
        "En famille d’accueil ou en foyer, même s’il rentre certains week-ends.",
    )


def confided(ticked: list[str], context: Context) -> dict[Subject, bool]:
    """For each child, whether the service has the care of it."""
    return {child: child.id in ticked for child in may_share(context)}


def only_one_confided(answer: list[str], context: Context) -> dict[Subject, bool] | None:
    """The same, when there is no need to ask which; nothing when the next page asks it."""
    young = may_share(context)
    if PLACED in answer and len(young) > 1:
        return None
    return confided([young[0].id] if PLACED in answer else [], context)


def autre_parent(context: Context) -> Group:
    """Asked once for all the children. A parent who has a child half the time does take part."""
    halves = shared(context)
    rows = {}
    for child in raised_alone(context):
        alternating = child in halves
        rows[child.id] = fields.Choice(
            sentence(name(child)),
            [(key, label) for key, label in PARTS if not (alternating and key == "non")],
            unsure=("autrement", "pension") if alternating else ("non", "autrement"),
        )
    label = "Est-ce que l’autre parent donne de l’argent pour vos enfants ?"
    if len(rows) == 1:
        label = "Est-ce que l’autre parent donne de l’argent pour votre enfant ?"
    return Group(label, rows)


def raised_alone(context: Context) -> list[Subject]:
    """The children under 20 of a parent without a partner (CSS, art. L.512-3 and L.523-1)."""
    if context.get("couple") != "seul":
        return []
    ages = {child: context.about(child).age for child in at_home(context)}
    return [child for child, age in ages.items() if age is not None and age < 20]


def some_raised_alone(context: Context) -> bool:
    """un enfant a moins de 20 ans et vit avec un parent sans conjoint"""
    return bool(raised_alone(context))


def contributions(answer: dict[str, str], context: Context) -> dict[Subject, str]:
    """For each child, whether the other parent contributes, as the allowance means it."""
    return {child: OTHER_PARENT[answer[child.id]] for child in raised_alone(context)}


QUESTIONS = (
    Question(
        "garde",
        garde,
        some_may_share,
        (
            Fill("garde_alternee", "individu", Over.YEAR, alternately, each=True),
            Fill("enfant_place", "individu", Over.YEAR, only_one_confided, each=True),
        ),
        noun="présence à la maison",
        why="En garde alternée, les aides se partagent entre les deux parents.",
    ),
    Question(
        "enfants-visites",
        visits,
        some_visit,
        looks_at=("garde",),
        noun="enfant en visite seulement",
    ),
    Question(
        "allocataire",
        allocataire,
        some_shared,
        looks_at=("garde", "enfants-visites"),
        noun="aides de la CAF en garde alternée",
        why="Pour un même enfant, la CAF paie chaque aide à un seul parent, ou à chacun la moitié.",
    ),
    Question(
        "enfants-places",
        places,
        placed,
        (Fill("enfant_place", "individu", Over.YEAR, confided, each=True),),
        looks_at=("garde", "enfants-visites"),
        exposes=True,
        noun="enfant confié à l’ASE",
        why="Les aides pour cet enfant peuvent aller au service qui s’occupe de lui.",
    ),
    Question(
        "autre-parent",
        autre_parent,
        some_raised_alone,
        (Fill("contribution_autre_parent", "individu", Over.RECENT, contributions, each=True),),
        looks_at=("garde", "enfants-visites"),
        exposes=True,
        noun="aide de l’autre parent",
        why="Sans pension, ou avec une petite pension, l’allocation de soutien familial (ASF) peut "
        "aider.",
    ),
)
