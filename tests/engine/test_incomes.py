"""Every cell of the table of incomes: a household with only that income, before and after."""

from collections.abc import Iterator

import pytest

from benefits.terms import PLURALS
from questionnaire.core import VOUS, Over
from questionnaire.questions.revenus import KINDS
from simulator.engine import calculate
from simulator.engine.law.corrections import doubts
from simulator.engine.law.incomes import BY_VARIABLE, INCOMES, RULES, Income
from simulator.way.document import situation
from simulator.way.entities import Document, span
from simulator.way.household import Household, Input

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]
MONTH = "2026-11"
EUROS = 900.0
TWO_YEARS_AGO = "2024"


def alone(income: Income | None, rule: str) -> Document:
    """A tenant of forty, disabled where the rule wants it, with that income only, or none."""
    told = {"date_naissance": (Over.ETERNITY, "1986-05-04"), "activite": (Over.RECENT, "inactif")}
    if rule == "aah":
        told |= {"handicap": (Over.RECENT, True), "taux_incapacite": (Over.RECENT, 0.9)}
    if income:
        told[income.variable] = (Over.MONTHS, dict.fromkeys(span(MONTH, 12), EUROS))
        if income.kind == "ass":
            told |= {"activite": (Over.RECENT, "chomeur")}
            told |= {"date_debut_chomage": (Over.ETERNITY, "2020-01-01")}
    inputs = [Input(name, "individu", VOUS, over, value) for name, (over, value) in told.items()]
    for name, value in (("depcom", "69383"), ("statut_occupation_logement", "locataire_vide")):
        inputs.append(Input(name, "menage", VOUS, Over.YEAR, value))
    document = situation(Household(MONTH, (VOUS,), "seul", {}, tuple(inputs), ()))
    wanted = RULES[rule]
    [held] = document[PLURALS[wanted.entity]].values()
    held[wanted.variable] = {TWO_YEARS_AGO if wanted.period == "year" else MONTH: None}
    return document


def result(document: Document, rule: str) -> float:
    [held] = document[PLURALS[RULES[rule].entity]].values()
    [value] = [v for v in held[RULES[rule].variable].values() if v is not None]
    return float(value)


def cells() -> Iterator[tuple[Income, str]]:
    for income in INCOMES:
        for rule in RULES:
            yield income, rule


@pytest.fixture(scope="module")
def before() -> dict[str, float]:
    documents = calculate([alone(None, rule) for rule in RULES])
    return {rule: result(one, rule) for rule, one in zip(RULES, documents, strict=True)}


@pytest.fixture(scope="module")
def after() -> dict[tuple[str, str], Document]:
    documents = calculate([alone(*cell) for cell in cells()])
    return {
        (income.kind, rule): one for (income, rule), one in zip(cells(), documents, strict=True)
    }


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("income", INCOMES, ids=lambda income: income.kind)
def test_an_income_counts_where_the_law_counts_it_and_nowhere_else(income, rule, before, after):
    document = after[income.kind, rule]
    changed = abs(result(document, rule) - before[rule]) > 1
    if rule in income.unsettled:
        assert rule in doubts(document, MONTH), f"{income.kind} is not told as a doubt of {rule}"
    else:
        assert changed == income.counts(rule), (result(document, rule), before[rule])


def test_every_kind_of_income_of_the_questionnaire_is_in_the_table():
    asked = {kind.id: kind.variables for kind in KINDS if kind.over is Over.MONTHS}
    for kind, variables in asked.items():
        if kind != "pension-versee":  # paid, and not received
            assert variables == (BY_VARIABLE[variables[0]].variable,)
            assert BY_VARIABLE[variables[0]].kind == kind


def test_what_is_not_counted_says_by_which_text():
    for income in INCOMES:
        assert income.tax
        for why in (*income.left_out.values(), *income.unsettled.values()):
            assert len(why) > 10
        assert RULES.keys() >= income.left_out.keys() | income.unsettled.keys()
        assert not income.left_out.keys() & income.unsettled.keys()
