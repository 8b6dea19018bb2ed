"""Small screens, large zoom, forced colours, paper."""

import pytest
from playwright.sync_api import expect

from tests.e2e.visit import OpenVisit, Visitor

#: WCAG 1.4.10: a window of 1280 by 1024 at 400 %, which is also a very small phone.
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
OUTSIDE = ["/", "/mentions-legales/", "/accessibilite/", "/nulle-part/", "/simulation/effacer/"]
RESULTS = "/simulation/resultats/?complet=1"


def overflow(visitor: Visitor) -> int:
    """By how many CSS pixels the page is wider than its window."""
    return int(
        visitor.page.evaluate("""() => {
            const root = document.documentElement;
            return root.scrollWidth - root.clientWidth;
        }""")
    )


def answered_pages(visitor: Visitor) -> list[str]:
    """The addresses of every question that the recap lists."""
    visitor.go("/simulation/recapitulatif/")
    links = visitor.page.get_by_role("link", name="Modifier").all()
    return [str(link.get_attribute("href")) for link in links]


def test_no_page_scrolls_sideways_at_320_pixels(open_visit: OpenVisit, finished: str) -> None:
    visitor = open_visit(**ZOOMED)
    wide = [path for path in OUTSIDE if visitor.go(path) and overflow(visitor)]
    visitor.take_over(finished)
    questions = answered_pages(visitor)
    assert len(questions) > 20
    for path in [*questions, "/simulation/recapitulatif/", RESULTS]:
        visitor.go(path)
        if path == RESULTS:
            for summary in visitor.page.locator("summary").all():
                summary.click()
        if overflow(visitor):
            wide.append(path)
        elif path in questions and visitor.page.get_by_role("textbox").count():
            for box in visitor.page.get_by_role("textbox").all():
                box.fill("n’importe quoi de très long")
            visitor.proceed()
            assert visitor.page.get_by_role("alert").is_visible()
            if overflow(visitor):
                wide.append(f"{path} in error")
    assert wide == []


def test_targets_are_large_enough_for_a_thumb(open_visit: OpenVisit, finished: str) -> None:
    """Buttons, boxes and radios of 44 px at least, on a phone."""
    visitor = open_visit(viewport={"width": 390, "height": 800}, has_touch=True)
    visitor.take_over(finished)
    small = []
    for path in ("/", "/simulation/logement/", "/simulation/aides/", "/simulation/loyer/", RESULTS):
        visitor.go(path)
        for target in visitor.page.locator("button, .button, .choice, input[type=text]").all():
            box = target.bounding_box()
            if box and min(box["width"], box["height"]) < 44:
                small.append((path, target.evaluate("element => element.outerHTML"), box))
    assert small == []


def test_forced_colours_lose_nothing(open_visit: OpenVisit, finished: str) -> None:
    """Windows' high contrast takes backgrounds away: borders and outlines must tell."""
    visitor = open_visit(forced_colors="active")
    visitor.take_over(finished)
    visitor.go("/simulation/logement/")
    checked = visitor.page.locator("input:checked + label")
    other = visitor.page.locator("input:not(:checked) + label").first
    expect(checked).to_have_css("outline-style", "solid")
    expect(other).to_have_css("outline-style", "none")
    expect(visitor.page.locator("input:checked")).to_be_visible()
    for button in (visitor.page.get_by_role("button", name="Continuer"), other):
        expect(button).to_have_css("border-top-style", "solid")
    visitor.go(RESULTS)
    expect(visitor.page.locator(".amount").first).to_be_visible()
    expect(visitor.page.get_by_role("link", name="Changer mes réponses")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_results_print_whole(open_visit: OpenVisit, finished: str, scheme: str) -> None:
    """On paper: every amount, how to claim and where to go, in black on white."""
    visitor = open_visit(color_scheme=scheme)
    visitor.take_over(finished)
    visitor.go(RESULTS)
    amounts = visitor.page.locator(".amount, .total")
    how = visitor.page.locator("details > *")
    count = amounts.count()
    assert count > 2
    visitor.page.emulate_media(media="print")
    for amount in amounts.all():
        expect(amount).to_be_visible()
        expect(amount).to_have_css("color", "rgb(0, 0, 0)")
    for part in how.all():
        assert part.evaluate("element => element.checkVisibility({contentVisibilityAuto: true})")
    expect(visitor.page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(visitor.page.get_by_role("button", name="Effacer mes réponses")).not_to_be_visible()
    assert visitor.page.pdf()[:4] == b"%PDF"
