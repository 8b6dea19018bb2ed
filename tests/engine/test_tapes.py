"""Tapes give what the engine gives to the bit, and what stock OpenFisca gives each household."""

import importlib.metadata
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.households import households
from simulator.engine import SituationError, calculate, calculation, stock
from simulator.engine.common_ground import store
from simulator.engine.documents.reader import read
from simulator.engine.lanes.formulas import rules_of
from simulator.engine.law.system import stock_system, versions
from simulator.engine.tapes import assembly
from simulator.engine.tapes.graph import Call, Graph
from simulator.engine.tapes.proof import prove
from simulator.engine.tapes.recorder import Signature
from simulator.engine.tapes.shelf import MAX_GIVEN, REMEMBERED, Shelf, shelf_of
from simulator.engine.tapes.symbols import Symbol
from simulator.engine.tapes.traced import Leak
from tests.engine.households import documents

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]

#: Formulas that a tape calls as they are, and why: more than these is a rule to look at.
OPAQUE = {
    "zone_apl": "iteration",
    "revenus_non_salarie_nets": "iteration",
    "domaine_specialites_formation": "iteration",
    "ir_tranche": "attribute __array_struct__",
}
DRAWN = 6
SHARES = (1.0, 0.0, 0.37, 0.8, 1.6, 0.12, 0.55, 1.15, 2.1, 4.0)  # 60 beside stock, ten a tape
EUROS = ("salaire_", "chomage_", "retraite_", "loyer")


def learnt(documents: list[dict[str, Any]]) -> Shelf:
    """The shelf of the stock rules, with a tape for each of these documents."""
    shelf = shelf_of(stock_system())
    shelf.learn_from(read(stock_system(), document) for document in documents)
    return shelf


def at(share: float, document: dict[str, Any]) -> dict[str, Any]:
    """The household with this share of its amounts of money."""

    def of(values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: {period: round(euros * share, 2) for period, euros in given.items()}
            if name.startswith(EUROS)
            else given
            for name, given in values.items()
        }

    return {
        plural: {id: of(values) for id, values in entities.items()}
        for plural, entities in document.items()
    }


def test_households_are_answered_by_tapes_as_by_stock() -> None:
    drawn = [at(share, one) for one in documents(DRAWN, seed=11) for share in SHARES]
    shelf = learnt(drawn)
    before = shelf.replayed
    answers = calculate(drawn, corrected=False)
    assert shelf.replayed - before == len(drawn) == 60
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


def small(month: str, wage: float, commune: str = "35238") -> dict[str, Any]:
    """One worker who rents, asked two benefits in `month`."""
    return {
        "individus": {
            "a": {
                "date_naissance": {"ETERNITY": "1985-04-02"},
                "salaire_net": {month: wage},
            }
        },
        "familles": {"f": {"parents": ["a"], "aide_logement": {month: None}, "rsa": {month: None}}},
        "foyers_fiscaux": {"t": {"declarants": ["a"]}},
        "menages": {
            "m": {
                "personne_de_reference": ["a"],
                "depcom": {month: commune},
                "loyer": {month: 480},
                "statut_occupation_logement": {month: "locataire_vide"},
            }
        },
    }


def test_signatures_seen_twice_are_recorded_aside_while_lanes_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = shelf_of(stock_system())
    monkeypatch.setattr(shelf, "at_once", None)
    both = [small("2026-05", 700), small("2026-04", 700)]
    first = calculate(both, corrected=False)
    before = shelf.replayed
    assert calculate(both, corrected=False) == first
    assert shelf.replayed == before
    assert shelf.wait(600)
    assert calculate(both, corrected=False) == first
    assert shelf.replayed == before + 2


