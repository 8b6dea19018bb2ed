"""The dense table, from what the results page already knows (`load accompany`)."""

from typing import Any

from django import template

from simulator.accompany import table

register = template.Library()


@register.simple_tag(takes_context=True)
def blocks(context: dict[str, Any]) -> tuple[table.Block, ...]:
    """The blocks of lines; the context is that of the results page."""
    return table.blocks(context.flatten())  # type: ignore[attr-defined]


@register.filter
def as_text(found: tuple[table.Block, ...]) -> str:
    """The blocks as text between tabs."""
    return table.as_text(found)


@register.simple_tag
def columns() -> tuple[str, ...]:
    """The headings of the table."""
    return table.COLUMNS
