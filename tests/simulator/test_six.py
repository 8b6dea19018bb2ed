"""Six people of the rights that nobody tells about get what was read; each no has its reason."""

import pytest

from benefits.verdict import Verdict
from tests.personas.said import Persona
from tests.personas.six import SIX
from tests.simulator.conftest import verdicts_of
from tests.simulator.test_personas import agrees, said

pytestmark = [pytest.mark.engine, pytest.mark.django_db]


@pytest.fixture(scope="module")
def found(engine, django_db_setup, django_db_blocker) -> dict[str, tuple[Verdict, ...]]:
    return verdicts_of(SIX, django_db_blocker)


@pytest.mark.parametrize("person", SIX, ids=lambda person: person.id)
def test_each_of_the_six_gets_what_was_read(person: Persona, found) -> None:
    for name, expected in person.expected.items():
        verdict = said(found[person.id], name)
        assert agrees(verdict, expected), (name, verdict.status, verdict.amount, verdict.reasons)


@pytest.mark.parametrize("person", SIX, ids=lambda person: person.id)
def test_nothing_said_of_the_six_is_without_a_reason(person: Persona, found) -> None:
    silent = [
        verdict.benefit.id
        for verdict in found[person.id]
        if verdict.status in ("no", "to_check", "failed") and not any(verdict.reasons)
    ]
    assert silent == []
