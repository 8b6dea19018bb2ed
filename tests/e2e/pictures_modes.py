"""The pictures of the two other modes: a social worker's table and what follows, a terminal."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.accompanied import answer as typed
from tests.e2e.accompanied import open_draft
from tests.e2e.standing import (
    BORN,
    TALL,
    WIDE,
    Office,
    begin,
    press_key,
    see_results,
    session_of,
    standing,
)
from tests.e2e.typist import Typist
from tests.e2e.visit import RESULTS_SECONDS, Visitor
from tests.personas.describe import MONTH, adult, answers, home

Keep = Callable[[str, bytes], None]
PAY = 900.0
#: Somebody alone on low pay, who pays a rent.
WORKER = answers(
    adult("vous", "1985-05-04", "salarie", incomes={"salaire": PAY}), home("locataire_vide", 560.0)
)
UNSURE = answers(
    adult("vous", "1985-05-04", "salarie", incomes={"salaire": "inconnu"}),
    home("locataire_vide", 560.0),
)


def accompanied(visitor: Visitor, folder: Path, keep: Keep) -> None:
    """The door, a part to type, the table, « Et si… » with its curve, the code, the PDF sheet."""
    page = visitor.page
    page.set_viewport_size({"width": 1280, "height": 900})
    visitor.go("/accompagner/")
    keep("accompagner-accueil", page.screenshot())
    typist = Typist(visitor)
    open_draft(typist)
    typed(typist)
    base = visitor.path.rpartition("recapitulatif/")[0]
    visitor.go(f"{base}partie/vous/")
    keep("accompagner-partie", page.screenshot())
    visitor.go(f"{base}resultats/?complet=1")
    keep("accompagner-tableau", whole(page))
    visitor.go(f"{base}et-si/emploi/")
    if not page.get_by_label("Salaire net").count():
        visitor.go(f"{base}et-si/salaire/")
    page.get_by_label("Salaire net").first.fill("721")
    with page.expect_navigation(timeout=RESULTS_SECONDS * 1000):
        page.get_by_role("button", name="Comparer").click()
    keep("et-si", whole(page))
    visitor.go(f"{base}et-si/salaire-par-mois/")
    keep("et-si-courbe", whole(page))
    visitor.go(f"{base}emporter/")
    page.get_by_role("button", name="Faire un code").click()
    page.locator("#code").wait_for()
    keep("emporter", whole(page))
    sheet = visitor.context.request.get(f"{visitor.site.address}{base}feuille.pdf")
    (folder / "feuille.pdf").write_bytes(sheet.body())
    command = ["pdftoppm", "-r", "80", "-png", "feuille.pdf", "feuille"]
    subprocess.run(command, cwd=folder, check=True)
    for number, one in enumerate(sorted(folder.glob("feuille*.png")), 1):
        keep(f"feuille-{number}", one.read_bytes())


def paper(page: Page, folder: Path) -> list[bytes]:
    """The printed pages, as PNG."""
    (folder / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    for old in folder.glob("page*.png"):
        old.unlink()
    command = ["pdftoppm", "-r", "80", "-png", "page.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    return [one.read_bytes() for one in sorted(folder.glob("page*.png"))]


def whole(page: Page) -> bytes:
    """The page as far as one looks at it."""
    tall = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": 1280, "height": min(tall, 1800)}
    return page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]


def at_terminal(browser: Browser, office: Office, folder: Path, keep: Keep) -> None:
    """What waits, a question with the keypad, brackets, the warning, results, ticket; the ticket of
    80 mm and the A4 sheet as they are printed."""
    page, address = standing(browser, TALL), office.terminals[TALL]
    page.clock.install()
    page.goto(address)
    keep("borne-accueil", page.screenshot())
    begin(page, address)
    for digit in BORN:
        press_key(page, digit)
    keep("borne-question", page.screenshot())
    page.clock.fast_forward(61_000)
    page.get_by_role("dialog").wait_for()
    keep("borne-toujours-la", page.screenshot())
    page.keyboard.press("Shift")
    office.site.put(session_of(page), answers=UNSURE, month=MONTH)
    page.goto(f"{address}ecran/?question=tranches-revenus/vous")
    keep("borne-fourchettes", page.screenshot())
    office.site.put(session_of(page), answers=WORKER, month=MONTH)
    page.goto(f"{address}resultats/")
    see_results(page)
    keep("borne-resultats", page.screenshot())
    page.goto(f"{address}ticket/")
    keep("borne-ticket", page.screenshot())
    for name, size in {"borne-ticket-imprime": TALL, "borne-a4-imprime": WIDE}.items():
        printer, place = standing(browser, size), office.terminals[size]
        begin(printer, place)
        office.site.put(session_of(printer), answers=WORKER, month=MONTH)
        printer.goto(f"{place}ticket/")
        for number, png in enumerate(paper(printer, folder), 1):
            keep(f"{name}-{number}", png)
        printer.context.close()
    page.context.close()
