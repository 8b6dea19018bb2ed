"""What may go wrong before a terminal: somebody leaves, the server stops, fingers drum."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from simulator.terminal.models import short_name
from tests.e2e.standing import (
    BORN,
    TALL,
    WIDE,
    Office,
    answer,
    assert_nobody,
    begin,
    check,
    go_on,
    office_in,
    session_of,
    standing,
    told,
)
from tests.personas.describe import MONTH, adult, answers, home
from tests.running import serving

HASTY = {"TERMINAL_ASK_AFTER": "6", "TERMINAL_WARNING": "3"}
ALONE = answers(adult("vous", "1985-05-04", "foyer"), home("loge_gratuitement"))


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A terminal that asks after six seconds, and forgets three seconds later."""
    with office_in(tmp_path_factory.mktemp("hasty"), **HASTY) as found:
        yield found


def test_who_leaves_is_asked_as_often_as_needed_then_forgotten(
    browser: Browser, hasty: Office
) -> None:
    page = standing(browser, TALL)
    begin(page, hasty.terminals[TALL])
    still = page.get_by_role("dialog", name="Êtes-vous toujours là ?")
    for _ in range(2):
        expect(still).to_be_visible(timeout=10_000)
        page.keyboard.press("Shift")  # any key goes on
        expect(still).not_to_be_visible()
    expect(still).to_be_visible(timeout=10_000)
    still.get_by_role("button", name="Je continue").tap()
    expect(still).not_to_be_visible()
    expect(still).to_be_visible(timeout=10_000)
    expect(page.get_by_role("button", name="Commencer")).to_be_visible(timeout=10_000)
    assert_nobody(page)
    page.context.close()


def test_with_the_server_stopped_the_screen_is_wiped_and_comes_back_with_it(
    browser: Browser, tmp_path: Path
) -> None:
    page = standing(browser, TALL)
    with office_in(tmp_path, **HASTY) as office:
        short = short_name(office.terminals[TALL])
        page_of_outage = told("terminal", "outage", short, office.site.address, env=office.env)
        begin(page, office.terminals[TALL])
        answer(page)
        expect(page.locator("section.one")).not_to_have_count(0)
    gone = page.get_by_role("heading", name="Tout est effacé")
    expect(gone).to_be_visible(timeout=15_000)
    assert "section" not in page.content()
    assert page.evaluate("({...sessionStorage})") == {}
    (tmp_path / "panne.html").write_text(page_of_outage)
    start = page.context.new_page()
    start.goto(f"file://{tmp_path / 'panne.html'}")  # the machine starts without a server
    expect(start.get_by_role("heading", name="La borne ne répond pas")).to_be_visible()
    with serving(tmp_path / "log", office.env):
        for one in (page, start):
            expect(one.get_by_role("button", name="Commencer")).to_be_visible(timeout=20_000)
    page.context.close()


def test_two_people_at_one_address_never_mix(browser: Browser, office: Office) -> None:
    one, other = standing(browser, TALL), standing(browser, TALL)
    for page in (one, other):
        begin(page, office.terminals[TALL])
    answer(one)
    other.reload()
    assert {box.input_value() for box in other.locator("input[inputmode]").all()} == {""}
    assert session_of(one) != session_of(other)
    other.get_by_role("button", name="Terminer").tap()
    expect(other.get_by_role("button", name="Commencer")).to_be_visible()
    one.reload()
    expect(one.locator("#situation-vous")).to_be_visible()
    for page in (one, other):
        page.context.close()


def test_who_walks_away_while_it_computes_leaves_no_result(
    browser: Browser, office: Office
) -> None:
    page = standing(browser, WIDE)
    begin(page, office.terminals[WIDE])
    office.site.put(session_of(page), answers=ALONE, month=MONTH)
    waiting: list[Route] = []
    page.route("**/resultats/calcul/", lambda route: waiting.append(route))
    page.goto(office.terminals[WIDE] + "resultats/")
    expect(page.get_by_role("heading", name=re.compile("calculons"))).to_be_visible()
    check(page)
    page.get_by_role("button", name="Terminer").tap()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    for route in waiting:
        route.continue_()
    page.wait_for_timeout(1_500)
    page.unroute("**/resultats/calcul/")
    assert_nobody(page)
    page.context.close()


def test_two_hundred_touches_a_second_are_one(browser: Browser, office: Office) -> None:
    page = standing(browser, TALL)
    sent = []
    begin(page, office.terminals[TALL])
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    for digit in BORN:
        page.locator(f"[data-key='{digit}']").tap()
    page.get_by_text("Française", exact=True).tap()
    page.evaluate(
        """() => { const all = [...document.querySelectorAll(".go button")];
                   for (let i = 0; i < 200; i++) all.at(-1).click(); }"""
    )
    expect(page.locator("#situation-vous")).to_be_visible()
    assert len([one for one in sent if one.url.endswith("/ecran/")]) == 1
    check(page)
    page.context.close()


def test_a_fault_leads_nowhere_and_goes_back_by_itself(browser: Browser, office: Office) -> None:
    """A page that does not exist here, an address that is forged: no link, no other mode."""
    page = standing(browser, TALL)
    begin(page, office.terminals[TALL])
    forged = office.terminals[TALL].rstrip("/")[:-1] + "/"
    for path in (
        office.terminals[TALL] + "emporter/",
        office.terminals[TALL] + "demarches/",
        office.terminals[TALL] + "nulle/part/",
        forged,
    ):
        answer_ = page.goto(path)
        assert answer_
        assert answer_.status == 404
        assert page.locator("a, form, button").count() == 0
        assert page.locator("meta[http-equiv=refresh]").count() == 1
    page.context.close()


def test_a_browser_an_hour_off_changes_nothing(browser: Browser, office: Office) -> None:
    page = standing(browser, TALL)
    page.clock.set_system_time(1_900_000_000_000)
    begin(page, office.terminals[TALL])
    answer(page)
    expect(page.locator("#situation-vous")).to_be_visible()
    assert page.get_by_role("dialog").count() == 0
    go_on(page).tap()
    page.get_by_role("alert").wait_for()
    check(page)
    page.context.close()
