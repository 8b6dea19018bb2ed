"""The French ways of `orientation.words.french`, as template filters (no `load` needed)."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from orientation.kinds import KINDS, normalise
from orientation.words import french

register = template.Library()
register.filter("euros", french.euros)
register.filter("month", french.month)
register.filter("day", french.day)


@register.filter
def desks(tags: tuple[str, ...]) -> str:
    """`("caf", "france_services")` -> « CAF, France services »."""
    known = (KINDS.get(normalise(tag)) for tag in tags)
    return ", ".join(kind.name for kind in known if kind)


#: A tag, else what a French typographer changes; each begins with its own character, so that one
#: pass over a page finds them all.
TYPOGRAPHY = re.compile(
    r"<[^>]*>"
    r"| (?=[:;?!»%€])|« "
    r"|'(?<=\w')(?=\w)|&#x27;(?<=\w&#x27;)(?=\w)|&#39;(?<=\w&#39;)(?=\w)"
)
TYPESET = {" ": "\u00a0", "« ": "«\u00a0", "'": "’", "&#x27;": "’", "&#39;": "’"}


@register.filter
def typeset(html: SafeString) -> SafeString:
    """The same HTML with French spaces and apostrophes in its texts; tags are left as they are.

    Sources are written with the keyboard's own characters: « Qui ? » never breaks before its mark.
    """
    changed = TYPOGRAPHY.sub(lambda found: TYPESET.get(found[0], found[0]), html)
    return mark_safe(changed)  # noqa: S308 (the template's own output, already escaped)
