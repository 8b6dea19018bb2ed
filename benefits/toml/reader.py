"""Reading TOML key by key: every fault noted, in words, with its file and line. Pure."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from benefits.grammar import Names, RuleError, named, nearest, parse
from benefits.rules import Rule

T = TypeVar("T")
REQUIRED: Any = object()


class CatalogueError(ValueError):
    """The catalogue cannot be used; `problems` are all its faults, one readable line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class Source:
    """One file being read, the rules that it may name, and the faults found in it."""

    name: str
    text: str
    problems: list[str] = field(default_factory=list)
    rules: Names = field(default_factory=dict)

    def report(self, path: tuple[str | int, ...], message: str) -> None:
        """Note a fault of the key at `path` (table names and indices, then the key)."""
        line = line_of(self.text, path)
        where = f"{self.name}, ligne {line}" if line else self.name
        self.problems.append(f"{where} : {message}")


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The 1-based line where the key at `path` is written, or the line of its table, or None.

    tomllib forgets lines: this follows headers and keys, which is enough for the files we write.
    """
    current: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    best: tuple[int, int] | None = None  # (length of the path matched, line)
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]", line):
            name = header[2]
            current = tuple(name.split("."))
            if header[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                current = (*current, counts[name])
            found = current
        elif key := re.match(r"\s*([\w\-]+)\s*=", line):
            found = (*current, key[1])
        else:
            continue
        if path[: len(found)] == found and (best is None or len(found) > best[0]):
            best = (len(found), number)
    return best[1] if best else None


class Table:
    """A TOML table read key by key; `done()` reports the keys nobody asked for."""

    def __init__(
        self, source: Source, table: Mapping[str, Any], path: tuple[str | int, ...] = ()
    ) -> None:
        self.source, self.table, self.path = source, table, path
        self.asked: set[str] = set()

    def fault(self, key: str, message: str) -> None:
        """Report a fault of `key`."""
        self.source.report((*self.path, key), message)

    def _take(self, key: str, kind: type | tuple[type, ...], expected: str, default: Any) -> Any:
        self.asked.add(key)
        if key not in self.table:
            if default is REQUIRED:
                self.fault(key, f"la clé « {key} » manque.")
            return None if default is REQUIRED else default
        value = self.table[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(key, f"« {key} » doit être {expected}, et non « {value} ».")
            return None if default is REQUIRED else default
        return value

    def text(self, key: str, default: str = REQUIRED) -> str:
        """A non-empty text."""
        value = self._take(key, str, "un texte", default)
        if key in self.table and isinstance(value, str) and not value.strip():
            self.fault(key, f"« {key} » est vide.")
        return value or ""

    def word(self, key: str, words: Iterable[str], default: Any = REQUIRED) -> Any:
        """One of `words`."""
        value = self._take(key, str, "un mot", default)
        known = list(words)
        if value == "" != default:
            few = f" Les mots : {', '.join(known)}." if len(known) <= 25 else ""
            self.fault(key, f"« {key} » est vide.{few}")
        elif isinstance(value, str) and value != default and value not in known:
            self.fault(key, f"« {key} » ne connaît pas « {value} ».{nearest(value, known)}")
        return value

    def words(self, key: str, words: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of texts, each one of `words` when given."""
        value = self._take(key, list, "une liste", [])
        known = None if words is None else list(words)
        for item in value:
            if not isinstance(item, str):
                self.fault(key, f"« {key} » attend des textes, et non « {item} ».")
            elif known is not None and item not in known:
                self.fault(key, f"« {key} » ne connaît pas « {item} ».{nearest(item, known)}")
        return tuple(item for item in value if isinstance(item, str))

    def matching(self, key: str, pattern: str, expected: str, default: str = REQUIRED) -> str:
        """A text that wholly matches the regular expression `pattern`."""
        value = self.text(key, default)
        if value and value != default and not re.fullmatch(pattern, value):
            self.fault(key, f"« {key} » doit être {expected}, et non « {value} ».")
        return value

    def link(self, key: str, default: str = REQUIRED) -> str:
        """An https address."""
        value = self.text(key, default)
        parts = urlsplit(value)
        if value and (parts.scheme != "https" or "." not in parts.netloc or " " in value):
            self.fault(key, f"« {key} » doit être une adresse https complète, et non « {value} ».")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        return bool(self._take(key, bool, "true ou false", default))

    def number(self, key: str) -> Decimal | None:
        """A number, exact, or None when absent."""
        value = self._take(key, (int, float), "un nombre", None)
        return None if value is None else Decimal(str(value))

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers, empty when absent."""
        found = self._take(key, list, "une liste de nombres", [])
        if not all(isinstance(item, int | float) for item in found):
            self.fault(key, f"« {key} » attend des nombres.")
            return ()
        return tuple(found)

    def day(self, key: str) -> date:
        """A date, written 2026-11-22."""
        return self._take(key, date, "une date comme 2026-04-01", REQUIRED) or date.min

    def rule(self, key: str, of_person: bool) -> Any:
        """A rule of benefits/grammar.py, or the name of one of rules.toml."""
        value = self._take(key, (dict, str), "une condition", REQUIRED)
        if value is None:
            return None
        return self._parsed(key, {"rule": value} if isinstance(value, str) else value, of_person)

    def rule_of_someone(self, key: str, value: object) -> Rule | None:
        """The rule on a person that the table at `key` holds as `value`."""
        return self._parsed(key, value, of_person=True)

    def _parsed(self, key: str, value: object, of_person: bool) -> Rule | None:
        try:
            return parse(value, of_person, self.source.rules)
        except RuleError as error:
            self.fault(key, str(error))
            return None

    def said_by_rule(self, key: str, of_person: bool) -> str:
        """What the named rule at `key` says where it does not hold; "" when none is named there."""
        name = self.table.get(key)
        try:
            return named(name, of_person, self.source.rules).otherwise if name else ""
        except RuleError:
            return ""

    def inline(self, key: str) -> dict[str, Any]:
        """A table left as it is, empty when absent."""
        return dict(self._take(key, dict, "une table { … }", {}))

    def inlines(self, key: str) -> list[dict[str, Any]]:
        """A list of tables left as they are, empty when absent."""
        return [item for item in self._take(key, list, "une liste", []) if isinstance(item, dict)]

    def sub(self, key: str, read: Callable[["Table"], T]) -> T | None:
        """The sub-table `key` as `read` makes it, or None when absent."""
        value = self._take(key, dict, f"une table [{key}]", None)
        return None if value is None else self._child(key, value, read)

    def subs(self, key: str, read: Callable[["Table"], T]) -> tuple[T, ...]:
        """The list of tables `[[key]]` as `read` makes each of them."""
        value = self._take(key, list, f"une liste de tables [[{key}]]", [])
        return tuple(
            self._child(key, item, read, index)
            for index, item in enumerate(value)
            if isinstance(item, dict)
        )

    def _child(self, key: str, value: Any, read: Callable[["Table"], T], *index: int) -> T:
        child = Table(self.source, value, (*self.path, key, *index))
        made = read(child)
        child.done()
        return made

    def done(self) -> None:
        """Report every key that was never asked for, with the nearest known one."""
        for key in self.table:
            if key not in self.asked:
                self.fault(key, f"clé inconnue « {key} ».{nearest(key, self.asked)}")


def read_file(path: Path, root: Path) -> tuple[Source, dict[str, Any]]:
    """The file's text and its TOML; a file that is not TOML has its fault noted and is empty."""
    name = f"{root.name}/{path.relative_to(root)}"
    try:
        source = Source(name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return Source(name, "", [f"{name} : le fichier n'est pas en UTF-8."]), {}
    try:
        return source, tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        source.problems.append(f"{name} : ce n'est pas du TOML ({error}).")
        return source, {}
