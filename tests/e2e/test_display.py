"""Small screens, large zoom, forced colours, paper."""

from playwright.sync_api import expect

from tests.e2e.visit import AROUND, OpenVisit, Visitor

#: WCAG 1.4.10: a window of 1280 by 1024 at 400 %, which is also a very small phone.
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
RESULTS = "/simulation/resultats/?complet=1"
ANSWERED = ["/simulation/recapitulatif/", RESULTS, "/simulation/pres-de-chez-vous/"]


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
    links = visitor.page.locator(".recap a").all()
    return [str(link.get_attribute("href")) for link in links]


def test_no_page_scrolls_sideways_at_320_pixels(open_visit: OpenVisit, finished: str) -> None:
    visitor = open_visit(**ZOOMED)
    wide = [path for path in AROUND if visitor.go(path) and overflow(visitor)]
    visitor.take_over(finished)
    questions = answered_pages(visitor)
    assert len(questions) > 20
    for path in [
        *questions,
        "/simulation/recapitulatif/",
        "/simulation/pres-de-chez-vous/",
        RESULTS,
    ]:
        visitor.go(path)
        visitor.unfold()
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
        targets = visitor.page.locator(":is(button, .button, .choice, input[type=text]):visible")
        small += targets.evaluate_all(
            """(elements, path) => elements.flatMap(element => {
            const { width, height } = element.getBoundingClientRect();
            return Math.min(width, height) < 44 ? [[path, element.outerHTML, width, height]] : [];
        })""",
            path,
        )
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
    expect(visitor.page.locator(".sums .num").first).to_be_visible()
    expect(visitor.page.get_by_role("link", name="Changer mes réponses")).to_be_visible()


def test_a_name_of_200_letters_widens_no_page(open_visit: OpenVisit, finished: str) -> None:
    """An operator may write what they like; at 400 % nothing is cut nor scrolls sideways."""
    visitor = open_visit(**ZOOMED)
    visitor.take_over(finished)
    for path in (RESULTS, "/simulation/demarches/", "/simulation/pres-de-chez-vous/", "/aides/"):
        visitor.go(path)
        changed = visitor.page.evaluate("""() => {
            const names = [...document.querySelectorAll('main a, main li, main th')]
                .filter(one => !one.children.length && !one.matches('.num, .button'));
            names.forEach((one, rank) => {
                one.textContent = rank % 2 ? 'Aide '.repeat(40) : 'a'.repeat(200);
            });
            return names.length;
        }""")
        assert changed > 5, path
        assert not overflow(visitor), path


def test_without_its_sheet_a_page_is_still_read(open_visit: OpenVisit, finished: str) -> None:
    """No style: the same words in the same order, no drawing larger than a thumb, nothing wide."""
    visitor = open_visit(viewport={"width": 390, "height": 800})
    visitor.take_over(finished)
    for path in ("/", "/simulation/logement/", "/simulation/recapitulatif/", RESULTS):
        visitor.go(path)
        visitor.page.evaluate(
            "document.querySelectorAll('[rel=stylesheet]').forEach(l => l.remove())"
        )
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
        large = visitor.page.locator("svg").evaluate_all(
            """all => all.map(one => one.getBoundingClientRect())
                .filter(box => box.width > 240 || box.height > 240).length"""
        )
        assert large == 0, path
        assert not overflow(visitor), path
