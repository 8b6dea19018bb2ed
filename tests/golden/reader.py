"""The golden cases, from their TOML files to OpenFisca documents (see docs/benefits.md).

A file has a `source` and its `[[cases]]`; a case has a `title`, its people, its home and what is
`expected`, worked out by hand from the law, with the arithmetic in `how` and, when it is not the
file's, its `source`. People and home are given in OpenFisca's variables. One that the questionnaire
fills stands on the months that it would fill; any other one (a resource base, a tax notice) on
every month M-12..M or every year N-2..N, so that a ceiling is met to the euro.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

import benefits
from questionnaire.core import CONJOINT, MENAGE, VOUS, Fill, Over, Subject, enfant
from questionnaire.questions import FLOW
from simulator.way.document import situation
from simulator.way.entities import Document, holders, span, write
from simulator.way.household import Household, Input, fills

FOLDER = Path(benefits.__file__).parent / "cases"
MONTH = "2026-11"
KEYS = {"title", "how", "source", "adults", "children", "home", "couple", "expected"}
ASKED: dict[str, Fill] = {}
for _fill in fills(FLOW):  # an amount of the last months comes before that of two years ago
    ASKED.setdefault(_fill.variable, _fill)


@dataclass(frozen=True)
class Case:
    """A household and its rights. `expected`: "benefit" or "benefit/person" -> what is said of it.

    `adults`, `children`: each person's variables, birth dates included. `home`: those of the
    family, the tax units and the home.
    """

    id: str
    source: str
    how: str
    adults: tuple[Mapping[str, Any], ...]
    children: tuple[Mapping[str, Any], ...]
    couple: str
    home: Mapping[str, Any]
    expected: Mapping[str, str]

    @property
    def benefits(self) -> frozenset[str]:
        """The ids of the benefits that it expects something of."""
        return frozenset(name.partition("/")[0] for name in self.expected)

    @property
    def people(self) -> Iterator[tuple[Subject, Mapping[str, Any]]]:
        """Everyone, and what is known of them."""
        yield from zip((VOUS, CONJOINT), self.adults, strict=False)
        for rank, child in enumerate(self.children, start=1):
            yield enfant(rank), child


def cases() -> tuple[Case, ...]:
    """Every case of every file; raises KeyError or ValueError on one that is not as it should."""
    return tuple(
        _case(path.stem, table, written)
        for path in sorted(FOLDER.glob("*.toml"))
        for table in [tomllib.loads(path.read_text(encoding="utf-8"))]
        for written in table["cases"]
    )


def _case(name: str, file: Mapping[str, Any], written: Mapping[str, Any]) -> Case:
    if unknown := set(written) - KEYS:
        raise ValueError(f"{name}: {written['title']}: unknown {sorted(unknown)}")
    adults = tuple(_person(person) for person in written.get("adults", ["1986-05-04"]))
    children = tuple(_person(person) for person in written.get("children", ()))
    if len(adults) == 1:  # the usual answer about the other parent, as in tests/personas
        children = tuple({"contribution_autre_parent": "ne_contribue_pas"} | c for c in children)
    return Case(
        id=f"{name}: {written['title']}",
        source=written.get("source", file.get("source", "")),
        how=written["how"],
        adults=adults,
        children=children,
        couple=written.get("couple", "marie" if len(adults) > 1 else "seul"),
        home={"depcom": "35238", "statut_occupation_logement": "proprietaire"}
        | file.get("home", {})
        | written.get("home", {}),
        expected=written["expected"],
    )


def _person(given: str | Mapping[str, Any]) -> Mapping[str, Any]:
    return {"naissance": given} if isinstance(given, str) else given


def document(case: Case, system: TaxBenefitSystem) -> Document:
    """The document of a case: what the questionnaire writes, then what it never asks."""
    household = Household(
        month=MONTH,
        people=tuple(subject for subject, _ in case.people),
        couple=case.couple,
        children_declared_by={},  # the first adult
        inputs=tuple(_facts(case)),
        received_variables=tuple(
            dict.fromkeys((f.variable, f.entity) for f in ASKED.values() if f.over is Over.RECEIVED)
        ),
    )
    made = situation(household)
    for subject, given in (*case.people, (MENAGE, case.home)):
        for name, value in given.items():
            if name != "naissance" and name not in ASKED:
                entity = system.variables[name].entity.key
                yearly = str(system.variables[name].definition_period) == "year"
                fact = Input(name, entity, subject, Over.YEARS if yearly else Over.YEAR, value)
                for period in _years() if yearly else span(MONTH, 12):
                    write(holders(fact, made), name, period, value)
    return made


def _facts(case: Case) -> Iterator[Input]:
    for subject, given in (*case.people, (MENAGE, case.home)):
        for name, value in given.items():
            if name == "naissance":
                yield Input("date_naissance", "individu", subject, Over.ETERNITY, value)
            elif name in ASKED:
                fill = ASKED[name]
                yield Input(name, fill.entity, subject, fill.over, _series(fill.over, value))


def _series(over: Over, value: Any) -> Any:
    """The months or years of an amount; a table of months is 0 elsewhere."""
    if over is Over.YEARS:
        return dict.fromkeys(_years(), value)
    if over not in (Over.MONTHS, Over.RECEIVED):
        return value
    months = span(MONTH, 12, until=1 if over is Over.RECEIVED else 0)
    return {
        month: float(value.get(month, 0) if isinstance(value, dict) else value) for month in months
    }


def _years() -> list[str]:
    year = int(MONTH[:4])
    return [str(year - 2), str(year - 1), str(year)]