def test_the_tax_of_a_unit_without_adult_is_no_number_by_tape_as_in_lanes() -> None:
    document = small("2026-05", 700, "75115")
    document["individus"]["e"] = {"date_naissance": {"ETERNITY": "2012-04-02"}}
    document["familles"]["f"]["enfants"] = document["menages"]["m"]["enfants"] = ["e"]
    document["foyers_fiscaux"]["u"] = {"personnes_a_charge": ["e"]}
    for unit in document["foyers_fiscaux"].values():
        unit["paris_pass_eligibilite_financiere"] = {"2026-05": None}
    [in_lanes] = calculation.by_lanes(stock_system(), [read(stock_system(), document)])
    shelf = learnt([document])
    before = shelf.replayed
    [by_tape] = calculate([document], corrected=False)
    assert shelf.replayed - before == 1
    said = {
        name: unit["paris_pass_eligibilite_financiere"]["2026-05"]
        for name, unit in by_tape["foyers_fiscaux"].items()
    }
    assert said == {"t": True, "u": False}
    assert by_tape == stock.compute(stock_system(), document)
    assert in_lanes


def test_a_tape_of_november_says_nothing_of_december() -> None:
    november, december = small("2026-11", 650), small("2026-12", 650)
    shelf = learnt([november])
    before = shelf.replayed
    answers = calculate([november, december], corrected=False)
    assert shelf.replayed == before + 1
    assert answers[1] == stock.compute(stock_system(), december)


def worked(first: str, last: str) -> dict[str, Any]:
    """One worker whose contract is told for the whole of 2026, asked the days of three months."""
    document = small("2026-11", 900)
    document["individus"]["a"] |= {
        "contrat_de_travail_debut": {"2026": first},
        "contrat_de_travail_fin": {"2026": last},
        "nombre_jours_calendaires": dict.fromkeys(("2026-02", "2026-03", "2026-09")),
        "nombre_jours_travailles": {"2026-09": None},
    }
    return document


def test_a_date_spread_over_a_year_is_replayed_as_the_date_that_it_is() -> None:
    drawn = [worked("2026-02-11", "2026-09-04"), worked("2019-01-01", "2026-03-31")]
    shelf = learnt(drawn)
    before = shelf.replayed
    answers = calculate(drawn, corrected=False)
    assert shelf.replayed == before + len(drawn)
    assert answers == [stock.compute(stock_system(), each) for each in drawn]
    days = [[*each["individus"]["a"]["nombre_jours_calendaires"].values()] for each in answers]
    assert days == [[18, 31, 4], [28, 31, 0]]


def test_fifty_years_of_months_are_computed_as_stock_does_and_too_many_values_refused() -> None:
    life = [f"{year}-{month:02}" for year in range(1977, 2027) for month in range(1, 13)]
    document = small("2026-11", 0)
    document["individus"]["a"] |= {
        "salaire_net": dict.fromkeys(life, 900),
        "age": dict.fromkeys(life),
    }
    assert calculate([document], corrected=False) == [stock.compute(stock_system(), document)]
    more = [name for name in stock_system().variables if name.startswith("pensions_")]
    people = {f"p{rank}": {name: dict.fromkeys(life, 0) for name in more} for rank in range(20)}
    with pytest.raises(SituationError) as refused:
        calculate([document | {"individus": document["individus"] | people}], corrected=False)
    assert "at most 20000 values" in str(refused.value.body())


def test_packages_replaced_under_a_running_process_change_nothing_before_it_starts_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, loaded = small("2026-11", 640), versions()
    shelf = learnt([document])
    first, before = calculate([document], corrected=False), shelf.replayed
    for name in loaded:
        folder = tmp_path / f"{name.replace('-', '_')}-999.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 999.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert {importlib.metadata.version(name) for name in loaded} == {"999.0"}
    assert versions() == loaded
    assert calculate([document], corrected=False) == first
    assert shelf.replayed == before + 1


