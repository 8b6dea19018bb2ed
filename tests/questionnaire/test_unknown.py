"""« Je ne sais pas »: what it stands for. No engine."""

import pytest

from questionnaire.asked import Asked
from questionnaire.core import UNKNOWN
from questionnaire.questions import FLOW
from questionnaire.unknown import MOST_WAYS, Unknown, assumed, unknowns, ways
from tests.personas.describe import MONTH, adult, answers, home

DISABLED = adult(
    "vous",
    "1985-05-04",
    "salarie",
    handicap="oui",
    taux=UNKNOWN,
    incomes={"salaire": UNKNOWN, "retraite": 300.0},
)
SOMEONE = answers(DISABLED, home("loge_gratuitement"))
KNOWN = answers(adult("vous", "1985-05-04", "salarie"), home("loge_gratuitement"))


@pytest.fixture
def found(communes) -> tuple[Unknown, ...]:
    return unknowns(Asked.of(FLOW, SOMEONE, MONTH))


def test_nothing_unknown_is_one_way(communes):
    assert unknowns(Asked.of(FLOW, KNOWN, MONTH)) == ()
    assert ways(()) == [{}]
    assert assumed(KNOWN, (), {}) == KNOWN


def test_an_unknown_answer_and_an_unknown_row(found):
    assert [one.id for one in found] == ["taux/vous", "montants-revenus/vous.salaire"]
    assert found[0].plausible == ("moins_50", "80_plus")
    assert found[1].label() == "Quels montants, pour vous ? (Salaire net, avant impôt)"


def test_each_way_stands_for_all_that_is_unknown(found):
    chosen = ways(found)
    assert len(chosen) == 6  # the ends and the middle of the bracket, with and without disability
    for way in chosen:
        taken = assumed(SOMEONE, found, way)
        assert UNKNOWN not in str(taken)
        assert taken["montants-revenus/vous"]["retraite"] == 300.0
    assert assumed(SOMEONE, found, chosen[0])["taux/vous"] == "moins_50"
    assert assumed(SOMEONE, found, chosen[-1])["montants-revenus/vous"]["salaire"] == 500


def test_many_unknowns_are_tried_at_both_ends_and_alone(found):
    many = tuple(
        Unknown(found[1].step, f"revenu {number}", (number, number + 10)) for number in range(5)
    )
    chosen = ways(many)
    assert 2 ** len(many) > MOST_WAYS
    assert len(chosen) == 2 * (1 + len(many))
    assert chosen[0] == {one.id: one.plausible[0] for one in many}
    moved = [[name for name in way if way[name] != chosen[0][name]] for way in chosen]
    assert all([one.id] in moved for one in many)
