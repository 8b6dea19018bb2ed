"""The results page: what it shows, what it costs, and what it says when something fails."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from questionnaire.pages.session import ANSWERS, MONTH
from simulator.engine.serving import queue
from simulator.results import views
from tests.personas import describe
from tests.personas.people import PEOPLE

pytestmark = [pytest.mark.engine, pytest.mark.django_db]
QUERIES = 8  # session, its commune, the desks; the page must not grow with the household


@pytest.fixture
def visitor(communes: None, client: Client) -> Client:
    """A visitor who has answered everything as a tenant without income."""
    session = client.session
    session[ANSWERS] = next(p for p in PEOPLE if p.id == "locataire sans revenu, zone 2").answers
    session[MONTH] = describe.MONTH
    session.save()
    return client


def test_the_page_arrives_before_its_results(visitor):
    page = visitor.get(reverse("results")).content.decode()
    assert reverse("computed") in page
    assert 'http-equiv="refresh"' in page  # without scripts, the full page follows
    assert "573,49" not in page


@pytest.mark.parametrize(
    "address", ["/simulation/resultats/calcul/", "/simulation/resultats/?complet=1"]
)
def test_amounts_are_text_with_their_period(visitor, address):
    page = visitor.get(address).content.decode()
    for figure in ("573\u00a0€", "308\u00a0€"):
        assert f"{figure} <small>par mois" in page
    assert "<strong>880\u00a0€</strong> par mois" in page  # the two that add up, to the ten
    assert "573,49" not in page


def test_cents_are_in_the_calculation(visitor):
    page = visitor.get(reverse("detail")).content.decode()
    assert "573,49 + 308 = 881,49\u00a0euros" in page.replace("\u202f", " ")
    assert "573,49\u00a0euros" in visitor.get(reverse("right", args=["rsa"])).content.decode()


def test_a_no_says_why(visitor):
    page = visitor.get(reverse("detail")).content.decode()
    assert "Il faut un enfant de moins de 3\u00a0ans." in page
    one = visitor.get(reverse("right", args=["paje_base"])).content.decode()
    assert "Il faut un enfant de moins de 3\u00a0ans." in one


def test_the_page_asks_the_database_little(visitor, django_assert_max_num_queries):
    visitor.get("/simulation/resultats/?complet=1")
    with django_assert_max_num_queries(QUERIES):
        visitor.get("/simulation/resultats/?complet=1")


def test_when_every_place_is_taken_the_page_waits_and_keeps_the_answers(visitor, monkeypatch):
    def full(*args: Any) -> None:
        raise queue.Busy

    monkeypatch.setattr(queue.Waiting, "answers", full)
    page = visitor.get("/simulation/resultats/?complet=1")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == str(views.RETRY)
    assert "Vos réponses sont gardées" in page.content.decode()
    fragment = visitor.get(reverse("computed"))
    assert fragment.status_code == 200  # htmx only swaps a success
    assert "Vos réponses sont gardées" in fragment.content.decode()
    assert visitor.session[ANSWERS]["loyer"] == 600


def test_a_benefit_that_could_not_be_computed_is_never_a_no(visitor, monkeypatch):
    """The engine leaves the null of the faulty formula: RSA is said apart, the rest stands."""
    answers = queue.Waiting.answers

    def faulty(self: queue.Waiting, *left: Any) -> list[dict]:
        (answer,) = answers(self, *left)
        family = answer["familles"]["famille"]
        without = {**family, "rsa": {**family["rsa"], describe.MONTH: None}}
        return [{**answer, "familles": {"famille": without}}]

    monkeypatch.setattr(queue.Waiting, "answers", faulty)
    page = visitor.get("/simulation/resultats/?complet=1").content.decode()
    failed = page.split('id="echec"')[1].split("</section>")[0]
    assert "Revenu de solidarité active" in failed
    assert "Cela ne veut pas dire que vous n’y avez pas droit" in failed
    assert "308\u00a0€" in page


def test_results_wait_for_every_answer(visitor):
    session = visitor.session
    session[ANSWERS] = {k: v for k, v in session[ANSWERS].items() if k != "loyer"}
    session.save()
    assert visitor.get(reverse("results"), follow=True).redirect_chain[-1][0] == (
        "/simulation/loyer/"
    )
    assert (
        visitor.get(reverse("computed"), headers={"HX-Request": "true"}).headers["HX-Refresh"]
        == "true"
    )


def test_somebody_can_help_by_telephone_where_no_desk_is_known(visitor):
    page = visitor.get("/simulation/resultats/?complet=1").content.decode()
    assert "Quelqu’un pour vous aider" in page
    assert "Mairie" not in page  # it does not take these claims
    assert "3230" in page.replace("\u00a0", "").replace(" ", "")
