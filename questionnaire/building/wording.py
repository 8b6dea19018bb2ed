"""Saying a question to the person, or about someone else of the household."""

from orientation.words.french import RANKS
from questionnaire.core import Context, Subject, Voice

#: The applicant, the partner, and whose the children are.
NAMES = {
    Voice.VOUS: ("vous", "votre partenaire", "votre"),
    Voice.PERSONNE: ("la personne", "son ou sa partenaire", "son"),
}


def name(subject: Subject, voice: Voice = Voice.VOUS) -> str:
    """« vous », « votre partenaire », « votre premier enfant »: never a person's name."""
    applicant, partner, whose = NAMES[voice]
    match subject.kind:
        case "conjoint":
            return partner
        case "enfant":
            return f"{whose} {RANKS[subject.rank - 1]} enfant"
        case _:
            return applicant


def says(context: Context, vous: str, autre: str) -> str:
    """`vous` for the applicant; else `autre`, where {nom} is the person."""
    if context.subject.kind == "vous":
        return vous
    return sentence(autre.format(nom=name(context.subject, context.voice)))


def sentence(text: str) -> str:
    """The text with a capital letter."""
    return text[0].upper() + text[1:]
