"""The controls of forms (built in: no `load` needed): a page of questions may have forty of them,
and a template of a template for each would be half of what the page costs."""

from html import escape
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def control(widget: dict[str, Any]) -> SafeString:
    """The element of a widget's context: what django/forms/widgets/input.html writes."""
    attributes = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        attributes["value"] = str(widget["value"])
    attributes |= widget["attrs"]
    return mark_safe(f"<input{written(attributes)}>")  # noqa: S308 (each part is escaped)


@register.filter
def attributes(widget: dict[str, Any]) -> SafeString:
    """What django/forms/widgets/attrs.html writes of a widget's context."""
    return mark_safe(written(widget["attrs"]))  # noqa: S308 (each part is escaped)


@register.filter
def choice(option: dict[str, Any]) -> SafeString:
    """A radio or a box to tick, its label, and what is explained under it."""
    of, label = escape(option["attrs"].get("id", "")), conditional_escape(option["label"])
    whole = f'<div class="choice">{control(option)}<label for="{of}">{label}</label>'
    if hint := option.get("hint"):
        whole += f'<small id="{escape(option["hint_id"])}">{conditional_escape(hint)}</small>'
    return mark_safe(f"{whole}</div>\n")  # noqa: S308 (each part is escaped)


def written(attributes: dict[str, Any]) -> str:
    """` name="value"` of each, ` name` of those that are True, nothing of those that are False."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )
