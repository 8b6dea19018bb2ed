"""The content of the questionnaire: one file a chapter, each question declared once."""

from questionnaire.core import CONJOINT, VOUS, Chapter, Context, Flow, Subject
from questionnaire.questions import (
    aides,
    enfants,
    famille,
    fratrie,
    garde,
    logement,
    occupation,
    parcours,
    personne,
    precisions,
    revenus,
)


def you(context: Context) -> tuple[Subject, ...]:
    """The person who answers, or for whom somebody answers."""
    return (VOUS,)


def partner(context: Context) -> tuple[Subject, ...]:
    """The partner, when there is one: asked as much as the applicant."""
    return (CONJOINT,) if famille.in_couple(context) else ()


def adults(context: Context) -> tuple[Subject, ...]:
    """The applicant, then the partner when there is one."""
    return (VOUS, *partner(context))


#: The questions that say who lives in the home and of what age: the chapters' subjects and any
#: question may look at them.
WHO = frozenset({"naissance", "couple", "enfants"})
FLOW = Flow(
    (
        Chapter("vous", "Vous", personne.QUESTIONS, you),
        Chapter("couple", "Votre famille", famille.COUPLE),
        Chapter("conjoint", "Votre famille", personne.QUESTIONS, partner),
        Chapter("famille", "Votre famille", famille.CHILDREN),
        Chapter("enfants", "Votre famille", enfants.QUESTIONS, famille.children),
        Chapter("garde", "Votre famille", garde.QUESTIONS),
        Chapter("fratrie", "Votre famille", fratrie.QUESTIONS),
        Chapter("parent", "Votre famille", famille.AFTER_CHILDREN),
        Chapter("logement", "Votre logement", logement.QUESTIONS),
        Chapter("occupation", "Votre logement", occupation.QUESTIONS),
        Chapter("revenus", "Vos revenus", revenus.QUESTIONS, adults),
        Chapter("aides", "Vos aides", aides.QUESTIONS),
        Chapter("precisions", "Vos revenus", precisions.QUESTIONS, adults),
        Chapter("parcours", "Vos revenus", parcours.OF_ADULTS, adults),
        Chapter("foyer", "Votre logement", parcours.OF_THE_HOME),
    )
)
