"""At a terminal: fingers only, two sizes of screen, nothing that scrolls, nothing that stays."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import NOT_OURS
from tests.running import ROOT, free_port, manage, serving

SIZES = {"1080x1920": ("22", 1080, 1920), "1280x1024": ("19", 1280, 1024)}
FINGER = 64  # pixels
#: What somebody alone and without income touches, by the beginning of a question's anchor.
TOUCHED = (
    "Française", "Sans emploi, à la maison", "Non", "Seul ou seule", "Locataire d’un logement vide",
    "Rien de tout cela", "Aucune de ces aides",
)  # fmt: skip
VOICE = """
  window.said = [];
  class Utterance { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  const synthesis = {
    getVoices: () => [{ lang: "fr-FR" }], addEventListener: () => {}, cancel: () => {},
    speak: one => {
      window.said.push([one.lang, one.text]);
      setTimeout(() => one.onend && one.onend(), 1);
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A site of its own, with short delays, and one terminal a size of screen."""
    folder = tmp_path_factory.mktemp("office")
    ours = {"VAR_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(free_port()), "WORKERS": "1"}
    ours |= {"TERMINAL_ASK_AFTER": "6", "TERMINAL_WARNING": "3"}
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS} | ours
    (folder / "secret_key").write_text(settings.SECRET_KEY)
    manage("migrate", "--verbosity", "0", env=env)
    manage("load_directory", env=env)
    slugs = {}
    with serving(folder / "log", env) as address:
        for name, (inches, _, _) in SIZES.items():
            manage(
                "terminal",
                "add",
                name,
                "--screen",
                name,
                "--diagonal",
                inches,
                "--printer",
                env=env,
            )
        listed = folder / "listed"
        listed.write_text(run_list(env))
        for one in json.loads(listed.read_text()):
            slugs[one["office"]] = address + one["address"]
        yield {"slugs": slugs, "folder": folder, "env": env}


def run_list(env: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", "terminal", "list"]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
    ).stdout


def standing(browser: Browser, size: str, javascript: bool = True) -> Page:
    _, width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=True,
        locale="fr-FR",
        java_script_enabled=javascript,
    )
    context.set_default_timeout(20_000)
    return context.new_page()


def check(page: Page) -> None:
    """Nothing scrolls, every target is as big as a finger, nothing leads out."""
    over = page.evaluate(
        """() => [document.scrollingElement, document.querySelector("main"),
                  ...document.querySelectorAll(".questions")]
            .map(one => one.scrollHeight - one.clientHeight)"""
    )
    assert max(over) <= 1, page.url
    small = page.evaluate(
        """least => [...document.querySelectorAll("button, a, summary, input, .choice label")]
            .filter(one => one.checkVisibility() && !one.closest(".sr, .skip, .choice input"))
            .filter(one => !one.matches(".sr, .skip, .choice input, [type=hidden]"))
            .map(one => [one.innerText || one.name, Math.round(one.getBoundingClientRect().height)])
            .filter(([, height]) => height < least)""",
        FINGER,
    )
    assert small == [], page.url
    outside = page.locator(
        "[target], [download], a[href^='http'], a[href^='tel:'], a[href^='mailto:']"
    )
    assert outside.count() == 0


def answer(page: Page) -> None:
    """Touch the answers of one screen, digits by the keypad."""
    for one in page.locator("section.one").all():
        anchor = str(one.get_attribute("id"))
        if anchor.startswith("naissance"):
            for digit in "04051985":
                page.locator(f"[data-key='{digit}']").tap()
        elif anchor == "commune":
            for digit in "35000":
                page.locator(f"[data-key='{digit}']").tap()
            radio = one.locator(".choice label").first
            radio.wait_for()
            radio.tap()
        else:
            touch(one)
    page.get_by_role("button", name="Continuer").last.tap()


def touch(one: Any) -> None:
    for words in TOUCHED:
        label = one.locator("label", has_text=re.compile(f"^{re.escape(words)}"))
        if label.count() and label.first.is_visible():
            label.first.tap()
            return
    labels = one.locator(".choice label")
    if labels.count():
        labels.last.tap()
    else:
        one.locator("input[inputmode]").first.focus()
        for digit in "0" if one.get_attribute("id") == "enfants" else "500":
            one.page.locator(f"[data-key='{digit}']").tap()


@pytest.mark.parametrize("size", SIZES)
def test_somebody_alone_by_touch_alone(browser: Browser, office: dict[str, Any], size: str) -> None:
    page = standing(browser, size)
    page.goto(office["slugs"][size])
    check(page)
    page.get_by_role("button", name="Commencer").tap()
    page.wait_for_url("**/ecran/")
    screens = 0
    while "/ecran/" in page.url:
        check(page)
        screens += 1
        assert screens <= 12, page.url
        before = page.locator("section.one").first.get_attribute("id")
        answer(page)
        expect(page.locator(f"section.one#{before}")).to_have_count(0)
    title = page.get_by_role("heading", name=re.compile("^Vos droits en "))
    expect(title).to_be_visible(timeout=60_000)
    check(page)
    page.get_by_role("link", name=re.compile("Mes réponses")).tap()
    check(page)
    page.goto(office["slugs"][size] + "ticket/")
    check(page)
    assert re.search(r"([0-9A-Z]{4} ){3}[0-9A-Z]{4}", page.locator(".ticket .code").inner_text())
    page.get_by_role("button", name="Terminer").tap()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    assert [one["name"] for one in page.context.cookies()] in ([], ["csrftoken"])
    for _ in range(3):
        page.go_back()
        assert "1985" not in page.content()
    page.context.close()


def test_who_leaves_is_asked_then_forgotten_even_with_the_server_gone(
    browser: Browser, office: dict[str, Any]
) -> None:
    page = standing(browser, "1080x1920")
    page.goto(office["slugs"]["1080x1920"])
    page.get_by_role("button", name="Commencer").tap()
    answer(page)
    page.locator("section.one").first.wait_for()
    still = page.get_by_role("dialog", name="Êtes-vous toujours là ?")
    expect(still).to_be_visible(timeout=10_000)
    page.keyboard.press("Shift")  # any key goes on
    expect(still).not_to_be_visible()
    page.context.route("**/fin/", lambda route: route.abort())
    expect(still).to_be_visible(timeout=10_000)
    expect(page.get_by_role("heading", name="Tout est effacé")).to_be_visible(timeout=6_000)
    assert "section" not in page.content()
    page.context.unroute("**/fin/")
    expect(page.get_by_role("button", name="Commencer")).to_be_visible(timeout=10_000)
    page.context.close()


def test_read_aloud_says_every_name_in_order_and_only_on_request(
    browser: Browser, office: dict[str, Any]
) -> None:
    page = standing(browser, "1080x1920")
    page.add_init_script(VOICE)
    page.goto(office["slugs"]["1080x1920"])
    page.get_by_role("button", name="Commencer").tap()
    assert page.evaluate("window.said") == []
    page.get_by_role("button", name="Écouter").tap()
    page.wait_for_timeout(1_000)
    said = page.evaluate("window.said")
    assert {lang for lang, _ in said} == {"fr"}
    texts = [text for _, text in said]
    assert re.sub(r"\s", " ", texts[0]) == "Quelle est votre date de naissance ?"
    for name in ("Jour", "Mois", "Année", "1", "0", "Effacer un chiffre", "Continuer"):
        assert name in texts
    page.get_by_role("button", name="Plus grand").tap()
    page.get_by_role("button", name="Contraste").tap()
    assert page.locator(":root[data-bigger][data-contrast]").count() == 1
    page.get_by_role("button", name="Terminer").tap()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    assert page.locator(":root[data-bigger], :root[data-contrast]").count() == 0
    page.context.close()


def test_without_a_voice_there_is_no_button_to_listen(
    browser: Browser, office: dict[str, Any]
) -> None:
    page = standing(browser, "1080x1920")
    page.goto(office["slugs"]["1080x1920"])
    expect(page.get_by_role("button", name="Plus grand")).to_be_visible()
    expect(page.locator("[data-speak]")).not_to_be_visible()
    page.context.close()


def test_without_scripts_the_keypad_writes_and_the_page_goes_back_by_itself(
    browser: Browser, office: dict[str, Any]
) -> None:
    page = standing(browser, "1280x1024", javascript=False)
    page.goto(office["slugs"]["1280x1024"])
    page.get_by_role("button", name="Commencer").tap()
    page.wait_for_url("**/ecran/")
    for digit in "04051985":
        with page.expect_navigation():
            page.locator(f"[data-key='{digit}']").tap()
    boxes = page.locator("section.one").first.locator("input[inputmode]")
    assert [one.input_value() for one in boxes.all()] == ["04", "05", "1985"]
    assert 'content="180;url=' in page.content()
    page.get_by_role("button", name="Terminer").tap()
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    page.context.close()


def test_nothing_of_two_people_is_left_in_the_files(office: dict[str, Any]) -> None:
    from tests.security.traces import ENCODED, decoded

    for file in [one for one in Path(office["folder"]).rglob("*") if one.is_file()]:
        blob = file.read_bytes()
        texts = [blob, *(text for match in ENCODED.finditer(blob) for text in decoded(match[0]))]
        assert not [one for one in texts if b"1985-05-04" in one], file.name
