"""An answer that is likely a slip is asked again, never refused: « Est-ce bien… ? »."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from questionnaire.building.forms import StepForm, check
from questionnaire.questions import FLOW
from questionnaire.questions.logement import USUAL_RENT
from tests.personas.describe import MONTH, RENNES, adult, answers, home

TENANT = answers(adult("vous", "1986-05-04", "salarie"), home("locataire_vide", 540, RENNES))
STUDENT = answers(
    adult(
        "vous",
        "2004-05-04",
        "etudiant",
        etudes="enseignement_superieur",
        formation={"annee": "licence_2", "etablissement": "public"},
    ),
    home("crous", 300, RENNES),
)
#: question -> (who is asked, what is typed, what is asked).
UNLIKELY = {
    "loyer": (TENANT, {"reponse_0": "54 000"}, "Est-ce bien 54 000 euros par mois ?"),
    "naissance/vous": (
        TENANT,
        {"reponse_0": "4", "reponse_1": "5", "reponse_2": "1905"},
        "Est-ce bien le 4 mai 1905 ? Cela fait 121 ans.",
    ),
    "quotient": (TENANT, {"reponse": "30 000"}, "Est-ce bien 30 000 euros par mois ?"),
    "patrimoine/vous": (
        TENANT,
        {"livrets": "0", "epargne": "3 000 000", "placements": "0", "immobilier": "0", "loue": "0"},
        "Est-ce bien 3 000 000 euros ?",
    ),
    "revenus-passes/vous": (
        TENANT,
        {"salaire": "420 000", "chomage": "0", "retraite": "0"},
        "Est-ce bien 420 000 euros par an ?",
    ),
    "fratrie/vous": (
        STUDENT,
        {"etudiants": "1", "autres": "0", "distance": "9000"},
        "Est-ce bien 9000 ?",
    ),
}


def step_of(key: str, household: dict):
    return next(step for step in FLOW.steps(household, MONTH) if step.key == key)


def sent(data: dict[str, str], *sure: str):
    found = QueryDict(mutable=True)
    found.update(data)
    found.setlist("sur", list(sure))
    return found


@pytest.mark.parametrize("key", UNLIKELY)
def test_an_unlikely_answer_is_asked_once_then_taken(key: str, communes: None) -> None:
    household, typed, question = UNLIKELY[key]
    step = step_of(key, household)
    asked = StepForm(step, sent(typed), asks=True)
    assert not asked.is_valid()
    assert asked.only_asks
    words = " ".join(str(e) for errors in asked.errors.values() for e in errors)
    assert re.sub(r"[\u00a0\u202f]", " ", words) == question
    again = StepForm(step, sent(typed, *asked.doubts), asks=True)
    assert again.is_valid(), again.errors
    assert check(step, again.answer) == again.answer, "a document of answers takes it too"


def test_what_was_confirmed_of_one_amount_says_nothing_of_another(communes: None) -> None:
    step = step_of("loyer", TENANT)
    first = StepForm(step, sent({"reponse_0": "54 000"}), asks=True)
    assert not first.is_valid()
    other = StepForm(step, sent({"reponse_0": "45 000"}, *first.doubts), asks=True)
    assert not other.is_valid()
    assert other.only_asks


def test_an_ordinary_answer_is_not_asked_again(communes: None) -> None:
    step = step_of("loyer", TENANT)
    for amount in ("0", "540", str(USUAL_RENT)):
        assert StepForm(step, sent({"reponse_0": amount}), asks=True).is_valid()


def test_what_cannot_be_computed_is_still_refused(communes: None) -> None:
    form = StepForm(step_of("loyer", TENANT), sent({"reponse_0": "540 000"}), asks=True)
    assert not form.is_valid()
    assert not form.only_asks


@pytest.mark.django_db
def test_the_page_asks_and_its_button_confirms(client: Client) -> None:
    client.get("/simulation/")
    address = "/simulation/naissance/vous/"
    typed = {"reponse_0": "4", "reponse_1": "5", "reponse_2": "1905"}
    client.post(address, typed)
    page = client.get(address).text
    assert "À vérifier avant de continuer" in page
    assert "C’est bon, continuer" in page
    assert "Erreur" not in page
    mark = re.search(r'name="sur" value="([^"]+)"', page)
    assert mark
    assert client.post(address, typed | {"sur": mark[1]}).url != address
