"""Runs import_desks on files of the tests' own, and gives what it reports."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from orientation.models import Desk
from tests.orientation import formats as f


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
