"""axe on every page: each question empty, in error and filled, and all the pages around them."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from questionnaire.questions import FLOW
from tests.e2e.journeys import JOURNEYS, MORE, Journey, left, steps
from tests.e2e.visit import AROUND, OpenVisit, Site, Visitor

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
#: The dark theme changes colours alone.
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def violations(visitor: Visitor, where: str) -> list[str]:
    """What axe finds on the page, in the light theme then in the dark one."""
    found: list[str] = []
    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(AXE_SCRIPT)
    for scheme, options in (("light", EVERY_RULE), ("dark", COLOURS)):
        visitor.page.emulate_media(color_scheme=scheme)
        run = "async options => (await axe.run(options)).violations"
        for one in visitor.page.evaluate(run, options):
            nodes = [f"{node['html']}: {node['failureSummary']}" for node in one["nodes"]]
            found.append(f"{where}, {scheme}: {one['id']} ({one['help']})\n" + "\n".join(nodes))
    return found


def question_of(step: str) -> str:
    return step.partition("/")[0]


@dataclass
class Examined:
    """What the journeys went through: the questions, and by journey what axe found."""

    questions: set[str] = field(default_factory=set)
    found: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def examined(browser: Browser, site: Site) -> Examined:
    """Every journey walked, each question examined the first time that it is met."""
    all_of_them = Examined()
    for name, journey in (JOURNEYS | MORE).items():
        with browser.new_context(locale="fr-FR", reduced_motion="reduce") as context:
            visitor = Visitor(site, context, javascript=True)
            all_of_them.found[name] = examine(visitor, journey, all_of_them.questions)
            visitor.assert_nothing_went_wrong()
    return all_of_them


#: What earlier answers announce is ticked already: sent as it is, the page is accepted.
TICKED_BEFOREHAND = ("revenus",)


def examine(visitor: Visitor, journey: Journey, seen: set[str]) -> list[str]:
    """What axe finds on the questions of a journey that are not in `seen`, which gets them."""
    found = []
    for step, fill in chain(steps(visitor, journey), left(visitor)):
        new = question_of(step) not in seen
        seen.add(question_of(step))
        if new:
            found += violations(visitor, f"{step} empty")
            visitor.proceed()
            if visitor.step != step and question_of(step) in TICKED_BEFOREHAND:
                visitor.go(f"/simulation/{step}/")
            elif not visitor.page.get_by_role("alert").is_visible():
                found.append(f"{step} accepts nothing at all")
            found += violations(visitor, f"{step} in error")
        fill(visitor)
        if new:
            found += violations(visitor, f"{step} filled")
        visitor.proceed()
    return found + violations(visitor, "recap")


@pytest.mark.parametrize("journey", JOURNEYS | MORE)
def test_each_question_empty_in_error_and_filled(journey: str, examined: Examined) -> None:
    assert not examined.found[journey], "\n\n".join(examined.found[journey])


def test_every_question_was_examined(examined: Examined) -> None:
    """A new question must be asked by one of the journeys."""
    every = {question.id for chapter in FLOW.chapters for question in chapter.questions}
    assert examined.questions == every


def test_the_pages_around(open_visit: OpenVisit) -> None:
    visitor, found = open_visit(), []
    for path, status in AROUND.items():
        assert visitor.go(path).status == status
        found += violations(visitor, path)
    assert not found, "\n\n".join(found)


def test_the_results_closed_and_open(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    visitor.page.route("**/resultats/calcul/", lambda route: None)  # it is still being computed
    visitor.go("/simulation/resultats/")
    found = violations(visitor, "results coming")
    visitor.go("/simulation/resultats/?complet=1")
    found += violations(visitor, "results")
    visitor.unfold()
    found += violations(visitor, "results open")
    visitor.go("/simulation/demarches/")
    found += violations(visitor, "tasks")
    for benefit in ("ppa", "aide_logement", "cmu_c", "pass_culture"):
        visitor.go(f"/simulation/resultats/{benefit}/calcul/")
        found += violations(visitor, f"how {benefit} is worked out")
    visitor.go("/simulation/pres-de-chez-vous/")
    visitor.unfold()
    found += violations(visitor, "nearby")
    assert not found, "\n\n".join(found)


def test_the_report_of_a_result(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    found = []
    for path in ("/simulation/signaler/", "/simulation/signaler/rsa/"):
        visitor.go(path)
        found += violations(visitor, path)
    visitor.page.get_by_role("button", name="Envoyer").click()
    assert visitor.page.get_by_role("alert").is_visible()
    found += violations(visitor, "report in error")
    visitor.go("/simulation/signaler/merci/")
    found += violations(visitor, "thanks")
    assert not found, "\n\n".join(found)


def test_what_says_that_something_went_wrong(visitor: Visitor, site: Site, finished: str) -> None:
    copy = visitor.take_over(finished)
    visitor.go("/simulation/loyer/")
    visitor.page.locator("input[name=csrfmiddlewaretoken]").last.evaluate("one => one.remove()")
    visitor.proceed()
    assert visitor.page.get_by_role("alert").is_visible()
    found = violations(visitor, "form that was not sent")
    site.forget_session(copy)
    visitor.proceed()
    assert visitor.heading == "Vos réponses ont été effacées"
    found += violations(visitor, "expired")
    assert not found, "\n\n".join(found)
