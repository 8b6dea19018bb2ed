"""A visitor who has answered everything, and who made a code."""

import pytest
from django.test import Client

from orientation.rate import Rate
from simulator.handover import views
from tests.security.walking import create_communes, walk


@pytest.fixture(autouse=True)
def _rates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with nobody having tried anything."""
    monkeypatch.setattr(views, "opened_rate", Rate(60, 300.0))
    monkeypatch.setattr(views, "made_rate", Rate(60, 300.0))


@pytest.fixture
def visitor(db: None) -> Client:
    create_communes()
    client = Client()
    list(walk(client))
    return client


@pytest.fixture
def code(visitor: Client) -> str:
    """The code as the page shows it."""
    visitor.post("/simulation/emporter/", follow=True)
    return str(visitor.get("/simulation/emporter/").context["code"])
