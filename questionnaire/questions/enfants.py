"""Each child: birth, school, shared custody."""

from datetime import date

from django.core.exceptions import ValidationError

from questionnaire import fields
from questionnaire.core import Context, Fill, Over, Question, Subject
from questionnaire.questions.famille import children
from questionnaire.questions.wording import name, says, sentence

OLDEST_CHILD = 25


def naissance(context: Context) -> fields.BirthDate:
    parent = context.answers.get("naissance/vous")

    def younger_than_parent(born: date) -> None:
        if (date.today() - born).days > (OLDEST_CHILD + 1) * 366:
            raise ValidationError(
                f"Cette page compte les enfants de {OLDEST_CHILD} ans au plus. Vérifiez l’année."
            )
        if parent and born <= date.fromisoformat(parent):
            raise ValidationError("Un enfant est plus jeune que son parent. Vérifiez l’année.")

    return fields.BirthDate(
        says(context, "", "Quelle est la date de naissance de {nom} ?"), check=younger_than_parent
    )


def of_school_age(context: Context) -> bool:
    """l’enfant a entre 10 et 25 ans"""
    return context.age is not None and context.age >= 10


def scolarite(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "", "Où {nom} va à l’école ?"),
        [
            ("primaire", "À l’école primaire"),
            ("college", "Au collège"),
            ("lycee", "Au lycée"),
            ("enseignement_superieur", "Après le bac : université, BTS, école…"),
            ("inconnue", "Ailleurs, ou ne va plus à l’école"),
        ],
    )


def may_share(context: Context) -> list[Subject]:
    """The children who are young enough for their parents to share their custody."""
    ages = {child: context.about(child).age for child in children(context)}
    return [child for child, age in ages.items() if age is not None and age < 21]


def some_may_share(context: Context) -> bool:
    """un enfant a moins de 21 ans"""
    return bool(may_share(context))


def garde(context: Context) -> fields.SeveralChoices:
    """Asked once for all the children: most live with the household all the time."""
    young = may_share(context)
    if len(young) == 1:
        return fields.SeveralChoices(
            f"{sentence(name(young[0]))} vit-il avec vous tout le temps ?",
            [(young[0].id, "Non : la moitié du temps, il vit chez son autre parent")],
            "Oui, tout le temps ou presque",
            SHARED,
        )
    return fields.SeveralChoices(
        "Vos enfants vivent-ils avec vous tout le temps ?",
        [(child.id, f"{sentence(name(child))} : la moitié du temps") for child in young],
        "Oui, tous, tout le temps ou presque",
        f"{SHARED} Cochez chaque enfant en garde alternée.",
    )


SHARED = "Une semaine sur deux chez l’autre parent, c’est une garde alternée."


def alternately(answer: list[str], context: Context) -> dict[Subject, bool]:
    """For each child, whether the custody is shared."""
    return {child: child.id in answer for child in may_share(context)}


def autre_parent(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "", "L’autre parent aide-t-il pour {nom} ?"),
        [
            ("pension", "Il verse une pension alimentaire"),
            ("autrement", "Il participe autrement : garde, dépenses"),
            ("non", "Il ne participe pas, ou il n’y a pas d’autre parent"),
        ],
        unsure=("non", "autrement"),
    )


def raised_alone(context: Context) -> bool:
    """l’enfant a moins de 20 ans et vit avec un parent sans conjoint"""
    alone = context.get("couple") == "seul"
    return alone and context.age is not None and context.age < 20


#: The allowance for lone parents is reduced by a pension, and refused when the other parent helps
#: otherwise (CSS, art. L.523-1 and D.523-2).
OTHER_PARENT = {
    "pension": "ne_contribue_pas",
    "autrement": "contribue",
    "non": "ne_contribue_pas",
}

QUESTIONS = (
    Question("naissance", naissance, fills=(Fill("date_naissance", "individu", Over.ETERNITY),)),
    Question(
        "scolarite",
        scolarite,
        of_school_age,
        (Fill("scolarite", "individu", Over.RECENT),),
    ),
    Question(
        "autre-parent",
        autre_parent,
        raised_alone,
        (
            Fill(
                "contribution_autre_parent",
                "individu",
                Over.RECENT,
                lambda answer, context: OTHER_PARENT[answer],
            ),
        ),
    ),
)
CUSTODY = (
    Question(
        "garde",
        garde,
        some_may_share,
        (Fill("garde_alternee", "individu", Over.YEAR, alternately, each=True),),
    ),
)
