"""The benefits for everyone: the list by words and commune, and a page each."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from benefits.registry import catalogue
from orientation.models import Commune, PostalCode
from simulator.results.cards import alphabetical
from simulator.templatetags.french import typeset
from simulator.way.territory import codes, exists_in, place

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: str) -> set[str]:
    page = client.get("/aides/", query)
    assert page.status_code == 200
    return set(re.findall(r'href="/aides/([\w-]+)/"', page.content.decode()))


@pytest.fixture
def twins(communes: None) -> None:
    """Two communes of one name."""
    for code, departement, region in (("02000", "02", "32"), ("88000", "88", "44")):
        Commune.objects.create(
            code=code, name="Saint-Jean", slug="saint-jean", departement=departement, region=region
        )
    PostalCode.objects.create(code="02999", commune_id="02000")


def test_the_list_is_national_until_a_commune_is_told(client) -> None:
    """The others are counted: nobody reads first what only exists three hundred kilometres away."""
    national = {one.id for one in catalogue().benefits if "france" in one.territory}
    assert listed(client) == national
    others = len(catalogue().benefits) - len(national)
    page = client.get("/aides/").content.decode().replace("\u00a0", " ")
    assert f"Nous connaissons aussi {others} aides" in page


def test_labels_are_in_the_order_of_a_dictionary() -> None:
    assert sorted(["Épicerie", "Fonds", "Dalo", "Éco-prêt"], key=alphabetical) == [
        "Dalo",
        "Éco-prêt",
        "Épicerie",
        "Fonds",
    ]


def test_words_may_be_of_the_name_the_payer_the_theme_or_the_place(client) -> None:
    assert "rsa" in listed(client, q="revenu solidarité")
    assert "aspa" in listed(client, q="retraite")
    assert "rennes_metropole_transport" in listed(client, q="rennes transports")
    assert listed(client, q="xyzzy") == set()


@pytest.mark.parametrize(
    "where", ["Rennes", "rennes", "35000", "35 000", "rennes-35238", "Rennes (35)"]
)
def test_a_commune_keeps_what_exists_there(client, communes, where: str) -> None:
    found = listed(client, commune=where)
    assert {"rsa", "rennes_metropole_transport"} <= found
    assert not {"paris_logement", "brest_metropole_transport", "antony_noel_pour_tous"} & found
    here = codes("35238")
    assert found == {one.id for one in catalogue().benefits if exists_in(one, here)}


def test_words_and_commune_together(client, communes) -> None:
    assert listed(client, commune="Rennes", q="transports rennes") == {"rennes_metropole_transport"}


def test_several_communes_are_told_apart_and_an_unknown_one_is_said(client, twins) -> None:
    page = client.get("/aides/", {"commune": "saint-jean", "q": "logement"}).content.decode()
    assert "?q=logement&amp;commune=saint-jean-02000" in page
    assert "?q=logement&amp;commune=saint-jean-88000" in page
    assert (
        "Nous ne trouvons pas la commune"
        in client.get("/aides/", {"commune": "Atlantis"}).content.decode()
    )


@pytest.mark.parametrize("query", ["q=%00", "commune=%00", "commune=-", "q=" + "a" * 5000])
def test_odd_words_are_only_words(client, query: str) -> None:
    assert client.get(f"/aides/?{query}").status_code == 200


def test_the_list_opens_no_session(client) -> None:
    client.get("/aides/", {"q": "logement", "commune": "Rennes"})
    assert "sessionid" not in client.cookies


def test_each_benefit_has_its_whole_page(client) -> None:
    """One test for them all: they are 174, and each is a page of the same template."""
    for benefit in catalogue().benefits:
        response = client.get(f"/aides/{benefit.id}/")
        page = response.content.decode()
        assert response.status_code == 200, benefit.id
        assert page.count("<h1>") == 1, benefit.id
        assert 'id="contester"' in page, benefit.id
        assert "Vérifié le" in page, benefit.id
        assert typeset(escape(benefit.claim.starts)) in page, benefit.id
        for needed in benefit.claim.papers:
            assert typeset(escape(needed.paper.label)) in page, (benefit.id, needed)


def test_the_page_of_the_rsa_says_what_changes_in_paris_and_lyon(client) -> None:
    page = client.get("/aides/rsa/").content.decode()
    assert "À Paris, la CAF verse le RSA" in page
    assert "Une Maison de la Métropole" in page
    assert "ou la MSA" in page
    assert "président du conseil départemental" in page
    assert "34\u00a0%" in page


def test_a_territory_has_its_name() -> None:
    assert place("france") == "toute la France"
    assert place("departement:75") == "Paris"
    assert "Rennes" in place("epci:243500139")


def test_a_district_has_what_its_city_has(client) -> None:
    """Paris 11e is in Paris; Lyon 1er in the Métropole de Lyon."""
    Commune.objects.create(
        code="69381", name="Lyon 1er", departement="69", region="84", epci="200046977"
    )
    here = codes("69381")
    assert {"commune:69123", "epci:200046977", "region:84", "france"} <= here


def test_the_pacific_has_its_own_protection(client) -> None:
    Commune.objects.create(code="98818", name="Nouméa", slug="noumea", departement="988", region="")
    page = client.get("/aides/", {"commune": "Nouméa"}).content.decode()
    assert "CAFAT" in page
    assert listed(client, commune="Nouméa") == set()
    assert "france" in codes(Commune(code="97502", name="Saint-Pierre", departement="975"))


def test_a_benefit_that_does_not_exist(client) -> None:
    assert client.get("/aides/inconnue/").status_code == 404


def test_search_engines_are_told_every_benefit_and_no_visitor_s_page(client) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count("<url>") == len(catalogue().benefits) + 6
    assert "/aides/rsa/</loc><lastmod>20" in sitemap
    assert "/simulation/" not in sitemap
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /simulation/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
