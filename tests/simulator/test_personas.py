"""Households whose rights are known, from their answers to their verdicts."""

from collections import Counter
from decimal import Decimal

import pytest

from benefits.verdict import Verdict
from questionnaire.questions import FLOW
from questionnaire.unknown import unknowns
from tests.personas.people import PEOPLE, Persona

# django_db: the session fixture needs the test database, made only when a test asks for it.
pytestmark = [pytest.mark.engine, pytest.mark.django_db]


def said(verdicts: tuple[Verdict, ...], name: str) -> Verdict:
    """The verdict of "benefit" or "benefit/person"; a benefit has one unless it says whose."""
    benefit, _, person = name.partition("/")
    found = [
        verdict
        for verdict in verdicts
        if verdict.benefit.id == benefit and (not person or verdict.person == person)
    ]
    assert len(found) == 1, f"{name}: {len(found)} verdicts"
    return found[0]


def agrees(verdict: Verdict, expected: object) -> bool:
    """Whether a verdict is what is expected: a status, a cost, or an amount that is estimated."""
    match expected:
        case "no" | "likely" | "received" | "to_check":
            return verdict.status == expected
        case str():
            return f"{verdict.cost} à payer" == expected
        case _:
            sure = verdict.status == "estimated"
            return sure and verdict.amount == Decimal(str(expected))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_a_persona_gets_what_the_law_gives(person: Persona, verdicts):
    for name, expected in person.expected.items():
        verdict = said(verdicts[person.id], name)
        assert agrees(verdict, expected), (name, verdict.status, verdict.amount, verdict.reasons)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_nothing_is_silent_and_every_no_has_its_reason(person: Persona, verdicts):
    floor = {
        "af", "cf", "asf", "paje_base", "rsa", "aide_logement", "ppa", "aspa", "aah", "asi", "ass",
        "cmu_c", "css_participation_forfaitaire", "bourse_college", "bourse_lycee",
        "cheque_energie",
    }  # fmt: skip
    found = verdicts[person.id]
    assert floor <= {verdict.benefit.id for verdict in found}
    assert not [verdict.benefit.id for verdict in found if verdict.status == "failed"]
    assert not [v.benefit.id for v in found if v.status == "no" and not v.reasons]


#: Amounts that the law leaves to somebody's judgement, or that were not read; see docs/upgrades.md.
LEFT_TO_CHECK = {
    "contrat_engagement_jeune": 2,  # a decision after a meeting
    "rsa": 2,  # a European's right to stay; a business that has stopped
    "ppa": 2,  # an apprentice's pay; a business that has stopped
    "aide_logement": 2,  # a Crous room's agreement; a room let to a student
}


def test_few_amounts_are_to_check_when_every_answer_is_known(verdicts):
    """`python -m tests.personas | manage.py freshness --of -` tells the same of any documents."""
    known = [person.id for person in PEOPLE if not unknowns(person.dossier.asked(FLOW))]
    found = Counter(
        verdict.benefit.id
        for person in known
        for verdict in verdicts[person]
        if verdict.benefit.engine and verdict.benefit.aside is None
        if verdict.amount and verdict.status == "to_check"
    )
    assert found == LEFT_TO_CHECK
