"""The words of every page: short sentences, and no acronym left without its meaning."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from django.utils.html import strip_tags

from questionnaire.building.forms import Group, texts
from questionnaire.building.glossary import ACRONYM, TERMS, explained
from questionnaire.questions import FLOW
from questionnaire.schema import sampled

MOST_WORDS = 25
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
#: Numbers of tax boxes and the like are for those who look for them on the notice.
CODES = re.compile(r"^[1-8][A-Z]{2}$")


@pytest.fixture(autouse=True)
def _no_database(communes: None) -> None:
    """The page of the commune is built without a database."""


@cache
def said() -> dict[str, str]:
    """Every text that a question may show, and the id of one question that shows it."""
    return {text: id for id, text in every()}


def every() -> Iterator[tuple[str, str]]:
    for step in sampled(FLOW):
        asked = step.field()
        for text in texts(asked):
            yield step.question.id, strip_tags(text)
        for row in asked.rows.values() if isinstance(asked, Group) else [asked]:
            for message in row.error_messages.values():
                yield step.question.id, strip_tags(str(message))


def test_sentences_are_short():
    long = [
        (id, sentence)
        for text, id in said().items()
        for sentence in SENTENCE_END.split(text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not long


def test_every_acronym_has_its_meaning():
    unknown = {(word, id) for text, id in said().items() for word in ACRONYM.findall(text)}
    assert not {(word, id) for word, id in unknown if word not in TERMS and not CODES.match(word)}


def test_meanings_are_short_sentences_without_other_acronyms():
    for term, meaning in TERMS.items():
        assert meaning.endswith("."), term
        assert len(meaning.split()) <= MOST_WORDS, term
        assert set(ACRONYM.findall(meaning)) <= set(TERMS), term
    assert list(TERMS) == sorted(TERMS)


def test_a_page_explains_the_terms_that_it_uses():
    assert list(explained(["Le RSA et la MDPH", "rien"])) == ["MDPH", "RSA"]
    assert list(explained(["Êtes-vous pacsés ? Un pacs se signe."])) == ["PACS"]
    assert explained(["Combien ? Je ne sais pas"]) == {}
