"""Households as many as wanted, drawn from the personas: other pay, other rent, other places."""

import random
from collections.abc import Iterator
from typing import Any

from questionnaire.dossier import Dossier
from questionnaire.questions import FLOW
from simulator.way.case import Case, case_of
from tests.personas.people import PEOPLE

SCALES = (0.0, 0.3, 0.6, 0.8, 0.95, 1.0, 1.1, 1.3, 1.7, 2.5)
AMOUNTS = ("montants-revenus", "montants-aides", "mois-revenus", "loyer", "parents-revenus")


def varied(answer: Any, rng: random.Random) -> Any:
    """The same answer, each amount in it times one of SCALES, to the euro."""
    match answer:
        case bool() | str() | None:
            return answer
        case int() | float():
            return float(round(answer * rng.choice(SCALES)))
        case dict():
            return {key: varied(value, rng) for key, value in answer.items()}
        case _:
            return answer


def dossiers(count: int, seed: int) -> Iterator[Dossier]:
    """`count` dossiers, the same for the same seed: each persona in turn, its amounts changed."""
    rng = random.Random(seed)
    for number in range(count):
        person = PEOPLE[number % len(PEOPLE)]
        told = {
            key: varied(answer, rng) if key.partition("/")[0] in AMOUNTS else answer
            for key, answer in person.answers.items()
        }
        yield Dossier(person.month, told)


def cases(count: int, seed: int) -> list[Case]:
    """The same as cases, one way each."""
    return [case_of(one, FLOW, ends=1) for one in dossiers(count, seed)]
