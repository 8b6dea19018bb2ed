"""A visitor without a browser, and everything that the site says of them outside its pages."""

import pytest
from django.test import Client

from tests.security.walking import create_communes


@pytest.fixture
def communes(db: None) -> None:
    """A postal code that two communes share, and another."""
    create_communes()


@pytest.fixture
def strict_client(communes: None) -> Client:
    """A client that is refused without the form's token, and shown the page of an error."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)
