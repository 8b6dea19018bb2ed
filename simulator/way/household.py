"""The people, the home and the inputs that the relevant answers describe (pure, typed).

answers -> Household -> simulator.way.document. Nothing here knows OpenFisca's periods or roles.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from questionnaire.asked import Asked
from questionnaire.core import MENAGE, Answers, Context, Fill, Flow, Over, Step, Subject
from questionnaire.questions import famille

TOGETHER = ("marie", "pacse", "concubinage")
#: The questions that `household` reads by name, and the variable that `declared_elsewhere` reads:
#: who is of which tax unit.
MADE_OF = frozenset(
    {"couple", "declaration", "impots-enfants", "garde", "enfants-visites", "allocataire"}
)
SHAPING = frozenset({"enfant_a_charge"})


class Incomplete(ValueError):  # noqa: N818 (a state of the answers, not a fault)
    """A relevant question has no answer yet. `step` is the first one."""

    def __init__(self, step: Step) -> None:
        super().__init__(f"not answered: {step.key}")
        self.step = step


@dataclass(frozen=True)
class Input:
    """One OpenFisca variable learnt from one answer, about a person or about the household.

    `subject` is whom it is about: the fact is theirs, or their family's, tax unit's or home's.
    """

    variable: str
    entity: str  #: "individu", "famille", "foyer_fiscal" or "menage"
    subject: Subject
    over: Over
    value: Any


@dataclass(frozen=True)
class Household:
    """Everyone of the home and what is known of them, for one month of simulation."""

    month: str  #: "2026-11"
    people: tuple[Subject, ...]  #: the applicant, the partner if any, the children in order
    couple: str  #: "seul", "marie", "pacse" or "concubinage"
    children_declared_by: Mapping[str, str]
    """A child's id -> "vous", "conjoint", or "ailleurs" for a parent who does not live there."""
    inputs: tuple[Input, ...]
    received_variables: tuple[tuple[str, str], ...]
    """(variable, entity) of every benefit that the questionnaire asks about, received or not."""
    children_declaring: tuple[str, ...] = ()  #: the ids of the children with their own tax return
    recipients: Mapping[str, str] = field(default_factory=dict)
    """A child in shared custody -> who receives the family's benefits for it: "vous", "autre",
    "partagees" (each parent half), "rien" (nothing is decided) or "ne_sait_pas"."""

    @property
    def adults(self) -> tuple[Subject, ...]:
        return tuple(person for person in self.people if person.kind != "enfant")

    @property
    def children(self) -> tuple[Subject, ...]:
        return tuple(person for person in self.people if person.kind == "enfant")

    @property
    def declared_elsewhere(self) -> frozenset[str]:
        """The ids of the adults who are on their own parents' tax return."""
        return frozenset(f.subject.id for f in self.inputs if f.variable == "enfant_a_charge")

    @property
    def in_care(self) -> frozenset[str]:
        """The ids of the children whom the aide sociale à l'enfance looks after."""
        told = (one for one in self.inputs if one.variable == "enfant_place" and one.value)
        return frozenset(one.subject.id for one in told)

    def declaring(self, child: str) -> str:
        """The id of who declares a child to the tax office: itself, an adult, or "ailleurs"."""
        if child in self.children_declaring:
            return child
        return self.children_declared_by.get(child, self.adults[0].id)

    def without(self, children: frozenset[str]) -> "Household":
        """The same home, these children being nobody's dependants there."""
        return replace(
            self,
            people=tuple(one for one in self.people if one.id not in children),
            inputs=tuple(one for one in self.inputs if one.subject.id not in children),
        )

    def as_of_next_month(self) -> "Household":
        """The same home, the children born this month being as old as they will be on the first of
        the next: family benefits are due from then (CSS, art. L.552-1). Itself when there is none.
        """
        first = f"{self.month}-01"
        inputs = tuple(
            replace(one, value=first)
            if one.variable == "date_naissance" and one.value > first
            else one
            for one in self.inputs
        )
        return self if inputs == self.inputs else replace(self, inputs=inputs)

    @property
    def lone_parent(self) -> bool:
        return self.couple not in TOGETHER and bool(self.children)


def household(asked: Asked, assumed: Answers | None = None) -> Household:
    """The household of the answers that count.

    `assumed`: the same answers, with values in the place of those that are not known
    (questionnaire.unknown); what is asked follows from the answers, the inputs from `assumed`.
    Raises Incomplete when a relevant question has no answer: a missing fact is never taken as a
    "no".
    """
    if asked.missing:
        raise Incomplete(asked.missing)
    told = asked.relevant
    taken = told if assumed is None else assumed
    people = (s.subject for s in asked.steps if not s.subject.is_household)
    visiting = frozenset(child.id for child in famille.visiting(Context(told, MENAGE, asked.month)))
    received = (f for f in fills(asked.flow) if f.over is Over.RECEIVED)
    found = Household(
        month=asked.month,
        people=tuple(dict.fromkeys(people)),
        couple=told["couple"],
        children_declared_by=told.get("declaration", {}),
        inputs=tuple(one for step in asked.answered for one in inputs(step, taken[step.key])),
        received_variables=tuple(dict.fromkeys((fill.variable, fill.entity) for fill in received)),
        children_declaring=tuple(told.get("impots-enfants", ())),
        recipients=told.get("allocataire", {}),
    )
    return found.without(visiting)


def inputs(step: Step, answer: Any) -> Iterator[Input]:
    """What one answer says to OpenFisca: nothing of a variable that it says nothing of."""
    for fill in step.question.fills:
        value = fill.value(answer, step.context)
        if value is None:
            continue
        if fill.each:
            for person, own in value.items():
                yield Input(fill.variable, fill.entity, person, fill.over, own)
        else:
            yield Input(fill.variable, fill.entity, step.subject, fill.over, value)


def fills(flow: Flow) -> Iterator[Fill]:
    """Every fill that the questionnaire declares."""
    for chapter in flow.chapters:
        for question in chapter.questions:
            yield from question.fills
