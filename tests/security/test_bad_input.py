"""What a form never sends but a program may: each gets a clear word, and nothing is kept."""

from typing import Any

import pytest
from django.test import Client

from tests.security.walking import answer_all

LONG = 200 * 1024  # bytes: as long as a body may be, nearly
NUL = "\x00"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What the session of a whole walk holds, once one was walked."""
    return {}


@pytest.fixture
def answered(client: Client, communes: None, kept: dict[str, Any]) -> Client:
    """A client whose session answers everything."""
    return answer_all(client, kept)


def answers(client: Client) -> dict[str, Any]:
    return dict(client.session["answers"])


@pytest.mark.parametrize(
    ("step", "data", "word"),
    [
        ("loyer", {"reponse_0": "9" * LONG}, "Écrivez un montant en chiffres"),
        ("loyer", {"reponse_0": "abc"}, "Écrivez un montant en chiffres"),
        ("loyer", {"reponse_0": "-3"}, "ne peut pas être négatif"),
        ("loyer", {"reponse_0": "1e9"}, "Écrivez un montant en chiffres"),
        ("loyer", {"reponse_0": f"5{NUL}00"}, "Écrivez un montant en chiffres"),
        ("loyer", {}, "Écrivez un montant"),
        ("enfants", {"reponse": "20"}, "jusqu’à"),
        ("enfants", {"reponse": "9" * LONG}, "jusqu’à"),
        ("enfants", {"reponse": NUL}, "Écrivez un nombre"),
        ("naissance/vous", {"reponse_0": "31", "reponse_1": "2", "reponse_2": "1990"}, "existe"),
        ("naissance/vous", {"reponse_0": "1", "reponse_1": "1", "reponse_2": "1899"}, "1900"),
        ("naissance/vous", {"reponse_0": "1", "reponse_1": "1", "reponse_2": "2999"}, "futur"),
        ("naissance/vous", {"reponse_0": "1" * LONG}, "en chiffres"),
        ("naissance/vous", {"reponse_0": NUL, "reponse_1": NUL, "reponse_2": NUL}, "en chiffres"),
        ("couple", {"reponse": "roi"}, "Choisissez une réponse dans la liste"),
        ("couple", {"reponse": "x" * LONG}, "Choisissez une réponse dans la liste"),
        ("couple", {"reponse": f"seul{NUL}"}, "Choisissez une réponse dans la liste"),
        ("couple", {"reponse_0": "seul"}, "Choisissez une réponse"),
        ("revenus/vous", {"reponse": ["salaire", "loterie"]}, "Choisissez des réponses"),
        ("revenus/vous", {"reponse": ["salaire", "aucun"]}, "Décochez"),
        ("commune", {"reponse_code": "73300", "reponse_commune": "93048"}, "de ce code postal"),
        ("commune", {"reponse_code": "73300"}, "Choisissez votre commune"),
        ("commune", {"reponse_code": "00000"}, "Nous ne connaissons pas ce code postal"),
        ("commune", {"reponse_code": "9" * LONG}, "cinq chiffres"),
        ("commune", {"reponse_code": NUL}, "cinq chiffres"),
        ("commune", {"reponse_code": "73300", "reponse_commune": NUL}, "de ce code postal"),
    ],
)
def test_a_bad_answer_is_explained_beside_its_field(
    answered: Client, step: str, data: dict[str, Any], word: str
) -> None:
    before = answers(answered)
    response = answered.post(f"/simulation/{step}/", data, follow=True)
    page = response.content.decode()
    assert [status for _, status in response.redirect_chain] == [302]  # Back asks to send nothing
    assert 'role="alert"' in page
    assert word in page.partition('class="error"')[2]
    assert len(page) < 50_000  # what was typed does not come back whole
    assert answers(answered) == before


def test_what_was_typed_comes_back_once(answered: Client) -> None:
    typed = {"reponse_0": "<b>cinq cents</b>"}
    page = answered.post("/simulation/loyer/", typed, follow=True).content.decode()
    assert 'value="&lt;b&gt;cinq cents&lt;/b&gt;"' in page
    again = answered.get("/simulation/loyer/").content.decode()
    assert "cinq cents" not in again
    assert 'role="alert"' not in again.replace('role="alertdialog"', "")


def test_digits_of_any_script_are_digits(answered: Client) -> None:
    """A keyboard in Arabic."""
    assert answered.post("/simulation/loyer/", {"reponse_0": "٥٤٠٫٥"}).status_code == 302
    assert answers(answered)["loyer"] == 540.5
    place = {"reponse_code": "٧٣٣٠٠", "reponse_commune": "73248"}
    assert answered.post("/simulation/commune/", place).status_code == 302
    assert answers(answered)["commune"] == {"code_postal": "73300", "commune": "73248"}
    assert answered.post("/simulation/enfants/", {"reponse": "٠"}).status_code == 302
    assert answers(answered)["enfants"] == 0


def test_an_amount_as_people_write_it(answered: Client) -> None:
    for text in ("1 234,50 €", "1 234.50", "1234,5", "1\u202f234,50\u00a0€"):
        assert answered.post("/simulation/loyer/", {"reponse_0": text}).status_code == 302
        assert answers(answered)["loyer"] == 1234.5


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        ({"reponse": "9" * 3 * LONG}, 413, "C’est trop long"),
        ({f"champ_{n}": "" for n in range(1_000)}, 400, "Cette demande n’est pas valable"),
    ],
    ids=["600 kB", "1,000 fields"],
)
def test_a_form_beyond_measure_is_refused(
    answered: Client, data: dict[str, str], status: int, said: str
) -> None:
    response = answered.post("/simulation/loyer/", data)
    assert response.status_code == status
    assert said in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/simulation/%00/", 404),
        ("/simulation/loyer%00/", 404),
        ("/simulation/naissance/%00/", 404),
        ("/simulation/" + "a" * 100_000 + "/", 404),
        ("/simulation/naissance/" + "a" * 100_000 + "/", 302),
        ("/simulation/../../etc/passwd", 404),
        ("/simulation/naissance/enfant-99/", 302),
        ("/simulation/loyer/?retour=//ailleurs.exemple.fr", 200),
        ("/simulation/loyer/?retour=%00", 200),
    ],
)
def test_an_odd_address(answered: Client, path: str, status: int) -> None:
    response = answered.get(path)
    assert response.status_code == status
    assert "ailleurs" not in response.content.decode()
    if status == 302:
        assert response.headers["Location"] == "/simulation/"


def test_an_odd_address_to_return_to_is_ignored(answered: Client) -> None:
    response = answered.post(
        "/simulation/loyer/", {"reponse_0": "500", "retour": "//ailleurs.exemple.fr"}
    )
    assert response.headers["Location"].startswith("/simulation/")


@pytest.mark.parametrize("key", ["\x7f", "a" * 5000, "../../etc/passwd", "'; DROP TABLE --"])
def test_an_odd_session_cookie_is_no_session(client: Client, communes: None, key: str) -> None:
    client.cookies["sessionid"] = key
    assert client.get("/simulation/recapitulatif/").status_code == 410  # and the cookie goes
    assert client.get("/simulation/naissance/vous/").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("put", "/simulation/loyer/"),
        ("delete", "/simulation/effacer/"),
        ("post", "/simulation/recapitulatif/"),
        ("post", "/simulation/resultats/"),
        ("get", "/simulation/communes/"),
        ("post", "/"),
    ],
)
def test_a_method_that_is_not_allowed(answered: Client, method: str, path: str) -> None:
    before = answers(answered)
    response = getattr(answered, method)(path)
    assert response.status_code == 405
    assert response.headers["Cache-Control"] == "no-store, private"
    assert answers(answered) == before


def test_a_postal_code_with_a_space_finds_its_communes(answered: Client) -> None:
    typed = {"reponse_code": "73 300"}
    page = answered.post("/simulation/commune/", typed, follow=True).content.decode()
    assert "Saint-Jean-de-Maurienne" in page
    assert "Villarembert" in page


@pytest.mark.parametrize("code", ["", NUL, "9" * LONG, "73300'", "abc"])
def test_the_look_up_of_communes_takes_anything(client: Client, communes: None, code: str) -> None:
    response = client.post("/simulation/communes/", {"reponse_code": code})
    assert response.status_code == 200
    assert "<input" not in response.content.decode()
