"""A household gets the same to the last bit, whoever is computed at the same time."""

import numpy as np
import pytest

from simulator.engine import calculate, stock
from simulator.engine.calculation import by_lanes
from simulator.engine.documents.reader import read
from simulator.engine.law import scales
from simulator.engine.law.system import stock_system
from simulator.engine.tapes.shelf import shelf_of

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),  # 0 / 0 for who is not there
]

YEAR, PARTS = "2013", 1.5
#: Of an income a part, many taxes fall half-way between two float32 numbers.
INCOMES = np.float32(82_667.40625) + np.arange(3_000, dtype=np.float32) * np.float32(0.1171875)


def bareme():
    """The scale of the income tax."""
    rules = stock_system().get_parameters_at_instant(f"{YEAR}-01-01").impot_revenu
    return rules.bareme_ir_depuis_1945.bareme


def household(income: float) -> dict:
    return {
        "individus": {"a": {"date_naissance": {"ETERNITY": "1965-04-02"}}},
        "familles": {"f": {"parents": ["a"]}},
        "foyers_fiscaux": {
            "t": {
                "declarants": ["a"],
                "rni": {YEAR: float(income)},
                "nbptr": {YEAR: PARTS},
                "ir_brut": {YEAR: None},
            }
        },
        "menages": {"m": {"personne_de_reference": ["a"]}},
    }


def ir_brut(document: dict) -> float:
    return document["foyers_fiscaux"]["t"]["ir_brut"][YEAR]


@pytest.mark.parametrize("size", [1, 2, 3, 64])
def test_a_scale_gives_the_same_by_batches_of_any_size(size):
    scale = bareme()
    by_batches = [scale.calc(INCOMES[k : k + size]) for k in range(0, len(INCOMES), size)]
    assert np.concatenate(by_batches).tolist() == scale.calc(INCOMES).tolist()


def test_a_tape_gives_what_lanes_give_of_taxes_half_way_between_two_numbers():
    documents = [household(income) for income in INCOMES[::10]]
    situations = [read(stock_system(), each) for each in documents]
    shelf = shelf_of(stock_system())
    shelf.learn_from(situations)
    before = shelf.replayed
    by_tape = calculate(documents, corrected=False)
    assert shelf.replayed - before == len(documents)
    assert by_tape == by_lanes(stock_system(), situations)


def test_openfisca_as_it_comes_is_within_a_last_bit():
    documents = [household(income) for income in INCOMES[::500]]
    own = np.float32([ir_brut(each) for each in calculate(documents, corrected=False)])
    stocks = np.float32([ir_brut(stock.compute(stock_system(), each)) for each in documents])
    assert np.all(np.abs(own - stocks) <= np.spacing(own))


def test_what_is_compared_with_openfisca_has_its_own_sum_and_only_then():
    rates, parts = [0.1, 0.2, 0.7], np.random.default_rng(1).uniform(0, 9e4, (3, 999))
    ours = scales.in_order(rates, parts)
    with scales.as_it_comes():
        assert scales.in_order(rates, parts).tolist() == np.dot(rates, parts).tolist()
    assert scales.in_order(rates, parts).tolist() == ours.tolist()
