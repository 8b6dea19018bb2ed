"""Every page of the mode speaks of the person: « vous » is who answers for them."""

import html
import re

import pytest
from django.test import Client
from django.utils.text import slugify

from questionnaire.building.wording import SENTENCE, SPOKEN_TO, addressed
from questionnaire.core import Voice
from questionnaire.questions import FLOW
from simulator.way.changes import CHANGES
from tests.accompany.conftest import Opened, said
from tests.personas.people import PEOPLE
from tests.simulator.conftest import create_communes

pytestmark = pytest.mark.engine
HOUSEHOLDS = (
    "un salaire, trois enfants, HLM",
    "étudiante boursière, sur la déclaration de ses parents",
)
PAGES = (
    *(f"partie/{slugify(section)}/" for section in FLOW.sections),
    "recapitulatif/",
    "resultats/",
    "resultats/?complet=1",
    "resultats/precisions/",
    "resultats/detail/",
    "resultats/rsa/",
    "resultats/ppa/",
    "resultats/ppa/calcul/",
    "pres-de-chez-vous/",
    "demarches/",
    "et-si/",
    *(f"et-si/{change}/" for change in CHANGES),
    "emporter/",
    "reprendre/",
    "signaler/",
    "signaler/rsa/",
    "signaler/merci/",
    "effacer/",
    "toujours-la/",
)
#: What is not a sentence of ours to the person: what is quoted to be said to them; a proper name.
APART = re.compile(r"« [^»]*(?:« [^»]* »[^»]*)* »|Mon soutien psy|Ouvrir mes droits")
MINE = re.compile(r"\b(je|j’ai|mon|ma|mes)\b", re.IGNORECASE)
#: Said by who answers: a button of theirs, and the notes of a report.
BY_WHO_ANSWERS = ("Je continue",)


def to_the_person(page: str) -> list[str]:
    """The sentences of a page's main part that speak to the person, or as they would."""
    main = page.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    main = re.sub(r"<(textarea|select).*?</\1>", "", main, flags=re.DOTALL)
    known = {*addressed(Voice.PERSONNE), *BY_WHO_ANSWERS}
    texts = (
        " ".join(html.unescape(text).split()) for text in re.sub("<[^>]*>", "\n", main).split("\n")
    )
    sentences = (one for text in texts for one in SENTENCE.split(text) if one not in known)
    rests = ((one, APART.sub("…", one)) for one in sentences)
    return [one for one, rest in rests if SPOKEN_TO.search(rest) or MINE.search(rest)]


@pytest.mark.parametrize("who", HOUSEHOLDS)
def test_no_page_speaks_to_the_person(client: Client, open_draft: Opened, who: str) -> None:
    create_communes()
    base = open_draft("", next(one for one in PEOPLE if one.id == who))
    found = {}
    for path in PAGES:
        page = client.get(base + path)
        assert page.status_code == 200, path
        if told := to_the_person(said(page)):
            found[path] = told
    client.post(f"{base}emporter/")
    page = said(client.get(f"{base}emporter/"))
    assert "Voici le code." in page
    assert to_the_person(page) == []
    assert found == {}


def test_the_page_shown_to_the_person_and_their_sheet_speak_to_them(
    client: Client, open_draft: Opened
) -> None:
    create_communes()
    base = open_draft("", next(one for one in PEOPLE if one.id == HOUSEHOLDS[0]))
    page = said(client.get(f"{base}resultats/personne/?complet=1"))
    assert "Vous pourriez recevoir" in page
    assert "la personne" not in page.partition("<main")[2].partition("</main>")[0].lower()
    assert f'href="{base}resultats/"' in page  # and one click leads back to the table
    assert "personne/" in said(client.get(f"{base}resultats/?complet=1"))
