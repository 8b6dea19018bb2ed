"""The households that the engine is made ready for."""

import pytest

from simulator.way.usual import households, usual_documents
from tests.personas.describe import MONTH


@pytest.mark.django_db
def test_usual_households_answer_every_question_of_today(communes: None) -> None:
    documents = list(usual_documents(MONTH))
    assert len(documents) == len(list(households())) == 14
    for document in documents:
        asked = [name for name, of in document["familles"]["famille"].items() if MONTH in of]
        assert "rsa" in asked or "aspa" in asked
