"""What a screen reader meets and axe does not see: names, focus, warnings, forms sent empty."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys import COUPLE, LONE_PARENT, Journey, steps
from tests.e2e.visit import RESULTS_SECONDS, OpenVisit, Visitor

IDLE = 2 * 60 * 60  # seconds (settings.SESSION_COOKIE_AGE)
BEFORE = 10 * 60  # of them, those at whose beginning one is warned

#: Each text box: its name, and the names of the groups that hold it.
BOXES = """() => [...document.querySelectorAll('main input:not([type=hidden]):not([type=radio])'
  + ':not([type=checkbox]), main select, main textarea')].filter(one => one.checkVisibility())
  .map(one => {
    const said = [...(one.labels || [])].map(label => label.innerText.trim());
    const groups = [];
    for (let up = one.closest('fieldset'); up; up = up.parentElement.closest('fieldset'))
      groups.push(up.querySelector('legend').innerText.trim());
    return [one.getAttribute('aria-label') || said.join(' '), ...groups].join(' / ');
  })"""
#: Words that are hidden from readers, and that nothing else says.
HIDDEN = """() => [...document.querySelectorAll('[aria-hidden=true]')]
  .filter(one => one.checkVisibility() && /\\p{L}{2}/u.test(one.innerText || ''))
  .filter(one => !['labelledby', 'describedby']
    .some(by => one.id && document.querySelector(`[aria-${by}~="${one.id}"]`)))
  .map(one => one.outerHTML)"""
FOCUS = "() => document.activeElement.tagName"


@pytest.mark.parametrize("journey", [LONE_PARENT, COUPLE], ids=["lone parent", "couple"])
def test_each_page_says_what_it_shows(visitor: Visitor, journey: Journey) -> None:
    """Boxes have names of their own, nothing is hidden from readers alone, no two pages have one
    title, and a page sent empty gives its alert the focus."""
    titles: Counter[str] = Counter()
    found: dict[str, list[str]] = {}
    for step, fill in steps(visitor, journey):
        titles[visitor.title] += 1
        before = visitor.path
        visitor.proceed()
        if visitor.path != before:  # answered beforehand
            visitor.go(before)
        elif not visitor.title.startswith("Erreur"):
            found[step] = ["no error in the title"]
        else:
            alert = visitor.page.get_by_role("alert")
            expect(alert).to_be_focused()
        visitor.unfold()
        boxes = Counter(visitor.page.evaluate(BOXES))
        twice = [name for name, count in boxes.items() if count > 1 or not name.strip()]
        found[step] = [*found.get(step, []), *twice, *visitor.page.evaluate(HIDDEN)]
        fill(visitor)
        visitor.proceed()
    assert {step: faults for step, faults in found.items() if faults} == {}
    assert [title for title, count in titles.items() if count > 1] == []


def test_the_focus_is_never_lost_on_the_way(visitor: Visitor) -> None:
    """After each Tab on a page that answers while one types, then after what replaced a part."""
    for step, fill in steps(visitor, LONE_PARENT):
        if step == "commune":
            break
        fill(visitor)
        visitor.proceed()
    visitor.page.get_by_label("Code postal").fill("73300")
    expect(visitor.page.get_by_role("radio").first).to_be_visible()
    assert visitor.page.evaluate(FOCUS) == "INPUT"
    for _ in range(4):
        visitor.page.keyboard.press("Tab")
        visitor.page.wait_for_timeout(1000)
        assert visitor.page.evaluate(FOCUS) != "BODY"


def test_the_results_take_the_focus_when_they_arrive(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    visitor.go("/simulation/resultats/")
    title = visitor.page.get_by_role("heading", level=1, name=re.compile("^Vos droits en "))
    expect(title).to_be_visible(timeout=RESULTS_SECONDS * 1000)
    expect(title).to_be_focused()


def test_one_is_warned_before_everything_is_erased(open_visit: OpenVisit, finished: str) -> None:
    visitor = open_visit()
    visitor.page.clock.install()
    visitor.take_over(finished)
    visitor.go("/simulation/recapitulatif/")
    warning = visitor.page.get_by_role("alertdialog")
    visitor.page.clock.fast_forward((IDLE - BEFORE - 5) * 1000)
    expect(warning).to_be_hidden()
    visitor.page.clock.fast_forward(10_000)
    expect(warning).to_be_visible()
    expect(warning.get_by_role("button").first).to_be_focused()
    warning.get_by_role("button").first.press("Enter")  # to go on
    expect(warning).to_be_hidden()
    visitor.page.clock.fast_forward((IDLE - BEFORE + 5) * 1000)
    expect(warning).to_be_visible()
    assert visitor.session
    visitor.site.forget_session(visitor.session)  # as the server's own clock does
    visitor.page.clock.fast_forward((BEFORE + 5) * 1000)
    expect(visitor.page.get_by_role("main")).to_contain_text("Vos réponses ont été effacées")


def test_to_report_nothing_is_said_as_an_error(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    visitor.go("/simulation/resultats/?complet=1")
    visitor.page.get_by_role("link", name="Je m’attendais à autre chose").click()
    visitor.page.get_by_role("button", name="Continuer").click()
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    assert visitor.title.startswith("Erreur")
    chosen = visitor.page.get_by_role("combobox", name="De quelle aide s’agit")
    expect(chosen).to_have_attribute("aria-invalid", "true")
