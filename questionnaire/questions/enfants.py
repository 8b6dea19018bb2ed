"""Each child: birth, school, shared custody."""

from datetime import date

from django.core.exceptions import ValidationError

from questionnaire import fields
from questionnaire.core import Context, Fill, Over, Question
from questionnaire.questions.wording import says

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


def garde(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "", "{nom} vit avec vous…"),
        [
            ("complete", "Tout le temps, ou presque"),
            ("alternee", "Une semaine sur deux, ou la moitié du temps, avec son autre parent"),
        ],
        "Si la moitié du temps se passe chez l’autre parent, c’est une garde alternée.",
    )


def parents_may_share(context: Context) -> bool:
    """l’enfant a moins de 21 ans"""
    return context.age is not None and context.age < 21


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
        "garde",
        garde,
        parents_may_share,
        (
            Fill(
                "garde_alternee",
                "individu",
                Over.YEAR,
                lambda answer, context: answer == "alternee",
            ),
        ),
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
