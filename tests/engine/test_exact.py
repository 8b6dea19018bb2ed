"""Households computed together get, each, what stock OpenFisca gives it alone."""

from typing import Any

import pytest

from benchmarks.households import households
from simulator.engine import calculate, stock
from simulator.engine.law.system import stock_system

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]


def alone(document: dict[str, Any]) -> dict[str, Any]:
    return stock.compute(stock_system(), document)


@pytest.fixture(scope="module")
def mixed() -> list[dict[str, Any]]:
    """Two months, every kind of input in some households only."""
    return [*households(5, seed=4), *households(1, seed=5, month="2026-03")]


def test_mixed_batch_equals_stock_one_by_one(mixed: list[dict[str, Any]]) -> None:
    calculate(mixed, corrected=False)  # the second time, on common ground
    together = calculate(mixed, corrected=False)
    for document, answer in zip(mixed, together, strict=True):
        assert answer == alone(document)


def test_inputs_are_left_as_they_were(mixed: list[dict[str, Any]]) -> None:
    [document] = households(1, seed=9)
    [again] = households(1, seed=9)
    calculate([document], corrected=False)
    assert document == again


def household(people: dict[str, Any], family: dict[str, Any]) -> dict[str, Any]:
    names = list(people)
    return {
        "individus": people,
        "familles": {"famille": {"parents": names} | family},
        "foyers_fiscaux": {"foyer": {"declarants": names}},
        "menages": {"menage": {"personne_de_reference": names}},
    }


def worker(**inputs: Any) -> dict[str, Any]:
    return {"date_naissance": {"ETERNITY": "1985-04-02"}} | inputs


def test_an_input_of_one_does_not_silence_the_formula_of_another() -> None:
    salary = {f"2026-{month:02d}": 900 for month in range(1, 12)}
    received = {f"2026-{month:02d}": 0 for month in range(1, 11)}
    plain = household({"a": worker(salaire_net=salary)}, {"ppa": {"2026-11": None}})
    claimed = household(
        {"a": worker(salaire_net=salary)},
        {"aide_logement": received, "rsa": received, "ppa": {"2026-11": None}},
    )
    together = calculate([claimed, plain], corrected=False)
    assert together == [alone(claimed), alone(plain)]


def test_a_past_year_given_by_one_does_not_cut_a_spiral_of_another() -> None:
    year = {f"2024-{month:02d}": 700 for month in range(1, 13)}
    pension = {f"2026-{month:02d}": 1100 for month in range(1, 12)}
    documents = []
    for past in ({"retraite_imposable": year}, {}):
        document = household(
            {"a": worker(retraite_nette=pension) | past}, {"aspa": {"2026-11": None}}
        )
        document["individus"]["a"]["date_naissance"] = {"ETERNITY": "1950-04-02"}
        document["menages"]["menage"]["cheque_energie"] = {"2026": None}
        document["foyers_fiscaux"]["foyer"]["rfr"] = {"2024": None}
        documents.append(document)
    assert calculate(documents, corrected=False) == [alone(each) for each in documents]


def test_a_year_is_divided_between_months_as_openfisca_does() -> None:
    document = household(
        {"a": worker(salaire_net={"2026": 12000, "2026-11": 0})}, {"ppa": {"2026-11": None}}
    )
    assert calculate([document], corrected=False) == [alone(document)]


YEAR_AND_MONTHS = {"2024": 12000, "2025-01": 700, "2025-02": 710, "2025-03": 720}


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"2025-02": 300, "2024": 6000, "2025-01": 310}, id="in another order"),
        pytest.param({"2024": 6000, "2025-01": None, "2025-02": 300}, id="a month is asked"),
        pytest.param({"2024": 6000, "2024-05": None}, id="a month of the year is asked"),
        pytest.param({"2024-05": 300, "2025-01": 310}, id="a month of the year is given apart"),
        pytest.param({"2024": 6000, "2024-05": 300}, id="both"),
        pytest.param({"2023": 2400, "2025-01": 310}, id="another year"),
        pytest.param({"2025-01": 310}, id="no year"),
    ],
)
def test_the_months_of_a_year_are_those_that_nobody_gives_apart(others: dict[str, Any]) -> None:
    document = household({"a": worker(salaire_net=YEAR_AND_MONTHS)}, {})
    document["individus"]["b"] = worker(salaire_net=others)
    document["familles"]["famille"]["parents"] = ["a", "b"]
    document["foyers_fiscaux"]["foyer"]["declarants"] = ["a", "b"]
    document["menages"]["menage"]["conjoint"] = ["b"]
    for name in ("a", "b"):
        months = dict.fromkeys(("2023-04", "2024-04", "2024-05", "2025-02"))
        document["individus"][name]["ppa_revenu_activite_individu"] = months
    answers = calculate([document], corrected=False)
    assert answers == [alone(document)]
    assert answers[0]["individus"]["a"]["ppa_revenu_activite_individu"]["2025-02"] == 710


def test_known_periods_are_those_of_each_household() -> None:
    """A formula that asks which contracts are known is answered for each household apart."""
    documents = [
        household({"a": worker(**given)}, {})
        for given in ({"contrat_de_travail_fin": {"2026-03": "2026-03-31"}}, {})
    ]
    for document in documents:
        document["individus"]["a"]["fin_dernier_contrat"] = {"2026-11": None}
    answers = calculate(documents, corrected=False)
    values = [each["individus"]["a"]["fin_dernier_contrat"]["2026-11"] for each in answers]
    assert values == ["2026-03-31", "2099-12-31"]


def test_corrections_change_nothing_they_do_not_touch() -> None:
    document = household(
        {"a": worker(salaire_net={"2026-11": 1200})}, {"paje_base": {"2026-11": None}}
    )
    assert calculate([document]) == calculate([document], corrected=False)
