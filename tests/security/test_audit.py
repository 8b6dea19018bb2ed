"""Known faults of what production installs, off line."""

import json
from datetime import date
from pathlib import Path

import pytest
from packaging.version import Version

from simulator.project import audit

TODAY = date(2026, 11, 26)


def test_nothing_that_is_installed_has_a_known_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main([], TODAY) == 0
    assert "0 touché" in capsys.readouterr().out


def test_every_pin_is_read() -> None:
    packages = audit.installed()
    assert {"django", "gunicorn", "cryptography", "openfisca-france"} <= packages.keys()
    assert packages["psycopg-binary"] >= Version("3.2")


def test_an_older_version_is_touched() -> None:
    _, advisories = audit.known()
    found = {
        one.id for one in advisories if one.package == "django" and one.touches(Version("5.2.5"))
    }
    assert found == {"CVE-2025-64459", "CVE-2025-57833"}


def test_a_folder_of_the_operator_s_is_read_and_makes_it_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    advisory = {
        "id": "TEST-1",
        "summary": "an example",
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "Django"},
                "ranges": [{"events": [{"introduced": "5.2"}]}],
            },
            {"package": {"ecosystem": "npm", "name": "django"}, "ranges": []},
        ],
    }
    (tmp_path / "one.json").write_text(json.dumps(advisory))
    (tmp_path / "broken.json").write_text("[" * 100_000)
    assert audit.main([str(tmp_path)], TODAY) == 1
    assert "TEST-1, an example (pas encore corrigé)" in capsys.readouterr().out


def test_an_old_file_says_its_age(capsys: pytest.CaptureFixture[str]) -> None:
    audit.main([], date(2027, 11, 26))
    assert "365 jours : à relire" in capsys.readouterr().out
