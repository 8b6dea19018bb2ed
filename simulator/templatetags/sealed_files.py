"""Scripts and style sheets with their `integrity` (built in: no `load` needed)."""

import base64
import hashlib
from functools import cache

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def script(name: str) -> SafeString:
    """The element of a script of our own: `{% script "django_htmx/htmx-2.min.js" %}`."""
    url, digest = served(name)
    return format_html('<script src="{}" integrity="{}" defer></script>', url, digest)


@register.simple_tag
@cache
def stylesheet(name: str) -> SafeString:
    """The element of a style sheet of our own."""
    url, digest = served(name)
    return format_html('<link rel="stylesheet" href="{}" integrity="{}">', url, digest)


@register.simple_tag
@cache
def file(name: str) -> str:
    """The address of a static file, as `static` says it; remembered, for every page has some."""
    return served(name)[0]


@cache
def served(name: str) -> tuple[str, str]:
    """The address of a static file, and the digest that browsers check (W3C SRI): of the file as it
    is served, its addresses rewritten, not as it stands in the source."""
    url = staticfiles_storage.url(name)
    stored = url.removeprefix(staticfiles_storage.base_url)
    with staticfiles_storage.open(stored) as file:
        digest = hashlib.sha384(file.read()).digest()
    return url, f"sha384-{base64.b64encode(digest).decode()}"
