"""« Et si… » for somebody else: in their draft alone, and said of them."""

import pytest
from django.test import Client

from tests.accompany.conftest import Opened, said
from tests.personas.said import Persona
from tests.simulator.conftest import create_communes


@pytest.mark.engine
def test_a_change_is_kept_in_its_own_draft(
    open_draft: Opened, somebody: Persona, client: Client, engine: object
) -> None:
    create_communes()
    first, second = open_draft("dossier 1", somebody), open_draft("dossier 2", somebody)
    page = said(client.get(f"{first}et-si/"))
    assert f'href="{first}et-si/emploi/"' in page
    sent = client.post(f"{first}et-si/emploi/", {"salaire": "721"})
    assert sent.headers["Location"] == f"{first}et-si/"
    found = client.get(f"{first}et-si/")
    assert len(found.context["found"]) == 1
    assert "de plus par mois" in said(found)
    assert client.get(f"{second}et-si/").context["found"] == []  # the other person's is untouched
    assert client.get(f"{first}et-si/salaire-par-mois/").status_code == 200
