"""Somebody who stands before a terminal: fingers, keys, or neither scripts nor a mouse."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.visit import Site
from tests.running import NOT_OURS, ROOT, free_port, place_directory, serving

#: The size of a screen -> its diagonal in inches, its pixels.
SIZES = {"1080x1920": ("22", 1080, 1920), "1280x1024": ("19", 1280, 1024)}
FINGER = 64  # pixels
TALL, WIDE = SIZES
MOST_SCREENS = 12
#: What somebody alone and without income touches.
TOUCHED = (
    "Française", "À la maison, sans chercher d’emploi", "Non", "Seul ou seule",
    "Locataire d’un logement vide", "Rien de tout cela", "Aucune de ces aides",
)  # fmt: skip
BORN = "04051985"
#: Every part of the page that is out of its box, or smaller than a finger.
MEASURED = """least => {
  const main = document.querySelector("main"), box = main.getBoundingClientRect();
  const seen = one => one.checkVisibility() && !one.closest(".sr, [type=hidden], legend");
  const out = [...main.querySelectorAll("*")].filter(seen).filter(one => {
    const at = one.getBoundingClientRect();
    return at.height && (at.top < box.top - 1 || at.bottom > box.bottom + 1
      || at.left < box.left - 1 || at.right > box.right + 1);
  }).map(one => [one.tagName, one.innerText]);
  const over = [document.scrollingElement, main, ...document.querySelectorAll(".questions")]
    .filter(one => one.scrollHeight - one.clientHeight > 1).map(one => one.className);
  const small = [...document.querySelectorAll("button, a, summary, input, .choice label")]
    .filter(one => seen(one) && !one.matches(".skip, .choice input"))
    .filter(one => one.getBoundingClientRect().height < least)
    .map(one => one.innerText || one.name);
  return { out: out.slice(0, 3), over, small };
}"""


@dataclass(frozen=True)
class Office:
    """A running site with one terminal a size of screen: size -> its whole address."""

    site: Site
    terminals: dict[str, str]
    env: dict[str, str]


@contextmanager
def office_in(folder: Path, **options: str) -> Iterator[Office]:
    """A new site, and its terminals; `options`: of its environment."""
    ours = {"VAR_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(free_port()), "WORKERS": "1"}
    ours |= options
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS} | ours
    folder.mkdir(exist_ok=True)
    (folder / "secret_key").write_text(settings.SECRET_KEY)
    place_directory(folder)
    paths = {}
    for size, (inches, _, _) in SIZES.items():
        paper = "ticket" if size == TALL else "a4"
        options_ = ("--screen", size, "--diagonal", inches, "--paper", paper)
        hours = ("--hours", "du lundi au vendredi")
        paths[size] = told("terminal", "add", size, *hours, *options_, env=env).strip()
    with serving(folder / "log", env) as address:
        site = Site(address, folder / "db.sqlite3", folder / "log")
        yield Office(site, {size: address + path for size, path in paths.items()}, env)


def told(*arguments: str, env: dict[str, str]) -> str:
    """What a management command prints."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return done.stdout


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
    found = page.evaluate(MEASURED, FINGER)
    assert found == {"out": [], "over": [], "small": []}, (page.url, found)
    leading = "[target], [download], a[href^='http'], a[href^='tel:'], a[href^='mailto:']"
    assert page.locator(leading).count() == 0
    base = re.match(r"\w+://[^/]+(/borne/[^/]+/)", page.url)
    assert base
    for link in page.locator("a[href]").all():
        href = str(link.get_attribute("href"))
        assert href.startswith((base[1], "#", "?")) or href == "", href


def begin(page: Page, address: str) -> None:
    page.goto(address)
    follow(page.get_by_role("button", name="Commencer"))


def go_on(page: Page) -> Locator:
    return page.get_by_role("button", name="Continuer").last


def follow(target: Locator) -> None:
    """Touch what leads to another page, once it is there."""
    with target.page.expect_navigation(timeout=60_000):
        target.tap()


def press_key(page: Page, digit: str) -> None:
    page.locator(f"[data-key='{digit}']").tap()


def answer(page: Page) -> None:
    """Touch the answers of one screen, digits by the keypad, and go on."""
    for one in page.locator("section.one").all():
        anchor = str(one.get_attribute("id"))
        if anchor.startswith("naissance"):
            for digit in BORN:
                press_key(page, digit)
        elif anchor == "commune":
            for digit in "35000":
                press_key(page, digit)
            radio = one.locator(".choice label").first
            radio.wait_for()
            radio.tap()
        else:
            touch(one)
    follow(go_on(page))


def wanted(one: Locator) -> Locator | None:
    """The label to touch in a question, None where a number is written."""
    for words in TOUCHED:
        label = one.locator("label", has_text=re.compile(f"^{re.escape(words)}"))
        if label.count() and label.first.is_visible():
            return label.first
    labels = one.locator(".choice label")
    return labels.last if labels.count() else None


def touch(one: Locator) -> None:
    label = wanted(one)
    if label:
        label.tap()
        return
    one.locator("input[inputmode]").first.focus()
    for digit in "0" if one.get_attribute("id") == "enfants" else "500":
        press_key(one.page, digit)


def see_results(page: Page) -> None:
    title = page.get_by_role("heading", name=re.compile("^Vos droits en "))
    expect(title).to_be_visible(timeout=60_000)


def walk_to_results(page: Page) -> int:
    """Answer every screen by touch; returns how many there were."""
    screens = 0
    while "/ecran/" in page.url:
        check(page)
        screens += 1
        assert screens <= MOST_SCREENS, page.url
        answer(page)
    see_results(page)
    return screens


def session_of(page: Page) -> str:
    """The visit's cookie."""
    return next(str(one["value"]) for one in page.context.cookies() if one["name"] == "sessionid")


def kept_by(page: Page) -> dict[str, Any]:
    """What the browser keeps of a visit."""
    kept: dict[str, Any] = page.evaluate(
        """async () => ({
            local: {...localStorage}, session: {...sessionStorage}, caches: await caches.keys(),
            bases: await indexedDB.databases(), name: window.name, state: history.state,
            page: document.documentElement.outerHTML,
        })"""
    )
    return kept | {"cookies": [one["name"] for one in page.context.cookies()]}


def assert_nobody(page: Page) -> None:
    """The page that waits, and nothing of anybody in the browser nor behind Back."""
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    page.wait_for_load_state()
    kept = kept_by(page)
    assert (kept["local"], kept["caches"], kept["bases"]) == ({}, [], [])
    # htmx's note of the page that is shown
    assert kept["session"] in ({}, {"htmx-current-path-for-history": urlsplit(page.url).path})
    assert set(kept["cookies"]) <= {"csrftoken"}
    for _ in range(3):
        page.go_back()
        for mark in ("1985", "Vos droits en", "35000"):
            assert mark not in page.content()
