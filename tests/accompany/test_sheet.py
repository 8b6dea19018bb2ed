"""The sheet of a draft, and the code on it: never those of another person."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.accompany.conftest import Opened
from tests.personas.said import Persona
from tests.simulator.conftest import create_communes

pytestmark = pytest.mark.engine


def words(client: Client, address: str) -> str:
    """What the draft's PDF says."""
    answer = client.get(f"{address}feuille.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_a_sheet_has_its_own_draft_s_code_while_it_opens_these_answers(
    client: Client, open_draft: Opened, somebody: Persona
) -> None:
    create_communes()
    one, other = open_draft("un", somebody), open_draft("deux", somebody)
    codes = {}
    for address in (one, other):
        client.post(f"{address}emporter/")
        codes[address] = client.get(f"{address}emporter/").context["code"]
    assert codes[one] != codes[other]
    assert codes[one] in words(client, one)
    assert codes[other] not in words(client, one)
    client.post(f"{other}emporter/effacer/")
    assert client.get(f"{other}emporter/").status_code == 200
    assert not [code for code in codes.values() if code in words(client, other)]
    client.post(f"{one}suivante/")
    following = client.get("/accompagner/").context["drafts"]()
    assert [draft.label for draft in following] == ["deux", "Dossier 1"]
    assert not [code for code in codes.values() if code in str(client.session["drafts"])]


def test_the_code_of_answers_that_have_changed_is_on_no_sheet(
    client: Client, open_draft: Opened, somebody: Persona
) -> None:
    create_communes()
    one = open_draft("un", somebody)
    client.post(f"{one}emporter/")
    code = client.get(f"{one}emporter/").context["code"]
    sent = client.post(f"{one}enfants/?retour=results", {"reponse": "1"})
    assert sent.status_code == 302
    assert "celles d’avant" in client.get(f"{one}emporter/").content.decode()
    client.post(f"{one}enfants/?retour=results", {"reponse": "0"})
    assert code in words(client, one)
