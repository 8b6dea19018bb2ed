"""At a terminal: three ways to answer, two sizes of screen, nothing that scrolls or leads out."""

import io
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from questionnaire.core import UNKNOWN
from questionnaire.dossier import Dossier
from tests.e2e.standing import (
    BORN,
    FINGER,
    MEASURED,
    MOST_SCREENS,
    SIZES,
    TALL,
    WIDE,
    Office,
    answer,
    assert_nobody,
    begin,
    check,
    follow,
    go_on,
    see_results,
    session_of,
    standing,
    walk_to_results,
    wanted,
)
from tests.e2e.visit import plain
from tests.personas.describe import MONTH, adult, answers, child, home
from tests.security.traces import ENCODED, decoded

CODE = re.compile(r"([0-9A-HJKMNP-TV-Z]{4}\s){3}[0-9A-HJKMNP-TV-Z]{4}")


@pytest.mark.parametrize("size", SIZES)
def test_two_people_in_a_row_by_touch_alone_and_nothing_is_left_of_the_first(
    browser: Browser, office: Office, size: str
) -> None:
    page = standing(browser, size)
    page.goto(office.terminals[size])
    check(page)
    begin(page, office.terminals[size])
    assert walk_to_results(page) <= MOST_SCREENS
    check(page)
    follow(page.get_by_role("link", name=re.compile("Mes réponses")))
    while True:
        check(page)
        more = page.get_by_role("link", name="Suite", exact=True)
        if not more.count():
            break
        follow(more)
    follow(page.get_by_role("link", name="Voir mes droits"))
    see_results(page)
    follow(page.get_by_role("link", name=re.compile("mon code")))
    check(page)
    code = CODE.search(page.locator(".ticket .code").inner_text())
    assert code
    page.evaluate("window.print = () => window.dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="Imprimer et terminer").tap()  # and no paper comes out
    assert_nobody(page)
    begin(page, office.terminals[size])
    check(page)
    assert page.locator("input:checked").count() == 0
    assert {one.input_value() for one in page.locator("input[inputmode]").all()} == {""}
    page.get_by_role("button", name="Terminer").tap()
    assert_nobody(page)
    page.context.close()
    assert_no_trace(office, code[0])


def assert_no_trace(office: Office, code: str) -> None:
    """Neither the birth nor the code in a file of the server: database, journals, logs."""
    for file in [one for one in office.site.log.parent.rglob("*") if one.is_file()]:
        blob = file.read_bytes()
        texts = [blob, *(text for match in ENCODED.finditer(blob) for text in decoded(match[0]))]
        for mark in (b"1985-05-04", code.encode(), code.replace(" ", "").encode()):
            assert not [one for one in texts if mark in one], file.name


@pytest.mark.parametrize("size", SIZES)
def test_somebody_alone_by_keys_alone(browser: Browser, office: Office, size: str) -> None:
    """Tab, arrows, space, return and digits: a keyboard, or a bar of four keys with the keypad."""
    page = standing(browser, size)
    page.goto(office.terminals[size])
    reach(page, page.get_by_role("button", name="Commencer"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/ecran/")
    screens = 0
    while "/ecran/" in page.url:
        screens += 1
        assert screens <= MOST_SCREENS
        keyed(page)
    see_results(page)
    reach(page, page.get_by_role("link", name=re.compile("mon code")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/ticket/")
    reach(page, page.get_by_role("button", name="Terminer", exact=True))
    page.keyboard.press("Enter")
    assert_nobody(page)
    page.context.close()


def keyed(page: Page) -> None:
    """The answers of one screen by keys."""
    first = page.locator("section.one").first.get_attribute("id")
    for one in page.locator("section.one").all():
        anchor = str(one.get_attribute("id"))
        if anchor.startswith("naissance"):  # by the keys of the screen, one by one
            for digit in BORN[:2]:
                reach(page, page.locator(f"[data-key='{digit}']"))
                page.keyboard.press(" ")
            boxes = one.locator("input[inputmode]").all()
            for box, digits in zip(boxes[1:], (BORN[2:4], BORN[4:]), strict=True):
                reach(page, box)
                page.keyboard.type(digits)
        elif anchor == "commune":
            reach(page, one.locator("input[inputmode]"))
            page.keyboard.type("35000")
            one.locator(".choice input").first.wait_for(state="attached")
            pick(page, one.locator(".choice input").first)
        elif label := wanted(one):
            pick(page, page.locator(f"#{label.get_attribute('for')}"))
        else:
            reach(page, one.locator("input[inputmode]").first)
            page.keyboard.type("0" if anchor == "enfants" else "500")
    reach(page, go_on(page))
    page.keyboard.press("Enter")
    expect(page.locator(f"section.one#{first}")).to_have_count(0)


def reach(page: Page, target: Locator) -> None:
    for _ in range(120):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way with Tab to {target}")


def pick(page: Page, target: Locator) -> None:
    """A box with space; a radio as arrows reach it in its group."""
    if target.get_attribute("type") == "checkbox":
        reach(page, target)
        page.keyboard.press(" ")
        return
    group = page.locator(f"[name='{target.get_attribute('name')}']")
    reach(page, group.first)
    page.keyboard.press(" ")
    for _ in range(group.count()):
        if target.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("no way with arrows")


@pytest.mark.parametrize("size", SIZES)
def test_somebody_alone_without_scripts(browser: Browser, office: Office, size: str) -> None:
    page = standing(browser, size, javascript=False)
    begin(page, office.terminals[size])
    screens = 0
    while "/ecran/" in page.url:
        check(page)
        screens += 1
        assert screens <= MOST_SCREENS + 1  # once more for the communes of the code
        plainly(page)
    title = page.get_by_role("heading", name=re.compile("^Vos droits en "))
    expect(title).to_be_visible(timeout=60_000)
    check(page)
    assert 'content="180;url=' in page.content()
    follow(page.get_by_role("link", name=re.compile("mon code")))
    check(page)
    page.get_by_role("button", name="Terminer").tap()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    assert {one["name"] for one in page.context.cookies()} <= {"csrftoken"}
    for _ in range(3):
        page.go_back()
        assert "1985" not in page.content()
    page.context.close()


def plainly(page: Page) -> None:
    """The answers of one screen, each digit a page of its own, then whatever is to be touched."""
    typed = {"naissance-vous": BORN, "commune": "35000", "enfants": "0", "loyer": "500"}
    for anchor, digits in typed.items():
        box = page.locator(f"section.one#{anchor} input[inputmode]").first
        if box.count() and not box.input_value():
            for digit in digits:
                with page.expect_navigation():
                    page.locator(f"[data-key='{digit}']").tap()
    boxes = page.locator("section.one#naissance-vous input[inputmode]").all()
    assert [one.input_value() for one in boxes] in ([], ["04", "05", "1985"])
    for one in page.locator("section.one").all():
        anchor = str(one.get_attribute("id"))
        communes = one.locator(".choice label")
        if anchor == "commune" and communes.count():
            communes.first.tap()
        elif anchor not in typed and (label := wanted(one)):
            label.tap()
    with page.expect_navigation(timeout=60_000):
        go_on(page).tap()


def test_no_screen_that_comes_back_scrolls(browser: Browser, office: Office) -> None:
    """Sent as it came: what is wrong and its words stand on one screen, the lowest of the two."""
    page = standing(browser, WIDE)
    begin(page, office.terminals[WIDE])
    seen = 0
    while "/ecran/" in page.url:
        follow(go_on(page))
        if page.locator(".summary").count():
            seen += 1
            check(page)
        answer(page)
    assert seen > 5
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_with_larger_letters_nothing_is_cut_and_the_main_button_stays(
    browser: Browser, office: Office, size: str
) -> None:
    page = standing(browser, size)
    begin(page, office.terminals[size])
    page.get_by_role("button", name="Plus grand").tap()
    height = SIZES[size][2]
    pages = ("ecran/", "ecran/?question=situation/vous", "recapitulatif/", "resultats/", "ticket/")
    for path in pages:
        page.goto(office.terminals[size] + path)
        if path == "ecran/":
            office.site.put(session_of(page), answers=MUCH[FOUR], month=MONTH)
        if path == "resultats/":
            see_results(page)
        assert page.locator(":root[data-bigger]").count() == 1
        cut = page.evaluate(CUT)
        assert cut == {"wide": 0, "lost": []}, (path, cut)
        main = page.locator(".go > *:visible").last.bounding_box()
        assert main
        assert main["y"] + main["height"] <= height or "ecran" not in path
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_what_is_printed_stands_on_one_ticket_or_two_pages(
    browser: Browser, office: Office, size: str
) -> None:
    page = standing(browser, size)
    begin(page, office.terminals[size])
    office.site.put(session_of(page), answers=MUCH[FOUR], month=MONTH)
    page.goto(f"{office.terminals[size]}ticket/")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    wide, least, most = (80, 1, 1) if size == TALL else (210, 1, 2)
    assert least <= len(printed.pages) <= most
    assert round(float(printed.pages[0].mediabox.width) / 72 * 25.4) == wide
    text = " ".join(" ".join(one.extract_text() for one in printed.pages).split())
    assert plain(page.locator(".ticket .code").inner_text()) in plain(text)
    assert ("Les papiers à préparer" in text) == (size == WIDE)
    assert "Terminer" not in text
    page.context.close()


def household(*people: dict[str, Any], **others: Any) -> dict[str, Any]:
    return answers(*people, home("locataire_vide", 700.0), **others)


#: How far the page is wider than its screen; what is out of a box that does not slide.
CUT = """() => {
  const root = document.documentElement, slides = one => getComputedStyle(one).overflowY === "auto";
  const lost = [...document.querySelectorAll("main *")].filter(one => one.checkVisibility())
    .filter(one => {
      for (let box = one.parentElement; box; box = box.parentElement) if (slides(box)) return false;
      const at = one.getBoundingClientRect();
      return at.height && (at.right > innerWidth + 1 || at.bottom > innerHeight + 1 || at.top < -1);
    }).map(one => one.tagName);
  return { wide: Math.max(0, root.scrollWidth - root.clientWidth), lost };
}"""
UNSURE = dict.fromkeys(("salaire", "chomage", "retraite", "pension-recue"), UNKNOWN)
FOUR = "a parent with four children"
#: Households that ask much: the tallest screens.
MUCH = {
    "a couple with nine children": household(
        adult("vous", "1990-05-04", "salarie", "chomeur", incomes=UNSURE),
        adult("conjoint", "1988-05-04", "salarie", incomes={"salaire": 1_600.0}),
        *[child(n, f"{2026 - 2 * n}-02-10", "lycee" if n > 7 else "") for n in range(1, 10)],
        couple="concubinage",
        children=9,
    ),
    FOUR: household(
        adult("vous", "1990-05-04", "salarie", incomes=UNSURE),
        *[child(n, f"{2026 - 3 * n}-02-10") for n in range(1, 5)],
        children=4,
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", MUCH)
def test_no_question_of_a_large_family_scrolls(
    browser: Browser, office: Office, size: str, who: str
) -> None:
    page = standing(browser, size)
    begin(page, office.terminals[size])
    office.site.put(session_of(page), answers=MUCH[who], month=MONTH)
    faults = []
    for step in Dossier(MONTH, MUCH[who]).asked().reachable:
        page.goto(f"{office.terminals[size]}ecran/?question={step.key}")
        found = page.evaluate(MEASURED, FINGER)
        if any(found.values()):
            faults.append((step.key, found))
    assert faults == []
    page.context.close()


def test_a_code_that_many_communes_share_is_folded_and_scrolls_no_more(
    browser: Browser, office: Office
) -> None:
    for size in SIZES:
        page = standing(browser, size)
        begin(page, office.terminals[size])
        told = household(adult("vous", "1990-05-04", "salarie"))
        del told["commune"]
        office.site.put(session_of(page), answers=told, month=MONTH)
        page.goto(f"{office.terminals[size]}ecran/?question=commune")
        for digit in "51300":
            page.locator(f"[data-key='{digit}']").tap()
        folds = page.locator("details[name=communes]")
        expect(folds).not_to_have_count(0)
        check(page)
        folds.last.locator("summary").tap()
        check(page)
        page.context.close()


def test_one_goes_back_a_screen_and_mends_an_answer(browser: Browser, office: Office) -> None:
    page = standing(browser, TALL)
    begin(page, office.terminals[TALL])
    assert page.get_by_role("link", name="Avant").count() == 0
    for digit in BORN:
        page.locator(f"[data-key='{digit}']").tap()
    page.get_by_text("Française", exact=True).tap()
    go_on(page).tap()
    expect(page.locator("#situation-vous")).to_be_visible()
    page.get_by_role("link", name="Avant").tap()
    expect(page.locator("#nationalite-vous input:checked")).to_have_value("francaise")
    check(page)
    page.get_by_text("D’un autre pays").tap()
    follow(go_on(page))
    expect(page.locator("#situation-vous")).to_be_visible()
    follow(page.get_by_role("link", name="Avant"))
    expect(page.locator("#nationalite-vous input:checked")).to_have_value("autre")
    page.context.close()
