"""The PDF sheet: tagged, in French, two pages at most, each sheet its own."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from simulator.sheet.pdf import pages, pdf

CONTENT: dict[str, Any] = {
    "title": "Vos droits en novembre 2026",
    "site": "Ouvrir mes droits",
    "date": "le 26 novembre 2026",
    "rules": "openfisca-france 176.1.8",
    "total": "Environ 880 euros par mois.",
    "estimate": "C’est une estimation.",
    "rows": [["RSA", "573 euros par mois", "CAF du Rhône, 32 30", "Avant le 30 novembre 2026"]],
    "dates": "Une date : les mois d’avant la demande ne sont pas payés.",
    "automatic": "Chèque énergie.",
    "check": [["Aide au logement", "Il manque le loyer."]],
    "papers": ["Pièce d’identité", "Avis d’impôt", "RIB"],
    "desks": [{"name": "Mairie", "address": "93100 Montreuil", "phone": "01", "hours": "lundi"}],
    "forms": ["cerfa 15481"],
    "answers": ["Vous : 4 mai 1990 ; Française"],
    "contest": "Écrivez d’abord à l’organisme.",
    "notes": 6,
    "compact": False,
    "code": "ABCD EFGH JKMN PQRS",
    "code_words": "Sur un téléphone, tapez ce code.",
    "qr": "https://exemple.fr/reprendre/#ABCDEFGHJKMNPQRS",
    "qr_words": "Le même code",
}


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in read(data).pages)


def tags(node: Any) -> Iterator[DictionaryObject]:
    """Every element of the structure tree, in reading order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for kid in node:
            yield from tags(kid)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return pdf(CONTENT)


def test_it_says_its_language_and_its_title(sheet: bytes) -> None:
    root = read(sheet).trailer["/Root"]
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(sheet).metadata.title == CONTENT["title"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_its_tags_are_in_reading_order(sheet: bytes) -> None:
    found = list(tags(read(sheet).trailer["/Root"]["/StructTreeRoot"]["/K"]))
    kinds = [one["/S"] for one in found]
    assert kinds.count("/H1") == 1
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/Table")
    headers = [one for one in found if one["/S"] == "/TH"]
    assert len(headers) == 4 + 2
    assert all(b"/Scope" in str(one.get("/A", "")).encode() for one in headers)
    figures = [one for one in found if one["/S"] == "/Figure"]
    assert [one["/Alt"] for one in figures] == [CONTENT["qr_words"]]


def test_texts_are_data_and_never_markup() -> None:
    said = "*gras* #panic() $a$ <label> \\ `code`"
    assert said in words(pdf(CONTENT | {"answers": [said]}))


def test_nine_children_and_forty_rights_stand_on_two_pages() -> None:
    row = [
        "Prestation d’accueil du jeune enfant : allocation de base (enfant 9)",
        "entre 1 150 euros et 1 300 euros par mois",
        "Caisse d’allocations familiales de Seine-Saint-Denis, 32 30",
        "Avant le 30 novembre 2026",
    ]
    many = CONTENT | {
        "rows": [row] * 40,
        "check": [["Une aide de la commune", "Il nous manque un élément pour répondre. " * 2]] * 30,
        "papers": ["Justificatif de domicile de moins de trois mois"] * 40,
        "desks": CONTENT["desks"] * 9,
    }
    made = pdf(many)
    assert len(read(made).pages) == pages(made) <= 2
    assert "28 autres, sur la page des résultats" in words(made)
    assert CONTENT["code"] in words(made)


def test_a_character_that_no_font_has_does_not_stop_it() -> None:
    assert "Mairie" in words(pdf(CONTENT | {"answers": ["漢字 ☐ → ł č ş"]}))


def test_the_same_texts_give_the_same_bytes(sheet: bytes) -> None:
    assert pdf(CONTENT) == sheet


def test_sheets_made_at_once_are_each_their_own() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: pdf(CONTENT | {"total": f"Numéro {n}."}), range(40)))
    assert [f"Numéro {n}." in words(one) for n, one in enumerate(made)] == [True] * 40
