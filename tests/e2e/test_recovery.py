"""The results do not arrive: the page says so, keeps the answers, and asks again by itself."""

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.visit import RESULTS_SECONDS, Visitor

FIRST_WAIT = 5  # seconds before the page asks again (static/site.js)


def lost(route: Route) -> None:
    route.abort("internetdisconnected")


def refused(status: int, body: str):
    """What a proxy says of a site that it does not reach."""
    return lambda route: route.fulfill(status=status, body=body, content_type="text/html")


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(lost, id="no network"),
        pytest.param(refused(502, "<h1>Bad Gateway</h1>"), id="502"),
        pytest.param(refused(503, "<h1>Encore un instant</h1>"), id="503"),
        pytest.param(refused(504, ""), id="nothing at all"),
    ],
)
def test_results_that_do_not_arrive_are_asked_again(visitor: Visitor, finished: str, fault) -> None:
    visitor.take_over(finished)
    visitor.page.route("**/resultats/calcul/", fault, times=1)
    visitor.go("/simulation/resultats/")
    expect(visitor.page.get_by_role("alert")).to_contain_text("Vos réponses sont gardées")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Nous calculons vos droits")
    results = visitor.page.get_by_role("heading", level=1, name="Vos droits en")
    expect(results).to_be_visible(timeout=(FIRST_WAIT + RESULTS_SECONDS) * 1000)
    visitor.complaints.clear()  # the browser's own words about what was lost
