"""A stolen database, its journal, its backup and the server's files say nothing of anybody."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore as Stock

from tests.running import ROOT, binary
from tests.security.traces import traces


def visit(url: str, folder: Path) -> str:
    """Run the visit on a database; what it printed."""
    env = os.environ | {"DATABASE_URL": url, "VAR_DIR": str(folder)}
    env["DJANGO_SETTINGS_MODULE"] = "simulator.settings"
    command = [sys.executable, "-m", "tests.security.visit"]
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr


def test_the_search_finds_what_is_written_in_clear(tmp_path: Path) -> None:
    """Django's own sessions, a column in clear, and a journal that holds either."""
    answers = {"answers": {"naissance/vous": "1987-12-29", "loyer": 1234.56}}
    for name, text in {
        "session": Stock().encode(answers),
        "long session": Stock().encode({"answers": answers, "padding": "x" * 900}),
        "column": "née le 1987-12-29",
    }.items():
        file = tmp_path / name
        file.write_bytes(b"\0" * 100 + text.encode() + b"\0" * 100)
        assert traces(tmp_path), name
        file.unlink()


def test_sqlite_and_the_server_s_files_say_nothing(tmp_path: Path) -> None:
    printed = visit(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path)
    (tmp_path / "printed").write_text(printed)
    assert {"db.sqlite3", "printed"} <= {file.name for file in tmp_path.iterdir()}
    assert traces(tmp_path) == []


def test_postgresql_its_journal_and_its_backup_say_nothing(
    postgres_url: str, tmp_path: Path
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS traces")
        connection.execute("CREATE DATABASE traces")
    url = postgres_url.rpartition("/")[0] + "/traces"
    visit(url, tmp_path)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        rows = connection.execute("SELECT count(*) FROM django_session").fetchone()
        assert rows
        assert rows[0] == 1
    dump = [binary("pg_dump"), "--dbname", url, "--file", str(tmp_path / "backup.sql")]
    subprocess.run(dump, check=True, capture_output=True)
    assert traces(Path(folder) / "pg_wal") == []
    assert traces(tmp_path) == []
    assert traces(Path(folder) / "base") == []


@pytest.mark.django_db
def test_what_is_written_is_for_this_account_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    env = os.environ | {"DATABASE_URL": "", "VAR_DIR": str(folder)}
    command = [sys.executable, "manage.py", "prepare"]
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    for path in (folder, *folder.iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path
