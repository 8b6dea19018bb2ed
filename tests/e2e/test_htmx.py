"""What JavaScript adds: the communes of a postal code, results that arrive after the page."""

import re

from playwright.sync_api import Route, expect

from tests.e2e.visit import RESULTS_SECONDS, OpenVisit, Site, Visitor

COMMUNE = "/simulation/commune/"


def test_communes_come_as_the_postal_code_is_typed(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    visitor.go(COMMUNE)
    visitor.page.get_by_label("Code postal").fill("")
    visitor.page.get_by_label("Code postal").press_sequentially("42100", delay=20)
    radio = visitor.page.get_by_role("radio", name="Saint-Étienne", exact=True)
    expect(radio).to_be_visible()
    expect(visitor.page.get_by_role("radio")).to_have_count(2)  # and « Ce n’est pas ma commune »
    visitor.page.get_by_label("Code postal").fill("73300")
    expect(visitor.page.get_by_role("radio", name="Saint-Jean-de-Maurienne")).to_be_visible()
    expect(radio).not_to_be_visible()
    posts = [one for one in visitor.requests if one.method == "POST"]
    assert posts
    assert not any("73300" in one.url or "42100" in one.url for one in visitor.requests)


def test_without_javascript_the_communes_come_with_the_next_page(
    open_visit: OpenVisit, finished: str
) -> None:
    visitor = open_visit(javascript=False)
    visitor.take_over(finished)
    visitor.go(COMMUNE)
    visitor.page.get_by_label("Code postal").fill("51300")
    visitor.proceed()
    expect(visitor.page.get_by_role("alert")).to_contain_text("Choisissez")
    expect(visitor.page.get_by_label("Code postal")).to_have_value("51300")
    expect(visitor.page.get_by_role("radio")).to_have_count(46 + 1)


def test_results_arrive_after_the_page(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    held: list[Route] = []
    visitor.page.route("**/resultats/calcul/", lambda route: held.append(route))
    visitor.go("/simulation/resultats/")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Nous calculons vos droits")
    before = len([one for one in visitor.requests if one.is_navigation_request()])
    while not held:
        visitor.page.wait_for_timeout(20)
    held[0].continue_()
    title = visitor.page.get_by_role("heading", level=1, name=re.compile("^Vos droits en "))
    expect(title).to_be_visible(timeout=RESULTS_SECONDS * 1000)
    expect(title).to_be_focused()  # so that a screen reader says that they are there
    assert len([one for one in visitor.requests if one.is_navigation_request()]) == before
    assert visitor.page.get_by_text("Nous calculons").count() == 0


def test_an_error_of_ours_is_said_instead_of_waiting(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    page = "<html><body><main id='contenu'><h1>Une erreur est arrivée</h1></main></body></html>"
    visitor.page.route(
        "**/resultats/calcul/",
        lambda route: route.fulfill(status=500, content_type="text/html", body=page),
    )
    visitor.go("/simulation/resultats/")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Une erreur est arrivée")
    visitor.complaints.clear()  # the browser's own words about the 500 that this test made


def test_a_session_that_expires_before_the_results_says_so(
    visitor: Visitor, site: Site, finished: str
) -> None:
    copy = visitor.take_over(finished)

    def expire(route: Route) -> None:
        site.forget_session(copy)
        route.continue_()

    visitor.page.route("**/resultats/calcul/", expire)
    visitor.go("/simulation/resultats/")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "Vos réponses ont été effacées"
    )
