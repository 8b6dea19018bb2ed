"""Two answers that disagree, said before the result: a table, read by the page that checks. Pure.

None is refused, as each may be true; a person looks again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaire.asked import Asked
from questionnaire.core import Context, Step

MUCH_RENT = 0.8  # share of the home's incomes
EMPLOYED = ("salarie", "apprenti", "professionnalisation")


@dataclass(frozen=True)
class Contradiction:
    """`of` is the question whose answer is shown in amber; `holds` says whether it disagrees with
    what was said elsewhere, and `says` what to look at."""

    of: str
    says: str
    holds: Callable[[Any, Context], bool]


def has(context: Context, *situations: str) -> bool:
    return any(one in context.get("situation", ()) for one in situations)


def no_wage(answer: list[str], context: Context) -> bool:
    paid = {"salaire", "maladie", "accident", "maladie-pro", "maternite", "chomage-partiel"}
    return has(context, *EMPLOYED) and not paid & set(answer)


def no_unemployment(answer: list[str], context: Context) -> bool:
    told = context.get("parcours", {}).get("assurance") == "en_cours"
    return told and "chomage" not in answer


def no_pension(answer: list[str], context: Context) -> bool:
    return has(context, "retraite") and not {"retraite", "invalidite"} & set(answer)


def no_alimony(answer: list[str], context: Context) -> bool:
    parents = context.answers.get("autre-parent", {}).values()
    alone = context.subject.kind == "vous"
    return alone and "pension" in parents and "pension-recue" not in answer


def alimony_of_nobody(answer: list[str], context: Context) -> bool:
    """A pension is received, and each other parent gives nothing, or is dead."""
    parents = set(context.answers.get("autre-parent", {}).values())
    return "pension-recue" in answer and parents == {"non"}


def dear(answer: Any, context: Context) -> bool:
    """The rent is most of what the home lives on, or more: a year's may have been written."""
    if not isinstance(answer, int | float) or answer < 1_000:
        return False
    told = [
        amounts
        for key, amounts in context.answers.items()
        if key.partition("/")[0] in ("montants-revenus", "montants-aides")
    ]
    if not told or any(isinstance(v, str) for amounts in told for v in amounts.values()):
        return False
    return bool(answer > MUCH_RENT * sum(v for amounts in told for v in amounts.values()))


TABLE = (
    Contradiction("revenus", "Vous êtes salarié, et aucun salaire n’est coché.", no_wage),
    Contradiction(
        "revenus", "Vous recevez l’allocation chômage, et elle n’est pas cochée.", no_unemployment
    ),
    Contradiction("revenus", "Vous êtes à la retraite, sans aucune pension.", no_pension),
    Contradiction(
        "revenus", "L’autre parent verse une pension, et elle n’est pas cochée.", no_alimony
    ),
    Contradiction(
        "revenus",
        "Une pension alimentaire est cochée, et l’autre parent ne participe pas.",
        alimony_of_nobody,
    ),
    Contradiction("loyer", "C’est presque tout ce que reçoit votre foyer : par mois ?", dear),
)


def contradictions(asked: Asked) -> Iterator[tuple[Step, str]]:
    """The steps whose answer disagrees with another, and what to look at, in order."""
    answers: Mapping[str, Any] = asked.relevant
    for step in asked.answered:
        for one in TABLE:
            if one.of == step.question.id:
                seen = Context(answers, step.subject, asked.month)
                if one.holds(answers[step.key], seen):
                    yield step, one.says
