"""The database is down, locked or full: kind words where it is needed, the other pages go on."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
import pytest
from django.db.utils import ConnectionHandler
from django.test import Client

from tests.running import ROOT, free_port, manage

HOME, AIDES, PLACES, HEALTH = "GET /", "GET /aides/", "GET /lieux/", "GET /sante"
FIRST, ANSWER, RECAP = (
    "GET /simulation/naissance/vous/",
    "POST /simulation/naissance/vous/",
    "GET /simulation/recapitulatif/",
)
ONE_PLACE = "GET /lieux/rennes-35238"
KIND = "Encore un instant"


def said(
    url: str, folder: Path, *paths: str, before: Callable[[], None] | None = None
) -> dict[str, dict[str, list[Any]]]:
    """Status, title and `Retry-After` of each path, by whether the visitor has a cookie."""
    env = os.environ | {"DATABASE_URL": url, "VAR_DIR": str(folder)}
    env["DJANGO_SETTINGS_MODULE"] = "simulator.settings"
    command = [sys.executable, "-m", "tests.security.faults", *paths]
    run = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, preexec_fn=before
    )
    assert run.returncode == 0, run.stderr
    assert "1987" not in run.stderr
    return json.loads(run.stdout)


def test_database_down(tmp_path: Path) -> None:
    url = f"postgres://app:secret@127.0.0.1:{free_port()}/app"
    pages = (HOME, AIDES, PLACES, HEALTH, FIRST, ANSWER, RECAP, ONE_PLACE)
    found = said(url, tmp_path, *pages)
    for answers in found.values():
        assert [answers[page][0] for page in (HOME, AIDES, PLACES, HEALTH)] == [200] * 4
        assert answers[ANSWER] == [503, KIND, "30"]
        assert answers[ONE_PLACE] == [503, KIND, "30"]
    assert found["with"][RECAP] == [503, KIND, "30"]
    assert found["with"][FIRST] == [503, KIND, "30"]
    assert found["without"][FIRST][0] == 200


@pytest.fixture
def sqlite(tmp_path: Path) -> Path:
    """A database of SQLite, migrated."""
    file = tmp_path / "db.sqlite3"
    env = os.environ | {"DATABASE_URL": f"sqlite:///{file}", "VAR_DIR": str(tmp_path)}
    manage("migrate", "--verbosity", "0", env=env)
    return file


def test_database_locked(sqlite: Path, tmp_path: Path) -> None:
    holder = sqlite3.connect(sqlite, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    found = said(f"sqlite:///{sqlite}", tmp_path, HOME, AIDES, HEALTH, FIRST, ANSWER)
    holder.execute("ROLLBACK")
    for answers in found.values():
        assert [answers[page][0] for page in (HOME, AIDES, HEALTH)] == [200] * 3
        assert answers[ANSWER] == [503, KIND, "30"]
    found = said(f"sqlite:///{sqlite}", tmp_path, ANSWER)
    assert found["without"][ANSWER][0] == 302


def test_disk_full(sqlite: Path, tmp_path: Path) -> None:
    """A file may not grow: what a full disk does to whoever writes."""

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))

    paths = (HOME, AIDES, HEALTH, FIRST, ANSWER)
    found = said(f"sqlite:///{sqlite}", tmp_path, *paths, before=full)
    for answers in found.values():
        assert [answers[page][0] for page in (HOME, AIDES, HEALTH)] == [200] * 3
        assert answers[ANSWER] == [503, KIND, "30"]
    found = said(f"sqlite:///{sqlite}", tmp_path, ANSWER)
    assert found["without"][ANSWER][0] == 302


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_large_body_is_refused_before_it_is_read(client: Client, kind: str) -> None:
    class Unread:
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    answer = client.generic(
        "POST",
        "/simulation/naissance/vous/",
        content_type=kind,
        CONTENT_LENGTH=str(300 * 1024),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == 413
    assert "Rien n’a été gardé" in answer.content.decode()


@pytest.mark.django_db
def test_a_file_sent_to_a_form_is_thrown_away_unread(client: Client, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 10_000)
    with file.open("rb") as sent:
        answer = client.post("/simulation/naissance/vous/", {"reponse_0": sent}, follow=True)
    assert "Erreur" in answer.content.decode()


def test_a_connection_that_the_database_has_ended_is_seen_and_made_again(
    postgres_url: str, django_db_blocker: Any
) -> None:
    whole = dj_database_url.parse(postgres_url, conn_health_checks=True)
    kept = ConnectionHandler({"default": whole | {"ENGINE": "simulator.project.postgresql"}})
    database = kept["default"]
    with django_db_blocker.unblock(), database.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
        assert database.is_usable()
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
        assert not database.is_usable()
        database.health_check_done = False  # as at the beginning of a page
        database.close_if_health_check_failed()
        with database.cursor() as again:
            again.execute("SELECT 1")
            assert again.fetchone() == (1,)
        database.close()