def test_a_formula_that_raises_for_one_household_leaves_the_others_theirs() -> None:
    drawn = [small("2026-11", 100.0 * rank) for rank in range(5)]
    learnt(drawn)
    right = calculate(drawn, corrected=False)
    drawn[3] = small("2026-11", 300, commune="23096")
    rules = rules_of(stock_system())
    formula = rules.formula

    def failing(variable: Any, period: Any) -> Any:
        found = formula(variable, period)
        if variable.name != "zone_apl":
            return found

        def zone(menage: Any, month: Any, *parameters: Any) -> Any:
            if (menage("depcom", month) == b"23096").any():
                raise ZeroDivisionError
            return found[0](menage, month, *parameters)

        return zone, found[1]

    rules.formula = failing  # type: ignore[method-assign]
    try:
        answers = calculate(drawn, corrected=False)
    finally:
        del rules.formula  # type: ignore[method-assign]
    assert answers[3]["familles"]["f"]["aide_logement"]["2026-11"] is None
    assert [answers[rank] for rank in (0, 1, 2, 4)] == [right[rank] for rank in (0, 1, 2, 4)]


def test_a_tape_that_says_otherwise_than_lanes_is_not_kept() -> None:
    shelf = learnt([small("2026-11", 650)])
    signature, names = shelf.signature(read(stock_system(), small("2026-11", 650)))
    right = shelf._record(signature, names)
    assert right is not None
    ground = store.ground(stock_system(), "2026-11")
    for name in ("program", "witness"):  # what is found on the way counts as much as the answers
        tape = getattr(right, name)
        wrong = right._replace(**{name: replace(tape, tables=tape.tables * 1.5)})
        assert prove(stock_system(), ground, [wrong, right]) == [False, True]


def test_a_tape_too_long_for_its_numbers_is_refused_and_lanes_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(assembly, "SHORT", np.int8)
    document = small("2026-07", 700)
    shelf = shelf_of(stock_system())
    monkeypatch.setattr(shelf, "refused", OrderedDict())  # the shelf serves the other tests too
    situation = read(stock_system(), document)
    before = shelf.replayed
    assert shelf.learn_from([situation]) == 0
    assert [*shelf.refused.values()] == ["ValueError"]
    assert calculate([document], corrected=False) == [stock.compute(stock_system(), document)]
    assert shelf.replayed == before


def test_a_choice_by_a_word_is_made_as_numpy_makes_it() -> None:
    """Rennes: `where(where(amount, "0", "1"), …)`, where "0" is as true as any other word."""
    document = small("2026-11", 400)
    document["individus"]["a"]["rennes_metropole_transport_base_ressource"] = {"2026-11": None}
    shelf = learnt([document])
    before = shelf.replayed
    answer = calculate([document], corrected=False)[0]
    assert shelf.replayed == before + 1
    assert answer == stock.compute(stock_system(), document)


def test_signatures_by_the_thousand_and_months_by_the_hundred_make_no_tape() -> None:
    shelf = Shelf(stock_system())
    asked = (("familles", "rsa", "2026-11"),)
    for rank in range(REMEMBERED + 100):
        assert shelf.tape(Signature(frozenset([("rsa", rank)]), asked), frozenset()) is None
    assert len(shelf._seen) == REMEMBERED
    long = Signature(frozenset(("rsa", rank) for rank in range(MAX_GIVEN + 1)), asked)
    for _ in range(3):
        assert shelf.tape(long, frozenset()) is None
    assert shelf.wait(0)


def test_no_value_of_a_symbol_is_read_unseen() -> None:
    graph = Graph()
    call = Call("input", "loyer", told_by="2026-11", enums=(None,))
    values = np.array([1.0, 2.0], np.float32)
    symbol = Symbol(graph, values, graph.add(call, (), "menage", values.dtype), "menage")
    for look in (list, np.cumsum, lambda one: one[0], lambda one: one.tolist()):
        with pytest.raises(Leak):
            look(symbol)
    assert not graph.guards
    assert bool((symbol > 1).any())
    assert [value for _, value, _ in graph.guards] == [True]
