"""The French ways of `questionnaire.french`, as template filters (built in: no `load` needed)."""

from django import template

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
