"""Tapes give what the engine gives to the bit, and what stock OpenFisca gives each household."""

from typing import Any

import pytest

from benchmarks.households import households
from simulator.engine import calculate, calculation, stock
from simulator.engine.documents.reader import read
from simulator.engine.law.system import stock_system
from simulator.engine.tapes.shelf import Shelf, shelf_of
from tests.engine.households import documents

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]

#: Formulas that a tape calls as they are, and why: more than these is a rule to look at.
OPAQUE = {"zone_apl": "iteration"}
BESIDE_STOCK = 60


def learnt(documents: list[dict[str, Any]]) -> Shelf:
    """The shelf of the stock rules, with a tape for each of these documents."""
    shelf = shelf_of(stock_system())
    wanted: dict[Any, frozenset[str]] = {}
    for document in documents:
        signature, names = shelf.signature(read(stock_system(), document))
        wanted[signature] = wanted.get(signature, frozenset()) | names
    shelf.learn([each for each in wanted.items() if each[0] not in shelf.tapes])
    return shelf


def test_households_are_answered_by_tapes_as_by_stock() -> None:
    drawn = documents(BESIDE_STOCK, seed=11)
    shelf = learnt(drawn)
    before = shelf.replayed
    answers = calculate(drawn, corrected=False)
    assert shelf.replayed - before == BESIDE_STOCK
    for document, answer in zip(drawn, answers, strict=True):
        assert answer == stock.compute(stock_system(), document)


def test_tapes_look_at_no_value_and_leave_few_formulas_opaque() -> None:
    shelf = learnt(households(4, seed=5))
    assert shelf.recorder.opaque.keys() <= OPAQUE.keys()
    assert [guard for tape in shelf.tapes.values() for guard in tape.guards] == []
    assert not shelf.refused


def test_every_kind_of_input_is_replayed_as_lanes_compute_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = households(6, seed=21)
    shelf = learnt(drawn)
    before = shelf.replayed
    replayed = calculate(drawn, corrected=False)
    assert shelf.replayed - before == len(drawn)
    monkeypatch.setattr(calculation, "replayed", lambda *_: {})
    assert calculate(drawn, corrected=False) == replayed
