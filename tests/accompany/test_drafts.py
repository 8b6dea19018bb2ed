"""Several people at once: each in a draft of its own, that is erased and never comes back."""

import html
import re
import time
from typing import Any

import pytest
from django.test import Client
from django.utils.text import slugify

from questionnaire.pages import drafts
from questionnaire.pages.drafts import DRAFTS
from questionnaire.questions import FLOW
from simulator.accompany.papers import PAPERS
from tests.accompany.conftest import Opened, said
from tests.personas.people import PEOPLE
from tests.personas.said import Persona

#: No dates: what is typed by mistake in each draft.
BAD_DAYS = {"un": "31021990", "deux": "31061950"}
BAD = {"naissance-vous-reponse": BAD_DAYS["un"]}
PAGES = (
    "",
    "partie/vous/",
    "recapitulatif/",
    "resultats/",
    "resultats/personne/",
    "demarches/",
    "naissance/vous/",
    "toujours-la/",
)


def born(client: Client, address: str, date: str) -> None:
    """Answers the first question alone; the rest of the part is left to ask."""
    page = said(client.get(address + "partie/vous/"))
    keys = [one.split('"')[0] for one in page.split('name="montre" value="')[1:]]
    typed = {"montre": keys, "naissance-vous-reponse": date}
    later = {f"{key.split('=')[0].replace('/', '-')}-demander": "on" for key in keys[1:]}
    response = client.post(address + "partie/vous/", typed | later)
    assert response.status_code == 302


def test_a_draft_says_for_whom_one_answers_and_speaks_of_the_person(client, open_draft: Opened):
    page = said(client.get(open_draft("dossier 3") + "partie/vous/"))
    assert "Vous faites la simulation pour quelqu’un d’autre" in page
    assert "Quelle est la date de naissance de la personne" in page
    assert "dossier 3" in page
    assert "dossier 3" not in page.split("<body")[0]  # neither in the title, hence in the history


def test_home_and_the_door_say_what_the_mode_is_and_the_papers_to_ask_for(
    client: Client, db: None, settings: Any
):
    settings.SERVICE = ["Maison des solidarités", "04 79 00 00 00, du lundi au vendredi"]
    home = said(client.get("/"))
    doors = re.findall(r"<strong>([^<]+)</strong><span>", home.split('class="doors"')[1])
    assert doors == ["Pour moi", "J’aide quelqu’un", "Voir toutes les aides"]
    assert "Deux heures sans activité, et tout s’efface" in home
    door = said(client.get("/accompagner/"))
    assert "Vous aidez quelqu’un" in door
    assert all(one in door for one in settings.SERVICE)  # who to call here
    listed = door.split('id="papiers"')[1]
    for papers in PAPERS.values():
        assert all(html.escape(paper) in listed for paper in papers)


def test_every_question_of_a_part_may_be_left_to_ask(
    client: Client, open_draft: Opened, communes: None
):
    family = next(one for one in PEOPLE if one.id == "un salaire, trois enfants, HLM")
    address = open_draft("", family)
    asked = 0
    for section in FLOW.sections:
        page = client.get(f"{address}partie/{slugify(section)}/")
        for one in page.context["page"].asked:
            asked += 1
            left = f'name="{one.anchor}-demander"' in page.content.decode()
            assert left or one.offers_unknown, one.key
    assert asked > 20


def test_a_sixth_draft_is_refused_in_words_and_the_five_stay(client, open_draft: Opened):
    for _ in range(drafts.MOST):
        open_draft()
    refused = client.post("/accompagner/", {"label": "une de plus"})
    assert (refused.status_code, refused.headers["Location"]) == (302, "/accompagner/")
    refused = client.get("/accompagner/")
    assert "Erreur : " in said(refused).split("</title>")[0]
    assert "5 dossiers sont déjà ouverts" in said(refused)
    assert len(client.session[DRAFTS]) == drafts.MOST


@pytest.mark.parametrize("label", ["x" * 21, "x" * 500])
def test_a_label_too_long_is_refused_in_words_and_opens_nothing(client, db, label: str):
    refused = client.post("/accompagner/", {"label": label})
    assert (refused.status_code, refused.headers["Location"]) == (302, "/accompagner/")
    refused = client.get("/accompagner/")
    assert "20 caractères au plus" in said(refused)
    assert DRAFTS not in client.session


def test_two_tabs_never_mix(client, open_draft: Opened):
    one, other = open_draft("un"), open_draft("deux")
    born(client, one, "04051991")
    born(client, other, "12121950")
    for address in (one, other):
        client.get(address + "partie/vous/")  # what it opens is asked
    assert "04/05/1991" in said(client.get(one + "partie/vous/"))
    page = said(client.get(other + "partie/vous/"))
    assert "12/12/1950" in page
    assert "04/05/1991" not in page


