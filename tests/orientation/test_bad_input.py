"""import_desks on bad input: each fault is named, none of it stops or corrupts the rest."""

import bz2
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from orientation.importers import opening
from orientation.models import Desk
from tests.orientation import formats as f
from tests.orientation.imports import archive, dila, refused, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("france")]


def at(lat: str, lon: str) -> dict:
    return {"adresse": [f.dila()["adresse"][1] | {"latitude": lat, "longitude": lon}]}


def open_at(*ranges: tuple[str, str]) -> dict:
    entry = f.dila()["plage_ouverture"][0]
    hours = [entry | {"valeur_heure_debut_1": a, "valeur_heure_fin_1": b} for a, b in ranges]
    return {"plage_ouverture": hours}


MANY = [("08:00:00", f"{9 + n // 6:02}:{n % 6 * 10:02}:00") for n in range(31)]


@pytest.mark.parametrize(
    ("changes", "said", "left"),
    [
        (at("0", "0"), "pas de point : centre de la commune", {"at_centre": True}),
        (at("43.6", "1.44"), "km de sa commune, Montreuil (93)", {"at_centre": True}),
        (at("nan", "2.4"), "pas de point", {"at_centre": True}),
        (open_at(*MANY), "lundi : 31 plages dans une journée", {"hours": ""}),
        (open_at(("09:00:00", "12:00:00"), ("10:00:00", "13:00:00")), "se chevauchent",
         {"hours": ""}),
        (open_at(("12:00:00", "09:00:00")), "la plage 12:00-09:00 est impossible", {"hours": ""}),
        (open_at(("matin", "soir")), "« matin » n’est pas une heure", {"hours": ""}),
        ({"adresse": []}, "pas d’adresse", {"address": ""}),
    ],
    ids=["point at 0,0", "point in another département", "point nan", "31 ranges", "overlap",
         "backwards", "no time", "no address"],
)  # fmt: skip
def test_a_doubtful_record_is_kept_without_what_is_doubtful(
    tmp_path: Path, changes: dict, said: str, left: dict
) -> None:
    report = run("dila", dila(tmp_path, f.dila("odd", **changes), f.dila("whole")))
    assert said in " ".join(what for where, what in report["doubtful"] if where.startswith("odd"))
    assert Desk.objects.filter(key="dila:odd", **left).exists()
    assert Desk.objects.get(key="dila:whole").hours == "Mo-Th 09:00-12:00"
    assert not report["refused"]


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([f.dila("odd", nom="")], "sans nom"),
        ([f.dila("odd", insee="99123", adresse=[])], "commune inconnue (99123)"),
        ([f.dila("odd", adresse="{not json")], "illisible"),
        ([f.dila("odd"), f.dila("odd")], "identifiant déjà vu"),
        ([f.dila("odd" * 50)], "identifiant"),
        ([f.dila("")], "identifiant absent"),
    ],
    ids=["without a name", "unknown commune", "broken", "twice", "endless key", "no key"],
)
def test_a_refused_record_is_named_and_stops_nothing_else(
    tmp_path: Path, records: list[dict], said: str
) -> None:
    report = run("dila", dila(tmp_path, *records, f.dila("whole"), f.dila("x", "gendarmerie")))
    assert [said in what for _, what in report["refused"]] == [True]
    assert Desk.objects.filter(key="dila:whole").exists()
    assert report["counts"]["ignored"] == 1  # a kind that the project does not follow


def test_empty_ranges_are_closed_days_and_counted(tmp_path: Path) -> None:
    empty = f.dila("never", **open_at(("00:00:00", "00:00:00")))
    report = run("dila", dila(tmp_path, empty, f.dila("whole")))
    assert Desk.objects.get(key="dila:never").hours == ""
    assert list(report["noted"].values()) == [1]
    report = run("france-services", f.write_csv(tmp_path / "fs.csv", [f.france_services("1")]))
    assert Desk.objects.get(key="france-services:1").hours == "Mo-Fr 09:00-12:00,14:00-16:30"
    assert report["noted"] == {"une plage vide (00:00 - 00:00) lue comme fermé": 1}


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
    assert "ne contient aucun fichier" in refused("dila", path)
    huge = archive(tmp_path / "huge.tar.bz2", {"other": bytes(50_000_000), "local.json": b"{}"})
    assert "décompressé" in refused("dila", huge)


def test_a_bomb_in_the_communes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("dila", dila(tmp_path, f.dila()))
    monkeypatch.setattr(opening, "MOST_BYTES", 1_000_000)
    path = tmp_path / "areas.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as communes:
        communes.writestr("93048.json", b'{"commune": [' + b" " * 5_000_000 + b"]}")
    assert "décompressé" in refused("dila-areas", path)


def test_a_file_that_lost_most_desks_is_refused(tmp_path: Path) -> None:
    run("dila", dila(tmp_path, *[f.dila(str(i)) for i in range(10)]))
    path = dila(tmp_path, f.dila("0"))
    assert "tronqué" in refused("dila", path)
    assert run("dila", path, "--force")["counts"]["gone"] == 9


def test_a_missing_file_and_an_unsafe_address(tmp_path: Path) -> None:
    assert "n’existe pas" in refused("dila", tmp_path / "nowhere.json")
    with pytest.raises(CommandError, match="https"):
        call_command("import_desks", "dila", "http://127.0.0.1/x.json")
