"""`make pictures`: the pages as they are, to docs/images/, at 390 and 1280 pixels, light and dark.

One server of its own, the lone parent of the journeys, and the printed pages as pictures. WebP
comes from the browser itself, which needs no other program.
"""

import os
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
django.setup()

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.e2e import pictures_modes  # noqa: E402
from tests.e2e.conftest import ARGUMENTS, chromium_path, site_in  # noqa: E402
from tests.e2e.journeys import LONE_PARENT, walk  # noqa: E402
from tests.e2e.standing import office_in  # noqa: E402
from tests.e2e.visit import Visitor  # noqa: E402

IMAGES = Path(__file__).parents[2] / "docs" / "images"
PAGES = {
    "accueil": "/",
    "question-naissance": "/simulation/naissance/vous/",
    "question-situation": "/simulation/situation/vous/",
    "question-logement": "/simulation/logement/",
    "question-revenus": "/simulation/revenus/vous/",
    "question-mois": "/simulation/mois-revenus/vous/",
    "reponses": "/simulation/recapitulatif/",
    "resultats": "/simulation/resultats/?complet=1",
    "aide": "/simulation/resultats/ppa/",
    "calcul": "/simulation/resultats/ppa/calcul/",
    "demarches": "/simulation/demarches/",
    "lieux": "/simulation/pres-de-chez-vous/",
}
PRINTED = ("resultats", "demarches")
WIDTHS = {390: 844, 1280: 900}
TALLEST = 2_600  # pixels: what one looks at, not the whole length of a list
#: A picture drawn by the browser again, as WebP, 800 pixels wide at most: a tenth of the PNG.
WEBP = """async source => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    const scale = Math.min(1, 800 / image.width);
    canvas.width = image.width * scale;
    canvas.height = image.height * scale;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', 0.6).split(',')[1];
}"""


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        site_in(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        draw = browser.new_page()

        def keep(name: str, png: bytes) -> None:
            source = f"data:image/png;base64,{b64encode(png).decode()}"
            (IMAGES / f"{name}.webp").write_bytes(b64decode(draw.evaluate(WEBP, source)))

        visitor = Visitor(site, browser.new_context(locale="fr-FR"), javascript=True)
        walk(visitor, LONE_PARENT)
        assert visitor.session
        for scheme in ("light", "dark"):
            for width, height in WIDTHS.items():
                page = opened(browser, visitor, scheme, width, height)
                for name, path in PAGES.items():
                    page.goto(site.address + path)
                    tall = page.evaluate("document.documentElement.scrollHeight")
                    clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
                    suffix = "" if scheme == "light" else "-sombre"
                    keep(f"{name}-{width}{suffix}", page.screenshot(full_page=True, clip=clip))
                page.context.close()
        page = opened(browser, visitor, "light", *next(iter(WIDTHS.items())))
        for name in PRINTED:
            page.goto(site.address + PAGES[name])
            for number, png in enumerate(pictures_modes.paper(page, Path(folder)), 1):
                keep(f"{name}-papier-{number}", png)
        helper = Visitor(site, browser.new_context(locale="fr-FR"), javascript=True)
        pictures_modes.accompanied(helper, Path(folder), keep)
        with office_in(Path(folder) / "office") as office:
            pictures_modes.at_terminal(browser, office, Path(folder), keep)
        browser.close()


def opened(browser: Browser, visitor: Visitor, scheme: str, width: int, height: int) -> Page:
    """A window of the same visitor, of some size, light or dark."""
    context = browser.new_context(
        locale="fr-FR",
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": height},
    )
    context.add_cookies(visitor.context.cookies())  # type: ignore[arg-type]
    return context.new_page()


if __name__ == "__main__":
    main()
