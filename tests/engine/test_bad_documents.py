"""Bad documents: OpenFisca's own words, the path of the fault, and a worker that lives."""

import copy
import logging
from collections.abc import Callable
from typing import Any

import pytest

from simulator.engine import SituationError, calculate

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]
GOOD: dict[str, Any] = {
    "individus": {
        "vous": {"date_naissance": {"ETERNITY": "1990-05-06"}, "salaire_net": {"2026-11": 1000}}
    },
    "familles": {"famille": {"parents": ["vous"], "paje_base": {"2026-11": None}}},
    "foyers_fiscaux": {"foyer": {"declarants": ["vous"]}},
    "menages": {"menage": {"personne_de_reference": ["vous"]}},
}


def salary(value: Any) -> Callable[[dict], None]:
    def spoil(document: dict) -> None:
        document["individus"]["vous"]["salaire_net"] = value

    return spoil


ENDED = "fnal_cotisation"  # no formula since 2015


def of_a_rule_that_ended(document: dict) -> None:
    document["individus"]["vous"][ENDED] = {"ETERNITY": 1}


def unknown_variable(document: dict) -> None:
    document["individus"]["vous"]["zorglub"] = {"2026-11": None}


def other_entity(document: dict) -> None:
    document["individus"]["vous"]["loyer"] = {"2026-11": None}


def year_of_a_month(document: dict) -> None:
    document["familles"]["famille"]["paje_base"] = {"2026": None}


def unknown_member(document: dict) -> None:
    document["familles"]["famille"]["parents"] = ["personne"]


def nobody(document: dict) -> None:
    document["familles"]["famille"]["parents"] = []


def no_role(document: dict) -> None:
    del document["familles"]["famille"]["parents"]


def crowd(document: dict) -> None:
    document["individus"] |= {f"personne_{number}": {} for number in range(60)}


def unknown_entity(document: dict) -> None:
    document["chiens"] = {"rex": {}}


def not_a_date(document: dict) -> None:
    document["individus"]["vous"]["date_naissance"] = {"ETERNITY": "hier"}


def unknown_choice(document: dict) -> None:
    document["individus"]["vous"]["activite"] = {"2026-11": "astronaute"}


VOUS = ("individus", "vous")
CASES = [
    (unknown_variable, (*VOUS, "zorglub"), "was not found"),
    (other_entity, (*VOUS, "loyer"), "is defined for 'menages'"),
    (year_of_a_month, ("familles", "famille", "paje_base", "2026"), "whole month"),
    (salary({"2026-13": 1}), (*VOUS, "salaire_net"), "Expected a period"),
    (salary({"2026-11": "mille"}), (*VOUS, "salaire_net", "2026-11"), "expected type number"),
    (salary({"2026-11": "1000"}), (*VOUS, "salaire_net", "2026-11"), "expected type number"),
    (salary({"2026-11": float("nan")}), (*VOUS, "salaire_net", "2026-11"), "received 'nan'"),
    (salary({"2026-11": 1e12}), (*VOUS, "salaire_net", "2026-11"), "too large"),
    (salary({"2026-11": [1]}), (*VOUS, "salaire_net", "2026-11"), "expected type number"),
    (salary({"ETERNITY": 1}), (*VOUS, "salaire_net", "ETERNITY"), "only defined for months"),
    (of_a_rule_that_ended, (*VOUS, ENDED, "ETERNITY"), "only defined for"),
    (salary(1000), (*VOUS, "salaire_net"), "expected object"),
    (unknown_member, ("familles", "famille", "parents"), "has not been declared in individus"),
    (nobody, ("familles", "famille"), "Nobody has a role"),
    (no_role, ("familles", "famille"), "Nobody has a role"),
    (crowd, ("individus",), "at most 40"),
    (unknown_entity, ("chiens",), "are not found: chiens"),
    (not_a_date, (*VOUS, "date_naissance", "ETERNITY"), "Can't deal with date"),
    (unknown_choice, (*VOUS, "activite", "2026-11"), "is not a known value"),
    (dict.clear, ("individus",), "At least one individu"),
]


@pytest.mark.parametrize(("spoil", "path", "words"), CASES)
def test_fault_is_worded_with_its_path_and_not_logged(
    spoil: Callable[[dict], None],
    path: tuple[str, ...],
    words: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    document = copy.deepcopy(GOOD)
    spoil(document)
    with caplog.at_level(logging.DEBUG), pytest.raises(SituationError) as caught:
        calculate([document])
    assert caught.value.path == path
    assert words in caught.value.message
    assert caught.value.status == 400
    assert not caplog.records


def test_body_of_the_fault_is_the_web_api_s() -> None:
    fault = SituationError(["individus", "vous", "activite"], "message")
    assert fault.body() == {"individus": {"vous": {"activite": "message"}}}


@pytest.mark.parametrize("document", [None, [], "texte", 3, {"individus": []}])
def test_what_is_no_document_is_refused(document: Any) -> None:
    with pytest.raises(SituationError):
        calculate([document])


def test_the_next_document_is_computed() -> None:
    with pytest.raises(SituationError):
        calculate([{}])
    [answer] = calculate([GOOD])
    assert answer["familles"]["famille"]["paje_base"]["2026-11"] == 0


def test_a_formula_that_raises_leaves_its_null_and_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    from simulator.engine.lanes.formulas import rules_of
    from simulator.engine.law.system import corrected_system

    broken = copy.deepcopy(GOOD)
    broken["individus"]["vous"]["fin_dernier_contrat"] = {"2026-11": None}
    rules = rules_of(corrected_system())
    formula = rules.formula

    def failing(variable: Any, period: Any) -> Any:
        if variable.name == "fin_dernier_contrat":
            raise ZeroDivisionError("secret")
        return formula(variable, period)

    rules.formula = failing  # type: ignore[method-assign]
    try:
        answers = calculate([broken, GOOD])
    finally:
        del rules.formula  # type: ignore[method-assign]
    assert answers[0]["individus"]["vous"]["fin_dernier_contrat"]["2026-11"] is None
    assert answers[0]["familles"]["famille"]["paje_base"]["2026-11"] == 0
    assert answers[1]["familles"]["famille"]["paje_base"]["2026-11"] == 0
    assert "fin_dernier_contrat" in caplog.text
    assert "secret" not in caplog.text


def test_a_variable_without_any_period_says_nothing() -> None:
    document = {
        "individus": {"vous": {"date_naissance": {"ETERNITY": "1986-05-04"}, "salaire_net": {}}},
        "familles": {"famille": {"parents": ["vous"]}},
        "foyers_fiscaux": {"foyer": {"declarants": ["vous"]}},
        "menages": {"menage": {"personne_de_reference": ["vous"]}},
    }
    assert calculate([document]) == [document]


def test_what_is_asked_for_ever_is_computed_as_often_as_it_is_asked():
    """A common ground is learnt of a month at the second look: eternity is none."""
    document = copy.deepcopy(GOOD)
    del document["familles"]["famille"]["paje_base"]
    document["individus"]["vous"]["date_naissance"] = {"ETERNITY": None}
    answers = [calculate([document])[0]["individus"]["vous"]["date_naissance"] for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
