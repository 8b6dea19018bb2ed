"""The addresses that pages lead to, and their footer, written once (built in: no `load` needed)."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from simulator.templatetags.french import typeset

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=2048)
def about(page: str, benefit_id: str) -> str:
    """As `url` does; remembered, for a page may have two hundred of them.

    Only ids of the catalogue come here: what is remembered says nothing of anybody.
    """
    return reverse(page, args=[benefit_id])


@register.simple_tag
@cache
def page(name: str) -> str:
    """As `url` does, for the few pages of the site that every page leads to; remembered."""
    return reverse(name)


@register.simple_tag
@lru_cache(maxsize=512)
def footer(idle: str, operator: str, accessibility: str, source: str) -> SafeString:
    """The end of every page, kept as it is written: `idle` is how long answers have, "" without
    any. The other three are the operator's own words."""
    context = {
        "idle": idle,
        "OPERATOR_NAME": operator,
        "ACCESSIBILITY": accessibility,
        "SOURCE_URL": source,
    }
    return typeset(render_to_string("parts/footer.html", context))


@register.simple_tag(takes_context=True)
def of_mode(context: dict[str, Any], page: str, benefit_id: str) -> str:
    """The address of the page about a benefit in the mode that is shown."""
    return str(context["mode"].url(page, benefit_id=benefit_id))
