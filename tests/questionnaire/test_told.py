"""Answers read again: each says itself under its noun, never as a question followed by « oui »."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from questionnaire.building import fields
from questionnaire.building.communes import Commune
from questionnaire.building.forms import Group
from questionnaire.core import Step, Voice
from questionnaire.dossier import Dossier
from questionnaire.questions import FLOW
from questionnaire.schema import sampled, widest
from questionnaire.told import Line, brief, told
from simulator.way.changes import CHANGES
from simulator.way.whatif import Impossible
from tests.personas.describe import MONTH, adult, answers, home
from tests.personas.people import PEOPLE

#: A question, a capital « oui » as an answer, a space that is missing, a stop twice, a bare stop.
BADLY = re.compile(r"\?|: (Oui|Non)\b(?! :)|[^\s\u00a0\u202f][:;]|\.\.|[:;]\s*[.;]")
SPOKEN = re.compile(r"(?<!rendez-)\b(vous|votre|vos|je|mon|ma|mes|moi)\b", re.IGNORECASE)
EVERY = {question.id: question for chapter in FLOW.chapters for question in chapter.questions}


@pytest.fixture(autouse=True)
def _no_database(communes: None) -> None:
    """The page of the commune is built without a database."""


def answers_to(asked: Any, step: Step) -> Iterator[Any]:
    """Every answer that a field takes, or one of each kind when there are too many."""
    match asked:
        case Group():
            rows = {path: list(answers_to(row, step)) for path, row in asked.rows.items()}
            for rank in range(max(map(len, rows.values()), default=0)):
                yield asked.nested({p: every[rank % len(every)] for p, every in rows.items()})
        case fields.SeveralChoices():
            keys = [key for key, _ in asked.choices if key != asked.NONE]
            yield from ([], *([key] for key in keys), keys)
        case fields.Choice():
            yield from (key for key, _ in asked.choices)
        case fields.Count():
            yield from (0, 1, asked.max_value)
        case fields.AmountOr():
            yield from (0.0, 1.0, 1234.5, *asked.boxes)
        case Commune():
            yield {"code_postal": "93200", "commune": "93066"}
        case fields.Money():
            yield from (0.0, 1234.5)
        case _:
            yield widest(asked, 0, step.subject)


def texts(line: Line) -> list[str]:
    """One answer as the recap says it."""
    return [text for _, found in brief([line]) for text in found]


def every_line() -> Iterator[tuple[Step, Line]]:
    for step in sampled(FLOW):
        for answer in answers_to(step.field(), step):
            yield step, told(step, answer)
    for known in (*(person.answers for person in PEOPLE), ABOUT):
        for step in FLOW.steps(known, MONTH):
            if step.key in known:
                yield step, told(step, known[step.key])


#: Somebody who knows no amount, but about how much.
ABOUT = {
    **answers(adult("vous", "1986-05-04", "salarie"), home("loge_gratuitement")),
    "revenus/vous": ["salaire"],
    "montants-revenus/vous": {"salaire": "inconnu"},
    "tranches-revenus/vous": {"salaire": "1"},
    "aides": ["rsa"],
    "montants-aides": {"rsa": "inconnu"},
    "tranches-aides": {"rsa": "aucune_idee"},
}


def test_every_question_has_a_noun_that_is_right_for_everybody() -> None:
    for question in EVERY.values():
        assert question.noun, question.id
        assert not SPOKEN.search(question.noun), question.id
        assert "?" not in question.noun, question.id
        assert not question.noun.endswith("."), question.id


def test_no_answer_of_any_question_is_read_as_a_question() -> None:
    read = {
        (step.question.id, text)
        for step, line in every_line()
        for text in (*texts(line), f"{line.label} : {line.answer}")
    }
    assert len({id for id, _ in read}) == len(EVERY)
    assert {(id, text) for id, text in read if BADLY.search(text)} == set()


def test_each_sentence_of_the_recap_ends_and_begins_as_one() -> None:
    for step, line in every_line():
        for text in texts(line):
            assert re.fullmatch(r"[A-ZÀÉÊŒ].*[.]", text), (step.key, text)
        assert (line.person == "") == (step.subject.kind in ("menage", "vous"))


def test_what_is_so_is_told_together_and_what_is_not_too() -> None:
    person = next(one for one in PEOPLE if "parcours/vous" in one.answers)
    steps = [s for s in FLOW.steps(person.answers, person.month) if s.key in person.answers]
    lines = [told(step, person.answers[step.key]) for step in steps]
    ((_, told_of),) = brief([line for line in lines if not line.person])
    text = " ".join(told_of)
    assert len(re.findall(r"\bOui : ", text)) <= 1
    assert len(re.findall(r"\bNon : ", text)) == 1
    assert "handicap reconnu par la MDPH" in text.partition("Non : ")[2]


def test_what_is_not_known_is_told_in_the_voice_of_the_page() -> None:
    step = next(s for s in sampled(FLOW) if s.question.id == "isolement")
    assert brief([told(step, "inconnu")]) == [("", ["Je ne sais pas : temps sans partenaire."])]
    other = brief([told(step, "inconnu", Voice.PERSONNE)], Voice.PERSONNE)
    assert other == [("", ["À demander : temps sans partenaire."])]


def test_months_are_told_by_their_least_and_their_most() -> None:
    person = next(one for one in PEOPLE if "mois-revenus/vous" in one.answers)
    step = next(s for s in FLOW.steps(person.answers, person.month) if s.key == "mois-revenus/vous")
    line = told(step, person.answers[step.key])
    (text,) = texts(line)
    assert re.match(r"Revenus, mois par mois : .+ \(.+\)\.$", text), text
    assert "novembre" not in text
    assert re.search(r"(octobre|novembre) 20\d\d : ", line.answer)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_life_is_told_without_a_question(change: Any) -> None:
    read = []
    for known in (*(person.answers for person in PEOPLE), OLD_WORKER):
        try:
            step = change.step(Dossier(MONTH, known))
        except Impossible:
            continue
        asked = step.field()
        read += [asked.show(answer) for answer in answers_to(asked, step)]
    assert read, "nobody may have this change"
    assert [text for text in read if BADLY.search(text)] == []


OLD_WORKER = answers(
    adult("vous", "1962-05-04", "salarie", incomes={"salaire": 1500}), home("proprietaire")
)


def test_every_question_that_says_why_says_it_in_whole_sentences() -> None:
    said = {id: one.why for id, one in EVERY.items() if one.why}
    assert said.keys() >= HARD
    for id, why in said.items():
        assert re.fullmatch(r"[A-ZÀÉ].*[.]", why), id
        assert not SPOKEN.search(why), id
        assert max(len(one.split()) for one in re.split(r"(?<=[.;:]) ", why)) <= 20, id


#: Questions about health, papers, money put aside, parents, children taken away: why they are
#: asked must stand under each.
HARD = {
    *("nationalite", "titre", "sejour", "asile"),
    *("handicap", "taux", "restriction", "inaptitude", "autonomie", "enceinte", "veuvage"),
    *("handicap-enfants", "enfants-places", "autre-parent", "isolement", "declaration"),
    *("parents-impots", "parents-revenus", "bail", "revenus", "aides", "patrimoine"),
    *("revenus-passes", "parcours", "fin-contrat"),
}
