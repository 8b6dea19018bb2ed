"""An open terminal, and who stands before it."""

import pytest
from django.test import Client

from simulator.terminal.models import Terminal
from tests.security.walking import create_communes


@pytest.fixture
def terminal(db: None) -> Terminal:
    create_communes()
    return Terminal.objects.create(name="abcdef", office="CAF d’Exemple", paper="ticket")


@pytest.fixture
def place(terminal: Terminal) -> str:
    """The beginning of its addresses."""
    return f"/borne/{terminal.slug}/"


@pytest.fixture
def person(place: str) -> Client:
    """Somebody who has touched « Commencer »."""
    client = Client()
    assert client.post(place).status_code == 302
    return client
