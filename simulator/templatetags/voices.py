"""The voice of a mode, for what templates show of texts written elsewhere (no `load` needed)."""

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from questionnaire.building import wording
from questionnaire.core import Voice

register = template.Library()


@register.filter
def said(text: str, voice: str) -> str:
    """`text` as a voice says it: {{ reason|said:mode.voice }}."""
    return wording.told(str(text), Voice(voice or Voice.VOUS))


#: What stands between two tags: a sentence, or a part of one around a link.
TEXT = re.compile(r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)")


@register.simple_block_tag(takes_context=True, end_name="end_voice")
def in_voice(context: dict[str, Any], content: SafeString) -> SafeString:
    """The same page with its texts in the voice of its mode; as it is when it speaks to who reads.

    Texts are whole between two tags: « Revenir à vos droits » is one, whatever is around it. What
    speaks to the person and is written in no other way is quoted, as said to them.
    """
    voice = getattr(context.get("mode"), "voice", Voice.VOUS)
    if voice is Voice.VOUS:
        return content
    changed = TEXT.sub(lambda found: _other(found, voice), content)
    return mark_safe(changed)  # noqa: S308 (the template's own output, already escaped)


def _other(found: re.Match[str], voice: Voice) -> str:
    text = found[0].strip(" \n:")
    if "\t" in text:  # a table to copy, whose cells are in the voice already
        return found[0]
    return found[0].replace(text, wording.told(" ".join(text.split()), voice))
