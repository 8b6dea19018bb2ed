"""A terminal is opened by its office alone, and keeps nothing of anybody."""

import io
import json
import re
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from orientation.models import Desk
from simulator.templatetags.french import typeset
from simulator.terminal import keypad
from simulator.terminal.models import Terminal, found
from tests.security.walking import MARKS, create_communes, plainest

BIRTH = {"naissance-vous-reponse_0": "29", "naissance-vous-reponse_1": "12"}
YEAR = "naissance-vous-reponse_2"


def shown(page: Any) -> list[str]:
    """What the page asks, as it was sent with it."""
    return [f"{one.key}={one.shape}" for one in page.context["page"].asked]


def told(one: Any) -> dict[str, Any]:
    """The plainest answer to one question of a screen, by the ends of its fields' names."""
    if one.key == "naissance/vous":
        return {"reponse_0": "29", "reponse_1": "12", "reponse_2": "1987"}
    if one.key == "commune":
        return {"reponse_code": "73300", "reponse_commune": "73318"}
    return {
        name.removeprefix(f"{one.anchor}-"): value for name, value in plainest(one.form).items()
    }


def answered(client: Client, place: str, most: int = 40) -> list[Any]:
    """Every screen of somebody who gives the plainest answers, up to the results."""
    screens, answer = [], client.get(f"{place}ecran/")
    for _ in range(most):
        if answer.status_code == 302:
            return screens
        screens.append(answer)
        data: dict[str, Any] = {"montre": shown(answer)}
        for one in answer.context["page"].asked:
            data |= {f"{one.anchor}-{name}": value for name, value in told(one).items()}
        sent = client.post(f"{place}ecran/", data)
        assert sent.status_code == 302, (one.key, sent.content.decode()[-2000:])
        answer = client.get(sent.headers["Location"])
        if "resultats" in sent.headers["Location"]:
            return screens
    raise AssertionError("the questions do not end")


def test_a_forged_or_revoked_address_leads_nowhere(terminal: Terminal, place: str) -> None:
    assert Client().get(place).status_code == 200
    for forged in ("abcdef", "abcdef-0123456789abcdef", "zzzzzz-" + terminal.slug[7:], "x" * 300):
        assert Client().get(f"/borne/{forged}/").status_code == 404
        assert Client().post(f"/borne/{forged}/").status_code == 404
    call_command("terminal", "revoke", terminal.name)
    for path in ("", "ecran/", "resultats/", "ticket/"):
        assert Client().get(place + path).status_code == 404


def test_an_adult_alone_answers_in_twelve_screens(person: Client, place: str) -> None:
    screens = answered(person, place)
    assert len(screens) <= 12
    keys = [one.key for page in screens for one in page.context["page"].asked]
    assert len(keys) == len(set(keys))
    assert person.session["answers"]["commune"]["commune"] == "73318"


def test_nobody_s_answers_meet_the_next_person(person: Client, place: str) -> None:
    answered(person, place)
    assert MARKS.search(person.get(f"{place}recapitulatif/").content.decode())
    ended = person.post(f"{place}fin/")
    assert ended.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Session.objects.exists()
    for path in ("", "ecran/", "recapitulatif/", "resultats/", "ticket/"):
        page = person.get(place + path, follow=True)
        assert not MARKS.search(page.content.decode())
        assert page.request["PATH_INFO"] == place
    person.post(place)  # the next person begins where nothing is answered
    assert person.get(f"{place}ecran/").context["page"].asked[0].key == "naissance/vous"


def test_to_begin_again_forgets_who_left_without_a_word(person: Client, place: str) -> None:
    answered(person, place)
    before = person.cookies["sessionid"].value
    assert person.get(place).status_code == 200
    assert not Session.objects.exists()
    person.post(place)
    assert person.cookies["sessionid"].value != before


def test_three_minutes_without_a_sign_and_the_server_forgets(
    person: Client, place: str, settings: Any
) -> None:
    answered(person, place)
    settings.TERMINAL_IDLE = -1
    gone = person.get(f"{place}recapitulatif/")
    assert gone.status_code == 410
    assert f"url={place}" in gone.content.decode()
    assert not Session.objects.exists()


