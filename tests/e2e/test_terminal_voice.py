"""Heard, touched, seen: the thirteen requirements of EN 301 549 that bind a terminal's pages."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.standing import TALL, Office, answer, begin, follow, go_on, see_results, standing

#: A voice that writes down what it is asked to say: language, words, rate.
VOICE = """
  window.said = [];
  class Utterance { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  let turn = 0;
  const synthesis = {
    getVoices: () => [{ lang: "fr-FR" }], addEventListener: () => {}, cancel: () => { turn++; },
    speak: one => {
      const mine = turn;
      window.said.push([one.lang, one.text, one.rate, document.querySelector(".spoken")?.tagName]);
      setTimeout(() => mine === turn && one.onend && one.onend(), window.slowly ? 60000 : 1);
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""
TWICE = 600  # milliseconds: beyond, a second press of the same button counts
#: What assistive technology reads of the page's main part, in its order: names and texts.
LEAVES = re.compile(r'^\s*- (heading|paragraph|text|button|link|radio|checkbox|img)(?: "(.*?)")?')


@pytest.fixture
def heard(browser: Browser, office: Office) -> Any:
    page = standing(browser, TALL)
    page.add_init_script(VOICE)
    page.goto(office.terminals[TALL])
    yield page
    page.context.close()


def said(page: Page) -> list[str]:
    """What the voice was asked to say on this page, once it has stopped."""
    page.wait_for_selector("[data-speak]:text-is('Écouter')", timeout=20_000)
    found: list[str] = [plain(text) for _, text, *_ in page.evaluate("window.said")]
    return found


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2011", "-")).strip()


def names(page: Page) -> list[str]:
    """The accessible names and texts of the main part, in tree order."""
    found = []
    for line in page.locator("main").aria_snapshot().splitlines():
        match = LEAVES.match(line)
        if match:
            after = line.split(": ", 1)[1] if ": " in line and not match[2] else ""
            text = plain(match[2] or after.strip('"'))
            if text:
                found.append(text)
    return found


def assert_all_said(page: Page) -> None:
    """K1: every name is said, in the order of the tree."""
    log, at = " ".join(said(page)), 0
    for name in names(page):
        again = log.find(name, at)
        assert again >= 0 or name in log[:at], f"not said, or out of order: {name}\n{log}"
        at = max(at, again)


def test_k1_every_name_of_every_page_is_said_in_order(heard: Page) -> None:
    assert heard.evaluate("window.said") == []
    heard.get_by_role("button", name="Écouter").tap()
    assert_all_said(heard)
    follow(heard.get_by_role("button", name="Commencer"))
    screens = 0
    while "/ecran/" in heard.url:
        assert_all_said(heard)  # asked once, each page is read as it comes
        answer(heard)
        screens += 1
    see_results(heard)
    heard.wait_for_timeout(1_000)  # it speaks once the page has settled
    assert_all_said(heard)
    follow(heard.get_by_role("link", name=re.compile("Mes réponses")))
    assert_all_said(heard)
    follow(heard.get_by_role("link", name="Voir mes droits"))
    see_results(heard)
    follow(heard.get_by_role("link", name=re.compile("mon code")))
    assert_all_said(heard)  # K8: what is printed, and what the QR is, before it is printed
    log = said(heard)
    code = plain(heard.locator(".ticket .code").inner_text())
    assert log.index(code) < log.index("Imprimer et terminer")
    assert screens > 5


def test_k2_k3_it_speaks_on_request_outlines_what_it_says_pauses_repeats_and_slows(
    heard: Page,
) -> None:
    heard.evaluate("window.slowly = true")
    speak = heard.locator("[data-speak]")
    assert heard.evaluate("window.said") == []
    speak.tap()
    assert "casque" in heard.evaluate("window.said")[0][1]  # first of all, that the room hears
    expect(heard.locator(".spoken")).to_have_count(1)
    expect(speak).to_have_text("Pause")
    heard.wait_for_timeout(TWICE)
    speak.tap()
    expect(speak).to_have_text("Reprendre")
    expect(heard.locator(".spoken")).to_have_count(0)
    heard.wait_for_timeout(TWICE)
    speak.tap()
    heard.locator("[data-repeat]").tap()
    texts = [text for _, text, *_ in heard.evaluate("window.said")]
    assert texts == [texts[0]] * 3
    heard.locator("[data-slower]").tap()
    expect(heard.locator("[data-slower]")).to_have_attribute("aria-pressed", "true")
    assert heard.evaluate("window.said").pop()[1:3] == ["Plus lent, activé", 0.7]
    heard.locator("h1").tap()  # any touch interrupts
    expect(heard.locator(".spoken")).to_have_count(0)
    expect(speak).to_have_text("Écouter")


def test_k4_what_is_only_drawn_is_silent_and_a_picture_has_its_words(heard: Page) -> None:
    heard.get_by_role("button", name="Écouter").tap()
    assert "Ouvrir mes droits" not in said(heard)  # the mark is decoration
    assert not [text for text in said(heard) if not re.search(r"\w", text)]


def test_k5_everything_goes_back_to_normal_for_the_next_person(heard: Page) -> None:
    begin(heard, heard.url)
    for name in ("Plus grand", "Contraste", "Plus lent", "Écouter"):
        heard.get_by_role("button", name=name).tap()
    assert heard.locator(":root[data-bigger][data-contrast]").count() == 1
    heard.get_by_role("button", name="Terminer").tap()
    expect(heard.get_by_role("button", name="Commencer")).to_be_visible()
    assert heard.locator(":root[data-bigger], :root[data-contrast]").count() == 0
    follow(heard.get_by_role("button", name="Commencer"))
    assert heard.locator("[aria-pressed=true]").count() == 0
    assert heard.evaluate("window.said") == []


def test_k6_the_voice_speaks_the_language_of_each_text(heard: Page) -> None:
    heard.evaluate("document.querySelector('.lead').lang = 'ar'")
    heard.get_by_role("button", name="Écouter").tap()
    said(heard)
    spoken = {text: lang for lang, text, *_ in heard.evaluate("window.said")}
    lead = next(text for text in spoken if text.startswith("C’est gratuit"))
    assert spoken.pop(lead) == "ar"
    assert set(spoken.values()) == {"fr"}


def test_k7_on_an_error_the_field_and_what_to_do_come_first(heard: Page) -> None:
    heard.get_by_role("button", name="Écouter").tap()
    said(heard)
    follow(heard.get_by_role("button", name="Commencer"))
    said(heard)
    follow(go_on(heard))
    heard.get_by_role("alert").wait_for()
    log = said(heard)
    assert log[0].startswith("Quelle est votre date de naissance ? :")
    assert "crivez" in log[0]
    assert_all_said_but_first(heard, log)


def assert_all_said_but_first(page: Page, log: list[str]) -> None:
    """The rest of the page follows."""
    assert "Continuer" in log
    assert log.index("Continuer") > log.index("Par exemple : 27 3 1985.")


def test_k9_a_capital_is_as_high_as_the_distance_asks(heard: Page) -> None:
    assert heard.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"


def test_k10_the_end_of_time_is_shown_and_said(browser: Browser, office: Office) -> None:
    page = standing(browser, TALL)
    page.add_init_script(VOICE)
    page.clock.install()
    begin(page, office.terminals[TALL])
    page.get_by_role("button", name="Écouter").tap()
    page.clock.run_for(5_000)
    page.clock.run_for(60_000)
    expect(page.get_by_role("dialog", name="Êtes-vous toujours là ?")).to_be_visible()
    page.clock.run_for(50)
    texts = [plain(text) for _, text, *_ in page.evaluate("window.said")]
    assert "Êtes-vous toujours là ?" in texts
    page.context.close()


def test_k11_four_keys_reach_everything_and_each_thing_is_said_before_it_acts(heard: Page) -> None:
    heard.get_by_role("button", name="Écouter").tap()
    said(heard)
    follow(heard.get_by_role("button", name="Commencer"))
    said(heard)
    heard.evaluate("window.said = []")
    seen = []
    for _ in range(30):
        heard.keyboard.press("Tab")
        heard.wait_for_timeout(30)
        seen.append(heard.evaluate("document.activeElement.closest('main, .terminal')?.tagName"))
    log = [plain(text) for _, text, *_ in heard.evaluate("window.said")]
    for name in ("Jour", "Française, pas coché", "1", "Effacer un chiffre", "Continuer"):
        assert name in log, log
    assert "MAIN" in seen
    assert "DIV" in seen  # and out of it again, to the band
    heard.keyboard.press("Shift+Tab")
    heard.wait_for_timeout(30)
    last = heard.evaluate("window.said").pop()
    heard.keyboard.press("r")  # the fourth key: again
    assert heard.evaluate("window.said").pop()[1] == last[1]


def test_k12_the_settings_are_on_the_first_page_by_touch_and_by_key(heard: Page) -> None:
    for name in ("Écouter", "Répéter", "Plus lent", "Plus grand", "Contraste"):
        expect(heard.get_by_role("button", name=name)).to_be_visible()
    names = []
    for _ in range(8):
        heard.keyboard.press("Tab")
        names.append(heard.evaluate("document.activeElement.innerText"))
    assert {"Écouter", "Plus grand", "Contraste"} <= set(names)


def test_k13_a_switch_tells_its_state_a_held_key_is_one_press_and_twice_too_soon_is_once(
    heard: Page,
) -> None:
    begin(heard, heard.url)
    contrast = heard.get_by_role("button", name="Contraste")
    heard.evaluate(
        """() => { const one = document.querySelector("[data-contrast]:not(:root)");
                   one.click(); one.click(); one.click(); }"""
    )
    expect(contrast).to_have_attribute("aria-pressed", "true")  # not on, off, on: once
    key = heard.locator("[data-key='1']")
    key.focus()
    heard.keyboard.down("Enter")
    for _ in range(5):
        heard.keyboard.down("Enter")  # held
    heard.keyboard.up("Enter")
    assert heard.locator("section.one input").nth(1).input_value() == "1"
    for _ in range(2):
        heard.locator("[data-key='8']").tap()  # 1988 is typed as fast as one likes
    boxes = [one.input_value() for one in heard.locator("section.one input[inputmode]").all()]
    assert boxes[:2] == ["18", "8"]


def test_without_a_voice_there_is_no_button_to_listen(browser: Browser, office: Office) -> None:
    page = standing(browser, TALL)
    page.goto(office.terminals[TALL])
    expect(page.get_by_role("button", name="Plus grand")).to_be_visible()
    for one in ("speak", "repeat", "slower"):
        expect(page.locator(f"[data-{one}]")).not_to_be_visible()
    page.context.close()
