"""What the benefits' files share, and their claims. Pure.

Institutions, papers, ways to contest, sentences of `starts` and named rules are each written once,
in a file of one of these names anywhere in the catalogue.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from benefits.claim import MONTHS, Appeal, Claim, Delay, Institution, Needed, Paper, Variant
from benefits.grammar import Named, nearest
from benefits.territory import TERRITORY
from benefits.toml.places import institution_of
from benefits.toml.reader import Source, Table, read_file
from orientation.kinds import KINDS

T = TypeVar("T")
#: The shared files, in the order in which they are read.
SHARED = ("papers.toml", "appeals.toml", "institutions.toml", "sentences.toml", "rules.toml")
KEY = re.compile(r"[a-z][a-z0-9_]*")
NO_INSTITUTION = Institution("", "", "", "")


@dataclass
class Vocabulary:
    """The words that a benefit's file may use, by their ids."""

    papers: dict[str, Paper] = field(default_factory=dict)
    appeals: dict[str, Appeal] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    rules: dict[str, Named] = field(default_factory=dict)

    def read(self, roots: Iterable[Path]) -> list[str]:
        """Add the shared files of every folder of `roots`; returns their faults."""
        problems: list[str] = []
        for name in SHARED:
            for root in roots:
                for path in sorted(root.rglob(name)):
                    source, table = read_file(path, root)
                    match name:
                        case "papers.toml":
                            self.papers |= _entries(source, table, _paper)
                        case "appeals.toml":
                            self.appeals |= _entries(source, table, _appeal)
                        case "institutions.toml":
                            self.institutions |= _entries(source, table, self._institution)
                        case "sentences.toml":
                            self.sentences |= _entries(source, table, _sentence)
                        case _:
                            source.rules = self.rules
                            self.rules |= _entries(source, table, _named)
                    problems += source.problems
        return problems

    def _institution(self, key: str, t: Table) -> Institution:
        return Institution(
            key,
            t.text("label"),
            t.text("phone", ""),
            t.link("site"),
            t.sub("delay", _delay),
            self.appeals.get(t.word("appeal", self.appeals, "")),
        )

    def institution(self, t: Table) -> Institution:
        """The key `institution`: an id of institutions.toml, or a territory ("commune:35238")."""
        named = str(t.table.get("institution", ""))
        if ":" not in named:
            return self.institutions.get(t.word("institution", self.institutions), NO_INSTITUTION)
        t.asked.add("institution")
        if found := institution_of(named, self.appeals.get("administration")):
            return found
        t.fault("institution", f"l’annuaire ne connaît pas le territoire « {named} ».")
        return NO_INSTITUTION

    def _starts(self, t: Table) -> str:
        """The key `starts`: a sentence, or the name of one of sentences.toml."""
        said = t.text("starts")
        if not KEY.fullmatch(said):
            return said
        if said not in self.sentences:
            hint = nearest(said, self.sentences)
            t.fault("starts", f"sentences.toml ne connaît pas la phrase « {said} ».{hint}")
        return self.sentences.get(said, "")

    def claim(self, t: Table) -> Claim:
        """The [claim] table of a benefit's file."""
        return Claim(
            starts=self._starts(t),
            not_retroactive=t.flag("not_retroactive", False),
            automatic=t.flag("automatic", False),
            months=t.words("months", MONTHS),
            variants=t.subs("variants", self._variant),
            **self._changeable(t),
        )

    def _variant(self, t: Table) -> Variant:
        changes = {key: value for key, value in self._changeable(t).items() if key in t.table}
        if "starts" in t.table:
            changes["starts"] = self._starts(t)
        if not changes:
            t.fault("territory", "cette variante ne change rien.")
        return Variant(territory(t), changes)

    def _changeable(self, t: Table) -> dict[str, Any]:
        return {
            "online": t.link("online", ""),
            "form": t.text("form", ""),
            "form_url": t.link("form_url", ""),
            "desks": t.words("desks", KINDS),
            "papers": self._papers(t),
            "note": t.text("note", ""),
            "delay": t.sub("delay", _delay),
            "appeal": self.appeals.get(t.word("appeal", self.appeals, "")),
        }

    def _papers(self, t: Table) -> tuple[Needed, ...]:
        """`"bulletins_salaire: les quatre derniers"`: an id of papers.toml, then what to say."""
        found = []
        for text in t.words("papers"):
            paper_id, _, detail = (part.strip() for part in text.partition(":"))
            if paper_id in self.papers:
                found.append(Needed(self.papers[paper_id], detail))
            else:
                hint = nearest(paper_id, self.papers)
                t.fault("papers", f"papers.toml ne connaît pas le papier « {paper_id} ».{hint}")
        return tuple(found)


def territory(t: Table) -> tuple[str, ...]:
    """The key `territory`: `["france"]` when absent."""
    found = t.words("territory") or ("france",)
    for item in found:
        if not TERRITORY.fullmatch(item):
            t.fault("territory", f"territoire « {item} » : écrivez par exemple departement:35.")
    return found


def _entries(
    source: Source, table: dict[str, Any], read: Callable[[str, Table], T]
) -> dict[str, T]:
    found = {}
    for key, value in table.items():
        reader = Table(source, value if isinstance(value, dict) else {}, (key,))
        found[key] = read(key, reader)
        reader.done()
    return found


def _paper(key: str, t: Table) -> Paper:
    return Paper(key, t.text("label"), t.text("where", ""))


def _sentence(key: str, t: Table) -> str:
    return t.text("text")


def _named(key: str, t: Table) -> Named:
    of_person = t.word("of", ("person", "household")) == "person"
    return Named(t.rule("if", of_person), of_person, t.text("otherwise"))


def _appeal(key: str, t: Table) -> Appeal:
    steps = t.words("steps")
    if not steps:
        t.fault("steps", "« steps » doit dire au moins une étape.")
    return Appeal(key, steps, t.text("source"), t.day("reviewed_on"))


def _delay(t: Table) -> Delay:
    return Delay(t.text("text"), t.text("source"))
