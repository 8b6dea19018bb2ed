"""Each child: birth and school."""

from datetime import date

from django.core.exceptions import ValidationError

from orientation.words.french import day
from questionnaire.building import fields
from questionnaire.building.birth import BirthDate
from questionnaire.building.fills import individual
from questionnaire.building.wording import says
from questionnaire.core import Context, Fill, Over, Question

OLDEST_CHILD = 25
APPRENTICE = 15  # code du travail, art. L.6222-1: 16, or 15 after the collège
APPRENTICESHIP = "apprentissage"


def naissance(context: Context) -> BirthDate:
    """A child is younger than one of the couple at least: a stepchild may be older than the other,
    a younger brother taken in may be nearly of age."""
    births = [context.answers.get(f"naissance/{who}") for who in ("vous", "conjoint")]
    oldest = min(filter(None, births), default=None)

    def younger_than_parent(born: date) -> None:
        if (context.last_day - born).days > (OLDEST_CHILD + 1) * 366:
            raise ValidationError(
                f"Cette page compte les enfants de {OLDEST_CHILD} ans au plus. Vérifiez l’année."
            )
        if oldest and born <= date.fromisoformat(oldest):
            raise ValidationError(
                f"Vérifiez les deux dates. D’après vos réponses, le parent le plus âgé est né le "
                f"{day(oldest)}."
            )

    return BirthDate(
        says(context, "", "Quelle est la date de naissance de {nom} ?"),
        context.last_day,
        check=younger_than_parent,
    )


def of_school_age(context: Context) -> bool:
    """l’enfant a entre 10 et 25 ans"""
    return context.age is not None and context.age >= 10


def scolarite(context: Context) -> fields.Choice:
    choices = [
        ("primaire", "À l’école primaire"),
        ("college", "Au collège"),
        ("lycee", "Au lycée"),
        ("enseignement_superieur", "Après le bac : université, BTS, école…"),
    ]
    if context.age is not None and context.age >= APPRENTICE:
        choices.append((APPRENTICESHIP, "En apprentissage"))
    return fields.Choice(
        says(context, "", "Où est-ce que {nom} va à l’école ?"),
        [*choices, ("inconnue", "Ailleurs, ou ne va plus à l’école")],
    )


def school(answer: str, context: Context) -> str:
    """OpenFisca's word; for an apprentice none, as rules read the contract."""
    return "inconnue" if answer == APPRENTICESHIP else answer


def in_apprenticeship(answer: str, context: Context) -> bool:
    """Pay is exempt of tax up to the yearly SMIC (CGI, art. 81 bis; see situation)."""
    return answer == APPRENTICESHIP


QUESTIONS = (
    Question(
        "naissance",
        naissance,
        fills=(Fill("date_naissance", "individu", Over.ETERNITY),),
        noun="date de naissance",
    ),
    Question(
        "scolarite",
        scolarite,
        of_school_age,
        (
            individual("scolarite", school),
            individual("apprenti", in_apprenticeship),
            individual("alternant", in_apprenticeship),
        ),
        noun="école",
    ),
)
