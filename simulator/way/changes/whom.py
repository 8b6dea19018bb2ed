"""Of whom a change is: the row that asks it, where it may be of several."""

from collections.abc import Callable
from datetime import date

from questionnaire.building import fields
from questionnaire.building.wording import name, sentence
from questionnaire.core import CONJOINT, VOUS, Context, Subject, age_on
from questionnaire.dossier import Dossier
from questionnaire.questions.famille import in_couple
from simulator.way.whatif import Impossible, Told

#: What the row that asks of whom is called where it is read again.
WHOM = {"qui": "personne"}


def adults(context: Context) -> list[Subject]:
    return [VOUS, CONJOINT] if in_couple(context) else [VOUS]


def who(
    context: Context, allowed: Callable[[Context], bool], refusal: str
) -> dict[str, fields.Choice]:
    """The row that asks of whom, when it may be of several; raises Impossible when of nobody."""
    found = [one for one in adults(context) if allowed(context.about(one))]
    if not found:
        raise Impossible(refusal)
    if len(adults(context)) == 1:
        return {}
    choices = [(one.id, sentence(name(one, context.voice))) for one in found]
    return {"qui": fields.Choice("De qui s’agit-il ?", choices)}


def of(told: Told) -> str:
    return str(told.get("qui", VOUS.id))


def earns(context: Context) -> bool:
    return "salaire" in context.get("revenus", ())


def is_in(situation: str) -> Callable[[Context], bool]:
    return lambda context: situation in context.get("situation", ())


def age(dossier: Dossier, person: str) -> int | None:
    first = date.fromisoformat(f"{dossier.month}-01")
    return age_on(dossier.answers.get(f"naissance/{person}"), first)
