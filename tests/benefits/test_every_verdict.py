"""No verdict without a reason, over the whole catalogue, on households drawn at random.

`make reasons` draws a thousand; the ordinary run draws thirty of the same.
"""

import os
import warnings
from types import ModuleType

import pytest

from benefits.asking import asked
from benefits.judge import verdicts
from benefits.schema import Catalogue
from benefits.verdict import Verdict
from tests.benefits.test_reasons import MONTH, epci_of
from tests.benefits.test_working import as_situations_are, without_questions
from tests.engine.households import documents

pytestmark = pytest.mark.engine

COUNT = int(os.environ.get("HOUSEHOLDS", "30"))


@pytest.fixture(scope="module")
def judged(catalogue: Catalogue, engine: ModuleType) -> list[Verdict]:
    """Every verdict on every household drawn, computed in one batch."""
    from simulator.engine.law import legislation

    drawn = [as_situations_are(without_questions(one)) for one in documents(COUNT, seed=23)]
    wanted = [asked(catalogue, one, MONTH) for one in drawn]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        answers = engine.calculate(wanted)
    return [
        verdict
        for one in answers
        for verdict in verdicts(catalogue, one, MONTH, epci=epci_of(one), legislation=legislation)
    ]


def test_the_households_drawn_meet_much_of_the_catalogue(judged: list[Verdict]) -> None:
    assert len({verdict.benefit.id for verdict in judged}) > 150
    assert {verdict.status for verdict in judged} >= {"estimated", "likely", "to_check", "no"}


def test_no_refusal_and_nothing_to_check_is_without_a_reason(judged: list[Verdict]) -> None:
    silent = {
        (verdict.benefit.id, verdict.status)
        for verdict in judged
        if verdict.status in ("no", "to_check") and not any(verdict.reasons)
    }
    assert silent == set()


def test_a_reason_is_a_sentence_with_its_figures_filled(judged: list[Verdict]) -> None:
    odd = {
        (verdict.benefit.id, reason)
        for verdict in judged
        for reason in verdict.reasons
        if "{" in reason or not reason.strip().endswith((".", "!", "?"))
    }
    assert odd == set()


def test_what_is_estimated_has_an_amount_and_nothing_failed(judged: list[Verdict]) -> None:
    assert [v.benefit.id for v in judged if v.status == "estimated" and not v.amount] == []
    assert {v.benefit.id for v in judged if v.status == "failed"} == set()
