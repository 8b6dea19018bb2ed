"""Headers, by the rules of the public observatory, on the first visit and on the others.

Rules and points: mdn/mdn-http-observatory, `src/grader/charts.js`, read in November 2026.
"""

import re
from http.cookies import SimpleCookie

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from simulator.project.worker import FAILED, REFUSED, response
from tests.security.walking import walk

BEST = 135  # without the list of names that browsers ship


def score(answer: HttpResponse) -> int:
    """The points of a page: 100, less what is missing, and the bonuses of what is best."""
    headers, points = answer.headers, 100
    policy = {
        part.split()[0]: part.split()[1:]
        for part in headers.get("Content-Security-Policy", "").split(";")
        if part.split()
    }
    points += 10 if policy.get("default-src") == ["'none'"] and "unsafe" not in str(policy) else -25
    points += 5 if policy.get("frame-ancestors") == ["'none'"] else -20
    points += 5 if headers.get("Referrer-Policy") in ("same-origin", "no-referrer") else 0
    points += 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0
    points -= 0 if headers.get("X-Content-Type-Options") == "nosniff" else 5
    scripts = re.findall(r"<script[^>]*>", answer.content.decode())
    points += 5 if scripts and all("integrity=" in one for one in scripts) else 0
    cookies: SimpleCookie = answer.cookies
    for cookie in cookies.values():
        points -= 0 if cookie["samesite"] in ("Lax", "Strict") and cookie["httponly"] else 20
    return points


@pytest.mark.django_db
def test_every_page_has_the_best_score(client: Client, communes: None) -> None:
    pages = ["/", "/aides/", "/aides/rsa/", "/lieux/", "/mentions-legales/", "/simulation/couple/"]
    for path in pages:
        assert score(client.get(path, follow=True)) >= BEST, path
    for answer in walk(client):
        if answer.status_code == 200:
            assert score(answer) >= BEST, answer.request["PATH_INFO"]
    assert score(client.get("/nulle-part/")) >= BEST


def test_public_data_set_no_cookie_and_may_be_read_elsewhere(
    client: Client, communes: None
) -> None:
    list(walk(client))
    answer = client.get("/lieux/montreuil-93048.json")
    assert answer.headers["Cache-Control"].startswith("public")
    assert not answer.cookies
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_nul_in_an_address_is_not_found(client: Client, communes: None) -> None:
    for path in ("/lieux/signaler/%00/", "/lieux/%00", "/aides/%00/"):
        assert client.get(path).status_code == 404


def test_what_the_server_refuses_itself_is_in_french_and_says_nothing_else() -> None:
    from http import HTTPStatus

    for words in (REFUSED, FAILED):
        head, _, body = response(HTTPStatus.BAD_REQUEST, *words).decode().partition("\r\n\r\n")
        assert "Content-Security-Policy: default-src 'none'" in head
        assert "Content-Length: " + str(len(body.encode())) in head
        assert words[0] in body


def test_whom_to_tell_of_a_weakness(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    with override_settings(SECURITY_CONTACT="securite@exemple.fr"):
        said = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:securite@exemple.fr" in said
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT", said, re.MULTILINE)


def test_robots_stay_out_of_what_is_personal(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    for path in ("/simulation/", "/aide/*/simuler/", "/accompagner/", "/borne/"):
        assert f"Disallow: {path}" in answer.content.decode()
    assert client.get("/favicon.ico").status_code == 302


def test_a_page_travels_compressed_and_longer_by_chance(client: Client, db: None) -> None:
    plain = client.get("/simulation/naissance/vous/")
    sizes = set()
    for _ in range(20):
        page = client.get("/simulation/naissance/vous/", headers={"Accept-Encoding": "gzip"})
        assert page.headers["Content-Encoding"] == "gzip"
        assert len(page.content) < len(plain.content) * 2 / 3
        sizes.add(len(page.content))
    assert len(sizes) > 5  # its size tells nothing of what it says
    assert "Content-Encoding" not in plain.headers
