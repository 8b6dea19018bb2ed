"""The French ways of `orientation.words.french`, as template filters (no `load` needed)."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from orientation.kinds import KINDS, normalise
from orientation.words import french

register = template.Library()
register.filter("euros", french.euros)
register.filter("whole_euros", french.whole_euros)
register.filter("about", french.about)
register.filter("month", french.month)
register.filter("day", french.day)


@register.filter
def desks(tags: tuple[str, ...]) -> str:
    """`("caf", "france_services")` -> « CAF, France services »."""
    known = (KINDS.get(normalise(tag)) for tag in tags)
    return ", ".join(kind.name for kind in known if kind)


#: A tag, or a text that somebody typed, else what a French typographer changes; each begins with
#: its own character, so that one pass over a page finds them all. No line ends between a number and
#: what it counts (« 18 mois », « 04 79 64 », « n° 15481 », « novembre 2026 »), nor between a verb
#: and its pronoun (« avez-vous »).
TYPOGRAPHY = re.compile(
    r"<textarea.*?</textarea>|<[^>]*>"
    r"| (?=[:;?!»%€–])|« "
    r"| (?<=[\d°] )(?=[\da-zà-ÿ])| (?<=[a-zéû] )(?=(?:19|20)\d\d\b)"
    r"|'(?<=\w')(?=\w)|&#x27;(?<=\w&#x27;)(?=\w)|&#39;(?<=\w&#39;)(?=\w)"
    r"|-(?=(?:t-)?(?:il|elle|ils|elles|on|vous|nous|je|ce|moi|le|la|les|y|en|même|mêmes|dessus)\b)"
    r"|-(?<=\bmi-)|-(?<=\brendez-)",
    re.DOTALL,
)
TYPESET = {" ": "\u00a0", "« ": "«\u00a0", "'": "’", "&#x27;": "’", "&#39;": "’", "-": "\u2011"}


@register.filter
def typeset(html: SafeString) -> SafeString:
    """The same HTML with French spaces, hyphens and apostrophes in its texts; tags are left as they
    are.

    Sources are written with the keyboard's own characters: « Qui ? » never breaks before its mark.
    """
    changed = TYPOGRAPHY.sub(lambda found: TYPESET.get(found[0], found[0]), html)
    return mark_safe(changed)  # noqa: S308 (the template's own output, already escaped)


@register.filter
def duration(seconds: int) -> str:
    """`7200` -> « deux heures », `1200` -> « 20 minutes »."""
    hours = {1: "une heure", 2: "deux heures", 3: "trois heures", 4: "quatre heures"}
    whole, rest = divmod(round(seconds / 60), 60)
    return hours[whole] if not rest and whole in hours else f"{round(seconds / 60)} minutes"
