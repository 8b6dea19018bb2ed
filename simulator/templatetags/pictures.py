"""The pictograms of static/icons.svg (no `load` needed)."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """The pictogram `name`, of 24 pixels: beside words that say the same, so nobody hears it."""
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )
