"""The answers document: one spelling, checked, upgraded; and a version that cannot be forgotten."""

import json
from hashlib import sha256
from typing import Any

import pytest

from questionnaire.building import fields
from questionnaire.core import Chapter, Flow, Question
from questionnaire.dossier import BadDossier, Dossier, accepted
from questionnaire.questions import FLOW
from questionnaire.schema import pattern, sampled
from questionnaire.upgrades import OLDEST, UPGRADES, VERSION, from_2
from tests.personas.describe import MONTH, adult, answers, child, home

#: For each version, a hash of the keys that it obliges somebody to answer. When another is found,
#: a document of before has become wrong or incomplete: add one to VERSION, write the function in
#: questionnaire/upgrades.py with its test below, its line in docs/answers.md, and its hash here.
OBLIGED = {3: "5a491f08bc6f", 4: "33576928a47e"}

ALONE = answers(adult("vous", "1990-05-04", "chomeur"), home("loge_gratuitement"))
MOTHER = answers(
    adult("vous", "1990-05-04", "foyer"),
    child(1, "2020-01-05"),
    home("loge_gratuitement"),
    children=1,
)


def obliged(flow: Flow) -> str:
    """A short hash of the keys that must have an answer when they are asked."""
    keys = {pattern(step) for step in sampled(flow) if not step.question.optional}
    return sha256(" ".join(sorted(keys)).encode()).hexdigest()[:12]


def test_a_change_of_what_must_be_answered_adds_one_to_the_version():
    assert OBLIGED[VERSION] == obliged(FLOW)


def test_every_version_that_is_read_is_upgraded_to_the_next():
    assert set(UPGRADES) == set(range(OLDEST, VERSION))
    assert OLDEST <= 3  # documents of version 3 stay readable for good


def test_a_document_comes_back_as_it_was(communes):
    for given in (ALONE, MOTHER):
        dossier = Dossier(MONTH, given)
        assert Dossier.from_json(json.loads(json.dumps(dossier.as_json())), MONTH) == dossier
    alone = Dossier(MONTH, ALONE, only="rsa")
    assert alone.as_json()["only"] == "rsa"
    assert Dossier.from_json(alone.as_json(), MONTH) == alone


def test_a_document_without_a_month_is_about_the_current_one(communes):
    assert Dossier.from_json({"answers": {}}, "2026-12").month == "2026-12"
    assert Dossier.from_json({"answers": {}}, "2026-12").version == VERSION


def test_version_2_said_some_answers_child_by_child_and_others_of_all():
    old = {
        "enfants": 3,
        "autre-parent/enfant_1": "pension",
        "autre-parent/enfant_2": "inconnu",
        "impots-enfants": ["enfant_3"],
        "declaration": "vous",
        "couple": "concubinage",
    }
    assert from_2(old) == {
        "enfants": 3,
        "autre-parent": {"enfant_1": "pension", "enfant_2": "inconnu"},
        "impots-enfants": ["enfant_3"],
        "declaration": {"enfant_1": "vous", "enfant_2": "vous"},
        "couple": "concubinage",
    }
    assert from_2(ALONE) == ALONE
    for count in (None, "3", -1, 10**9, True, [3]):  # whatever JSON may hold
        assert from_2({"enfants": count, "declaration": "vous"})["enfants"] == count


def test_a_document_of_version_2_is_read(communes):
    old: dict[str, Any] = dict(MOTHER)
    old["autre-parent/enfant_1"] = old.pop("autre-parent")["enfant_1"]
    read = Dossier.from_json({"version": 2, "month": MONTH, "answers": old}, MONTH)
    assert read == Dossier(MONTH, MOTHER)


def test_an_answer_that_changes_drops_those_that_it_makes_stale(communes):
    before = Dossier(MONTH, MOTHER)
    after = before.with_answers({"enfants": 0})
    assert "naissance/enfant_1" not in after.answers
    assert "autre-parent" not in after.answers
    assert before.answers == MOTHER  # the first is left as it was
    assert before.with_answers({}, without=["loyer", "couple"]).asked().missing.key == "couple"


@pytest.mark.parametrize(
    ("document", "key"),
    [
        (None, "answers"),
        ([], "answers"),
        ({"answers": None}, "answers"),
        ({"answers": {}, "nom": "x"}, "nom"),
        ({"answers": {}, "version": 4.0}, "version"),
        ({"answers": {}, "version": VERSION + 1}, "version"),
        ({"answers": {}, "month": 202611}, "month"),
        ({"answers": {}, "month": "2025-02"}, "month"),
        ({"answers": {}, "month": "2027-12"}, "month"),
        ({"answers": {}, "only": None}, "only"),
        ({"answers": {"loyer": 500}}, "loyer"),
        ({"answers": {"naissance/vous": "1890-01-01"}}, "naissance/vous"),
        ({"answers": {"couple": [[[[[1]]]]]}}, "couple"),
    ],
)
def test_a_bad_document_names_its_key(document: Any, key: str):
    with pytest.raises(BadDossier) as caught:
        Dossier.from_json(document, MONTH)
    assert caught.value.key == key
    assert str(caught.value).startswith(f"{key} : ")


PETS = Flow(
    (
        Chapter(
            "pets",
            "Pets",
            (
                Question("pet", lambda _: fields.Choice("Pet?", (("yes", "Yes"), ("no", "No")))),
                Question("name", lambda _: fields.Money("Pets?"), lambda c: "pet" in c.answers),
            ),
        ),
    )
)


def test_an_answer_that_is_refused_opens_no_other_question():
    """What its question no longer accepts counts for nothing, and nor does what depended on it."""
    assert accepted(PETS, {"pet": "yes", "name": 2.0}, MONTH).relevant == {
        "pet": "yes",
        "name": 2.0,
    }
    assert accepted(PETS, {"pet": "perhaps", "name": 2.0}, MONTH).relevant == {}
