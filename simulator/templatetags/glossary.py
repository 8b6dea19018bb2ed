"""The words of the administration explained on every page that uses them (no `load` needed)."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from questionnaire.building.glossary import explained

register = template.Library()


@register.filter
def with_terms(html: SafeString) -> SafeString:
    """The same HTML, then the meaning of each hard word that it uses."""
    terms = explained([strip_tags(html)])
    if not terms:
        return html
    return mark_safe(html + render_to_string("parts/terms.html", {"terms": terms}))  # noqa: S308
