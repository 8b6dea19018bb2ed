"""The results are read in ten seconds: what one meets closed, for each of the journeys.

Words, screens of a phone, stops of the keyboard, printed pages, bytes as they travel.
"""

import gzip
import re

import pytest

from tests.e2e.journeys import JOURNEYS, MORE, Journey, walk
from tests.e2e.visit import OpenVisit, Visitor

PHONE = {"width": 360, "height": 740}
WORDS, SCREENS, STOPS, PAGES, BYTES = 300, 6, 40, 2, 10_000
RESULTS = "/simulation/resultats/?complet=1"


def words(visitor: Visitor) -> int:
    """What the eye meets in the page: a number and its unit are one word."""
    return len(re.findall(r"\w[\w’'-]*", visitor.page.get_by_role("main").inner_text()))


def screens(visitor: Visitor) -> float:
    height = visitor.page.evaluate("document.documentElement.scrollHeight")
    return float(height) / PHONE["height"]


def stops(visitor: Visitor) -> int:
    """How many elements the keyboard stops at, from the first to the last of the page."""
    count = """() => [...document.querySelectorAll('a[href], button, input, summary, select')]
        .filter(one => one.checkVisibility()).length"""
    return int(visitor.page.evaluate(count))


def printed_pages(visitor: Visitor) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", visitor.page.pdf(prefer_css_page_size=True)))


EVERY = JOURNEYS | MORE


@pytest.mark.parametrize("journey", EVERY.values(), ids=EVERY)
def test_the_results_are_short(open_visit: OpenVisit, journey: Journey) -> None:
    visitor = open_visit(viewport=PHONE)
    walk(visitor, journey)
    page = visitor.go(RESULTS).text()
    found = {
        "words": (words(visitor), WORDS),
        "screens": (screens(visitor), SCREENS),
        "stops": (stops(visitor), STOPS),
        "pages": (printed_pages(visitor), PAGES),
        "bytes": (len(gzip.compress(page.encode())), BYTES),
    }
    print(found)  # noqa: T201 (what the report quotes)
    assert {name: one for name, one in found.items() if one[0] > one[1]} == {}
    visitor.go("/simulation/demarches/")
    assert printed_pages(visitor) <= 1
