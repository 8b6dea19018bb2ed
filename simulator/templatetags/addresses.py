"""The addresses of the pages about a benefit (built in: no `load` needed)."""

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=2048)
def about(page: str, benefit_id: str) -> str:
    """As `url` does; remembered, for a page may have two hundred of them.

    Only ids of the catalogue come here: what is remembered says nothing of anybody.
    """
    return reverse(page, args=[benefit_id])


@register.simple_tag(takes_context=True)
def of_mode(context: dict[str, Any], page: str, benefit_id: str) -> str:
    """The address of the page about a benefit in the mode that is shown."""
    return str(context["mode"].url(page, benefit_id=benefit_id))
