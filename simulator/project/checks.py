"""What `manage.py check` verifies of several rooms at once."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.core.checks import CheckMessage, Error

from benefits.grammar import nearest
from benefits.lexicon import DERIVED, FACTS
from benefits.registry import catalogue, folders
from benefits.toml.reader import CatalogueError, line_of, read_file
from orientation.shipped import COMMUNES, read, territories
from questionnaire.questions import FLOW
from simulator.way.household import fills


def check_territories(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """One error per territory of the catalogue's files that the directory does not know."""
    named = [
        (source, path, place)
        for root in folders()
        for file in sorted(root.rglob("*.toml"))
        for source, table in [read_file(file, root)]
        for path, places in _territories(table)
        for place in places
    ]
    codes = _codes()
    return [
        Error(
            f"{source.name}, ligne {line_of(source.text, path)} : "
            f"territoire inconnu « {place} ».{nearest(place, codes)}",
            id="simulator.E001",
        )
        for source, path, place in named
        if place not in codes
    ]


def check_asked(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """One error per condition that reads a fact which no question tells: it could never be met."""
    try:
        benefits = {benefit.id: benefit for benefit in catalogue().benefits}
    except CatalogueError:
        return []
    asked = {fill.variable for fill in fills(FLOW)} | DERIVED.keys()
    files = {file.stem: (file, root) for root in folders() for file in root.rglob("*.toml")}
    return [
        Error(
            f"{source.name}, ligne {line_of(source.text, ('conditions', index, 'if'))} : "
            f"aucune question ne dit : {', '.join(sorted(FACTS[name].about for name in untold))}.",
            id="simulator.E002",
        )
        for benefit in benefits.values()
        for index, condition in enumerate(benefit.conditions)
        if (untold := [name for name in condition.facts if _variable(name) not in asked])
        for source, _ in [read_file(*files[benefit.id])]
    ]


def _variable(name: str) -> str:
    return FACTS[name].variable or name


def _territories(table: dict[str, Any]) -> Iterable[tuple[tuple[str | int, ...], list[str]]]:
    """The lists of territories of a benefit's file, and where each is written."""
    claim = table.get("claim", {})
    variants = claim.get("variants", []) if isinstance(claim, dict) else []
    tables: list[tuple[tuple[str | int, ...], Any]] = [((), table)]
    tables += [(("claim", "variants", index), item) for index, item in enumerate(variants)]
    for path, holder in tables:
        places = holder.get("territory") if isinstance(holder, dict) else None
        if isinstance(places, list):
            yield (*path, "territory"), [place for place in places if isinstance(place, str)]


@cache
def _codes() -> frozenset[str]:
    kinds = {"region": "regions", "departement": "departements", "epci": "epci"}
    codes = {f"{kind}:{code}" for kind, name in kinds.items() for code in territories()[name]}
    return frozenset(codes | {f"commune:{row['code']}" for row in read(COMMUNES)} | {"france"})
