"""The YAML files of an open catalogue: what they say, and on which line. Pure.

A file is small, has no alias and no HTML: anything else is a fault with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MOST_BYTES = 200_000
DEEPEST = 20
HTML = re.compile(r"<\s*/?\s*[a-zA-Z!]|&[a-z]+;|javascript:", re.IGNORECASE)


@dataclass
class Entry:
    """One file: its name without suffix, its content, and the faults that keep it out."""

    path: Path
    content: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, path: tuple[str | int, ...], message: str) -> None:
        """Note a fault of what stands at `path`, with the nearest line above it."""
        while path and path not in self.lines:
            path = path[:-1]
        self.faults.append(f"{self.path.name}, ligne {self.lines.get(path, 1)} : {message}")


def read(path: Path) -> Entry:
    """The entry of a file; it has faults when the file cannot be used."""
    entry = Entry(path)
    if path.stat().st_size > MOST_BYTES:
        entry.fault((), f"le fichier dépasse {MOST_BYTES // 1000} ko.")
        return entry
    try:
        text = path.read_text(encoding="utf-8")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            entry.fault((), "les alias YAML ne sont pas lus.")
            return entry
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        found = yaml.safe_load(text)
    except UnicodeDecodeError:
        entry.fault((), "le fichier n’est pas en UTF-8.")
        return entry
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        entry.lines[()] = mark.line + 1 if mark else 1
        entry.fault((), "ce n’est pas du YAML.")
        return entry
    if not isinstance(found, dict) or node is None:
        entry.fault((), "le fichier n’est pas une table.")
        return entry
    entry.content, entry.lines = found, dict(_lines(node, ()))
    for where, said in _texts(found, ()):
        if HTML.search(said):
            entry.fault(where, "du HTML dans le texte.")
    return entry


def _lines(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[tuple[Any, int]]:
    yield path, node.start_mark.line + 1
    if len(path) > DEEPEST:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line + 1
            yield from _inside(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))


def _inside(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[tuple[Any, int]]:
    """The lines below a key, whose own line is the key's."""
    return ((where, line) for where, line in _lines(node, path) if where != path)


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Any, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
