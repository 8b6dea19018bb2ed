"""What a variable may read, compared with what households' formulas really read."""

import pytest

from simulator.engine.common_ground.learning import STRUCTURE, Learner
from simulator.engine.common_ground.nodes import Ground
from simulator.engine.dependencies import graph_of, reads, texts
from simulator.engine.documents.reader import read
from simulator.engine.lanes.batch import Batch
from simulator.engine.law.system import corrected_system
from tests.engine.households import documents

pytestmark = pytest.mark.engine


def test_every_variable_that_a_formula_read_is_named_in_it():
    system = corrected_system()
    batch = Batch(system, [read(system, one) for one in documents(6, 1)], Ground(), Learner)
    batch.run()
    graph = graph_of(system)
    runs = 0
    for cell, notes, _ in batch.simulation._runs:
        for what, _ in notes:
            if what is not STRUCTURE:
                assert what[1] in graph[cell.cells.variable.name]
                runs += 1
    assert runs > 10_000


def test_reading_goes_through_formulas_but_not_through_what_is_given():
    assert {"rsa", "rsa_base_ressources", "salaire_net", "depcom"} <= reads(["rsa"])
    assert "depcom" not in reads(["salaire_imposable"], frozenset({"salaire_imposable"}))
    assert reads(["no_such_variable"]) == frozenset()
    near = reads(["rsa_forfait_logement"], frozenset({"aide_logement"}))
    assert "aide_logement" in near
    assert "aide_logement_R0" not in near
    # A helper's texts count, and those of the stock formula that a correction calls.
    assert "ppa_fictive" in reads(["ppa"])
    assert "asi_aspa_base_ressources" in reads(["aspa"])


def test_the_texts_of_a_function_are_its_own_and_those_that_it_reaches():
    names = ["one", "two"]

    def inner() -> str:
        return "three"

    def outer() -> object:
        return [names, inner(), "four"]

    assert {"one", "two", "three", "four"} <= texts(outer, frozenset({"engine"}))
    assert texts(outer, frozenset({"elsewhere"})) == set()
