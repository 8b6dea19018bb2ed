"""Saying a question to the person, or about someone else of the household; and the same in another
voice, whose sentences are whole and stand in questionnaire/voices."""

import re
import tomllib
from functools import cache
from pathlib import Path

import benefits
import questionnaire
from orientation.words.french import RANKS
from questionnaire.core import Context, Subject, Voice

#: The sentences of the pages, and those of the benefits.
VOICES = tuple(
    Path(str(package.__file__)).resolve().parent / "voices" for package in (questionnaire, benefits)
)
TO_WHO_ANSWERS = "À qui répond pour la personne"  #: the part of a voice that says « vous » to them
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÀÉÊ«])")
#: What speaks to the person, hence not about them.
SPOKEN_TO = re.compile(r"(?<!rendez-)\b(vous|votre|vos)\b", re.IGNORECASE)
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
        return said(vous, context.voice)
    return sentence(autre.format(nom=name(context.subject, context.voice)))


def sentence(text: str) -> str:
    """The text with a capital letter."""
    return text[0].upper() + text[1:]


def lowered(text: str) -> str:
    """The text as it stands within a sentence: « Au collège » becomes « au collège », « RSA » does
    not change."""
    return text[0].lower() + text[1:] if re.match(r"\w(?:[^\W\d_A-ZÀÉÊÎÔ]|[’ ])", text) else text


@cache
def sentences(voice: Voice) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """The sentences that a voice says otherwise: whole ones, and those with {something} in them."""
    if voice is Voice.VOUS:
        return {}, ()
    whole: dict[str, str] = {}
    for folder in VOICES:
        for part in tomllib.loads((folder / f"{voice}.toml").read_text()).values():
            whole |= part
    shaped = tuple((_shape(key), whole.pop(key)) for key in list(whole) if "{" in key)
    return whole, shaped


@cache
def addressed(voice: Voice) -> frozenset[str]:
    """The sentences of a voice that speak to who answers for the person."""
    found: set[str] = set()
    for folder in VOICES:
        table = tomllib.loads((folder / f"{voice}.toml").read_text())
        found |= set(table.get(TO_WHO_ANSWERS, {}).values())
    return frozenset(found)


def said(text: str, voice: Voice) -> str:
    """What is written for the person, in another voice: as a whole, else sentence by sentence; as
    it is where no other way is written."""
    whole, shaped = sentences(voice)
    if text in whole or not shaped:
        return whole.get(text, text)
    if text.endswith(".") and text[:-1] in whole:
        return whole[text[:-1]] + "."
    for shape, sentence in shaped:
        if found := shape.fullmatch(text):
            return sentence.format(**found.groupdict())
    parts = SENTENCE.split(text)
    return " ".join(said(part, voice) for part in parts) if len(parts) > 1 else text


def told(text: str, voice: Voice) -> str:
    """As `said`; a sentence that speaks to the person and is written in no other way is quoted."""
    other = said(text, voice)
    if voice is Voice.VOUS or not SPOKEN_TO.search(other):
        return other
    kept = addressed(voice)
    parts = (
        f"« {one} »" if SPOKEN_TO.search(one) and one not in kept else one
        for one in SENTENCE.split(other)
    )
    return " ".join(parts).replace(" » « ", " ")


def _shape(key: str) -> re.Pattern[str]:
    """The sentences that a key with {something} in it stands for."""
    parts = re.split(r"\{(\w+)\}", key)
    named = (f"(?P<{part}>.+?)" if odd % 2 else re.escape(part) for odd, part in enumerate(parts))
    return re.compile("".join(named))
