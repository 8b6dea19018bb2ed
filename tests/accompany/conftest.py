"""Drafts that already have the answers of a persona, without typing them."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from questionnaire.pages.drafts import DRAFTS
from questionnaire.upgrades import VERSION
from tests.personas.people import PEOPLE
from tests.personas.said import Persona

Opened = Callable[..., str]


@pytest.fixture
def open_draft(client: Client, db: None) -> Opened:
    """`open_draft("label", persona)` -> the address of a new draft with that persona's answers."""

    def opened(label: str = "", persona: Persona | None = None) -> str:
        response = client.post("/accompagner/", {"label": label})
        assert response.status_code == 302, response.content.decode()
        address = response.headers["Location"]
        if persona:
            number = address.strip("/").split("/")[-1]
            session = client.session
            told = {"answers": dict(persona.answers), "month": persona.month, "version": VERSION}
            held = {**session[DRAFTS][number], **told}
            session[DRAFTS] = {**session[DRAFTS], number: held}
            session.save()
        return address

    return opened


def said(response: HttpResponse) -> str:
    """The page with plain spaces and hyphens."""
    page = response.content.decode().replace("\u2011", "-")
    return page.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def somebody() -> Persona:
    return next(one for one in PEOPLE if one.id == "seul sans rien, hébergé")
