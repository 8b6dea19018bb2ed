"""The pages of a walk: where an answer leads, and what is said when there is none left."""

from typing import Any

import pytest
from django.test import Client

from tests.security.walking import TYPED, answer_all, create_communes, walk

FIRST = "/simulation/naissance/vous/"
LOYER = "/simulation/loyer/"
RECAP = "/simulation/recapitulatif/"
RESULTS = "/simulation/resultats/"


@pytest.fixture
def towns(db: None) -> None:
    create_communes()


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What the session of a whole walk holds, once one was walked."""
    return {}


@pytest.fixture
def answered(client: Client, towns: None, kept: dict[str, Any]) -> Client:
    """A client whose session answers everything."""
    return answer_all(client, kept)


@pytest.mark.parametrize(
    ("back", "place"), [("recap", RECAP), ("results", RESULTS), ("", RECAP), ("erase", RECAP)]
)
def test_one_click_leads_back_to_where_a_change_began(answered: Client, back: str, place: str):
    sent = answered.post(LOYER, TYPED[LOYER] | {"retour": back})
    assert sent.headers["Location"] == place
    page = answered.get(f"{LOYER}?retour={back}").content.decode()
    assert (f'href="{place}"' in page) == (back in ("recap", "results"))


def test_the_recap_reached_from_the_results_sends_back_to_them(answered: Client):
    page = answered.get(f"{RECAP}?retour=results").content.decode()
    assert page.count("?retour=results") == page.count("Modifier<")
    assert "?retour=recap" not in page


def test_a_change_that_opens_questions_asks_them_then_goes_back(answered: Client):
    sent = answered.post("/simulation/couple/", {"reponse": "marie", "retour": "results"})
    assert sent.headers["Location"] == "/simulation/naissance/conjoint/?retour=results"


def test_an_answer_given_again_leads_to_the_first_that_is_missing(answered: Client):
    """Whoever goes back three pages does not send again the two in between."""
    answers: dict[str, Any] = answered.session["answers"]
    session = answered.session
    session["answers"] = {k: v for k, v in answers.items() if not k.startswith("revenus")}
    session.save()
    sent = answered.post("/simulation/commune/", TYPED["/simulation/commune/"])
    assert sent.headers["Location"] == "/simulation/revenus/vous/"


def test_the_first_answer_after_the_session_expired_is_not_taken_in_silence(answered: Client):
    answered.session.delete()
    page = answered.post(FIRST, TYPED[FIRST], follow=True).content.decode()
    assert "deux heures sans activité" in page.partition('role="alert"')[2]
    for name, value in TYPED[FIRST].items():  # and nothing is to be typed again
        assert f'name="{name}" value="{value}"' in page
    again = answered.post(FIRST, TYPED[FIRST])
    assert again.headers["Location"] == "/simulation/nationalite/vous/"


def test_the_first_answer_of_a_visitor_who_never_came_is_taken(client: Client, db: None):
    assert client.post(FIRST, TYPED[FIRST]).status_code == 302


def test_the_progress_never_goes_backwards(client: Client, towns: None):
    told = [
        (response.context["number"], response.context["foreseen"])
        for response in walk(client)
        if response.context and "number" in response.context
    ]
    numbers = [number for number, _ in told]
    assert numbers == list(range(1, len(told) + 1)), "the bar moves at each answer"
    assert all(number <= foreseen for number, foreseen in told)
    assert [foreseen for _, foreseen in told] == sorted(foreseen for _, foreseen in told)
