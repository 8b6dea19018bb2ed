"""« Comment ce montant est calculé »: what the page says, and the way to its answers and back."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from benefits.asking import explained
from benefits.registry import catalogue
from questionnaire.core import UNKNOWN
from questionnaire.pages.session import ANSWERS, MONTH
from questionnaire.questions import FLOW
from simulator.engine.serving import queue
from simulator.results.calculation import sheets
from simulator.way.case import case_of
from simulator.way.outcomes import judged
from tests.personas import describe
from tests.personas.people import PEOPLE

pytestmark = [pytest.mark.engine, pytest.mark.django_db]


@pytest.fixture
def visitor(communes: None, client: Client) -> Client:
    """A visitor who has answered everything as a tenant without income."""
    session = client.session
    session[ANSWERS] = next(p for p in PEOPLE if p.id == "locataire sans revenu, zone 2").answers
    session[MONTH] = describe.MONTH
    session.save()
    return client


def page(visitor: Client, benefit_id: str) -> str:
    found = visitor.get(reverse("explained", args=[benefit_id])).content.decode()
    return re.sub(r"\s+", " ", found.replace("\u00a0", " ").replace("\u202f", " "))


def test_the_steps_have_figures_dates_and_laws(visitor):
    said = page(visitor, "rsa")
    assert "573,49 euros par mois" in said
    for words in ("651,69 euros", "78,20 euros", "= 573,49 euros"):
        assert words in said
    assert "La loi fixe : 651,69 euros, depuis le 1er avril 2026." in said
    assert "Décret n° 2026-220 du 30 mars 2026" in said
    assert "le compte ci-dessous ne tombe pas juste" not in said


def test_the_answers_are_those_that_the_rules_look_at(visitor):
    rent = "Loyer ou remboursement"
    assert rent in page(visitor, "aide_logement")
    assert rent not in page(visitor, "asi")
    assert "<dt>Couple</dt>" in page(visitor, "asi")


def test_an_answer_is_changed_and_one_comes_back(visitor):
    said = page(visitor, "aide_logement")
    question = "/simulation/loyer/?retour=calcul/aide_logement"
    assert question in said
    form = visitor.get(question).content.decode()
    assert reverse("explained", args=["aide_logement"]) in form  # « Revenir sans modifier »
    sent = visitor.post(
        "/simulation/loyer/", {"reponse_0": "300", "retour": "calcul/aide_logement"}
    )
    assert sent.headers["Location"] == reverse("explained", args=["aide_logement"])
    assert "300 euros" in page(visitor, "aide_logement")


@pytest.mark.parametrize("back", ["//evil.example", "calcul/../x y", "admin", "recap/x"])
def test_one_only_goes_back_to_our_own_pages(visitor, back):
    sent = visitor.post("/simulation/loyer/", {"reponse_0": "300", "retour": back})
    assert "simulation/" in sent.headers["Location"]
    assert "calcul" not in sent.headers["Location"]


def test_a_refusal_has_its_steps_too(visitor):
    said = page(visitor, "ppa")
    assert "Pas de droit aujourd’hui" in said
    assert "Il faut avoir gagné de l’argent en travaillant" in said


def test_what_is_not_known_is_said(visitor):
    session = visitor.session
    session[ANSWERS] = {**session[ANSWERS], "loyer": UNKNOWN}
    session.save()
    said = page(visitor, "aide_logement")
    assert "Ce calcul prend une des réponses possibles" in said
    assert "/simulation/loyer/?retour=calcul/aide_logement" in said


def test_a_doubt_about_another_benefit_says_nothing_here(visitor):
    session = visitor.session
    session[ANSWERS] = next(p for p in PEOPLE if p.id == "couple non marié, un bébé").answers
    session.save()
    said = page(visitor, "paje_base")
    assert "élève" not in said  # an unmarried couple: school grants are to check, not this
    assert '<p class="amount">199,15 euros' in said


def test_an_unknown_benefit_has_no_page(visitor):
    assert visitor.get("/simulation/resultats/inconnue/calcul/").status_code == 404


def test_nothing_is_kept_and_the_page_waits_for_answers(visitor, client):
    answer = visitor.get(reverse("explained", args=["rsa"]))
    assert "no-store" in answer.headers["Cache-Control"]
    session = visitor.session
    session[ANSWERS] = {k: v for k, v in session[ANSWERS].items() if k != "loyer"}
    session.save()
    assert visitor.get(reverse("explained", args=["rsa"])).status_code == 302


def test_each_card_leads_to_it(visitor):
    results = visitor.get(reverse("right", args=["rsa"])).content.decode()
    assert reverse("explained", args=["rsa"]) in results


def test_only_those_who_have_a_verdict_are_shown_a_calculation(communes):
    person = next(p for p in PEOPLE if p.id == "locataire sans revenu, zone 2")
    case, benefit = case_of(person.dossier, FLOW), catalogue().get("rsa")
    assert benefit is not None
    document = queue.compute(explained(benefit, case.documents[0], case.month), 60)
    found = judged(replace(case, among=(benefit,)), document)
    assert len(list(sheets(benefit, document, case.month, found))) == 1
    assert list(sheets(benefit, document, case.month, ())) == []
