"""The keyboard alone is enough, and says where it is."""

from playwright.sync_api import Locator, expect

from tests.e2e.visit import OpenVisit, Visitor

FAR = 40  # more presses than any page needs


def reach(visitor: Visitor, wanted: Locator) -> None:
    """Press Tab until this is where the keyboard is."""
    for _ in range(FAR):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {wanted}")


def enter(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def test_questions_are_answered_without_a_mouse(open_visit: OpenVisit) -> None:
    """With scripts and without, from the first page on; each question has a title of its own."""
    for javascript in (True, False):
        visitor = open_visit(javascript=javascript)
        page, keys = visitor.page, visitor.page.keyboard
        visitor.go("/")
        reach(visitor, page.get_by_role("link", name="Commencer"))
        enter(visitor)
        titles = [page.title()]
        for label, typed in (("Jour", "4"), ("Mois", "5"), ("Année", "1990")):
            reach(visitor, page.get_by_label(label))
            keys.type(typed)
        enter(visitor)
        titles.append(page.title())
        reach(visitor, page.get_by_role("radio").first)
        keys.press("Space")
        enter(visitor)
        titles.append(page.title())
        reach(visitor, page.get_by_role("checkbox", name="Au chômage"))
        keys.press("Space")
        reach(visitor, page.get_by_role("button", name="Continuer"))
        enter(visitor)
        titles.append(page.title())
        assert len(set(titles)) == len(titles)
        reach(visitor, page.get_by_role("link", name="Précédent"))
        enter(visitor)
        expect(page.get_by_role("checkbox", name="Au chômage")).to_be_checked()


def test_an_error_takes_the_keyboard_to_its_summary_and_back(visitor: Visitor) -> None:
    visitor.start()
    reach(visitor, visitor.page.get_by_role("button", name="Continuer"))
    enter(visitor)
    assert visitor.title.startswith("Erreur")
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    reach(visitor, visitor.page.get_by_role("alert").get_by_role("link").first)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_label("Jour")).to_be_focused()
