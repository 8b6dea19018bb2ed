"""What is asked of the engine for others, and no fact allows, changes no verdict."""

import random
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from benefits.asking import asked, in_territory
from benefits.facts import facts
from benefits.judge import verdicts
from benefits.registry import catalogue
from benefits.schema import Benefit, Catalogue
from benefits.verdict import Verdict
from orientation.shipped import COMMUNES, read
from simulator.engine.law.corrections import doubts
from simulator.way.outcomes import legislation
from tests.engine.households import NOW, draw

HOUSEHOLDS = 16


def there(home: dict[str, Any], epci: str | None) -> Catalogue:
    """The benefits of the household's place alone."""
    known = facts(home, NOW, epci)
    return Catalogue(tuple(one for one in catalogue().benefits if in_territory(one, known)))


def unfiltered(benefit: Benefit) -> Benefit:
    """The benefit judged for everyone and everywhere, on the engine's answer."""
    conditions = tuple(each for each in benefit.conditions if each.rule is None)
    return replace(benefit, territory=("france",), conditions=conditions)


def inputs(document: dict[str, Any]) -> dict[str, Any]:
    """The document without its questions."""
    return {
        plural: {
            key: {
                name: {period: value for period, value in values.items() if value is not None}
                if isinstance(values, dict)
                else values
                for name, values in entity.items()
            }
            for key, entity in entities.items()
        }
        for plural, entities in document.items()
    }


def questions(document: dict[str, Any]) -> int:
    return sum(
        value is None
        for entities in document.values()
        for entity in entities.values()
        for values in entity.values()
        if isinstance(values, dict)
        for value in values.values()
    )


def judged(rules: Catalogue, answer: dict[str, Any], epci: str | None) -> list[Verdict]:
    return list(verdicts(rules, answer, NOW, doubts(answer, NOW), epci, legislation))


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_what_is_asked_for_other_places_changes_no_verdict(engine: ModuleType) -> None:
    rng = random.Random(20)
    homes = [inputs(draw(rng)) for _ in range(HOUSEHOLDS)]
    epcis = {row["code"]: row["epci"] for row in read(COMMUNES)}
    places = [epcis.get(each["menages"]["menage"]["depcom"][NOW]) for each in homes]
    pairs = list(zip(homes, places, strict=True))
    few = [asked(there(home, epci), home, NOW) for home, epci in pairs]
    many = [asked(catalogue(), home, NOW) for home in homes]
    assert sum(map(questions, many)) > 1.5 * sum(map(questions, few))

    everything = Catalogue(tuple(map(unfiltered, catalogue().benefits)), catalogue().institutions)
    computed = engine.calculate([*few, *many])
    for number, epci in enumerate(places):
        short, long = computed[number], computed[HOUSEHOLDS + number]
        filtered = judged(catalogue(), short, epci)
        assert judged(catalogue(), long, epci) == filtered
        # Nor does the engine find an amount where a fact has already said no.
        refused = {each.benefit.id for each in filtered if each.status == "no"}
        found = judged(everything, long, epci)
        by_engine = [each for each in found if each.benefit.engine]
        assert not refused & {one.benefit.id for one in by_engine if one.status == "estimated"}
