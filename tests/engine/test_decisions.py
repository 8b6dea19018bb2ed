"""A formula that decides on a value: when it matters, a tape serves who decides as was recorded."""

from collections.abc import Iterator
from typing import Any

import pytest

from simulator.engine import calculate, stock
from simulator.engine.documents.reader import read
from simulator.engine.lanes.formulas import rules_of
from simulator.engine.law.system import stock_system
from simulator.engine.tapes.recorder import Recording
from simulator.engine.tapes.shelf import Shelf, shelf_of

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]


def alone(wage: float, **unit: Any) -> dict[str, Any]:
    """One worker; what their tax household gives or is asked."""
    return {
        "individus": {"a": {"salaire_net": {"2026-09": wage}}},
        "familles": {"f": {"parents": ["a"], "nb_parents": {"2026-09": None}}},
        "foyers_fiscaux": {"t": {"declarants": ["a"], **unit}},
        "menages": {"m": {"personne_de_reference": ["a"]}},
    }


def renting(real: float, small_scale: float) -> dict[str, Any]:
    """The worker's rents, under each of the two ways of declaring them."""
    asked = {"revenu_categoriel_foncier": {"2025": None}}
    return alone(650, f4ba={"2025": real}, f4be={"2025": small_scale}, **asked)


def test_a_formula_that_only_writes_a_warning_keeps_no_household_out_of_its_tape(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """`revenu_categoriel_foncier` warns of rents declared in both ways, or above a ceiling."""
    drawn = [renting(0, 0), renting(900, 0), renting(900, 900), renting(0, 20000)]
    shelf = shelf_of(stock_system())
    shelf.learn_from(read(stock_system(), each) for each in drawn)
    signature, _ = shelf.signature(read(stock_system(), drawn[0]))
    assert shelf.tapes[signature].guards == ()
    before = shelf.replayed
    answers = calculate(drawn, corrected=False)
    assert shelf.replayed - before == len(drawn)
    assert answers == [stock.compute(stock_system(), each) for each in drawn]
    assert "revenus" not in caplog.text  # answers reach no log


@pytest.fixture
def recorded(request: pytest.FixtureRequest) -> Iterator[Recording]:
    """A recording where `nb_parents` is the first of `request.param` when a wage is high, else the
    second; made up: `if` where law writes `where`."""
    rules, (high, low) = rules_of(stock_system()), request.param
    formula = rules.formula

    def deciding(variable: Any, period: Any) -> Any:
        def parents(famille: Any, month: Any) -> Any:
            return high(famille) if (famille.members("salaire_net", month) > 1000).any() else low

        return (parents, False) if variable.name == "nb_parents" else formula(variable, period)

    rules.formula = deciding  # type: ignore[method-assign]
    try:
        shelf = Shelf(stock_system())
        signature, names = shelf.signature(read(stock_system(), alone(650)))
        yield shelf.recorder.record(signature, names)
    finally:
        del rules.formula  # type: ignore[method-assign]


CASES = {
    "another value": ((lambda famille: 2, 1), 1),
    "the same value": ((lambda famille: 1, 1), 0),
    "another formula is read": ((lambda famille: famille("nb_enfants", "2026-09") * 0 + 1, 1), 1),
}


@pytest.mark.parametrize(
    ("recorded", "guards"), CASES.values(), ids=CASES.keys(), indirect=["recorded"]
)
def test_a_decision_is_held_only_where_something_hangs_on_it(
    recorded: Recording, guards: int
) -> None:
    assert len(recorded.guards) == guards
