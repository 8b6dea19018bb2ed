"""What is asked once for all the children: disability, pay, a tax return of their own."""

from collections.abc import Callable
from typing import Any

from orientation.words.french import months_before
from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.building.wording import name, sentence
from questionnaire.core import Context, Fill, Over, Question, Subject
from questionnaire.questions import sante
from questionnaire.questions.famille import at_home

WORKING_AGE = 16
MAJORITY = 18
MONTHS_BACK = 12


def at_least(age: int, context: Context) -> list[Subject]:
    """The children of this age or more."""
    ages = {child: context.about(child).age for child in at_home(context)}
    return [child for child, known in ages.items() if known is not None and known >= age]


def called(child: Subject) -> str:
    return sentence(name(child))


def which(among: list[Subject], label: str, none: str, help_text: str) -> fields.SeveralChoices:
    """The children concerned, to be ticked."""
    return fields.SeveralChoices(
        label, [(child.id, called(child)) for child in among], none, help_text
    )


def whether(
    among: Callable[[Context], list[Subject]],
) -> Callable[[list[str], Context], dict[Subject, bool]]:
    """For each child asked about, whether it is ticked."""
    return lambda answer, context: {child: child.id in answer for child in among(context)}


def some_child(context: Context) -> bool:
    """au moins un enfant"""
    return bool(at_home(context))


def handicap(context: Context) -> fields.SeveralChoices:
    return which(
        at_home(context),
        "Un de vos enfants a-t-il un handicap reconnu par la MDPH ?",
        "Aucun",
        "La MDPH est la maison départementale des personnes handicapées. Cochez chaque enfant "
        "concerné.",
    )


def disabled(context: Context) -> list[Subject]:
    ticked = context.get("handicap-enfants", ())
    return [child for child in at_home(context) if child.id in ticked]


def some_disabled(context: Context) -> bool:
    """un enfant a un handicap reconnu"""
    return bool(disabled(context))


def taux(context: Context) -> Group:
    rows = {}
    for child in disabled(context):
        rows[child.id] = sante.taux(context.about(child))
        rows[child.id].label = called(child)
    return Group("Quel est le taux d’incapacité ?", rows)


def rates(answer: dict[str, str], context: Context) -> dict[Subject, float]:
    return {child: sante.RATES[answer[child.id]] for child in disabled(context)}


def may_earn(context: Context) -> list[Subject]:
    return at_least(WORKING_AGE, context)


def some_may_earn(context: Context) -> bool:
    """un enfant a 16 ans ou plus"""
    return bool(may_earn(context))


def revenus(context: Context) -> Group:
    return Group(
        "Combien gagnent vos grands enfants, par mois ?",
        {
            child.id: fields.AmountOr(called(child), unsure=(0.0, 300.0, 600.0, 900.0, 1_200.0))
            for child in may_earn(context)
        },
        "Leur salaire net, en apprentissage aussi. Écrivez 0 s’ils ne gagnent rien.",
    )


def pay(answer: dict[str, Any], context: Context) -> dict[Subject, dict[str, float]]:
    """The same pay on M-12..M: what a child earns for long is what counts (CSS, art. R.512-2)."""
    months = [months_before(context.month, back) for back in range(MONTHS_BACK + 1)]
    return {child: dict.fromkeys(months, float(answer[child.id])) for child in may_earn(context)}


def adults_among(context: Context) -> list[Subject]:
    return at_least(MAJORITY, context)


def some_adult(context: Context) -> bool:
    """un enfant a 18 ans ou plus"""
    return bool(adults_among(context))


def impots(context: Context) -> fields.SeveralChoices:
    return which(
        adults_among(context),
        "Un de vos grands enfants fait-il sa propre déclaration d’impôts ?",
        "Aucun : ils sont sur la nôtre",
        "À partir de 18 ans, un enfant peut rester sur la déclaration de ses parents, ou faire la "
        "sienne. Cochez ceux qui font la leur.",
    )


QUESTIONS = (
    Question(
        "handicap-enfants",
        handicap,
        some_child,
        (Fill("handicap", "individu", Over.RECENT, whether(at_home), each=True),),
        looks_at=("garde", "enfants-visites"),
        noun="enfant avec un handicap reconnu",
        why="L’allocation d’éducation de l’enfant handicapé (AEEH) s’ajoute aux autres aides.",
    ),
    Question(
        "taux-enfants",
        taux,
        some_disabled,
        (Fill("taux_incapacite", "individu", Over.RECENT, rates, each=True),),
        looks_at=("garde", "enfants-visites", "handicap-enfants"),
        noun="taux d’incapacité",
    ),
    Question(
        "revenus-enfants",
        revenus,
        some_may_earn,
        (Fill("salaire_net", "individu", Over.MONTHS, pay, each=True),),
        looks_at=("garde", "enfants-visites"),
        noun="salaire des grands enfants",
    ),
    Question(
        "impots-enfants",
        impots,
        some_adult,
        looks_at=("garde", "enfants-visites"),
        noun="enfant avec sa propre déclaration d’impôts",
        why="Un enfant qui fait sa propre déclaration a ses propres droits.",
    ),
)
