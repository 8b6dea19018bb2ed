"""A crowd waits at the door with a place; nobody inside waits."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from simulator.admission import room
from simulator.admission.models import Ticket
from simulator.project import clock
from tests.security.walking import walk

START = "/simulation/"
BIRTH = {"reponse_0": "29", "reponse_1": "12", "reponse_2": "1987"}


@pytest.fixture(autouse=True)
def _counted_now(monkeypatch: pytest.MonkeyPatch, communes: None) -> None:
    monkeypatch.setattr(room, "count", room.Count())
    monkeypatch.setattr(room, "KEPT", -1.0)


def begin(client: Client) -> int:
    """Somebody answers the first question; the status of the page they were led to."""
    status = client.get(START, follow=True).status_code
    if status == 200:
        assert client.post("/simulation/naissance/vous/", BIRTH).status_code == 302
    return status


def again(client: Client, page: Any) -> Any:
    """The page that the waiting one asks for by itself."""
    return client.get(re.findall(r"url=(\S+)", page.headers["Refresh"])[0])


def test_who_arrives_when_it_is_full_waits_with_a_place_and_a_time(settings: Any) -> None:
    settings.JOURNEYS_AT_ONCE = 2
    assert [begin(Client()) for _ in range(2)] == [200, 200]
    one, other = Client(), Client()
    first, second = one.get(START), other.get(START)
    assert (first.status_code, second.status_code) == (503, 503)
    assert "Votre place : 1." in re.sub(r"\s", " ", first.content.decode())
    assert "Votre place : 2." in re.sub(r"\s", " ", second.content.decode())
    assert first.headers["Retry-After"] == "10"
    settings.JOURNEYS_AT_ONCE = 3  # one place is free: it is the first's, not the one who reloads
    assert again(other, second).status_code == 503
    assert again(one, first).status_code == 302


def test_who_is_inside_never_waits(settings: Any) -> None:
    inside = Client()
    assert begin(inside) == 200
    settings.JOURNEYS_AT_ONCE = 0
    assert inside.get(START).status_code == 302
    assert all(page.status_code in (200, 302) for page in walk(inside))


def test_pages_that_begin_nothing_never_wait(settings: Any, client: Client) -> None:
    settings.JOURNEYS_AT_ONCE = 0
    for path in ("/", "/aides/", "/lieux/", "/sante", "/mentions-legales/"):
        assert client.get(path).status_code == 200


def test_who_leaves_the_queue_loses_the_place(settings: Any) -> None:
    settings.JOURNEYS_AT_ONCE = 0
    client = Client()
    page = client.get(START)
    Client().get(START)
    Ticket.objects.order_by("since").first().delete()
    assert page.context["place"].place == 1
    Ticket.objects.update(seen=timezone.now() - room.GONE - timedelta(seconds=1))
    newcomer = Client().get(START)
    assert newcomer.context["place"].place == 1
    clock.forget()
    assert Ticket.objects.count() == 1


def test_a_journey_left_alone_gives_its_place_back(settings: Any) -> None:
    settings.JOURNEYS_AT_ONCE = 1
    idle = Client()
    assert begin(idle) == 200
    assert Client().get(START).status_code == 503
    from django.contrib.sessions.models import Session

    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=110))
    Ticket.objects.all().delete()
    assert begin(Client()) == 200
    assert idle.get("/simulation/recapitulatif/").status_code == 200  # still there, all the same


def test_a_ticket_of_nobody_s_is_a_new_one(settings: Any) -> None:
    settings.JOURNEYS_AT_ONCE = 0
    for ticket in ("x" * 5_000, "%00", "' OR 1=1"):
        assert Client().get(START, {"ticket": ticket}).status_code == 503
