"""« Et si… » in a browser: with scripts and without, on a small phone, examined by axe."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.test_axe import violations
from tests.e2e.test_display import ZOOMED, overflow
from tests.e2e.visit import RESULTS_SECONDS, OpenVisit, Visitor

PLACE = "/simulation/et-si/"


def choose(visitor: Visitor, change: str, **amounts: str) -> None:
    """Open a change from the page, fill its amounts, and compare."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name=change, exact=True).click()
    for radios in visitor.page.get_by_role("group").all():
        radios.get_by_role("radio").first.check(force=True)
    for label, amount in amounts.items():
        visitor.page.get_by_label(re.compile(label)).fill(amount)
    with visitor.page.expect_navigation(timeout=RESULTS_SECONDS * 1000):
        visitor.page.get_by_role("button", name="Comparer").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_changes_beside_today_then_one(
    open_visit: OpenVisit, finished: str, javascript: bool
) -> None:
    visitor = open_visit(javascript=javascript)
    visitor.take_over(finished)
    visitor.go(PLACE)
    choose(visitor, "Avoir un enfant")
    expect(visitor.page.get_by_role("heading", name="Avoir un enfant")).to_be_visible()
    expect(visitor.page.get_by_text("Ce qui reste chaque mois")).to_be_visible()
    choose(visitor, "Vivre en couple", Âge="41", Salaire="1 400") if single(visitor) else choose(
        visitor, "Se séparer", Loyer="500", Pension="0"
    )
    assert visitor.page.get_by_role("button", name=re.compile("^Retirer")).count() == 2
    with visitor.page.expect_navigation(timeout=RESULTS_SECONDS * 1000):
        visitor.page.get_by_role("button", name="Retirer : Avoir un enfant").click()
    assert visitor.page.get_by_role("button", name=re.compile("^Retirer")).count() == 1
    visitor.assert_nothing_went_wrong()


def single(visitor: Visitor) -> bool:
    """Whether the page of a separation says that there is no couple."""
    visitor.go(f"{PLACE}separation/")
    alone = bool(visitor.page.get_by_text("pas de couple").count())
    visitor.go(PLACE)
    return alone


def test_its_pages_hold_on_a_small_phone_and_before_axe(
    open_visit: OpenVisit, finished: str
) -> None:
    visitor = open_visit(**ZOOMED)
    visitor.take_over(finished)
    visitor.go(PLACE)
    found = violations(visitor, "et si, nothing chosen")
    choose(visitor, "Avoir un enfant")
    wide = []
    for path in ("", "salaire-par-mois/", "demenagement/", "retraite/", "emploi/"):
        visitor.go(PLACE + path)
        visitor.unfold()
        if overflow(visitor):
            wide.append(path)
        found += violations(visitor, f"et si, {path}")
    visitor.go(f"{PLACE}demenagement/")
    visitor.page.get_by_role("button", name="Comparer").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    found += violations(visitor, "et si, an error")
    assert wide == []
    assert not found, "\n\n".join(found)
