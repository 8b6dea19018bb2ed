"""What search engines may read: the pages that are the same for everyone, and each benefit."""

from datetime import date

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from benefits.registry import catalogue
from benefits.schema import Benefit


class Pages(Sitemap):
    """The pages that need no answer."""

    def items(self) -> list[str]:
        return ["home", "benefits", "places", "without_number", "legal", "accessibility"]

    def location(self, item: str) -> str:
        return reverse(item)


class Benefits(Sitemap):
    """One page a benefit, with the day its facts were checked."""

    def items(self) -> tuple[Benefit, ...]:
        return catalogue().benefits

    def location(self, item: Benefit) -> str:
        return reverse("benefit", args=[item.id])

    def lastmod(self, item: Benefit) -> date:
        return item.reviewed_on


SITEMAPS = {"pages": Pages, "benefits": Benefits}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but a visitor's own pages."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", "Disallow: /simulation/", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
