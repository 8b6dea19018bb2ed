"""orientation.search and plan: who can act for a commune, in three queries."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orientation.areas import CAISSES, acts, own_protection
from orientation.importers.apply import apply
from orientation.importers.record import Record
from orientation.models import Commune, Competence, Desk, DeskOverride
from orientation.plan import Want, acting, plan
from orientation.search import (
    commune,
    communes_for_postcode,
    communes_named,
    communes_read_once,
    desks_for,
    town_halls,
)
from orientation.sheet import sheet

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def desk(identifier: str, kind: str, insee: str = "93048", **changes: Any) -> Record:
    point = {"latitude": 48.86, "longitude": 2.44} if insee.startswith(("93", "75")) else {}
    known = {"address": "1 rue X", "updated_on": date(2026, 6, 1)} | point | changes
    return Record(id=identifier, kind=kind, name=f"{kind} {identifier}", insee=insee, **known)


def keys(found: list) -> list[str]:
    return [one.desk.key.removeprefix("dila:") for one in found]


def load(*records: Record) -> None:
    apply("dila", records, data_date=date(2026, 10, 6), force=True)


@pytest.fixture(autouse=True)
def _france(france: dict[str, Commune]) -> None:
    """Every test of this file has the small France."""


def test_a_file_of_households_asks_the_directory_once_for_each_commune() -> None:
    code = Commune.objects.earliest("code").code
    with CaptureQueriesContext(connection) as queries, communes_read_once():
        found = [(commune(code), communes_for_postcode("93100")) for _ in range(3)]
    assert len(queries) == 2
    assert found[0][0] is not None
    assert found[1:] == found[:-1]
    with CaptureQueriesContext(connection) as queries:
        assert commune(code) == commune(code) == found[0][0]
    assert len(queries) == 2


def test_communes() -> None:
    assert [c.code for c in communes_for_postcode("93380")] == ["93066"]
    assert [c.code for c in communes_for_postcode(" 75011 ")] == ["75111"]
    assert communes_for_postcode("x") == []
    assert [c.code for c in communes_named("Ambé")] == ["01004"]
    assert communes_named("%") == communes_named("") == []
    assert commune("2a999") is None


def test_the_commune_decides_for_its_town_hall_and_ccas() -> None:
    load(desk("m", "mairie"), desk("c", "ccas"), desk("other", "ccas", "93066"))
    assert keys(town_halls("93048")) == ["m"]
    assert keys(desks_for("93048", ["ccas"])["ccas"]) == ["c"]
    assert desks_for("93048", ["ccas"])["ccas"][0].how == "commune"


def test_an_arrondissement_has_its_own_hall_then_the_citys() -> None:
    load(
        desk("city", "mairie", "75056", latitude=48.8592, longitude=2.3796),
        desk("own", "mairie", "75111"),
    )
    assert keys(town_halls("75111")) == ["own", "city"]


def test_a_divided_city_has_the_halls_of_its_arrondissements() -> None:
    load(desk("eleventh", "mairie", "75111"))
    assert keys(town_halls("75056")) == ["eleventh"]
    assert keys(desks_for("75056", ["ccas"])["ccas"]) == ["eleventh"]


def test_without_ccas_the_town_hall_is_the_door() -> None:
    load(desk("m", "mairie"), desk("small", "mairie", "01006"))
    (found,) = desks_for("93048", ["ccas"])["ccas"]
    assert (found.how, found.desk.kind) == ("town_hall", "mairie")
    montreuil, ambleon = commune("93048"), commune("01006")
    assert montreuil
    assert ambleon
    assert (
        sheet(found, montreuil, TODAY).reason
        == "Votre commune a un CCAS : demandez-le à la mairie."
    )
    (small,) = desks_for(ambleon, ["ccas"])["ccas"]
    assert "s’il y a un CCAS" in sheet(small, ambleon, TODAY).reason


def test_without_ccas_the_intercommunal_one_goes_before_the_town_hall() -> None:
    load(
        desk("m", "mairie"),
        desk(
            "i",
            "ccas",
            "93066",
        ),
    )
    Desk.objects.filter(pk="dila:i").update(name="Centre intercommunal d’action sociale")
    assert desks_for("93048", ["ccas"])["ccas"][0].how == "intercommunal"


def test_a_caf_of_another_departement_is_never_offered() -> None:
    load(desk("paris", "caf", "75111"), desk("far", "caf", "01004"))
    assert desks_for("93048", ["caf"])["caf"] == []
    assert keys(desks_for("01006", ["caf"])["caf"]) == ["far"]


def test_an_area_goes_before_the_rule() -> None:
    load(desk("near", "caf"), desk("official", "caf", "93066"))
    Competence.objects.create(territory="93048", kind="caf", desk_id="dila:official", source="x")
    (found,) = desks_for("93048", ["caf"])["caf"]
    assert (keys([found]), found.how) == (["official"], "area")
    assert keys(desks_for("93066", ["caf"])["caf"]) == ["near"]


def test_the_nearest_widens_by_itself_and_says_how_far() -> None:
    load(desk("bresse", "mission_locale", "01004", latitude=46.08, longitude=5.37))
    (found,) = desks_for("01006", ["mission_locale"])["mission_locale"]
    assert found.how == "nearest"
    assert found.distance_km is not None
    assert 38 < found.distance_km < 43
    assert desks_for("93048", ["mission_locale"])["mission_locale"] == []  # 390 km: a number helps


def test_overseas_the_nearest_is_never_across_an_ocean() -> None:
    load(desk("paris", "mission_locale", "75111"), desk("nc", "mission_locale", "98818"))
    assert desks_for("97611", ["mission_locale"])["mission_locale"] == []
    assert keys(desks_for("98818", ["mission_locale"])["mission_locale"]) == ["nc"]


def test_overseas_the_nearest_is_on_the_territory_however_far() -> None:
    """One 258 km off in the same département is found; one 47 km off in another is not."""
    load(desk("far", "mission_locale", "97611", latitude=-15.1, longitude=45.2))
    assert keys(desks_for("97611", ["mission_locale"])["mission_locale"]) == ["far"]
    Desk.objects.all().update(departement="974", latitude=-13.2)
    assert desks_for("97611", ["mission_locale"])["mission_locale"] == []


def test_everyone_may_go_to_any_france_services_whatever_its_area() -> None:
    load(desk("near", "france_services"), desk("area", "france_services", "93066", latitude=48.93))
    Competence.objects.create(
        territory="93", kind="france_services", desk_id="dila:area", source="x"
    )
    assert keys(desks_for("93048", ["france_services"])["france_services"]) == ["near", "area"]


def test_those_that_move_about_count_as_ten_kilometres_farther() -> None:
    load(
        desk("bus", "france_services", itinerant=True),
        desk("house", "france_services", "93066", latitude=48.93),
        desk("far", "france_services", "93066", latitude=48.99, longitude=2.49),
    )
    found = desks_for("93048", ["france_services"])["france_services"]
    assert keys(found) == ["house", "bus", "far"]
    assert found[1].distance_km is None


def test_nearest_first_and_three_at_most() -> None:
    load(*[desk(str(i), "france_services", latitude=48.86 + i / 50) for i in (4, 2, 0, 3, 1)])
    found = desks_for("93048", ["france-services"])["france-services"]
    assert keys(found) == ["0", "1", "2"]
    assert [one.distance_km for one in found] == sorted(one.distance_km for one in found)


def test_three_queries_for_every_kind(django_assert_max_num_queries) -> None:
    load(desk("m", "mairie"), desk("c", "caf"), desk("b", "mission_locale", "01004"))
    with django_assert_max_num_queries(3):
        desks_for("93048", ["ccas", "caf", "cpam", "mission_locale", "france_services", "adil"])


def read_whole(cursor: Any, query: str) -> set[str]:
    """What the database would read from end to end to answer, where an index does not serve."""
    if connection.vendor == "sqlite":
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return {row[-1].split()[1] for row in cursor if row[-1].startswith("SCAN")}
    cursor.execute("SET LOCAL enable_seqscan = off")  # else a table as small as here is read whole
    cursor.execute(f"EXPLAIN {query}")
    scanned = [re.search(r"Seq Scan on (\w+)(?: (\w+))?", row) for (row,) in cursor]
    return {found[2] or found[1] for found in scanned if found}


def test_the_search_reads_no_table_whole() -> None:
    with CaptureQueriesContext(connection) as captured:
        desks_for("01006", ["ccas", "caf", "carsat", "mission_locale", "france_services"])
    assert len(captured) == 3
    with connection.cursor() as cursor:
        for query in captured:
            read = read_whole(cursor, query["sql"])
            assert not {"d", "c", "orientation_commune", "orientation_competence"} & read
        assert read_whole(cursor, "SELECT * FROM orientation_desk d WHERE name = 'x'") == {"d"}


def test_hidden_and_mended() -> None:
    load(desk("a", "caf"), desk("b", "caf"))
    DeskOverride.objects.create(desk_id="dila:a", hidden=True)
    DeskOverride.objects.create(desk_id="dila:b", phone="3230", hours="Mo 09:00-12:00")
    (found,) = desks_for("93048", ["caf"])["caf"]
    assert (found.desk.key, found.desk.phone, found.desk.hours) == (
        "dila:b",
        "3230",
        "Mo 09:00-12:00",
    )
    assert found.desk.name == "caf b"


def test_farmers_go_to_the_msa_but_not_overseas() -> None:
    load(desk("caf", "caf"), desk("msa", "msa", "75111"), desk("yt", "caf", "97611"))
    assert keys(desks_for("93048", ["caf"], agricole=True)["caf"]) == [
        "msa"
    ]  # one MSA, 8 départements
    assert keys(desks_for("97611", ["caf"], agricole=True)["caf"]) == ["yt"]
    assert acting(["caf", "msa", "ccas"], "93", agricole=False) == ["caf", "ccas"]
    assert acting(["caf", "msa", "ccas"], "93", agricole=True) == ["msa", "ccas"]


def test_overseas_names() -> None:
    load(desk("yt", "cpam", "97611", latitude=-12.78, longitude=45.23))
    mamoudzou = commune("97611")
    assert mamoudzou
    (found,) = desks_for(mamoudzou, ["cpam"])["cpam"]
    assert sheet(found, mamoudzou, TODAY).label == "Caisse de sécurité sociale de Mayotte (CSSM)"


def test_a_commune_without_centre_still_finds_its_own() -> None:
    load(desk("nc", "mairie", "98818"))
    (found,) = town_halls("98818")
    assert found.distance_km is None


def test_two_years_old_means_no_hours() -> None:
    old = desk("old", "caf", updated_on=date(2024, 11, 20), hours="Mo 09:00-12:00")
    load(old, desk("new", "caf", hours="Mo 09:00-12:00"))
    montreuil = commune("93048")
    assert montreuil
    sheets = {
        s.desk.key: s
        for s in (sheet(f, montreuil, TODAY) for f in desks_for(montreuil, ["caf"])["caf"])
    }
    assert sheets["dila:old"].stale
    assert (sheets["dila:old"].week, sheets["dila:old"].today) == ((), "")
    assert sheets["dila:old"].as_dict()["hours"] == ""
    assert sheets["dila:new"].today.startswith("Aujourd’hui : de 9")


def test_the_plan_of_a_household(django_assert_max_num_queries) -> None:
    load(
        desk("fs", "france_services"), desk("caf", "caf"), desk("cpam", "cpam"), desk("pmi", "pmi")
    )
    montreuil = commune("93048")
    assert montreuil
    wants = [
        Want("RSA", ("caf", "msa", "france_services")),
        Want("Complémentaire santé solidaire", ("cpam", "msa")),
        Want("AAH", ("mdph", "ccas")),
    ]
    with django_assert_max_num_queries(3):
        made = plan(montreuil, wants, ["famille"])
    stops = {stop.kind.id: stop for stop in made.stops}
    assert stops["france_services"].asks == ("RSA", "Complémentaire santé solidaire")
    assert made.trip is stops["france_services"]
    assert stops["caf"].asks == ("RSA",)
    assert stops["pmi"].asks == ()
    assert "msa" not in stops
    assert not stops["mdph"].sheets  # none known: the official finder stands for it
    assert stops["mdph"].national
    assert made.stops[0].kind.id == "france_services"
    assert made.map
    assert made.map.marks


def test_one_trip_only_where_it_saves_one() -> None:
    load(desk("fs", "france_services"))
    montreuil = commune("93048")
    assert montreuil
    assert plan(montreuil, [Want("RSA", ("caf",))]).trip is None


def test_each_metropolitan_departement_has_one_caisse_of_each_kind() -> None:
    metropolitan = {f"{n:02}" for n in range(1, 96) if n != 20} | {"2A", "2B"}
    for kind, caisses in (("msa", 35), ("carsat", 15 + 1), ("crous", 26)):  # + 1: the Cnav
        served = [one for group in CAISSES[kind] for one in group]
        assert len(served) == len(set(served))
        assert {one for one in served if len(one) == 2} == metropolitan
        assert len(CAISSES[kind]) == caisses


def test_where_the_national_institutions_do_not_act() -> None:
    assert "CAFAT" in own_protection("988")
    assert not acts("caf", "988")
    assert acts("mairie", "988")
    assert not acts("cpam", "975")
    assert acts("france_travail", "975")
    assert not acts("msa", "976")
    assert own_protection("971") == ""
    noumea = commune("98818")
    assert noumea
    made = plan(noumea, [Want("RSA", ("caf",))])
    assert all(stop.national is None for stop in made.stops if stop.kind.id == "caf")
    assert made.own_protection
