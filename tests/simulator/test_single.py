"""One benefit alone: it asks what can change its answer, and answers as the whole does."""

from dataclasses import replace
from math import prod
from typing import Any

import pytest
from django.http import Http404
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benefits.registry import catalogue
from questionnaire.answers import still_valid
from questionnaire.questions import FLOW
from questionnaire.unknown import MOST_WAYS, unknowns
from simulator import single
from simulator.simulation import compute_all, prepare
from tests.questionnaire.conftest import COMMUNES, MONTH, walk
from tests.simulator.conftest import create_communes

pytestmark = pytest.mark.engine


def households(count: int) -> list[dict[str, Any]]:
    """Answers of `count` households drawn at random, always the same.

    They do not know so much that only some of the ways of standing for it would be tried: the whole
    and the part would not try the same.
    """
    found: list[dict[str, Any]] = []

    @settings(
        max_examples=4 * count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def draw(data: st.DataObject) -> None:
        answers = walk(data)
        if prod(len(one.plausible) for one in unknowns(FLOW, answers, MONTH)) <= MOST_WAYS:
            found.append(answers)

    draw()
    assert len(found) >= count
    return found[:count]


@pytest.mark.django_db
def test_one_benefit_alone_answers_as_the_whole_does(monkeypatch):
    """For each set of questions that some benefits need, a household of its own."""
    create_communes()
    monkeypatch.setattr(
        "questionnaire.questions.logement.communes", lambda code: COMMUNES.get(code, [])
    )
    sets = sorted({single.questions(b.id) for b in catalogue().benefits}, key=sorted)
    whole, alone = [], []
    for answers, only in zip(households(len(sets)), sets, strict=True):
        flow = replace(FLOW, only=only)
        some = flow.relevant(answers, MONTH)
        assert still_valid(FLOW, some, MONTH) == some  # the whole would keep each of them
        whole.append(prepare(answers, MONTH))
        alone.append(prepare(some, MONTH, flow=flow))
    found = compute_all(whole + alone)
    compared = 0
    for only, full, part in zip(sets, found[: len(whole)], found[len(whole) :], strict=False):
        for benefit in catalogue().benefits:
            if single.questions(benefit.id) == only:
                expected = [one for one in full if one.benefit.id == benefit.id]
                assert [one for one in part if one.benefit.id == benefit.id] == expected
                compared += len(expected)
    assert compared > len(sets)


def test_a_benefit_asks_no_question_that_it_does_not_need():
    every = {one.id for chapter in FLOW.chapters for one in chapter.questions}
    assert "loyer" in single.questions("aide_logement")
    assert not {"loyer", "bail", "enceinte"} & single.questions("aah")
    assert not {"taux", "inaptitude", "loyer"} & single.questions("cheque_energie")
    for benefit in catalogue().benefits:
        # The last decides who is of which tax unit: no variable of the benefit's own says so.
        needed = {"naissance", "couple", "enfants", "commune", "parents-impots"}
        assert needed <= single.questions(benefit.id)
    assert single.questions("aah") < every


def test_a_benefit_that_does_not_exist_is_not_found():
    with pytest.raises(Http404):
        single.walk_of("fortune")


def test_its_pages_stay_at_its_addresses_and_the_whole_asks_only_the_rest(client, db):
    start = client.get("/aide/aah/simuler/")
    assert start.headers["Location"] == "/aide/aah/simuler/naissance/vous/"
    assert client.get("/aide/fortune/simuler/").status_code == 404
    born = {"reponse_0": "4", "reponse_1": "5", "reponse_2": "1990"}
    sent = client.post(start.headers["Location"], born)
    assert sent.headers["Location"] == "/aide/aah/simuler/nationalite/vous/"
    page = client.get(sent.headers["Location"]).content.decode()
    assert "Pour une seule aide" in page
    assert 'href="/aide/aah/simuler/naissance/vous/"' in page  # « Précédent »
    assert client.get("/aide/aah/simuler/enceinte/vous/").status_code == 302  # not asked here
    assert client.get("/simulation/").headers["Location"] == "/simulation/nationalite/vous/"
