"""import_desks: every format, what is refused or doubtful, and that nothing else suffers."""

import bz2
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from orientation.importers import opening
from orientation.models import Competence, Desk, DeskOverride, Source
from orientation.search import desks_for
from tests.orientation import formats as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("france")]


def run(source: str, path: Path, *options: str) -> dict:
    """The JSON report of an import."""
    report = path.with_suffix(".report")
    call_command(
        "import_desks", source, str(path), "--report", str(report), *options, stdout=io.StringIO()
    )
    return json.loads(report.read_text())


def refused(source: str, path: Path, *options: str) -> str:
    """The message of an import that must be refused, having changed nothing."""
    before = list(Desk.objects.order_by("key").values())
    with pytest.raises(CommandError) as error:
        call_command("import_desks", source, str(path), *options, stdout=io.StringIO())
    assert list(Desk.objects.order_by("key").values()) == before
    return str(error.value)


def dila(tmp_path: Path, *records: dict) -> Path:
    return f.write_json(tmp_path / "2026-10-06-local.json", {"service": list(records)})


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:bz2") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


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


# Bad input --------------------------------------------------------------------------------------
def test_each_fault_is_named_and_stops_nothing_else(tmp_path: Path) -> None:
    def at(lat: str, lon: str) -> list[dict]:
        return [f.dila()["adresse"][1] | {"latitude": lat, "longitude": lon}]

    def open_at(*ranges: tuple[str, str]) -> list[dict]:
        entry = f.dila()["plage_ouverture"][0]
        return [entry | {"valeur_heure_debut_1": a, "valeur_heure_fin_1": b} for a, b in ranges]

    many = [("08:00:00", f"{9 + n // 6:02}:{n % 6 * 10:02}:00") for n in range(31)]
    report = run("dila", dila(
        tmp_path,
        f.dila("zero", adresse=at("0", "0")),
        f.dila("far", adresse=at("43.6", "1.44")),
        f.dila("nan", adresse=at("nan", "2.4")),
        f.dila("never", plage_ouverture=open_at(("00:00:00", "00:00:00"))),
        f.dila("31", plage_ouverture=open_at(*many)),
        f.dila("nameless", nom=""),
        f.dila("lost", insee="99123", adresse=[]),
        f.dila("broken", adresse="{not json"),
        f.dila("twice"), f.dila("twice"),
        f.dila("other", "gendarmerie"),
        f.dila("whole"),
    ))  # fmt: skip
    assert Desk.objects.get(key="dila:zero").at_centre
    assert Desk.objects.get(key="dila:far").at_centre
    assert Desk.objects.get(key="dila:nan").at_centre
    assert Desk.objects.get(key="dila:never").hours == ""
    assert Desk.objects.get(key="dila:31").hours == ""
    assert Desk.objects.get(key="dila:whole").hours
    doubts = {where.split()[0]: what for where, what in report["doubtful"]}
    assert doubts.keys() == {"zero", "far", "nan", "31"}
    assert "31 plages" in doubts["31"]
    assert "km de sa commune" in doubts["far"]
    faults = dict(report["refused"])
    assert faults.keys() == {"nameless", "lost", "broken", "twice"}
    assert "sans nom" in faults["nameless"]
    assert "commune inconnue (99123)" in faults["lost"]
    assert report["counts"]["ignored"] == 1


def test_bad_hours_in_the_csv(tmp_path: Path) -> None:
    rows = [f.france_services("1", h_lundi="09:00 - 12:00 / 09:00 - 17:00"),
            f.france_services("2", h_lundi="matin"), f.france_services("3")]  # fmt: skip
    report = run("france-services", f.write_csv(tmp_path / "fs.csv", rows))
    assert [what.split(" : ")[0] for _, what in report["doubtful"]] == ["horaires illisibles"] * 2
    assert Desk.objects.get(key="france-services:3").hours


def test_a_line_cut_short_is_named(tmp_path: Path) -> None:
    path = f.write_csv(tmp_path / "fs.csv", [f.france_services("1"), f.france_services("2")])
    path.write_bytes(path.read_bytes() + b'"3","93","coupe\n')
    report = run("france-services", path)
    assert report["counts"]["added"] == 2
    assert "nombre de colonnes" in report["refused"][0][1]


@pytest.mark.parametrize(
    ("source", "content", "message"),
    [
        ("dila", b'{"service": [{"id": "a", "nom": "b"}]}', "« pivot »"),
        ("dila", b'{"autre": []}', "« service »"),
        ("dila", b'{"service": [{"id": "a', "JSON"),
        ("dila", b"\x00" * 100_000, "JSON"),
        ("dila", b"", "JSON"),
        ("france-services", b"id_fs,lib_fs\n1,a\n", "« adresse »"),
        ("france-services", b"\x00" * 100_000, "« id_fs »"),
        ("france-services", "id_fs;x".encode("utf-16"), "« id_fs »"),
        ("data-inclusion", b'[{"id": "a", "nom": "b", "typologie": "CCAS"}]', "version 0"),
        ("data-inclusion", b'[{"id": "a", "nom": "b"}]', "« date_maj »"),
        ("data-inclusion", b'[1, 2]', "objets"),
    ],
    ids=lambda value: value if isinstance(value, str) else len(value),
)  # fmt: skip
def test_unknown_formats_are_refused_by_name(
    tmp_path: Path, source: str, content: bytes, message: str
) -> None:
    path = tmp_path / ("x.csv" if source == "france-services" else "x.json")
    path.write_bytes(content)
    assert message in refused(source, path)


def test_a_truncated_archive_leaves_the_old_directory(tmp_path: Path) -> None:
    run("dila", dila(tmp_path, f.dila("old")))
    many = [f.dila(f"n{i}", nom=f"{i:x}" * 50) for i in range(3000)]
    local = json.dumps({"service": many}).encode()
    path = archive(tmp_path / "all.tar.bz2", {"data.gouv_local.json": local})
    path.write_bytes(path.read_bytes()[: -path.stat().st_size // 3])
    assert "tronqué" in refused("dila", path)
    assert list(Desk.objects.values_list("key", flat=True)) == ["dila:old"]


def test_a_bomb_of_zeros_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 10_000_000)
    path = tmp_path / "bomb.tar.bz2"
    path.write_bytes(bz2.compress(bytes(50_000_000)))
    assert refused("dila", path)
    huge = archive(tmp_path / "huge.tar.bz2", {"other": bytes(50_000_000), "local.json": b"{}"})
    assert "décompressé" in refused("dila", huge)


def test_a_file_that_lost_most_desks_is_refused(tmp_path: Path) -> None:
    run("dila", dila(tmp_path, *[f.dila(str(i)) for i in range(10)]))
    path = dila(tmp_path, f.dila("0"))
    assert "tronqué" in refused("dila", path)
    assert run("dila", path, "--force")["counts"]["gone"] == 9


def test_a_missing_file_and_an_unsafe_address(tmp_path: Path) -> None:
    assert "n’existe pas" in refused("dila", tmp_path / "nowhere.json")
    with pytest.raises(CommandError, match="https"):
        call_command("import_desks", "dila", "http://127.0.0.1/x.json")