def test_a_sign_renews_the_visit_and_a_clock_set_back_breaks_nothing(
    person: Client, place: str
) -> None:
    session = person.session
    session["present"] = int(time.time()) - 100
    session.save()
    assert person.head(f"{place}presence/").status_code == 204
    assert time.time() - person.session["present"] < 5
    session = person.session
    session["present"] = int(time.time()) + 3600
    session.save()
    assert person.get(f"{place}ecran/").status_code == 200


def test_the_month_turns_between_two_people(person: Client, place: str) -> None:
    """Midnight: who is there keeps the month of their first answer, the next has that of today."""
    answered(person, place)
    session = person.session
    today = session["month"]
    session["month"] = "2026-10" if today != "2026-10" else "2026-09"
    session.save()
    assert person.get(f"{place}recapitulatif/").status_code == 200
    assert person.session["month"] != today
    person.post(f"{place}fin/")
    person.post(place)
    answered(person, place)
    assert person.session["month"] == today


def test_a_clock_set_an_hour_ahead_forgets_early_and_breaks_nothing(
    person: Client, place: str
) -> None:
    answered(person, place)
    session = person.session
    session["present"] = int(time.time()) - 3600
    session.save()
    gone = person.get(f"{place}ecran/")
    assert gone.status_code == 410
    assert not MARKS.search(gone.content.decode())
    assert person.post(place).status_code == 302
    assert person.get(f"{place}ecran/").status_code == 200


def test_it_has_only_the_addresses_that_it_needs(person: Client, place: str) -> None:
    answered(person, place)
    closed = ("emporter/", "reprendre/", "demarches/", "feuille.pdf", "et-si/", "signaler/")
    inner = ("resultats/precisions/", "resultats/rsa/", "partie/vous/", "naissance/vous/")
    for path in closed + inner:
        page = person.get(place + path)
        assert page.status_code == 404, path
        assert "<a " not in page.content.decode()  # nothing leads out of a fault either


def test_who_arrives_never_waits_for_a_place(place: str, settings: Any) -> None:
    """One person at a time stands there: the waiting room is for those who come by the network."""
    settings.JOURNEYS_AT_ONCE = 0
    assert Client().get("/simulation/").status_code == 503
    assert Client().get(place).status_code == 200


