"""The French ways of `questionnaire.french`, as template filters (built in: no `load` needed)."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from orientation.kinds import KINDS, normalise
from questionnaire import french

register = template.Library()
register.filter("euros", french.euros)
register.filter("month", french.month)
register.filter("day", french.day)


@register.filter
def desks(tags: tuple[str, ...]) -> str:
    """`("caf", "france_services")` -> « CAF, France services »."""
    known = (KINDS.get(normalise(tag)) for tag in tags)
    return ", ".join(kind.name for kind in known if kind)


TAG = re.compile(r"(<[^>]*>)")
BEFORE = re.compile(r" (?=[:;?!»%€])")
APOSTROPHE = re.compile(r"(?<=\w)(?:'|&#x27;|&#39;)(?=\w)")


@register.filter
def typeset(html: SafeString) -> SafeString:
    """The same HTML with French spaces and apostrophes in its texts; tags are left as they are.

    Sources are written with the keyboard's own characters: « Qui ? » never breaks before its mark.
    """
    parts = TAG.split(html)
    for index in range(0, len(parts), 2):
        text = BEFORE.sub("\u00a0", parts[index]).replace("« ", "«\u00a0")
        parts[index] = APOSTROPHE.sub("’", text)
    return mark_safe("".join(parts))  # noqa: S308 (the template's own output, already escaped)
