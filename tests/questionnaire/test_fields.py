"""What each field accepts, refuses and says; no database."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from questionnaire.building import fields
from questionnaire.building.birth import BirthDate
from questionnaire.building.bracket import Bracket
from questionnaire.building.communes import Commune

LAST = date(2026, 11, 30)
COMMUNES = {
    "73300": [("73003", "Albiez-le-Jeune"), ("73004", "Albiez-Montrond")],
    "75011": [("75111", "Paris 11e")],
}


def refused(field, value) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("1 234,50 €", 1234.5),
        ("1\u202f234,50\u00a0€", 1234.5),
        ("1234.5", 1234.5),
        ("0", 0),
        ("560 euros", 560),
        ("1500,00", 1500),
        (700, 700),
    ],
)
def test_money_is_read_as_people_write_it(typed, euros):
    assert fields.Money("Loyer").clean(typed) == euros


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Écrivez un montant"),
        ("abc", "en chiffres"),
        ("12e3", "en chiffres"),
        ("1,2,3", "en chiffres"),
        ("nan", "en chiffres"),
        ("-5", "négatif"),
        ("100000,01", "savons compter"),
        ("9" * 1_000_000, "en chiffres"),
        (True, "en chiffres"),
    ],
)
def test_money_says_what_is_wrong(typed, said):
    assert said in refused(fields.Money("Loyer"), typed)


def test_money_left_empty_is_unknown_never_zero():
    assert fields.Money("Mars", required=False).clean("") is None


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["", "", ""], "le jour, le mois et l’année"),
        (["31", "2", "1990"], "n’existe pas"),
        (["29", "2", "2023"], "n’existe pas"),
        (["1", "13", "1990"], "n’existe pas"),
        (["1", "1", "1899"], "quatre chiffres"),
        (["1", "1", "85"], "quatre chiffres"),
        (["un", "1", "1990"], "en chiffres"),
        (["1", "", "1990"], "en chiffres"),
        (["1", "1", "19900"], "en chiffres"),
        (None, "le jour, le mois et l’année"),
    ],
)
def test_birth_dates_say_what_is_wrong(parts, said):
    assert said in refused(BirthDate("Naissance", LAST), parts)


def test_a_birth_date_is_not_in_the_future():
    tomorrow = LAST + timedelta(days=1)
    parts = [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]
    assert "futur" in refused(BirthDate("Naissance", LAST), parts)


def test_a_birth_date_cleans_to_iso():
    assert BirthDate("Naissance", LAST).clean(["4", "5", "1990"]) == "1990-05-04"


def commune_field() -> Commune:
    return Commune("Commune", lambda code: COMMUNES.get(code, []))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["", ""], "cinq chiffres"),
        (["7330", ""], "cinq chiffres"),
        (["99999", ""], "ne connaissons pas"),
        (["73300", ""], "Choisissez votre commune"),
        (["73300", "75111"], "de ce code postal"),
        (["73300", "'; DROP TABLE"], "de ce code postal"),
    ],
)
def test_a_commune_belongs_to_its_postal_code(parts, said):
    assert said in refused(commune_field(), parts)


def test_the_only_commune_of_a_postal_code_is_shown_before_it_is_taken():
    assert "Est-ce votre commune" in refused(commune_field(), ["75011", ""])
    html = commune_field().widget.render("c", ["75011", ""])
    assert html.count('type="radio"') == 1
    assert "checked" in html
    given = {"code_postal": "75011", "commune": "75111"}
    assert commune_field().clean(["75011", "75111"]) == given


NAMED = {
    "mauguio": [("34154", "Mauguio (34)", "34130")],
    "saint-denis": [
        ("93066", "Saint-Denis (93)", "93200"),
        ("97411", "Saint-Denis (974)", "97400"),
    ],
}
OF_CODE = {"34154": ("Mauguio", "34"), "93066": ("Saint-Denis", "93"), "2A004": ("Ajaccio", "2A")}
CARNON = {"34280": [("34344", "La Grande-Motte")], "20000": [("2A004", "Ajaccio")]}


def searching() -> Commune:
    """The field with the search by name; its tables lack Mauguio for 34280."""
    return Commune(
        "Commune",
        lambda code: CARNON.get(code, []),
        named=lambda text: NAMED.get(text.lower(), []),
        commune_of=OF_CODE.get,
    )


@pytest.mark.parametrize(
    ("parts", "taken"),
    [
        (["34280", "34344"], {"code_postal": "34280", "commune": "34344"}),
        (["34280", "34154"], {"code_postal": "34280", "commune": "34154"}),  # Carnon, in Mauguio
        (["34999", "34154"], {"code_postal": "34999", "commune": "34154"}),
        (["20190", "2A004"], {"code_postal": "20190", "commune": "2A004"}),
        (["Mauguio", "34154"], {"code_postal": "34130", "commune": "34154"}),
        (["saint-denis", "97411"], {"code_postal": "97400", "commune": "97411"}),
    ],
)
def test_a_commune_is_taken_by_its_name_whatever_code_was_typed(parts, taken):
    assert searching().clean(parts) == taken


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["34280", "93066"], "de ce code postal"),  # of another département
        (["34280", "99999"], "de ce code postal"),
        (["34999", ""], "ne connaissons pas ce code postal"),
        (["34280", "autre"], "Écrivez le nom de votre commune"),
        (["Mauguio", ""], "Est-ce votre commune"),
        (["Saint-Denis", ""], "Choisissez votre commune"),
        (["Mauguio", "93066"], "Est-ce votre commune"),
        (["Nulle-Part", ""], "ne connaissons pas cette commune"),
    ],
)
def test_what_names_no_commune_is_said(parts, said):
    assert said in refused(searching(), parts)


def test_one_can_say_that_it_is_none_of_them():
    html = searching().widget.render("c", ["34280", ""])
    assert "Ce n’est pas ma commune" in html
    assert "Saint-Denis (974)" in searching().widget.render("c", ["Saint-Denis", ""])


def test_a_commune_is_shown_by_its_name_though_the_table_lacks_it():
    assert searching().show({"code_postal": "34280", "commune": "34154"}) == "Mauguio (34280)"


def several() -> fields.SeveralChoices:
    return fields.SeveralChoices("Aides", [("a", "A"), ("b", "B")], "Aucune")


def test_several_choices_keep_the_order_of_the_boxes():
    assert several().clean(["b", "a"]) == ["a", "b"]
    assert several().clean(["aucun"]) == []


@pytest.mark.parametrize("ticked", [[], ["a", "aucun"], ["forged"], "a"])
def test_several_choices_refuse_nothing_said_and_contradictions(ticked):
    assert refused(several(), ticked)


def test_a_choice_that_goes_alone_refuses_the_others():
    field = fields.SeveralChoices("Garde", [("a", "A"), ("b", "B")], "Aucune", alone=frozenset("b"))
    assert field.clean(["b"]) == ["b"]
    assert "Décochez « B »" in refused(field, ["a", "b"])


def test_an_amount_that_varies_needs_no_figure():
    field = fields.AmountOr("Salaire", boxes=[("variable", "Le montant change selon les mois")])
    assert field.clean(["", True]) == "variable"
    assert field.clean(["1 200", False]) == 1200
    assert "cochez" in refused(field, ["", False])


def test_the_amount_of_a_year_is_kept_by_month():
    yearly = fields.AmountOr("Loyers reçus", yearly=True)
    assert yearly.clean(["12 000", True]) == 1_000
    assert yearly.clean(["12 000", False]) == 12_000
    assert "montant" in refused(yearly, ["", True])


def test_what_is_not_known_needs_no_figure():
    rent = fields.AmountOr("Loyer", unsure=(200, 800))
    assert rent.clean(["", True]) == "inconnu"
    assert rent.show("inconnu") == "Je ne sais pas"
    assert fields.yes_no("Vrai ?", unsure=True).clean("inconnu") == "inconnu"
    assert refused(fields.yes_no("Vrai ?"), "inconnu")


@pytest.mark.parametrize(
    ("unit", "given", "passes"),
    [
        ("euros par mois", "99 000", True),
        ("euros par mois", "101 000", False),
        ("euros par an", "150 000", True),
        ("euros par an", "3 000 000", False),
        ("euros", "400 000", True),
    ],
)
def test_an_amount_has_a_limit_of_its_kind(unit, given, passes):
    field = fields.Money("Combien ?", unit)
    if passes:
        assert field.clean(given) > 0
    else:
        with pytest.raises(ValidationError, match="savons compter"):
            field.clean(given)


def test_an_amount_and_the_box_that_stands_for_it_are_questioned():
    field = fields.AmountOr("Loyer", unsure=(100.0, 500.0))
    with pytest.raises(ValidationError, match="gardez l’un des deux"):
        field.clean(["540", True])
    assert field.clean(["", True]) == "inconnu"


def test_two_answers_that_contradict_each_other_are_questioned():
    field = fields.SeveralChoices(
        "?", [("a", "Au travail"), ("b", "À la maison")], "Rien", apart=(("a", "b"),)
    )
    with pytest.raises(ValidationError, match="ne vont pas ensemble"):
        field.clean(["a", "b"])


def test_a_bracket_has_its_ends_and_a_middle():
    field = Bracket("Salaire", (100, 900, 2_500))
    assert field.points(field.clean("1")) == (500.0, 750.0, 1000.0)
    assert field.points(field.clean(field.NO_IDEA)) == ()