def test_to_end_needs_neither_token_nor_session(place: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    for send in (strict.post, strict.get):
        assert send(f"{place}fin/").headers["Location"] == place


def test_without_scripts_each_key_writes_a_digit(person: Client, place: str) -> None:
    page = person.get(f"{place}ecran/")
    key = f"{keypad.fields(page.context['page'])}="
    data = BIRTH | {YEAR: "198", "montre": shown(page)}
    page = person.post(f"{place}ecran/", data | {"touche": f"{key}7"}, follow=True)
    assert page.redirect_chain == [(f"{place}ecran/", 302)]
    assert 'value="1987"' in page.content.decode()
    assert "Erreur" not in page.content.decode()  # the rest is still to come
    page = person.post(f"{place}ecran/", data | {"touche": f"{key}effacer"}, follow=True)
    assert 'value="19"' in page.content.decode()
    assert "answers" not in person.session  # nothing is kept before « Continuer »
    for wrong in ("7", "=7", f"{key}77", "other:4=7", f"{YEAR}:x=7"):
        assert person.post(f"{place}ecran/", data | {"touche": wrong}).status_code == 302


def test_what_is_wrong_comes_back_alone_with_what_was_typed_and_the_rest_is_kept(
    person: Client, place: str
) -> None:
    page = person.get(f"{place}ecran/")
    assert len(page.context["page"].asked) > 1
    told = BIRTH | {YEAR: "2987", "nationalite-vous-reponse": "francaise"}
    sent = person.post(f"{place}ecran/", told | {"montre": shown(page)})
    assert (sent.status_code, sent.headers["Location"]) == (302, f"{place}ecran/")
    back = person.get(f"{place}ecran/")
    assert [one.key for one in back.context["page"].asked] == ["naissance/vous"]
    assert "Erreur" in back.content.decode().split("</title>")[0]
    assert 'value="2987"' in back.content.decode()
    assert person.session["answers"] == {"nationalite/vous": "francaise"}
    once = person.get(f"{place}ecran/").content.decode()
    assert "Erreur" not in once.split("</title>")[0]
    person.post(f"{place}ecran/", told | {"montre": shown(page)})
    person.post(f"{place}fin/")  # what waits goes with the visit
    assert not Session.objects.exists()


def test_no_page_leads_out(person: Client, place: str) -> None:
    pages = [person.get(place), *answered(person, place), person.get(f"{place}recapitulatif/")]
    person.post(place)
    for page in pages:
        html = page.content.decode()
        for address in re.findall(r'(?:href|action)="([^"]*)"', html):
            assert address.startswith((place, "/static/", "#", "?")), address
        assert not re.search(r"\b(target|download)=|tel:|mailto:", html)


def test_the_office_sees_counts_and_no_content(
    person: Client, place: str, terminal: Terminal
) -> None:
    answered(person, place)
    told = json.loads(Client().get(f"/borne/{terminal.slug}/etat").content)
    assert told["visits"] == 1
    assert not MARKS.search(json.dumps(told))


@pytest.mark.django_db
def test_an_office_of_the_directory_has_its_address_and_its_hours() -> None:
    create_communes()
    Desk.objects.create(
        key="x:1", source="operator", kind="caf", name="CAF", commune_id="73248", departement="73",
        address="1 rue Haute", postcode="73300", city="Saint-Jean", phone="04 79 00 00 00",
        hours="Mo-Fr 09:00-16:00", updated_on=timezone.localdate(), digest="x",
    )  # fmt: skip
    out = io.StringIO()
    call_command("terminal", "add", "CAF de Savoie", "--desk", "x:1", stdout=out)
    one = found(out.getvalue().strip().strip("/").rpartition("/")[2])
    assert one
    assert one.printed == (
        "CAF de Savoie, 1 rue Haute, 73300 Saint-Jean, 04 79 00 00 00. "
        "Du lundi au vendredi : de 9\u00a0h à 16\u00a0h."
    )
    page = Client().get(out.getvalue().strip()).content.decode()
    assert typeset(one.open_today) in page
    assert re.match("Aujourd’hui|Fermé aujourd’hui", one.open_today)
    one.hours = "le lundi"  # what the office says goes first
    assert one.open_today == "Le lundi."
    one.hours, one.desk = "", ""
    del one.sheet
    assert (one.open_today, one.printed) == ("", "CAF de Savoie.")


@pytest.mark.django_db
def test_the_command_opens_lists_and_closes() -> None:
    out = io.StringIO()
    call_command(
        "terminal", "add", "CAF du Rhône", "--paper", "a4", "--distance", "900", stdout=out
    )
    address = out.getvalue().strip()
    assert Client().get(address).status_code == 200
    out = io.StringIO()
    call_command("terminal", "list", stdout=out)
    (one,) = json.loads(out.getvalue())
    assert one["address"] == address
    assert one["type_px"] == 60  # nine hundred millimetres: letters half as big again
    call_command("terminal", "revoke", address, stdout=out)
    assert Client().get(address).status_code == 404
    for wrong in (
        ["revoke", "inconnue"],
        ["add", "x", "--screen", "grand"],
        ["add", "x", "--desk", "x"],
    ):
        with pytest.raises(CommandError):
            call_command("terminal", *wrong)


@pytest.mark.parametrize(
    ("distance", "diagonal", "size", "pixels"),
    [(600, 22, (1080, 1920), 40), (600, 32, (1080, 1920), 28), (600, 19, (1280, 1024), 34)],
)
def test_letters_are_as_high_as_the_distance_asks(
    distance: int, diagonal: float, size: tuple[int, int], pixels: int
) -> None:
    """EN 301 549, 5.1.4: 0.7° in the eye; 40 px of type on 22 inches at 60 cm."""
    screen = Terminal(
        distance_mm=distance, diagonal_in=diagonal, width_px=size[0], height_px=size[1]
    )
    assert screen.type_px == pixels
