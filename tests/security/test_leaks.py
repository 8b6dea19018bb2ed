"""An answer is in the page of the person who gave it and in their session: nowhere else."""

import logging
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from simulator.engine import stock
from simulator.engine.law.system import stock_system
from tests.security.walking import MARKS, TYPED, walk

LOYER = "/simulation/loyer/"
RECAP = "/simulation/recapitulatif/"


def assert_discreet(response: HttpResponse) -> None:
    """Neither the address, nor a header, nor a cookie, nor a link of the page says an answer."""
    assert response.headers["Cache-Control"] == "no-store, private"
    outside = [str(response.headers), response.cookies.output()]
    outside += [response.request["PATH_INFO"], response.request["QUERY_STRING"]]
    if response.headers["Content-Type"].startswith("text/html"):
        outside += re.findall(r'(?:href|action|src|hx-\w+)="([^"]*)"', response.content.decode())
    for text in outside:
        assert not MARKS.search(text), text


def assert_unsaid(lines: list[str]) -> None:
    for line in lines:
        assert not MARKS.search(line), line


def test_a_whole_walk(client: Client, communes: None, logged: list[str]) -> None:
    responses = list(walk(client))
    assert len(responses) > 25
    for response in responses:
        assert_discreet(response)
    recap = responses[-1].content.decode()
    assert len(set(re.findall(MARKS, recap))) >= 4  # the marks are what the pages show
    for path in ("/", "/mentions-legales/", "/accessibilite/", "/nulle-part/", "/sante", LOYER):
        assert_discreet(client.get(path))
    assert_discreet(client.get("/simulation/effacer/"))
    assert_discreet(client.post("/simulation/effacer/"))
    assert logged  # the 404 above, at least
    assert_unsaid(logged)


def test_a_report_of_a_result(client: Client, communes: None, logged: list[str]) -> None:
    """Its page shows the answers to who gave them; a refused one, then a kept one, say nothing."""
    list(walk(client))
    path = "/simulation/signaler/rsa/"
    page = client.get(path)
    assert MARKS.search(page.content.decode())
    told = {"expected": "4 321,09", "origin": "received", "agreed": "on"}
    told["digest"] = page.context["form"]["digest"].value()
    refused = client.post(path, told | {"details": "né en 1987, 06 12 34 56 78"})
    kept = client.post(path, told)
    assert (refused.status_code, kept.status_code) == (302, 302)
    for response in (client.get("/simulation/signaler/"), page, refused, kept):
        assert_discreet(response)
    assert_unsaid(logged)


@pytest.mark.engine
def test_the_results(client: Client, communes: None, logged: list[str]) -> None:
    list(walk(client))
    client.post("/simulation/et-si/naissance/", {"combien": "1"})
    pages = ("resultats/", "resultats/?complet=1", "resultats/calcul/", "demarches/")
    for path in (*pages, "et-si/", "et-si/salaire-par-mois/"):
        response = client.get(f"/simulation/{path}")
        assert response.status_code == 200
        assert_discreet(response)
    assert_unsaid(logged)


@pytest.mark.engine
def test_what_a_formula_remarks_of_a_household_is_not_logged(
    logged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tax of somebody who lets a home for more than the simple rule allows."""
    known = list(logging.root.manager.loggerDict)
    silent = [logging.getLogger(one) for one in known if one.endswith("_ir")]
    document = {
        "individus": {"a": {"date_naissance": {"ETERNITY": "1985-04-02"}}},
        "familles": {"f": {"parents": ["a"]}},
        "foyers_fiscaux": {
            "t": {
                "declarants": ["a"],
                "f4be": {"2026": 90_000},
                "revenu_categoriel_foncier": {"2026": None},
            }
        },
        "menages": {"m": {"personne_de_reference": ["a"]}},
    }
    for one in silent:  # as setting up logging does, after the rules are loaded
        monkeypatch.setattr(one, "disabled", False)
    stock.compute(stock_system(), document)
    assert not any("microfonciers" in line for line in logged)
    for one in silent:
        monkeypatch.setattr(one, "filters", [])
    stock.compute(stock_system(), document)
    assert any("microfonciers" in line for line in logged)  # it would have been


@pytest.mark.parametrize("broken", ["show", "save", "compute"])
def test_a_fault_of_ours_says_nothing(
    broken: str,
    strict_client: Client,
    client: Client,
    logged: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An exception often quotes the value that it met."""

    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError("could not convert 1 234,56 of 1987-12-29 in 73318")

    list(walk(client))
    client.raise_request_exception = False
    if broken == "compute":
        monkeypatch.setattr("simulator.results.views.outcomes", fail)
        response = client.get("/simulation/resultats/?complet=1")
    elif broken == "save":
        monkeypatch.setattr("questionnaire.dossier.accepted", fail)
        response = client.post(LOYER, TYPED[LOYER])
    else:
        monkeypatch.setattr("questionnaire.pages.views.StepForm", fail)
        response = client.get(LOYER)
    assert response.status_code == 500
    assert "ne sont pas perdues" in response.content.decode()
    assert not MARKS.search(response.content.decode())
    assert_discreet(response)
    assert any("ValueError" in line for line in logged)  # it is reported, without its words
    assert_unsaid(logged)
    monkeypatch.undo()
    assert client.get(RECAP).status_code == 200  # and no answer is lost


def test_a_form_without_its_token_comes_back_as_typed(
    strict_client: Client, logged: list[str]
) -> None:
    path = "/simulation/naissance/vous/"
    response = strict_client.post(path, TYPED[path])
    page = response.content.decode()
    assert response.status_code == 403
    assert "Votre réponse n’a pas été envoyée" in page
    for name, value in TYPED[path].items():
        assert re.search(rf'name="{name}" value="{value}"', page)
    assert_discreet(response)
    assert_unsaid(logged)
    assert "sessionid" not in strict_client.cookies  # nothing was kept
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    sent = strict_client.post(path, TYPED[path] | {"csrfmiddlewaretoken": token})
    assert sent.status_code == 302  # pressing once more is enough


@pytest.mark.parametrize("path", ["/simulation/effacer/", "/simulation/communes/", "/nulle-part/"])
def test_other_forms_without_a_token_are_refused_kindly(strict_client: Client, path: str) -> None:
    response = strict_client.post(path, {"reponse_code": "73300"})
    assert response.status_code in (403, 404)
    assert "<h1>" in response.content.decode()


def test_an_answer_is_kept_by_the_server_for_two_hours_at_most(
    client: Client, communes: None
) -> None:
    list(walk(client))
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == cookie["expires"] == ""
    assert client.session.get_expiry_age() <= 2 * 60 * 60


def test_a_stranger_s_session_key_opens_nothing(client: Client, communes: None) -> None:
    """A key that the server did not make is not adopted: nobody can choose it for somebody."""
    chosen = "a" * 32
    client.cookies["sessionid"] = chosen
    first = "/simulation/naissance/vous/"
    said = client.post(first, TYPED[first], follow=True)  # it might have held answers
    assert "deux heures sans activité" in said.content.decode()
    client.post(first, TYPED[first])
    assert client.cookies["sessionid"].value not in ("", chosen)
