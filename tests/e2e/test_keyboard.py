"""The way of those who use no mouse, and where the focus goes."""

from playwright.sync_api import Locator, expect

from tests.e2e.visit import OpenVisit, Visitor

MOST_TABS = 40


def tab_to(visitor: Visitor, target: Locator) -> None:
    """Press Tab until `target` has the focus; on the way, each stop must be visible."""
    for _ in range(MOST_TABS):
        visitor.page.keyboard.press("Tab")
        assert focus_is_drawn(visitor), "the focus is somewhere that cannot be seen"
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached with Tab: {target}")


def focus_is_drawn(visitor: Visitor) -> bool:
    """Whether an outline of 2 px at least is around the focus, or around its label."""
    return bool(
        visitor.page.evaluate("""() => {
            const focused = document.activeElement;
            const drawn = element => {
                const style = getComputedStyle(element);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            };
            return [focused, ...(focused.labels || [])].some(drawn);
        }""")
    )


def test_the_first_questions_with_the_keyboard_alone(visitor: Visitor) -> None:
    page, press = visitor.page, visitor.page.keyboard.press
    visitor.go("/")
    press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_in_viewport()
    with page.expect_navigation():
        tab_to(visitor, page.get_by_role("link", name="Commencer"))
        press("Enter")

    tab_to(visitor, page.get_by_label("Jour"))
    for value in ("4", "5", "1990"):
        page.keyboard.type(value)
        press("Tab")
    expect(page.get_by_role("button", name="Continuer")).to_be_focused()
    with page.expect_navigation():
        press("Enter")
    assert visitor.step == "nationalite/vous"

    tab_to(visitor, page.get_by_role("radio", name="Française"))
    press("ArrowDown")  # arrows choose among radios
    press("ArrowDown")
    expect(page.get_by_role("radio", name="D’un autre pays")).to_be_checked()
    press("ArrowUp")
    press("ArrowUp")
    expect(page.get_by_role("radio", name="Française")).to_be_checked()
    with page.expect_navigation():
        press("Enter")  # in a field, Enter sends the form
    assert visitor.step == "situation/vous"

    tab_to(visitor, page.get_by_role("checkbox", name="Salarié ou salariée"))
    press("Space")
    with page.expect_navigation():
        tab_to(visitor, page.get_by_role("button", name="Continuer"))
        press("Enter")
    assert visitor.step == "handicap/vous"
    with page.expect_navigation():
        tab_to(visitor, page.get_by_role("button", name="Effacer mes réponses"))
        press("Enter")
    assert visitor.heading == "Vos réponses sont effacées"


def test_an_error_takes_the_focus_and_leads_to_its_field(open_visit: OpenVisit) -> None:
    for javascript in (True, False):
        visitor = open_visit(javascript=javascript)
        visitor.start()
        title = visitor.page.title()
        visitor.page.get_by_label("Année").fill("1850")
        visitor.proceed()
        assert visitor.page.title() == f"Erreur : {title}"
        summary = visitor.page.get_by_role("alert")
        expect(summary).to_be_focused()
        expect(summary).to_be_in_viewport()
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.press("Enter")
        day = visitor.page.get_by_label("Jour")
        expect(day).to_be_focused()
        expect(day).to_have_attribute("aria-invalid", "true")
        expect(visitor.page.get_by_label("Année")).to_have_value("1850")  # what was typed stays


def test_details_of_a_result_open_with_the_keyboard(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    visitor.go("/simulation/resultats/?complet=1")
    expect(visitor.page.get_by_role("heading", level=1)).to_be_focused()
    summary = visitor.page.locator("summary").first
    tab_to(visitor, summary)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("details").first).to_have_attribute("open", "")
