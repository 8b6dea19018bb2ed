"""With a social worker, in a real browser: typed fast, several people, nothing left of anybody."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.accompanied import MARKS, answer, open_draft
from tests.e2e.test_axe import violations
from tests.e2e.typist import Typist
from tests.e2e.visit import RESULTS_SECONDS, OpenVisit, Site, Visitor

MOST_KEYS, MOST_PAGES = 800, 9


def see_table(visitor: Visitor) -> None:
    expect(visitor.page.locator(".dense").first).to_be_visible(timeout=RESULTS_SECONDS * 1000)


def test_the_known_case_takes_few_keys_and_few_pages(open_visit: OpenVisit) -> None:
    visitor = open_visit(viewport={"width": 1280, "height": 900})
    typist = Typist(visitor)
    open_draft(typist)
    answer(typist)
    assert visitor.path.endswith("/recapitulatif/")
    typist.send("Voir les droits")
    see_table(visitor)
    assert typist.keys <= MOST_KEYS
    assert len(typist.pages) <= MOST_PAGES, typist.pages
    text = visitor.text
    assert "La personne pourrait recevoir" in text
    assert "Allocation de soutien familial" in text
    spoken = re.findall(r".{0,60}(?<!rendez-)\b(?:vous|votre|vos)\b.{0,60}", unquoted(text), re.I)
    assert not spoken


def test_without_scripts_the_same_pages_answer(open_visit: OpenVisit) -> None:
    visitor = open_visit(javascript=False)
    visitor.go("/accompagner/")
    page = visitor.page
    page.get_by_role("button", name="Ouvrir un dossier").click()
    page.fill("[name=naissance-vous-reponse]", "04051991")
    page.get_by_label("Française").check()
    page.get_by_label("Salarié ou salariée").check()
    page.locator("#handicap-vous").get_by_label("Non").check()
    page.get_by_role("button", name="Continuer").click()
    assert "Ces réponses ouvrent d’autres questions" in visitor.text
    page.locator("#enceinte-vous").get_by_label("Non").check()
    page.get_by_role("button", name="Continuer").click()
    assert visitor.heading == "Sa famille"


def unquoted(text: str) -> str:
    """What the page says by itself, without what is said to the person."""
    return re.sub(r"« [^»]* »", "", text)


def kept_by(visitor: Visitor) -> str:
    """All that the browser and the server keep: cookies, storages, caches, database, logs."""
    page = visitor.page
    browser = page.evaluate(
        """async () => JSON.stringify({
            local: {...localStorage}, session: {...sessionStorage},
            caches: await caches.keys(), bases: await indexedDB.databases(), name: window.name,
            state: history.state, title: document.title, page: document.documentElement.outerHTML,
        })"""
    )
    site = visitor.site
    files = [site.database, *site.database.parent.glob(site.database.name + "-*"), site.log]
    disk = b"".join(Path(file).read_bytes() for file in files if Path(file).exists())
    return f"{browser}{visitor.context.cookies()}{disk.decode('latin-1')}"


def test_three_people_in_a_row_leave_nothing_on_the_computer(open_visit: OpenVisit) -> None:
    visitor = open_visit()
    typist = Typist(visitor)
    page = visitor.page
    open_draft(typist)
    for _ in range(3):
        answer(typist)
        recap = page.url
        assert "17 juin 1987" in visitor.text
        page.get_by_text("Personne suivante").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Effacer ce dossier et commencer").click()
        assert visitor.heading == "La personne"
        assert page.locator("[name=naissance-vous-reponse]").input_value() == ""
        fresh = page.url
        kept = kept_by(visitor)
        left = [re.findall(f".{{0,60}}{re.escape(one)}.{{0,60}}", kept) for one in MARKS]
        assert left == [[]] * len(MARKS)
        page.reload()
        assert page.locator("[name=naissance-vous-reponse]").input_value() == ""
        page.go_back()  # history: the pages of who has gone open nothing
        assert "17 juin 1987" not in visitor.text
        assert visitor.heading == "Ce dossier est effacé"
        assert visitor.context.request.get(recap).status == 410
        page.goto(fresh)
    assert not any(mark in url for mark in MARKS for url in typist.pages)


def test_two_tabs_answer_two_people_at_once_and_never_mix(open_visit: OpenVisit) -> None:
    visitor = open_visit()
    open_draft(Typist(visitor))
    first = visitor.page
    one = first.url
    visitor.page = visitor.context.new_page()
    open_draft(Typist(visitor))
    second = visitor.page
    first.fill("[name=naissance-vous-reponse]", "04051991")
    second.fill("[name=naissance-vous-reponse]", "12121950")
    for page in (first, second):
        page.get_by_role("button", name="Continuer").click()
        page.get_by_role("alert").wait_for()
    assert first.locator("[name=naissance-vous-reponse]").input_value() == "04051991"
    second.goto(one)
    assert second.locator("[name=naissance-vous-reponse]").input_value() == "04/05/1991"
    assert (
        first.get_by_role("navigation", name="Les dossiers ouverts").get_by_role("link").count()
        == 3
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_who_leaves_finds_the_question_then_nothing(
    open_visit: OpenVisit, hasty_site: Site, javascript: bool
) -> None:
    visitor = open_visit(javascript=javascript)
    visitor.site = hasty_site
    visitor.go("/accompagner/")
    visitor.page.get_by_role("button", name="Ouvrir un dossier").click()
    role, name = ("alertdialog", None) if javascript else ("heading", re.compile("toujours là"))
    asked = visitor.page.get_by_role(role, name=name)  # type: ignore[arg-type]
    expect(asked).to_be_visible(timeout=20_000)
    gone = visitor.page.get_by_role("heading", name="Ce dossier est effacé")
    expect(gone).to_be_visible(timeout=30_000)


def test_who_types_is_left_in_peace(open_visit: OpenVisit, hasty_site: Site) -> None:
    visitor = open_visit()
    visitor.site = hasty_site
    visitor.go("/accompagner/")
    page = visitor.page
    page.get_by_role("button", name="Ouvrir un dossier").click()
    box = page.locator("[name=naissance-vous-reponse]")
    for _ in range(7):
        box.press("1")
        page.wait_for_timeout(3_000)
        assert page.get_by_role("alertdialog").is_hidden()
    page.reload()
    assert visitor.heading == "La personne"


@pytest.mark.parametrize("way", ["key", "tap"])
def test_a_page_that_exposes_is_left_at_once_and_nothing_stays(
    open_visit: OpenVisit, finished: str, way: str
) -> None:
    visitor = open_visit()
    visitor.take_over(finished)
    visitor.go("/simulation/isolement/")
    if way == "key":
        visitor.page.keyboard.press("Escape")
    else:
        visitor.page.get_by_role("button", name="Quitter vite").click()
    visitor.page.wait_for_url("**/lieux/")
    assert not visitor.session
    visitor.go("/simulation/recapitulatif/")
    assert visitor.path == "/simulation/naissance/vous/"


def test_every_page_of_the_mode_passes_axe_and_fits_320_pixels(open_visit: OpenVisit) -> None:
    visitor = open_visit(viewport={"width": 1280, "height": 900})
    typist = Typist(visitor)
    visitor.go("/accompagner/")
    found = violations(visitor, "door")
    typist.send("Ouvrir un dossier")
    base = visitor.path.partition("/partie/")[0]
    typist.send("Continuer")
    found += violations(visitor, "part in error")
    visitor.go(f"{base}/partie/vous/")
    answer(typist)
    found += violations(visitor, "recap")
    parts = ("vous", "votre-famille", "votre-logement", "vos-revenus", "vos-aides")
    for page in (*(f"partie/{part}/" for part in parts), "resultats/?complet=1", "demarches/"):
        visitor.page.set_viewport_size({"width": 1280, "height": 900})
        visitor.go(f"{base}/{page}")
        visitor.unfold()
        found += violations(visitor, page)
        visitor.page.set_viewport_size({"width": 320, "height": 640})
        assert visitor.page.evaluate("document.documentElement.scrollWidth") == 320, page
    assert not found, "\n\n".join(found)
