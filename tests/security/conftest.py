"""A visitor without a browser, and everything that the site says of them outside its pages."""

import pytest
from django.test import Client


@pytest.fixture
def strict_client(communes: None) -> Client:
    """A client that is refused without the form's token, and shown the page of an error."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)
