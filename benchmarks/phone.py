"""What a slow phone waits for: each page of a journey, what it weighs, when it is seen.

`python -m benchmarks.phone` writes docs/telephone.md. Chromium slows its own processor and network
(DevTools protocol); the server is not slowed, and is on this machine.
"""

import argparse
import datetime
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Browser, CDPSession, sync_playwright  # noqa: E402

from tests.e2e.conftest import ARGUMENTS, chromium_path, site_in  # noqa: E402
from tests.e2e.journeys import LONE_PARENT, walk  # noqa: E402
from tests.e2e.visit import Site, Visitor  # noqa: E402

PAGE = Path(__file__).resolve().parent.parent / "docs" / "telephone.md"
PATIENCE = 120_000  # milliseconds
LARGEST = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)
).observe({ type: "largest-contentful-paint", buffered: true }))"""


@dataclass(frozen=True)
class Phone:
    """A phone: how many times slower than this machine's processor, bytes a second both ways, and
    milliseconds before each answer begins."""

    name: str
    slower: int
    rate: int
    delay: int


PHONES = (
    Phone("Téléphone moyen : processeur 4 fois plus lent, 400 ko/s, 150 ms", 4, 400_000, 150),
    Phone("Vieux téléphone, « 3G lente » : 6 fois plus lent, 50 ko/s, 2 s", 6, 50_000, 2_000),
)


@dataclass(frozen=True)
class Seen:
    """A page: its name, the bytes that it took, the seconds until its largest part was painted."""

    name: str
    weight: int
    seconds: float


class Weighed:
    """The bytes that a page received since it was last asked, compressed as they travel."""

    def __init__(self, protocol: CDPSession) -> None:
        self.bytes = 0
        protocol.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def taken(self) -> int:
        found, self.bytes = self.bytes, 0
        return found


def seen(browser: Browser, site: Site, phone: Phone) -> Iterator[Seen]:
    """Every page of somebody who answers everything, as the phone shows it."""
    context = browser.new_context(
        locale="fr-FR",
        viewport={"width": 320, "height": 640},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
    )
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(site, context, javascript=True)
    page = visitor.page
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    network = {"offline": False, "latency": phone.delay}
    rates = {"downloadThroughput": phone.rate, "uploadThroughput": phone.rate}
    protocol.send("Network.emulateNetworkConditions", network | rates)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": phone.slower})
    weighed = Weighed(protocol)

    def here(name: str) -> Seen:
        page.wait_for_load_state("networkidle")
        return Seen(name, weighed.taken(), page.evaluate(LARGEST) / 1000)

    visitor.go("/")
    yield here("Accueil")
    page.get_by_role("link", name="Commencer").click()
    while visitor.step != "recapitulatif":
        yield here(visitor.step)
        LONE_PARENT[visitor.step](visitor)
        visitor.proceed()
    yield here("Récapitulatif")
    visitor.see_results()
    yield here("Résultats")
    for name, path in {"Une aide": "resultats/ppa/", "Démarches": "demarches/"}.items():
        visitor.go(f"/simulation/{path}")
        yield here(name)
    context.close()


def written(found: dict[Phone, list[Seen]]) -> str:
    """The page of the documentation."""
    lines = [
        "# Un téléphone lent",
        "",
        f"Mesuré le {datetime.date.today():%d/%m/%Y} par `python -m benchmarks.phone`, qui écrit",
        "cette page : un parent seul répond à tout, dans Chromium à 320 pixels, ralenti par son",
        "propre protocole. Le serveur est sur la même machine et n’est pas ralenti. « Vu » : le",
        "plus grand élément de la page est peint (LCP), redirections comprises. « Poids » : ce que",
        "la page a reçu, compressé ; styles et scripts ne sont reçus qu’une fois. Charge de la",
        f"machine à la fin : {os.getloadavg()[1]:.1f} pour {os.cpu_count()} cœurs.",
    ]
    for phone, pages in found.items():
        questions = pages[1:-4]
        times = sorted(one.seconds for one in questions)
        weights = sorted(one.weight for one in questions)
        journey = pages[:-2]
        lines += ["", f"## {phone.name}", "", "| page | poids | vu en |", "|---|--:|--:|"]
        for one in (pages[0], *pages[-4:]):
            lines.append(f"| {one.name} | {told(one.weight)} | {seconds(one.seconds)} |")
        lines += [
            f"| {len(questions)} questions, la médiane | {told(weights[len(weights) // 2])} "
            f"| {seconds(times[len(times) // 2])} |",
            f"| la plus lourde, la plus lente | {told(weights[-1])} | {seconds(times[-1])} |",
            f"| de l’accueil aux résultats ({len(journey)} pages) "
            f"| {told(sum(one.weight for one in journey))} | |",
        ]
    return "\n".join(lines) + "\n"


def told(weight: int) -> str:
    return f"{weight / 1000:.1f} ko".replace(".", ",")


def seconds(value: float) -> str:
    return f"{value:.1f} s".replace(".", ",")


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    found = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        site_in(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        first = Visitor(site, browser.new_context(locale="fr-FR"), javascript=True)
        walk(first, LONE_PARENT)  # a server that has just started is slower than any other
        first.see_results()
        for phone in PHONES:
            found[phone] = list(seen(browser, site, phone))
            for one in found[phone]:
                print(phone.name[:16], one, flush=True)
        browser.close()
    PAGE.write_text(written(found))


if __name__ == "__main__":
    main()
