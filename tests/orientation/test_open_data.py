"""The real files, imported whole where a folder of them is given (`OPEN_DATA_DIR`)."""

import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from orientation.models import Desk

FOLDER = Path(os.environ.get("OPEN_DATA_DIR", ""))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("OPEN_DATA_DIR" not in os.environ, reason="OPEN_DATA_DIR is not given"),
]


def run(source: str, file: str, report: Path) -> dict:
    path = FOLDER / file
    assert path.exists(), f"{file} is not in OPEN_DATA_DIR"
    call_command("import_desks", source, str(path), "--report", str(report), stdout=io.StringIO())
    return json.loads(report.read_text())


def test_real_files_whole(tmp_path: Path) -> None:
    call_command("load_directory", verbosity=0)
    report = run("france-services", "france_services_anct_2024-08-01.csv", tmp_path / "fs")
    assert report["counts"]["added"] == 2845
    assert not report["refused"]
    assert not report["remarks"]  # the official count
    overlapping = [what for _, what in report["doubtful"] if "chevauchent" in what]
    assert len(overlapping) + len([w for _, w in report["doubtful"] if "centre" in w]) == len(
        report["doubtful"]
    )
    assert Desk.objects.filter(kind="france_services").exclude(hours="").count() > 2700
    assert Desk.objects.filter(itinerant=True).count() == 163  # 134 buses, 29 itinerant

    report = run("dila", "dila_json_exemples_2026-10.json", tmp_path / "dila")
    assert report["kinds"] == {"ccas": 1, "france_services": 1, "mairie": 1}
    assert report["counts"]["doubles"] == 2  # the town hall is shipped, the France services listed
