"""import_desks: every format, one transaction, what survives it."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from orientation.models import Competence, Desk, DeskOverride, Source
from orientation.search import desks_for
from tests.orientation import formats as f
from tests.orientation.imports import archive, dila, refused, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("france")]


# Formats ----------------------------------------------------------------------------------------
def test_dila_native_and_serialised_give_the_same_desk(tmp_path: Path) -> None:
    run("dila", dila(tmp_path, f.dila()))
    native = Desk.objects.values().get()
    assert native["key"] == "dila:a1"
    assert native["kind"] == "caf"
    assert native["phone"] == "01 48 00 00 01"
    assert native["address"] == "Bâtiment B, 1 rue de la Paix"
    assert native["hours"] == "Mo-Th 09:00-12:00"
    assert native["appointment"] == "required"
    assert native["access"] == "ask"
    assert native["note"] == "Entrée par la cour."  # persons are dropped
    assert str(native["updated_on"]) == "2026-06-03"
    path = f.write_json(tmp_path / "export-2026-10-06.json", [f.serialised(f.dila())])
    report = run("dila", path)
    assert report["counts"]["unchanged"] == 1
    assert Desk.objects.values().get() == native


def test_dila_archive(tmp_path: Path) -> None:
    local = json.dumps({"service": [f.dila()]}).encode()
    path = archive(
        tmp_path / "all_latest.tar.bz2",
        {"./2026-10-06-data.gouv_commune.zip": b"", "./2026-10-06-data.gouv_local.json": local},
    )
    assert run("dila", path)["counts"]["added"] == 1


def test_a_postal_address_is_never_a_place_to_go(tmp_path: Path) -> None:
    letters = [{"type_adresse": "Adresse postale", "numero_voie": "BP 1", "code_postal": "93199"}]
    report = run("dila", dila(tmp_path, f.dila(adresse=letters)))
    desk = Desk.objects.get()
    assert desk.address == ""
    assert desk.at_centre
    assert any("pas d’adresse" in what for _, what in report["doubtful"])


def test_france_services(tmp_path: Path) -> None:
    bus = f.france_services("2", format_fs="Itinérante", lib_fs="Bus", prise_rdv="Non")
    rows = [f.france_services("1", commentaire="Contact : Adrienne - 06 01 02 03 04"), bus]
    run("france-services", f.write_csv(tmp_path / "fs-2024-08-01.csv", rows))
    desk = Desk.objects.get(key="france-services:1")
    assert desk.hours == "Mo-Fr 09:00-12:00,14:00-16:30"
    assert desk.appointment == "possible"
    assert desk.hours_note == ""
    assert str(desk.updated_on) == "2024-08-01"
    found = {
        one.desk.name: one for one in desks_for("93048", ["france_services"])["france_services"]
    }
    assert found["Bus"].distance_km is None  # its point is only its depot
    assert found["France services n° 1"].distance_km is not None


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1252", ";"), ("utf-8-sig", ",")])
def test_other_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [f.france_services()]
    run("france-services", f.write_csv(tmp_path / "fs.csv", rows, encoding, delimiter))
    assert Desk.objects.get().address == "5 rue des Écoles"


@pytest.mark.parametrize("form", ["json", "csv"])
def test_data_inclusion(tmp_path: Path, form: str) -> None:
    structures = [
        f.structure("di--1"),
        f.structure("di--2", reseaux_porteurs=None),
        f.structure("di--3", reseaux_porteurs=None),
        f.structure("di--4", reseaux_porteurs=["geiq"]),
    ]
    services = [
        f.service("di--1", zone_eligibilite=["93"]),
        f.service("di--2"),
        f.service("di--3", mobilisable_par=["professionnels"]),
    ]
    if form == "json":
        one = f.write_json(tmp_path / "structures.json", structures)
        two = f.write_json(tmp_path / "services.json", services)
    else:
        lists = ("reseaux_porteurs", "thematiques", "mobilisable_par", "zone_eligibilite")
        for row in [*structures, *services]:
            row.update({k: json.dumps(row[k]) for k in lists if row.get(k)})
        one = f.write_csv(tmp_path / "structures.csv", structures)
        two = f.write_csv(tmp_path / "services.csv", services)
    report = run("data-inclusion", one, "--services", str(two))
    assert report["kinds"] == {"association": 1, "mission_locale": 1}
    assert report["counts"]["ignored"] == 2
    desk = Desk.objects.get(key="data-inclusion:di--1")
    assert desk.hours == "Mo-Fr 08:30-12:30; PH off"
    assert list(desk.competences.values_list("territory", flat=True)) == ["93"]
    # Its area is the 93: it is the area that decides there, and it is not offered in Paris.
    assert desks_for("93066", ["mission_locale"])["mission_locale"][0].how == "area"
    assert desks_for("75111", ["mission_locale"])["mission_locale"] == []


def test_dila_areas(tmp_path: Path) -> None:
    run("dila", dila(tmp_path, f.dila("near"), f.dila("far", insee="93066"), f.dila("m", "cpam")))

    def commune(code: str, caf: str) -> bytes:
        groups = [
            {"code_type_service_local": "caf", "organisme": [caf]},
            {"code_type_service_local": "cpam", "organisme": [{"id": "m"}, {"id": "gone"}]},
        ]
        one = {"code_insee_commune": code, "nom": "", "type_service_local": groups}
        return json.dumps({"commune": [one]}).encode()

    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as communes:
        communes.writestr("93048.json", commune("93048", "far"))
        communes.writestr("93066.json", commune("93066", "near"))
        communes.writestr("99999.json", commune("99999", "near"))
    path = archive(tmp_path / "all.tar.bz2", {"x-data.gouv_commune.zip": package.getvalue()})
    report = run("dila-areas", path)
    assert report["refused"] == [["99999", "commune inconnue"]]
    assert Competence.objects.filter(kind="cpam").get().territory == "93"  # the same everywhere
    (caf,) = desks_for("93048", ["caf"])["caf"]
    assert (caf.desk.key, caf.how) == ("dila:far", "area")
    assert run("dila-areas", path)["counts"]["added"] == report["counts"]["added"]


def test_areas_need_the_desks_first(tmp_path: Path) -> None:
    path = f.write_json(tmp_path / "areas.json", {"commune": [{"code_insee_commune": "93048"}]})
    assert "import_desks dila" in refused("dila-areas", path)


# One transaction, idempotent --------------------------------------------------------------------
def test_added_changed_gone_and_again(tmp_path: Path) -> None:
    run("dila", dila(tmp_path, f.dila("a"), f.dila("b"), f.dila("c")))
    report = run("dila", dila(tmp_path, f.dila("a"), f.dila("b", nom="Nouveau nom"), f.dila("d")))
    counts = report["counts"]
    assert [counts[k] for k in ("added", "changed", "unchanged", "gone")] == [1, 1, 1, 1]
    assert set(Desk.objects.values_list("key", flat=True)) == {"dila:a", "dila:b", "dila:d"}
    again = run("dila", dila(tmp_path, f.dila("a"), f.dila("b", nom="Nouveau nom"), f.dila("d")))
    assert again["counts"]["unchanged"] == 3
    assert again["counts"]["added"] == again["counts"]["changed"] == again["counts"]["gone"] == 0
    assert Source.objects.get(slug="dila").counts["kinds"] == {"caf": 3}


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    report = run("dila", dila(tmp_path, f.dila()), "--dry-run")
    assert report["counts"]["added"] == 1
    assert not Desk.objects.exists()
    assert not Source.objects.exists()


def test_what_the_operator_changed_survives(tmp_path: Path) -> None:
    run("dila", dila(tmp_path, f.dila("a"), f.dila("b")))
    DeskOverride.objects.create(desk_id="dila:a", hidden=True)
    DeskOverride.objects.create(desk_id="dila:b", phone="01 99 00 00 00")
    run("dila", dila(tmp_path, f.dila("b", nom="Autre nom"), f.dila("c")), "--force")
    run("dila", dila(tmp_path, f.dila("a"), f.dila("b", nom="Autre nom")))
    (found,) = desks_for("93048", ["caf"])["caf"]
    assert (found.desk.name, found.desk.phone) == ("Autre nom", "01 99 00 00 00")


def test_doubles_across_sources(tmp_path: Path) -> None:
    run("france-services", f.write_csv(tmp_path / "2026-07-01.csv", [f.france_services("1699")]))
    told = {"partenaire": "france_service", "partenaire_identifiant": "1699", "telephone": []}
    same = f.dila("x", "france_services", **told)
    report = run("dila", dila(tmp_path, same))
    assert report["counts"]["doubles"] == 1
    (found,) = desks_for("93048", ["france-services"])["france-services"]
    assert found.desk.key == "france-services:1699"  # the fresher of the two
    again = run("dila", dila(tmp_path, f.dila("y", "caf")), "--force")
    assert again["counts"]["doubles"] == 0
