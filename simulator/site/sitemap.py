"""What search engines may read: the pages that are the same for everyone, and each benefit."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from benefits.registry import catalogue
from benefits.schema import Benefit

CLOSED = ("/simulation/", "/aide/*/simuler/", "/accompagner/", "/borne/", "/api/")
VALID = timedelta(days=180)


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
    closed = [f"Disallow: {path}" for path in CLOSED]
    lines = ["User-agent: *", *closed, f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The address that browsers ask for by themselves leads to the icon."""
    return redirect(staticfiles_storage.url("icon.svg"))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 when the operator gives nobody."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    until = (timezone.now() + VALID).replace(microsecond=0).isoformat()
    address = request.build_absolute_uri(reverse("security"))
    lines = [
        f"Contact: {f'mailto:{contact}' if '@' in contact else contact}",
        f"Expires: {until}",
        "Preferred-Languages: fr, en",
        f"Canonical: {address}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
