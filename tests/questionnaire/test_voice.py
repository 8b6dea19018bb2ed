"""Said of the person to who answers for them: whole sentences, never « vous » for the person."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from questionnaire.building.entry import fast
from questionnaire.building.forms import StepForm, asked, texts
from questionnaire.building.wording import TO_WHO_ANSWERS, VOICES, said, told
from questionnaire.core import Voice
from questionnaire.questions import FLOW
from tests.personas.people import PEOPLE

#: Words that speak to the person, or that the person says of themself.
SPOKEN = re.compile(
    r"(?<!rendez-)\b(vous|votre|vos|je|me|mon|ma|mes|moi|nôtre)\b|\bj’|\bnous sommes\b",
    re.IGNORECASE,
)
PERSON = Voice.PERSONNE
#: The parts of the table that the questions say; the others are of the pages.
QUESTIONS = (
    "Identité et activité",
    "Séjour et santé",
    "Asile, deuil, travail et trajets",
    "Famille",
    "Logement",
    "Revenus et aides",
)


def pages() -> Iterator[tuple[str, str]]:
    """Every text of every question of every persona, the answer and the errors: (key, text)."""
    for person in PEOPLE:
        for step in FLOW.steps(person.answers, person.month):
            for text in texts(asked(step, PERSON)):
                yield step.key, text
            if step.key in person.answers:
                yield step.key, asked(step, PERSON).show(person.answers[step.key])
            form = StepForm(step, {"x": ""}, voice=PERSON, made=fast)
            for errors in form.errors.values():
                for error in errors:
                    yield step.key, str(error)
    for section in FLOW.sections:
        yield section, said(section, PERSON)


@pytest.mark.django_db
def test_no_question_of_any_persona_speaks_to_the_person(communes: None) -> None:
    found = {(key, text) for key, text in pages() if SPOKEN.search(text)}
    assert not found


def written() -> str:
    """All that the questionnaire's code says, constants only, each f-string with {} in its gaps."""
    found = []
    for file in sorted(Path("questionnaire").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    one.value if isinstance(one, ast.Constant) else "{}" for one in node.values
                ]
                found.append("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\n".join(found)


def test_every_sentence_of_the_table_is_still_one_of_the_questionnaire() -> None:
    said_there = written()
    table = tomllib.loads((VOICES[0] / "personne.toml").read_text())
    plain = {key for part in table if part in QUESTIONS for key in table[part] if "{" not in key}
    composed = {key for key in plain if "garde alternée" in key}
    assert {key for key in plain - composed if key not in said_there} == set()


def test_no_sentence_of_a_table_speaks_to_the_person_in_its_new_words() -> None:
    for folder in VOICES:
        for part, sentences in tomllib.loads((folder / "personne.toml").read_text()).items():
            for before, after in sentences.items():
                assert part == TO_WHO_ANSWERS or not SPOKEN.search(after), (before, after)
                assert set(re.findall(r"{\w+}", after)) <= set(re.findall(r"{\w+}", before))


def test_a_sentence_with_figures_keeps_them() -> None:
    before = "Vos revenus sur un an : 19 549 euros. Limite pour votre foyer : 18 610 euros. "
    after = told(before + "C’est 939 euros au-dessus de la limite.", PERSON)
    assert after.startswith("Revenus sur un an : 19 549 euros. Limite pour ce foyer : 18 610")


def test_a_sentence_that_nobody_has_written_anew_is_quoted() -> None:
    assert told("Demandez à votre voisin.", PERSON) == "« Demandez à votre voisin. »"
    assert told("Demandez à votre voisin.", Voice.VOUS) == "Demandez à votre voisin."
    assert told("Prenez rendez-vous.", PERSON) == "Prenez rendez-vous."
    assert told("Lisez. Dites-le à vos voisins. À vous aussi.", PERSON) == (
        "Lisez. « Dites-le à vos voisins. À vous aussi. »"
    )


def test_what_is_said_to_who_answers_stays_as_it_is() -> None:
    said_to_them = "Le résultat dépend de ces réponses. Vous pouvez changer chacune d’elles."
    assert told(said_to_them, PERSON) == said_to_them
