"""A few hundred of the hostile documents and forms of `tests.security.fuzz`."""

import pytest
from django.test import override_settings

from tests.security import fuzz


@pytest.mark.engine
@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning")
@override_settings(OPENFISCA_API=True)
def test_no_document_breaks_or_holds_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.site import api

    monkeypatch.setattr(api, "rate", api.rate)  # the fuzz sets its own; this puts it back
    statuses, slowest = fuzz.documents(300, seed=7)
    assert set(statuses) <= {200, 400, 413}
    assert statuses[400] > 100
    assert slowest < fuzz.SLOWEST


@pytest.mark.django_db
def test_no_form_breaks_a_question() -> None:
    statuses, _ = fuzz.forms(300, seed=7)
    assert set(statuses) <= {200, 302, 422}
