"""Answers in words, for who reads them again: each under its noun, never as a question answered by
« oui ». Said so by the recap, the printed sheets, a report and the page of a calculation."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from orientation.words.french import euros
from questionnaire.building import fields
from questionnaire.building.forms import Group, asked
from questionnaire.building.wording import lowered, name, said, sentence
from questionnaire.core import Answers, Step, Voice
from questionnaire.modes import Mode

NOTHING = re.compile(r"^(aucun|rien\b|non\b|pas\b|finalement aucun)", re.IGNORECASE)
YES, NO, UNSURE = "Oui", "Non", fields.UNKNOWN_LABEL


@dataclass(frozen=True)
class Fact:
    """One thing that an answer says: « loyer sans les charges » and « 560 euros par mois ».

    `answer` may be one of YES, NO and UNSURE: such facts are told together.
    """

    noun: str
    answer: str


@dataclass(frozen=True)
class Line:
    """One answer: what it is called, with whom it is about; the answer at length; where to change
    it. `person` is "" for the applicant and the household."""

    label: str
    answer: str
    address: str
    person: str = ""
    facts: tuple[Fact, ...] = ()


def in_words(
    steps: Iterable[Step], answers: Answers, mode: Mode, back: str = ""
) -> dict[str, list[Line]]:
    """Every answer of `steps` under its part of the questionnaire, in the mode's voice."""
    sections: dict[str, list[Line]] = {section: [] for section in mode.flow.sections}
    for step in steps:
        line = told(step, answers[step.key], mode.voice, mode.address(step, back))
        sections[step.section].append(line)
    return sections


def told(step: Step, answer: Any, voice: Voice = Voice.VOUS, address: str = "") -> Line:
    """One answer in words."""
    field = asked(step, voice)
    noun = step.question.noun or str(field.label)
    other = step.subject.kind not in ("menage", "vous")
    person = name(step.subject, voice) if other else ""
    words = within(field, answer)  # once: a commune is read in the directory
    return Line(
        f"{sentence(noun)} ({person})" if person else sentence(noun),
        words,
        address,
        sentence(person) if person else "",
        tuple(facts(noun, field, answer, words, voice)),
    )


def facts(noun: str, field: Any, answer: Any, words: str, voice: Voice) -> Iterable[Fact]:
    """What the answer to a field says: one thing, or one for each row that has its own noun."""
    if not isinstance(field, Group):
        yield Fact(noun, short(answer, words, voice))
        return
    rows = field.flat(answer)
    shared = []
    for path, row in field.rows.items():
        if path not in rows or "." in path:
            continue
        if path in field.nouns:
            said_of = short(rows[path], within(row, rows[path]), voice)
            yield Fact(field.nouns[path], said_of)
        else:
            shared.append(f"{lowered(str(row.label))} ({within(row, rows[path])})")
    for first, heading in field.headings.items():
        kind = first.partition(".")[0]
        amounts = [rows[path] for path in rows if path.partition(".")[0] == kind]
        shared.append(f"{lowered(heading)} ({span(field.rows[first], amounts)})")
    if shared:
        yield Fact(noun, " ; ".join(shared))


def short(answer: Any, words: str, voice: Voice) -> str:
    """YES, NO or UNSURE when the answer is no more than that; else its words."""
    if words == lowered(said(UNSURE, voice)):
        return UNSURE
    if answer in ("non", []) and NOTHING.match(words):
        return NO
    if answer == 0 and isinstance(answer, int):
        return NO
    return YES if words == lowered(YES) else words


def within(field: Any, answer: Any) -> str:
    """An answer as it stands after its noun: a choice without its capital, a name of place as it
    is."""
    words = str(field.show(answer))
    if not hasattr(field, "choices") and not isinstance(answer, str):
        return words
    return " ; ".join(map(lowered, words.split(" ; ")))


def span(field: Any, amounts: Sequence[float]) -> str:
    """« de 900 euros à 1 100 euros selon les mois »."""
    least, most = min(amounts), max(amounts)
    if least == most:
        return str(field.show(least))
    return f"de {euros(least)} à {euros(most)} selon les mois"


def brief(lines: Sequence[Line], voice: Voice = Voice.VOUS) -> list[tuple[str, list[str]]]:
    """A part of the questionnaire for each person, a sentence a thing: what has an answer of its
    own, « Loyer : 560 euros par mois. », « Commune : Rennes. », then « Oui : … », « Non : … »."""
    people = dict.fromkeys(line.person for line in lines)
    return [
        (
            person,
            sentences([f for line in lines if line.person == person for f in line.facts], voice),
        )
        for person in people
    ]


def sentences(told: Sequence[Fact], voice: Voice) -> list[str]:
    """The facts that have an answer of their own, then what is so, is not so, and is not known."""
    plain = (YES, NO, UNSURE)
    found = [f"{sentence(one.noun)} : {one.answer}." for one in told if one.answer not in plain]
    for answer in plain:
        nouns = [lowered(one.noun) for one in told if one.answer == answer]
        if nouns:
            found.append(f"{said(answer, voice)} : {', '.join(nouns)}.")
    return found
