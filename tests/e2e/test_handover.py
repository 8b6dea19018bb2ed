"""A code made on a desktop computer, opened on a phone after the server was restarted."""

import os
import re
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser

from tests.e2e.journeys import LONE_PARENT
from tests.e2e.visit import Site, Visitor
from tests.running import NOT_OURS, free_port, manage, serving

FIRST_STEPS = list(LONE_PARENT.items())[:3]
PHONE = {"viewport": {"width": 390, "height": 800}}


def test_a_code_goes_from_desktop_to_phones_across_a_restart(
    browser: Browser, tmp_path: Path
) -> None:
    """A phone with scripts and one without, each its own way."""
    ours = {"VAR_DIR": str(tmp_path), "HOST": "127.0.0.1", "PORT": str(free_port())}
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS} | ours
    (tmp_path / "secret_key").write_text(settings.SECRET_KEY)
    manage("migrate", "--verbosity", "0", env=env)
    with (
        serving(tmp_path / "log", env) as address,
        browser.new_context(color_scheme="dark") as desktop,
    ):
        site = Site(address, tmp_path / "db.sqlite3", tmp_path / "log")
        here = Visitor(site, desktop, javascript=True)
        here.start()
        for _, fill in FIRST_STEPS:
            fill(here)
            here.proceed()
        here.go("/simulation/emporter/")
        here.page.get_by_role("button", name="Faire un code").click()
        code = here.page.locator("#code").inner_text()
        assert here.page.get_by_role("img", name=re.compile("Le même code")).is_visible()
        ground = "one => getComputedStyle(one).backgroundColor"  # a camera reads it on a dark page
        assert here.page.locator(".qr").evaluate(ground) == "rgb(255, 255, 255)"
        here.assert_nothing_went_wrong()
    with serving(tmp_path / "log", env) as address:
        again = Site(address, site.database, site.log)
        for javascript in (True, False):
            with browser.new_context(java_script_enabled=javascript, **PHONE) as phone:
                open_on(Visitor(again, phone, javascript), code)
    for written in (code, code.replace(" ", "")):
        assert written not in site.log.read_text()


def open_on(there: Visitor, code: str) -> None:
    """The way of the QR: with scripts its code is in the field, and out of the address."""
    there.go(f"/reprendre/#{code.replace(' ', '')}")
    field = there.page.get_by_label("Votre code")
    if there.javascript:
        assert field.input_value() == code.replace(" ", "")
        assert "#" not in there.page.url
    else:
        field.fill(code)
    there.page.get_by_role("button", name="Ouvrir").click()
    assert there.path == "/simulation/recapitulatif/"
    assert "salarié" in there.text.lower()
    there.assert_nothing_went_wrong()
