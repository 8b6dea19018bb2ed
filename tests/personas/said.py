"""A household and what is expected of its rights."""

from dataclasses import dataclass
from typing import Any

from questionnaire.dossier import Dossier
from tests.personas.describe import MONTH, Answers

NO = "no"
LIKELY = "likely"
TO_CHECK = "to_check"


@dataclass(frozen=True)
class Persona:
    """`expected`: benefit, or benefit/person -> euros, a verdict, or a cost ("14.00 à payer")."""

    id: str
    answers: Answers
    expected: dict[str, Any]
    month: str = MONTH

    @property
    def dossier(self) -> Dossier:
        return Dossier(self.month, self.answers)
