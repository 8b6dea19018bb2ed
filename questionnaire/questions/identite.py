"""Birth and nationality, of each adult."""

from datetime import date

from django.core.exceptions import ValidationError

from questionnaire.building import fields
from questionnaire.building.birth import BirthDate
from questionnaire.building.fills import individual
from questionnaire.building.wording import says
from questionnaire.core import Context, Fill, Over, Question, Voice, age_on

YOUNGEST = 16


def naissance(context: Context) -> BirthDate:
    def old_enough(born: date) -> None:
        if (age_on(born.isoformat(), context.last_day) or 0) < YOUNGEST:
            raise ValidationError(
                f"Ce simulateur répond aux personnes de {YOUNGEST} ans et plus. Vérifiez l’année."
            )

    label = says(
        context,
        "Quelle est votre date de naissance ?",
        "Quelle est la date de naissance de {nom} ?",
    )
    own = context.subject.kind == "vous" and context.voice is Voice.VOUS
    return BirthDate(label, context.last_day, check=old_enough, own=own)


def nationalite(context: Context) -> fields.Choice:
    return fields.Choice(
        says(context, "Quelle est votre nationalité ?", "Quelle est la nationalité de {nom} ?"),
        [
            ("francaise", "Française"),
            ("europeenne", "D’un pays de l’Union européenne, de l’EEE ou de Suisse"),
            ("autre", "D’un autre pays"),
            ("refugiee", "Protection de la France : réfugié, apatride, protection subsidiaire"),
        ],
        "L’EEE, c’est l’Union européenne avec l’Islande, le Liechtenstein et la Norvège. "
        "Avec deux nationalités, dont la française, choisissez « Française ». "
        "La protection est écrite sur la carte de séjour. Apatride : sans nationalité.",
    )


#: A country that stands for each group: OpenFisca only looks at the group.
COUNTRIES = {"francaise": "FR", "europeenne": "DE", "autre": "DZ", "refugiee": "SY"}


def refugees_years(answer: str, context: Context) -> float | None:
    """Refugees are exempt from any length, and count as ten years; others say nothing here."""
    return 10.0 if answer == "refugiee" else None


QUESTIONS = (
    Question(
        "naissance",
        naissance,
        fills=(Fill("date_naissance", "individu", Over.ETERNITY),),
        noun="date de naissance",
    ),
    Question(
        "nationalite",
        nationalite,
        fills=(
            individual("nationalite", lambda answer, context: COUNTRIES[answer]),
            individual("duree_possession_titre_sejour", refugees_years),
        ),
        noun="nationalité",
        why="Beaucoup d’aides sont pour tous. D’autres demandent d’avoir un titre de séjour depuis "
        "quelques années. La réponse ne sert qu’au calcul.",
    ),
)
