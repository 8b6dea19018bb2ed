"""Questions on what has no formula: the document tells the answers, as stock OpenFisca does."""

from typing import Any

import pytest

from simulator.engine import stock
from simulator.engine.documents.given import as_given
from simulator.engine.documents.reader import read
from simulator.engine.law.system import stock_system
from simulator.engine.tapes.shelf import Shelf

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore:You cannot set a value"),  # of what is neutralized
]

ALIMONY = "pensions_alimentaires_percues"
#: A variable without formula, and what two people say or ask of it.
SAID: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "one gives, the other asks": ("activite", {"2026-11": "chomeur"}, {"2026-11": None}),
    "nobody gives": (ALIMONY, {"2026-11": None}, {"2026-11": None}),
    "the same month twice": (ALIMONY, {"month:2026-11": 63.7, "2026-11": None}, {"2026-11": None}),
    "a year, and one of its months": (ALIMONY, {"2026": 1200, "2026-11": None}, {"2026-11": None}),
    "a year, and another's month": (ALIMONY, {"2026": 1200}, {"2026-11": None, "2026-03": 75.4}),
    "another month": (ALIMONY, {"2026-10": 75.4, "2026-11": None}, {"2026-11": None}),
    "for ever": ("date_adoption", {"ETERNITY": "1960-02-29"}, {"2026-11": None}),
}


def two_people(name: str, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """A couple of whom each says this of a variable."""
    return {
        "individus": {"a": {name: first}, "b": {name: second}},
        "familles": {"f": {"parents": ["a", "b"]}},
        "foyers_fiscaux": {"t": {"declarants": ["a", "b"]}},
        "menages": {"m": {"personne_de_reference": ["a"], "conjoint": ["b"]}},
    }


@pytest.mark.parametrize("neutralized", [False, True])
@pytest.mark.parametrize(("name", "first", "second"), SAID.values(), ids=SAID)
def test_what_has_no_formula_is_answered_as_stock_does_and_makes_no_other_signature(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    first: dict[str, Any],
    second: dict[str, Any],
    neutralized: bool,
) -> None:
    system = stock_system()
    monkeypatch.setattr(system.variables[name], "is_neutralized", neutralized)
    situation = read(system, two_people(name, first, second))
    asked = [question for question in situation.questions if question.name == name]
    assert asked
    people = stock.compute(system, situation.document)["individus"]
    expected = [people[question.entity_id][name][question.text] for question in asked]
    assert [*as_given(system, situation, asked)] == expected
    shelf = Shelf(system)
    silent = read(system, two_people(name, {}, {}))
    assert shelf.signature(situation)[0] == shelf.signature(silent)[0]
