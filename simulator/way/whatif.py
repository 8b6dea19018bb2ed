"""« Et si… »: a change of life is a function from a dossier to a dossier, with its own questions.

Each is declared once in simulator/way/changes/. What it makes stale falls by itself; what the
questions then ask besides is taken as plainly as can be, and told. Pure: no request, no engine.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.core import (
    CONJOINT,
    UNKNOWN,
    VOUS,
    Chapter,
    Context,
    Over,
    Question,
    Step,
    Subject,
    Voice,
)
from questionnaire.dossier import Dossier
from questionnaire.questions import revenus

Told = Mapping[str, Any]  #: the answers to a change's own questions, by row
MOST_ASKED = 60  # questions that a change may open: it always ends well before
RECEIVED = frozenset(kind.id for kind in revenus.KINDS if kind.over is Over.RECEIVED)
EARNED = frozenset(kind.id for kind in revenus.KINDS if kind.over is Over.MONTHS)
OUT = frozenset(kind.id for kind in revenus.KINDS if kind.outgoing)
#: What stands in the place of a pay, and stops with a job.
REPLACING = ("chomage", "csp", "ass", "contrat_engagement_jeune")


class Impossible(ValueError):  # noqa: N818 (the change cannot be, nothing is at fault)
    """A change that cannot happen to this household; the message says why, in French."""


@dataclass(frozen=True)
class Change:
    """A change of life.

    `ask(context)`: its two or three questions, on one page; raises Impossible when it cannot happen
    to the household. `apply(dossier, told)`: the household after it; raises Impossible too. `tell`:
    what is to be declared, to whom, and when it counts.
    """

    id: str
    label: str
    ask: Callable[[Context], Group]
    apply: Callable[[Dossier, Told], Dossier]
    tell: str

    def step(self, dossier: Dossier, voice: Voice = Voice.VOUS) -> Step:
        """Its questions as a step, that a form can show; raises Impossible."""
        context = replace(context_of(dossier), voice=voice)
        self.ask(context)
        question = Question(self.id, self.ask)
        return Step(question, Chapter(self.id, self.label, (question,)), context, self.label)


@dataclass(frozen=True)
class Scenario:
    """A change that happened to a dossier: the dossier after it, once all has settled.

    `asked`: its own questions. `assumed`: the steps that it opened and that were taken as plainly
    as can be.
    """

    change: Change
    asked: Step
    told: Told
    dossier: Dossier
    assumed: tuple[Step, ...]


def scenario(base: Dossier, change: Change, told: Told) -> Scenario:
    """The scenario of a change; raises Impossible.

    `base`: with what is received computed again (see `again`). The incomes of two years ago are no
    longer those that the tax notice says: they are the new ones.
    """
    asked = change.step(base)
    rows = asked.field().rows
    if told.keys() != rows.keys() or told.get("qui") not in (None, *_keys(rows.get("qui"))):
        raise Impossible("Les réponses ont changé depuis : ajoutez à nouveau ce changement.")
    after, assumed = complete(change.apply(base, told), base)
    past = [key for key in after.answers if key.startswith("revenus-passes/")]
    return Scenario(change, asked, told, after.with_answers({}, without=past), assumed)


def _keys(row: Any) -> list[str]:
    return [key for key, _ in row.choices] if row else []


def again(dossier: Dossier) -> Dossier:
    """The same household as if it received none of its benefits: they are then computed, and change
    with the rest. What a visitor says to receive would stay as it is."""
    changes: dict[str, Any] = {"aides": []}
    for who in adults(dossier):
        changes |= with_incomes(dossier, who.id, dict.fromkeys(RECEIVED))
    return dossier.with_answers(changes, without=("montants-aides", "mois-aides"))


def complete(dossier: Dossier, before: Dossier) -> tuple[Dossier, tuple[Step, ...]]:
    """The dossier with every question that it opens answered, and those steps.

    An answer that the household already gave stays, row by row; else « Je ne sais pas » where it is
    offered, which bounds the result; else nothing: « non », none of these, 0. Raises Impossible
    when no plain answer stands for a question.
    """
    assumed: list[Step] = []
    for _ in range(MOST_ASKED):
        step = dossier.asked().missing
        if step is None:
            return dossier, tuple(assumed)
        given = plain(step, before.answers.get(step.key))
        dossier = dossier.with_answers({step.key: given})
        if step.key not in dossier.answers:
            break
        assumed.append(step)
    raise Impossible("Ce changement demande trop de choses que nous ne savons pas.")


def plain(step: Step, before: Any) -> Any:
    """The plainest answer to a step, with what was already said of it."""
    asked = step.field()
    if not isinstance(asked, Group):
        return plain_value(asked)
    told = asked.flat(before) if isinstance(before, dict) else {}
    return asked.nested(
        {path: told.get(path, plain_value(row)) for path, row in asked.rows.items()}
    )


def plain_value(asked: Any) -> Any:
    match asked:
        case fields.SeveralChoices():
            return []
        case fields.Choice():
            keys = [key for key, _ in asked.choices]
            return next((key for key in (UNKNOWN, "non") if key in keys), keys[-1])
        case fields.AmountOr():
            return UNKNOWN if asked.unsure else 0.0
        case fields.Count():
            return 0
        case fields.Money():
            return 0.0
    raise Impossible("Ce changement demande une date ou une commune que nous ne savons pas.")


def context_of(dossier: Dossier) -> Context:
    """The household as a change's questions see it."""
    return Context(dossier.answers, VOUS, dossier.month)


def adults(dossier: Dossier) -> tuple[Subject, ...]:
    """The applicant, and the partner when there is one."""
    return (VOUS, CONJOINT) if "naissance/conjoint" in dossier.answers else (VOUS,)


def with_incomes(dossier: Dossier, who: str, amounts: Mapping[str, float | None]) -> dict[str, Any]:
    """The answers on the incomes of an adult, some changed: euros a month, None for what stops."""
    told = dossier.answers
    kinds = dict.fromkeys(told.get(f"revenus/{who}", ()))
    given = dict(told.get(f"montants-revenus/{who}", {}))
    months = dict(told.get(f"mois-revenus/{who}", {}))
    for kind, amount in amounts.items():
        months.pop(kind, None)
        kinds.pop(kind, None)
        given.pop(kind, None)
        if amount is not None:
            kinds[kind] = None
            given[kind] = amount
    changes = {
        f"revenus/{who}": list(kinds),
        f"montants-revenus/{who}": given,
        f"mois-revenus/{who}": months,
    }
    return {key: value for key, value in changes.items() if value or key == f"revenus/{who}"}


def with_situation(
    dossier: Dossier, who: str, added: Iterable[str], removed: Iterable[str]
) -> dict[str, Any]:
    """The answer on the situation of an adult, some ticked and some not any more."""
    now = dossier.answers.get(f"situation/{who}", ())
    kept = [one for one in now if one not in set(removed)]
    return {f"situation/{who}": list(dict.fromkeys([*kept, *added]))}
