"""The first page is light: what a phone on a weak network downloads, compressed as it travels."""

from tests.e2e.visit import Visitor

FIRST_PAGE = 60_000  # bytes: HTML, style, scripts and icon
STYLE = 12_000


def test_the_first_page_is_light(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.page.wait_for_load_state("networkidle")
    sizes = {one.url: one.sizes()["responseBodySize"] for one in visitor.requests}
    assert any(url.endswith(".css") for url in sizes)
    assert any(url.endswith(".js") for url in sizes)
    assert all(size > 0 for size in sizes.values())
    assert sum(sizes.values()) < FIRST_PAGE, sizes
    assert sum(size for url, size in sizes.items() if url.endswith(".css")) < STYLE, sizes


def test_what_never_changes_is_kept_and_the_rest_is_not(visitor: Visitor) -> None:
    visitor.go("/")
    for response in visitor.responses:
        cached = response.headers["cache-control"]
        if "/static/" in response.url:
            assert "immutable" in cached, response.url
        else:
            assert cached == "no-store, private", response.url
