"""What is asked of the engine beside a question changes no verdict, nor the amount itself."""

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
from questionnaire.dossier import Dossier
from questionnaire.questions import FLOW
from simulator.engine.law.corrections import doubts
from simulator.way.case import case_of
from simulator.way.outcomes import legislation
from simulator.way.usual import filled
from tests.engine.households import NOW, draw
from tests.personas.people import PEOPLE

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


#: Amounts of which each counts some of the others, by the plural of their entity: OpenFisca cuts
#: the spirals that they make where it meets them, so that another order of questions moves them.
ENTWINED = {
    "individus": ("aah", "asi", "caah", "ass"),
    "familles": ("rsa", "ppa", "aide_logement", "aspa", "cf", "asf", "ppa_base_ressources"),
}
HOME = {
    "enfants": 0,
    "commune": {"code_postal": "35000", "commune": "35238"},
    "logement": "locataire_meuble",
    "loyer": 586.0,
    "revenus/vous": [],
    "aides": [],
}
DISABLED = {
    "naissance/vous": "1970-03-15",
    "situation/vous": [],
    "handicap/vous": "oui",
    "taux/vous": "80_plus",
}
JOBLESS = {
    "couple": "marie",
    "naissance/conjoint": "1968-03-15",
    "situation/conjoint": ["chomeur"],
    "parcours/conjoint": {"deux_mois": "oui", "cinq_ans": "oui", "assurance": "finie"},
    "revenus/conjoint": [],
}
OLD = {"naissance/vous": "1955-03-15", "situation/vous": ["retraite"]}
MOVED: list[dict[str, Any]] = [  # by another order
    HOME | DISABLED | {"couple": "seul"},
    HOME | OLD | JOBLESS,
    HOME | DISABLED | JOBLESS | {"enfants": 1},
]


def alone(document: dict[str, Any], plural: str, name: str) -> dict[str, Any]:
    """The document with no other question than those of one variable."""
    found = inputs(document)
    for key, entity in document[plural].items():
        found[plural][key][name] = entity[name]
    return found


def backwards(document: dict[str, Any]) -> dict[str, Any]:
    """The document with all that it writes in the other order."""
    return {
        plural: {key: dict(reversed(entity.items())) for key, entity in entities.items()}
        for plural, entities in reversed(document.items())
    }


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_an_amount_among_all_the_questions_is_what_openfisca_gives_it_alone(
    engine: ModuleType, communes: None
) -> None:
    answers = [one.answers for one in PEOPLE[::25]] + [filled(one, NOW) for one in MOVED]
    documents = [case_of(Dossier(NOW, one), FLOW, ends=1).documents[0] for one in answers]
    pairs = [(plural, name) for plural, names in ENTWINED.items() for name in names]
    together, behind = (
        engine.calculate(documents),
        engine.calculate(list(map(backwards, documents))),
    )
    apart = iter(engine.calculate([alone(one, *pair) for one in documents for pair in pairs]))
    for answer in together:
        for plural, name in pairs:
            for key, entity in next(apart)[plural].items():
                assert entity[name] == answer[plural][key][name], (name, key)
    moved = [one["familles"]["famille"]["ppa_base_ressources"] for one in behind[-len(MOVED) :]]
    kept = [one["familles"]["famille"]["ppa_base_ressources"] for one in together[-len(MOVED) :]]
    assert all(one != other for one, other in zip(moved, kept, strict=True))
