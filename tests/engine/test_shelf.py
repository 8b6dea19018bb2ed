"""Which tapes are kept, when there are more signatures than room."""

import pytest

from simulator.engine.documents.reader import read
from simulator.engine.law.system import stock_system
from simulator.engine.tapes.recorder import Signature
from simulator.engine.tapes.shelf import Shelf

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),  # 0 / 0 for who is not there
]

GIVEN = ({"rni": 40_000.0}, {"nbptr": 1.5}, {"rni": 30_000.0, "nbptr": 2.0})


@pytest.fixture
def shelf() -> Shelf:
    """A shelf of two tapes, where a signature is recorded when it is asked for the fourth time."""
    shelf = Shelf(stock_system())
    shelf.at_once, shelf.kept = 3, 2
    return shelf


def signatures(shelf: Shelf) -> list[Signature]:
    """Three, of which two have room."""
    found = []
    for given in GIVEN:
        unit: dict = {"declarants": ["a"], "ir_brut": {"2026": None}}
        unit |= {name: {"2026": value} for name, value in given.items()}
        document = {
            "individus": {"a": {}},
            "familles": {"f": {"parents": ["a"]}},
            "foyers_fiscaux": {"t": unit},
            "menages": {"m": {"personne_de_reference": ["a"]}},
        }
        found.append(shelf.signature(read(stock_system(), document))[0])
    return found


def asked(shelf: Shelf, *wanted: Signature) -> None:
    for one in wanted:
        shelf.tape(one, frozenset())


def test_of_more_signatures_in_turn_than_room_none_pushes_out_the_next(shelf: Shelf) -> None:
    one, two, three = signatures(shelf)
    asked(shelf, *(one, two, three) * 5)
    kept = dict(shelf.tapes)
    assert set(kept) == {one, two}
    asked(shelf, *(one, two, three) * 20)
    assert {each: id(tape) for each, tape in shelf.tapes.items()} == {
        each: id(tape) for each, tape in kept.items()
    }


def test_a_tape_that_serves_no_more_gives_way(shelf: Shelf) -> None:
    one, two, three = signatures(shelf)
    asked(shelf, *(one, two) * 5)
    asked(shelf, *(two, three) * 4)
    assert set(shelf.tapes) == {two, three}


def test_what_came_in_vain_while_all_served_has_its_tape_when_one_stops(shelf: Shelf) -> None:
    one, two, three = signatures(shelf)
    asked(shelf, *(one, two, three) * 9)
    asked(shelf, *(two, three) * 9)
    assert set(shelf.tapes) == {two, three}
