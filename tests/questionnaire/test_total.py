"""What amounts add up to while they are typed."""

import pytest
from django.test import Client

from questionnaire.core import UNKNOWN
from questionnaire.pages.session import ANSWERS, MONTH
from tests.personas import describe
from tests.personas.describe import adult, answers, home

SOMEONE = answers(
    adult(
        "vous",
        "1985-05-04",
        "salarie",
        incomes={"salaire": 900.0, "retraite": 300.0, "pension-versee": 200.0},
    ),
    home("loge_gratuitement"),
)
PAGE = "/simulation/montants-revenus/vous/"
TOTAL = "/simulation/total/montants-revenus/vous/"


@pytest.fixture
def visitor(client: Client, db: None) -> Client:
    session = client.session
    session[ANSWERS], session[MONTH] = SOMEONE, describe.MONTH
    session.save()
    return client


def test_it_stands_on_the_page_without_what_is_paid_to_others(visitor):
    page = visitor.get(PAGE).content.decode()
    assert "Total reçu" in page
    assert "1\u202f200" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"salaire_0": "1 000", "retraite_0": "250,50"}, "1\u202f250,50"),
        ({"salaire_0": "1 000", "retraite_0": "mille"}, "1\u202f000"),
        ({"salaire_0": "1 000", "retraite_2": "on"}, "1\u202f000"),
    ],
)
def test_it_follows_what_is_typed_and_keeps_nothing(visitor, typed, said):
    shown = visitor.post(TOTAL, typed).content.decode()
    assert said in shown
    assert visitor.session[ANSWERS] == SOMEONE


def test_nothing_typed_is_no_zero(visitor):
    assert visitor.post(TOTAL, {}).content.decode().strip() == ""
    assert visitor.post("/simulation/total/loyer/", {}).status_code == 200
    unknown = visitor.post(TOTAL, {"salaire_2": "on"}).content.decode()
    assert UNKNOWN not in unknown
