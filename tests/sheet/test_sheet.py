"""The sheet of a household, from its answers to the PDF."""

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.personas import describe
from tests.personas.people import PEOPLE
from tests.simulator.conftest import create_communes

pytestmark = [pytest.mark.engine, pytest.mark.django_db]
SHEET = "/simulation/feuille.pdf"


@pytest.fixture
def visitor(client: Client) -> Client:
    create_communes()
    session = client.session
    answers = next(p for p in PEOPLE if p.id == "locataire sans revenu, zone 2").answers
    session.update({"answers": answers, "month": describe.MONTH})
    session.save()
    return client


def test_it_says_amounts_doors_papers_and_answers(visitor: Client) -> None:
    answer = visitor.get(SHEET)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store, private"
    reader = PdfReader(io.BytesIO(answer.content))
    assert len(reader.pages) <= 2
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    assert "Environ 880 euros par mois" in text
    assert "573 euros par mois" in text
    assert "573,49" not in text
    for said in ("À vérifier", "papiers", "Avant le", "estimation", "contester", "Notes"):
        assert said in text, said


def test_the_code_to_take_away_is_on_it_when_one_was_made(visitor: Client) -> None:
    visitor.post("/simulation/emporter/")
    code = visitor.get("/simulation/emporter/").context["code"]
    reader = PdfReader(io.BytesIO(visitor.get(SHEET).content))
    assert code in " ".join(page.extract_text() for page in reader.pages)


def test_without_answers_there_is_none(client: Client) -> None:
    assert client.get(SHEET).status_code == 302
