"""A dossier ready to be computed: its household, where it lives, and what to ask the engine."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from benefits.asking import asked
from benefits.custody import WHOLE
from benefits.facts import Facts, facts
from benefits.registry import catalogue
from benefits.schema import Benefit, Catalogue
from orientation import search
from orientation.models import Commune
from questionnaire.asked import Asked
from questionnaire.core import Flow
from questionnaire.dossier import Dossier
from questionnaire.unknown import Unknown, Way, assumed, unknowns, ways
from simulator.engine.law.corrections import TO_CHECK
from simulator.way.custody import views
from simulator.way.document import situation
from simulator.way.entities import Document
from simulator.way.household import Household, household


@dataclass(frozen=True)
class Case:
    """The household of a dossier, once for each of its `ways` of standing for what is not known.

    There is one way, unless an answer is not known (questionnaire.unknown). `views`: how each way
    is seen, the same for all: its households follow each other (simulator.way.custody). `among`:
    the benefits to be judged, in the catalogue's order.
    """

    dossier: Dossier
    asked: Asked
    unknowns: tuple[Unknown, ...]
    ways: tuple[Way, ...]
    households: tuple[Household, ...]
    among: tuple[Benefit, ...]
    views: tuple[str, ...] = (WHOLE,)

    @property
    def month(self) -> str:
        return self.dossier.month

    @property
    def household(self) -> Household:
        """The first of the households: the people and the home are the others' too."""
        return self.households[0]

    @cached_property
    def commune(self) -> Commune | None:
        """Where the home is; None when the directory does not know it."""
        return search.commune(self.asked.relevant["commune"]["commune"])

    @property
    def epci(self) -> str | None:
        """The code of the commune's intercommunalité."""
        return self.commune.epci if self.commune else None

    @cached_property
    def inputs(self) -> tuple[Document, ...]:
        """The document of inputs of each household, nothing asked yet."""
        return tuple(situation(one) for one in self.households)

    @cached_property
    def facts(self) -> tuple[Facts, ...]:
        """The facts that rules read, of each household."""
        return tuple(facts(document, self.month, self.epci) for document in self.inputs)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents to compute: the inputs, and a null for what each benefit needs.

        A benefit alone is asked as all of them are: OpenFisca cuts its spirals where it meets
        them, so that what else is asked, and in which order, can move a value.
        """
        needed = catalogue().benefits if self.dossier.only else with_doubtful(self.among)
        return tuple(asked(Catalogue(needed), one, self.month) for one in self.inputs)


@lru_cache(maxsize=16)
def with_doubtful(among: tuple[Benefit, ...]) -> tuple[Benefit, ...]:
    """`among` and the benefits whose amounts tell whether a rule is not sure, in the catalogue's
    order."""
    told = {name for doubt in TO_CHECK for name in doubt.told_by}
    return tuple(
        one
        for one in catalogue().benefits
        if one in among or (one.engine and one.engine.variable.name in told)
    )


def case_of(
    dossier: Dossier,
    flow: Flow,
    ends: int | None = None,
    among: tuple[Benefit, ...] | None = None,
) -> Case:
    """The case of a dossier; raises household.Incomplete when a question has no answer.

    `flow`: the questions asked; with only some of them, only the verdicts on the benefits that need
    no other are worth anything (see simulator.way.one_benefit). `ends`: how many ways of standing
    for what is not known are enough, None for all. `among`: the benefits to judge, None for all.
    """
    asked = dossier.asked(flow)
    found = unknowns(asked)
    chosen = tuple(ways(found)[:ends])
    seen = [views(household(asked, assumed(asked.relevant, found, way))) for way in chosen]
    return Case(
        replace(dossier, answers=asked.relevant),
        asked,
        found,
        chosen,
        tuple(one for way in seen for one in way.values()),
        catalogue().benefits if among is None else among,
        tuple(seen[0]),
    )
