"""The sentences of the catalogue: short, for who reads slowly."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benefits.registry import folders

SHORT, LONGEST, SHARE = 15, 25, 0.9
SAID = frozenset(
    (
        "description",
        "otherwise",
        "near",
        "starts",
        "note",
        "text",
        "to_check",
        "where",
        "limits",
        "form",
    )
)
END = re.compile(r"(?<=[.!?:;])\s+")


def said(key: str, value: Any) -> Iterator[str]:
    """The sentences of a file that a visitor reads; its examples and sources are not."""
    if isinstance(value, str) and key in SAID:
        yield from END.split(value)
    elif isinstance(value, list):
        for one in value:
            yield from said(key, one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name != "examples":
                yield from said(name, one)


def sentences() -> list[tuple[int, str, str]]:
    files = [file for root in folders() for file in Path(root).rglob("*.toml")]
    texts = [
        (file.name, one) for file in files for one in said("", tomllib.loads(file.read_text()))
    ]
    return [(len(one.split()), name, one) for name, one in texts]


def test_no_sentence_is_long_and_nine_in_ten_are_short() -> None:
    found = sentences()
    assert len(found) > 1_000
    assert [one for one in found if one[0] > LONGEST] == []
    short = sum(words <= SHORT for words, _, _ in found) / len(found)
    assert short >= SHARE, sorted(found, reverse=True)[:40]
