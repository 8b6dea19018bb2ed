"""One page a part: typed fast, checked in words, what opens is asked, what is unknown is listed."""

import re
from typing import Any

import pytest
from django.test import Client

from questionnaire.building.widgets import Text
from tests.accompany.conftest import Opened, said


@pytest.fixture
def address(open_draft: Opened) -> str:
    return open_draft()


def shown(client: Client, path: str) -> list[str]:
    page = said(client.get(path))
    return [one.split('"')[0] for one in page.split('name="montre" value="')[1:]]


def send(client: Client, path: str, **typed: Any) -> Any:
    """The page as a browser without scripts sends it."""
    data = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(path, {"montre": shown(client, path), **data})


CHOSEN = re.compile(r'value="autre"[^>]* checked')  # it stays chosen
YOU = {
    "naissance-vous-reponse": "04051991",
    "nationalite-vous-reponse": "francaise",
    "situation-vous-reponse": ["salarie"],
    "handicap-vous-reponse": "non",
}


def test_without_scripts_what_an_answer_opens_comes_with_the_next_page(client, address: str):
    path = address + "partie/vous/"
    first = client.post(path, {"montre": shown(client, path), **YOU})
    assert (first.status_code, first.headers["Location"]) == (302, path)
    page = said(client.get(path))
    assert "Ces réponses ouvrent d’autres questions" in page
    assert "La personne est-elle enceinte" in page.replace("\u2011", "-")
    second = client.post(
        path, {"montre": shown(client, path), **YOU, "enceinte-vous-reponse": "non"}
    )
    assert second.status_code == 302
    assert second.headers["Location"] == address + "partie/votre-famille/#debut"


@pytest.mark.parametrize("typed", ["04051991", "4/5/1991", "4 5 1991", "04.05.1991"])
def test_a_date_is_typed_in_one_box(client, address: str, typed: str):
    send(client, address + "partie/vous/", **{"naissance-vous-reponse": typed})
    assert f'value="{typed}"' in said(client.get(address + "partie/vous/"))  # the rest is missing
    assert 'value="04/05/1991"' in said(client.get(address + "partie/vous/"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("040591", "quatre chiffres de l’année"),
        ("31021990", "Cette date n’existe pas"),
        ("bientôt", "Écrivez le jour, le mois et l’année"),
        ("9" * 5000, "Écrivez le jour, le mois et l’année"),
        ("04052125", "Cette date est dans le futur"),
        ("", "Écrivez le jour, le mois et l’année de naissance"),
    ],
)
def test_a_date_that_is_none_is_said_in_words_and_loses_nothing(
    client, address: str, typed: str, words: str
):
    other = {"nationalite-vous-reponse": "autre"}
    path = address + "partie/vous/"
    sent = send(client, path, **{"naissance-vous-reponse": typed}, **other)
    assert (sent.status_code, sent.headers["Location"]) == (302, path)  # by GET: Back is harmless
    page = said(client.get(path))
    assert words in page
    assert "Erreur : " in page.split("</title>")[0]
    shown_again = re.search(r'name="naissance-vous-reponse"(?: value="([^"]*)")?', page)
    assert shown_again
    assert (shown_again[1] or "") == typed[: Text.LONGEST]
    assert CHOSEN.search(page)
    again = said(client.get(path))  # said once
    assert words not in again
    assert CHOSEN.search(again)  # what was right is kept


def test_a_question_may_be_left_to_ask_and_is_listed_at_the_end(client, address: str):
    path = address + "partie/vous/"
    later = {"nationalite-vous-demander": "on", "handicap-vous-demander": "on"}
    told = {name: YOU[name] for name in ("naissance-vous-reponse", "situation-vous-reponse")}
    sent = client.post(path, {"montre": shown(client, path), **told, **later})
    if sent.headers["Location"] == path:  # what the answers open
        more = {**told, **later, "enceinte-vous-demander": "on"}
        sent = client.post(path, {"montre": shown(client, path), **more})
    assert sent.status_code == 302
    recap = said(client.get(address + "recapitulatif/"))
    listed = recap.split("to-ask")[1].split("</section>")[0]
    assert "Quelle est la nationalité de la personne" in listed
    assert "La personne a-t-elle un handicap reconnu" in listed
    assert "date de naissance de la personne" not in listed
    page = said(client.get(path))
    assert page.count('-demander" checked') >= 2


def test_an_answer_that_comes_later_is_no_longer_to_ask(client, address: str):
    path = address + "partie/vous/"
    client.post(path, {"montre": shown(client, path), "nationalite-vous-demander": "on"})
    client.post(path, {"montre": shown(client, path), **YOU})
    recap = said(client.get(address + "recapitulatif/"))
    listed = recap.split("to-ask")[1].split("</section>")[0]
    assert "nationalité" not in listed


def test_what_htmx_asks_keeps_nothing(client, address: str):
    path = address + "partie/vous/"
    changes = client.post(path + "suite/", {"montre": shown(client, path), **YOU})
    page = said(changes)
    assert 'hx-swap-oob="afterend:#handicap-vous"' in page
    assert "enceinte-vous" in page
    assert "checked" not in said(client.get(path))


def test_a_row_of_months_is_copied_from_its_first_amount_with_and_without_scripts(
    client, address: str
):
    you, path = address + "partie/vous/", address + "partie/vos-revenus/"
    client.post(you, {"montre": shown(client, you), **YOU})
    varies = {"revenus-vous-reponse": ["salaire"], "montants-revenus-vous-salaire_1": "on"}
    for _ in range(3):
        client.post(path, {"montre": shown(client, path), **varies})
    page = said(client.get(path))
    boxes = [one.split('"')[0] for one in page.split('name="mois-revenus-vous-salaire.')[1:]]
    assert len(boxes) == 13
    names = [f"mois-revenus-vous-salaire.{month}" for month in boxes]
    typed = dict.fromkeys(names, "") | {names[0]: "1200", names[3]: "0"}
    typed["recopier"] = "mois-revenus-vous-salaire"
    sent = client.post(path, {"montre": shown(client, path), **varies, **typed})
    assert (sent.status_code, sent.headers["Location"]) == (302, path)
    filled = said(client.get(path))
    assert filled.count('value="1200"') == 12
    assert filled.count('value="0"') == 1
    changes = client.post(path + "suite/", {"montre": shown(client, path), **varies, **typed})
    assert 'hx-swap-oob="outerHTML:#mois-revenus-vous"' in said(changes)


def test_a_part_that_does_not_exist_is_not_found(client, address: str):
    assert client.get(address + "partie/fortune/").status_code == 404


def test_the_one_who_answers_alone_has_the_same_pages_by_question(client, db):
    """The home mode is untouched: a question a page, in the voice that speaks to the visitor."""
    page = said(client.get("/simulation/naissance/vous/"))
    assert "Quelle est votre date de naissance" in page
    assert "À demander" not in page
