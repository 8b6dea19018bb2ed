"""Saying a question to the person, or about someone else of the household."""

from orientation.words.french import RANKS
from questionnaire.core import Context, Subject


def name(subject: Subject) -> str:
    """« vous », « votre partenaire », « votre premier enfant »: never a person's name."""
    match subject.kind:
        case "conjoint":
            return "votre partenaire"
        case "enfant":
            return f"votre {RANKS[subject.rank - 1]} enfant"
        case _:
            return "vous"


def says(context: Context, vous: str, autre: str) -> str:
    """`vous` for the applicant; else `autre`, where {nom} is the person."""
    if context.subject.kind == "vous":
        return vous
    return sentence(autre.format(nom=name(context.subject)))


def sentence(text: str) -> str:
    """The text with a capital letter."""
    return text[0].upper() + text[1:]
