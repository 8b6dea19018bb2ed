"""The parameters of the law that the engine holds: value, date and legal reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from simulator.engine.law.corrections import CORRECTIONS
from simulator.engine.law.system import corrected_system
from simulator.engine.law.values import VALUES


@dataclass(frozen=True)
class Reference:
    """A text of law: its title, and its address or ""."""

    title: str
    link: str = ""


@dataclass(frozen=True)
class Parameter:
    """A parameter on one day: its value (None for a scale), the day it took it, and its sources."""

    path: str
    value: float | None
    since: date
    unit: str
    references: tuple[Reference, ...]


def node(path: str) -> Any:
    """The parameter, or scale, at this path; raises KeyError when there is none.

    A number names a bracket of a scale: "….baremes.une_uc.4.threshold".
    """
    found: Any = corrected_system().parameters
    for name in path.split("."):
        brackets = getattr(found, "brackets", None)
        if brackets is None:
            found = getattr(found, "children", {})[name]
        elif name.isdigit() and int(name) < len(brackets):
            found = brackets[int(name)]
        else:
            raise KeyError(path)
    return found


def value(path: str, day: str) -> float:
    """Its value on `day` ("2026-11-01"); raises KeyError when it has none."""
    found = node(path).get_at_instant(day)
    if not isinstance(found, int | float):
        raise KeyError(path)
    return float(found)


def on_scale(path: str, day: str, base: float) -> float:
    """What the scale at this path gives for `base` on `day`; raises KeyError when it has none."""
    scale = node(path).get_at_instant(day)
    if scale is None:
        raise KeyError(path)
    return float(scale.calc([base])[0])


def parameter(path: str, day: str) -> Parameter:
    """What is known of a parameter on `day`; raises KeyError."""
    found = node(path)
    leaves = list(_leaves(found))
    since = max(str(dated.instant_str) for leaf in leaves if (dated := _on(leaf, day)))
    metadata = found.metadata or {}
    return Parameter(
        path,
        None if leaves != [found] else value(path, day),
        date.fromisoformat(since),
        str(metadata.get("unit", "")),
        _corrected(path, since) or tuple(_references(metadata.get("reference"), since)),
    )


def _leaves(found: Any) -> Iterator[Any]:
    """The parameter itself, or every threshold and amount of a scale."""
    if not hasattr(found, "brackets"):
        yield found
    for bracket in getattr(found, "brackets", ()):
        yield from bracket.children.values()


def _on(leaf: Any, day: str) -> Any:
    """The dated value in force on `day`."""
    return next((dated for dated in leaf.values_list if dated.instant_str <= day), None)


def _corrected(path: str, since: str) -> tuple[Reference, ...]:
    """The law of a value that this project wrote: of the scale itself, or of a bracket of it."""
    texts = [
        Reference(one.law, one.read if one.read.startswith("http") else "")
        for one in VALUES
        if f"{one.parameter}.".startswith(f"{path}.") and str(one.since) == since
    ]
    texts += [
        Reference(correction.law, correction.source)
        for correction in CORRECTIONS
        for written in correction.values
        if (written.parameter, written.since) == (path, since)
    ]
    return tuple(dict.fromkeys(texts))


def _references(metadata: Any, since: str) -> Iterator[Reference]:
    """The references of the value of `since`: by date in newer files, else one for all."""
    if isinstance(metadata, dict) and not {"title", "href"} & set(metadata):
        dated = {str(day): known for day, known in metadata.items()}
        days = [day for day in dated if day <= since]
        metadata = dated[max(days)] if days else None
    for one in metadata if isinstance(metadata, list) else [metadata]:
        if isinstance(one, str):
            one = {"href": one} if one.startswith("http") else {"title": one}
        if isinstance(one, dict) and (one.get("title") or one.get("href")):
            link = str(one.get("href") or "").strip()
            web = link.startswith("http") and " " not in link
            yield Reference(str(one.get("title") or "Texte officiel"), link if web else "")
