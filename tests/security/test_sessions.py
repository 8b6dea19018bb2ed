"""Sessions at rest: sealed, never overwritten, gone when their time has passed."""

import base64
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from simulator import sealing
from simulator.project import clock
from simulator.project.sessions import Conflict, SessionStore, row_key
from tests.running import ROOT

ANSWER = {"answers": {"naissance/vous": "1987-12-29"}}


def kept(**data: object) -> str:
    """The cookie of a session that holds `data`."""
    store = SessionStore()
    store.update(data)
    store.save()
    return str(store.session_key)


@pytest.mark.django_db
def test_only_the_cookie_opens_its_row() -> None:
    cookie = kept(**ANSWER)
    row = Session.objects.get()
    assert SessionStore(cookie)["answers"] == ANSWER["answers"]
    assert row.session_key == row_key(cookie)
    assert cookie not in row.session_key + row.session_data
    assert SessionStore(row.session_key).load() == {}
    assert row.get_decoded() == {}
    assert b"1987" not in base64.b64decode(row.session_data)


@pytest.mark.django_db
def test_a_row_moved_or_altered_opens_nothing() -> None:
    mine, theirs = kept(**ANSWER), kept(answers={})
    stolen = Session.objects.get(pk=row_key(mine)).session_data
    Session.objects.filter(pk=row_key(theirs)).update(session_data=stolen)
    assert SessionStore(theirs).load() == {}
    Session.objects.filter(pk=row_key(mine)).update(session_data=stolen[:-8] + "AAAAAAA=")
    assert SessionStore(mine).load() == {}


@pytest.mark.django_db
def test_another_server_key_opens_nothing_unless_it_is_told(settings: Any) -> None:
    cookie, before = kept(**ANSWER), settings.SECRET_KEY
    settings.SECRET_KEY = "another " * 8
    settings.SECRET_KEY_FALLBACKS = [before]
    assert SessionStore(cookie)["answers"] == ANSWER["answers"]
    settings.SECRET_KEY_FALLBACKS = []
    assert SessionStore(cookie).load() == {}


def test_the_length_tells_only_a_step() -> None:
    short, long = (sealing.sealed(b"x" * n, b"secret", "test", b"") for n in (1, 900))
    assert len(short) == len(long)
    assert sealing.opened(long, b"secret", "test", b"") == b"x" * 900


@pytest.mark.django_db
def test_a_save_never_overwrites_another() -> None:
    cookie = kept(answers={})
    one, other = SessionStore(cookie), SessionStore(cookie)
    one["answers"], other["answers"] = {"loyer": 1}, {"loyer": 2}
    one.save()
    with pytest.raises(Conflict):
        other.save()
    other.change(lambda session: session.update({"answers": session["answers"] | {"charges": 3}}))
    assert SessionStore(cookie)["answers"] == {"loyer": 1, "charges": 3}


@pytest.mark.django_db
def test_what_was_erased_does_not_come_back() -> None:
    cookie = kept(**ANSWER)
    late = SessionStore(cookie)
    assert late["answers"]
    SessionStore(cookie).flush()
    with pytest.raises(UpdateError):
        late.change(lambda session: session.update({"answers": {"loyer": 1}}))
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_a_request_that_only_looks_writes_no_answer() -> None:
    cookie = kept(**ANSWER)
    before = Session.objects.get()
    looking = SessionStore(cookie)
    assert looking["answers"]
    looking.save()
    looking.touch()
    assert Session.objects.get().session_data == before.session_data
    assert Session.objects.get().expire_date == before.expire_date
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=20))
    looking = SessionStore(cookie)
    assert looking["answers"]
    looking.touch()
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=110)


@pytest.mark.django_db
def test_expired_rows_go_when_met_and_by_the_clock() -> None:
    met, never_met = kept(**ANSWER), kept(**ANSWER)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert SessionStore(met).load() == {}
    assert [one.pk for one in Session.objects.all()] == [row_key(never_met)]
    clock.forget()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_four_hours_end_a_session_that_is_used_all_along(settings: Any) -> None:
    cookie = kept(**ANSWER)
    settings.SESSION_LONGEST = 60
    busy = SessionStore(cookie)
    busy["answers"] = {"loyer": 1}
    busy.save()
    assert Session.objects.get().expire_date < timezone.now() + timedelta(seconds=61)
    settings.SESSION_LONGEST = -1
    assert SessionStore(cookie).load() == {}
    assert not Session.objects.exists()


def test_the_first_answer_gets_a_key_that_nobody_planted(client: Client, communes: None) -> None:
    planted = kept(page="nothing yet")
    client.cookies["sessionid"] = planted
    birth = {"reponse_0": "29", "reponse_1": "12", "reponse_2": "1987"}
    assert client.post("/simulation/naissance/vous/", birth).status_code == 302
    assert client.session["answers"]
    assert client.cookies["sessionid"].value != planted
    assert SessionStore(planted).load() == {}


def test_to_say_that_one_is_there_renews_the_session(client: Client, communes: None) -> None:
    birth = {"reponse_0": "29", "reponse_1": "12", "reponse_2": "1987"}
    client.post("/simulation/naissance/vous/", birth)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=9))
    assert client.head("/simulation/rester/").status_code == 204
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=110)
    Session.objects.all().delete()
    assert client.head("/simulation/rester/").status_code == 410


def test_erasing_clears_the_browser_too(client: Client, communes: None) -> None:
    response = client.post("/simulation/effacer/")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost_when_requests_cross(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    if database == "postgresql":
        url = request.getfixturevalue("postgres_url")
    env = os.environ | {"DATABASE_URL": url, "VAR_DIR": str(tmp_path)}
    env["DJANGO_SETTINGS_MODULE"] = "simulator.settings"
    command = [sys.executable, "-m", "tests.security.overlaps"]
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    for counted in json.loads(run.stdout).values():
        assert counted["given"] >= 80
        assert counted["kept"] == counted["given"]
