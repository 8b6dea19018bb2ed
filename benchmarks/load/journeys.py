"""Journeys of every mode: found once by filling the forms of the pages, then done again by many.

Those of the test households (benchmarks.load.personas) are what visitors do; drawn at random, a
journey is twice as long, as it meets what is rare. The pages alone are read, so that a tree of
another day can be visited too.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from benchmarks.load.forms import Form
from benchmarks.load.personas import Told, told
from benchmarks.load.visitor import Fields, Visitor

KINDS = 8  # journeys of each mode
MOST_PAGES = 150
DRAWS = 6  # for a page, before the plainest answers are sent
POSTCODES = ("35000", "93200", "75015", "59100", "23000")
AMOUNTS = ("0", "120", "480", "900", "1250", "1900")
LAST = ("recapitulatif/", "resultats/", "a-demander/")  # the last page of the questions


class Sent(NamedTuple):
    """What is sent to a page, and which of its fields differ from one visitor to the next: amounts,
    and the days of births."""

    fields: Fields
    amounts: frozenset[str]
    days: frozenset[str]

    def own(self, name: str, value: str, draw: random.Random) -> str:
        """What a visitor sends of a field: an amount a little different; nothing stays nothing."""
        if name in self.days:
            return f"{draw.randint(1, 28)}"
        if name in self.amounts and value.strip("0"):
            return f"{max(1, int(value) + draw.randint(-40, 40))}"
        return value


@dataclass(frozen=True)
class Journey:
    """`opening`: the first page; `begins`: a form that opens the visit, if one does; `forms`: what
    is sent to each page, in order."""

    mode: str
    opening: str
    begins: Fields | None
    forms: tuple[Sent, ...]

    def own(self, draw: random.Random) -> Iterator[Fields]:
        """The forms of a visitor whose amounts and days of birth are their own."""
        for sent in self.forms:
            yield [(name, sent.own(name, value, draw)) for name, value in sent.fields]


def drawn(page: str, path: str, draw: random.Random, plain: bool) -> Fields:
    """A way to fill a page's form."""
    sent: Fields = []
    for name, (kind, values) in Form(page).fields.items():
        some = [value for value in values if value]
        if kind == "hidden":
            sent += [(name, value) for value in values]
        elif "naissance" in path + name and kind == "count":
            sent.append((name, birth(name, path + name, draw)))
        elif kind == "radio" and some:
            likely = "non" if "non" in some else some[0]
            sent.append((name, likely if plain else draw.choice(some)))
        elif kind == "checkbox":
            more = [value for value in some if value != "aucun" and draw.random() < 0.12][:2]
            none = ["aucun"] if "aucun" in some else []
            sent += [(name, value) for value in (none if plain or not more else more)]
        elif kind == "postcode":
            sent.append((name, POSTCODES[0] if plain else draw.choice(POSTCODES)))
        elif kind in ("count", "amount"):
            sent.append(
                (name, "0" if plain else draw.choice(AMOUNTS if kind == "amount" else "0012"))
            )
    return sent


def birth(name: str, of: str, draw: random.Random) -> str:
    """A number of a date, or a whole one where there is one box."""
    young = "enfant" in of or "frere" in of
    day, month = draw.randint(1, 28), draw.randint(1, 10)
    year = draw.randint(2008, 2025) if young else draw.randint(1940, 2006)
    return {"_0": f"{day}", "_1": f"{month}", "_2": f"{year}"}.get(
        name[-2:], f"{day:02}{month:02}{year}"
    )


def some(
    url: str,
    mode: str,
    opening: str,
    begins: Fields | None,
    made_by: Callable[[str], Visitor] = Visitor,
) -> list[Journey]:
    """KINDS journeys of a mode drawn at random; a draw that no answer fits is left out."""
    made: list[Journey] = []
    for number in range(4 * KINDS):
        if len(made) < KINDS:
            try:
                made.append(found(made_by(url), mode, opening, begins, number))
            except RuntimeError as fault:
                print(fault, file=sys.stderr)
    return made


def households(url: str, made_by: Callable[[str], Visitor] = Visitor) -> list[Journey]:
    """The journeys of the test households, for oneself."""
    return [
        found(made_by(url), "household", "/simulation/", None, number, one)
        for number, one in enumerate(told())
    ]


def found(
    visitor: Visitor,
    mode: str,
    opening: str,
    begins: Fields | None,
    number: int,
    said: Told | None = None,
) -> Journey:
    """The journey of one visitor, who sends what is `said` to a page, and draws for the others;
    raises RuntimeError when a page takes no answer."""
    forms: list[Sent] = []
    path, answer = entered(visitor, opening, begins)
    for _ in range(MOST_PAGES):
        if path.endswith(LAST):
            return Journey(mode, opening, begins, tuple(forms))
        page = answer.text
        known = (said or {}).get(path)
        for attempt in range(2 * DRAWS):
            draw = random.Random(f"{number} {path} {attempt}")
            fields = drawn(page, path, draw, plain=attempt >= DRAWS or said is not None)
            fields = known if known and not attempt else fields
            after, answer = visitor.follow(visitor.post(path, fields, page), path)
            forms.append(_sent(fields, page, path))
            if after != path or asked(answer.text) != asked(page):
                path = after
                break
            page = answer.text
        else:
            raise RuntimeError(f"{mode}: no answer was accepted at {path}")
    raise RuntimeError(f"{mode}: the questions do not end")


def _sent(fields: Fields, page: str, path: str) -> Sent:
    kinds = {name: kind for name, (kind, _) in Form(page).fields.items()}
    born = "naissance" in path
    return Sent(
        fields,
        frozenset(n for n, value in fields if kinds.get(n) == "amount" and value.isdigit()),
        frozenset(n for n, _ in fields if born and n.endswith("_0") and kinds.get(n) == "count"),
    )


def entered(visitor: Visitor, opening: str, begins: Fields | None) -> tuple[str, Any]:
    """The first page of the questions, and its path."""
    answer = visitor.get(opening)
    if begins is not None:
        answer = visitor.post(opening, begins, answer.text)
    return visitor.follow(answer, opening)


def asked(page: str) -> set[str]:
    """The names of a page's fields."""
    return set(Form(page).fields)