def test_what_is_refused_in_two_tabs_comes_back_to_its_own(client, open_draft: Opened):
    """Both are sent before either page is asked for again, and neither loses what was typed."""
    pages = {open_draft(name) + "partie/vous/": day for name, day in BAD_DAYS.items()}
    for path, day in pages.items():
        keys = [f"{one.key}={one.shape}" for one in client.get(path).context["page"].asked]
        client.post(path, {"montre": keys, "naissance-vous-reponse": day})
    for path, day in pages.items():
        page = said(client.get(path))
        assert f'value="{day}"' in page
        others = set(BAD_DAYS.values()) - {day}
        assert not [one for one in others if one in page]


def test_what_is_refused_and_never_seen_again_goes_with_its_draft(client, open_draft: Opened):
    one, other = open_draft("un"), open_draft("deux")
    client.post(one + "partie/vous/", {"montre": "naissance/vous=x", **BAD})
    assert BAD_DAYS["un"] in str(dict(client.session))
    client.post(one + "effacer/")
    assert BAD_DAYS["un"] not in str(dict(client.session))
    assert client.get(other + "partie/vous/").status_code == 200


def test_erasing_one_leaves_the_others_and_its_addresses_open_nothing(
    client, open_draft: Opened, somebody: Persona
):
    one, other = open_draft("un", somebody), open_draft("deux", somebody)
    erased = client.post(one + "effacer/")
    assert erased.headers["Location"] == "/accompagner/efface/"
    assert erased.headers["Clear-Site-Data"] == '"cache"'
    for page in PAGES:
        gone = client.get(one + page)
        assert gone.status_code == 410
        assert "Ce dossier est effacé" in said(gone)
    assert client.post(one + "partie/vous/", {"montre": "x"}).status_code == 410
    assert client.get(other + "recapitulatif/").status_code == 200
    assert list(client.session[DRAFTS]) == [other.strip("/").split("/")[-1]]


def test_the_next_person_finds_nothing_of_the_one_before(
    client, open_draft: Opened, somebody: Persona
):
    one = open_draft("un", somebody)
    following = client.post(one + "suivante/")
    assert following.status_code == 302
    assert following.headers["Location"] != one
    assert "cookies" not in following.headers["Clear-Site-Data"]  # the new draft's is among them
    assert client.get(one + "recapitulatif/").status_code == 410
    fresh = said(client.get(following.headers["Location"], follow=True))
    assert "checked" not in fresh
    assert len(client.session[DRAFTS]) == 1


def test_the_last_draft_erased_leaves_no_session_at_all(client, open_draft: Opened, db):
    one = open_draft("un")
    erased = client.post(one + "effacer/")
    assert erased.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not client.cookies["sessionid"].value


def test_a_draft_left_for_twenty_minutes_is_erased_alone(
    client, open_draft: Opened, monkeypatch, somebody: Persona
):
    one, other = open_draft("un", somebody), open_draft("deux")
    start = time.time()
    monkeypatch.setattr(drafts.time, "time", lambda: start + 19 * 60)
    assert client.head(other + "presence/").status_code == 204
    # A page that comes by itself is no sign of anybody.
    assert client.get(one + "toujours-la/").status_code == 200
    monkeypatch.setattr(drafts.time, "time", lambda: start + 21 * 60)
    assert client.get(one + "recapitulatif/").status_code == 410
    assert client.get(other + "partie/vous/").status_code == 200
    assert client.head(one + "presence/").status_code == 410


def test_nobody_is_offered_to_resume_what_was_said_for_somebody(
    client, open_draft: Opened, somebody: Persona
):
    open_draft("un", somebody)
    assert "Reprendre" not in said(client.get("/"))
    first = client.get("/simulation/")
    assert first.headers["Location"] == "/simulation/naissance/vous/"


def test_ones_own_answers_and_those_of_others_live_apart(client, open_draft: Opened):
    sent = {"reponse_0": "4", "reponse_1": "5", "reponse_2": "1990"}
    client.post("/simulation/naissance/vous/", sent)
    one = open_draft("un")
    born(client, one, "12121950")
    client.post(one + "effacer/")
    assert client.session["answers"] == {"naissance/vous": "1990-05-04"}


def test_a_made_up_number_opens_nothing(client, open_draft: Opened):
    open_draft("un")
    for number in ("1", "999999999", "abc", "0" * 40):
        assert client.get(f"/accompagner/{number}/").status_code == 410
        assert client.head(f"/accompagner/{number}/presence/").status_code == 410
