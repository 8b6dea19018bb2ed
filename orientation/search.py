"""Finds communes, and the desks that can act for one: three queries at most, never a network.

For each kind of desk: the area that a source gave, else the rule of `kinds.py`, else the nearest as
the crow flies; `Found.how` says which, and the page repeats it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import F
from django.utils.text import slugify

from orientation import areas, ranking
from orientation.geo import box, distance_km
from orientation.kinds import KINDS, Kind, normalise
from orientation.models import Commune, Desk, DeskOverride
from orientation.ranking import Where

How = Literal["area", "commune", "intercommunal", "departement", "caisse", "nearest", "town_hall"]
RADIUS_KM = 30  # 9 people in 10 have a France services within 9 km, an MDPH within 51
WIDEST_KM = 100  # farther, a telephone number helps more than an address
WITHIN = "d.kind IN {} AND d.latitude BETWEEN %s AND %s AND d.longitude BETWEEN %s AND %s"
OPEN_TO_ALL = ("france_services",)  # whatever area a source gives, everyone may go to any


@dataclass(frozen=True)
class Found:
    """A desk for a commune: why this one, and how far from the commune's centre (km) if known."""

    desk: Desk
    how: How
    distance_km: float | None

    @property
    def kind(self) -> Kind:
        return KINDS[self.desk.kind]


# Communes ---------------------------------------------------------------------------------------
_read_once: ContextVar[dict[Any, Any] | None] = ContextVar("communes read once", default=None)


@contextmanager
def communes_read_once() -> Iterator[None]:
    """Within it the directory is asked once for each commune: a file's households share theirs."""
    token = _read_once.set({})
    try:
        yield
    finally:
        _read_once.reset(token)


def _once(find: Callable[[str], Any], asked: str) -> Any:
    known = _read_once.get()
    if known is None:
        return find(asked)
    if (find, asked) not in known:
        known[find, asked] = find(asked)
    return known[find, asked]


def communes_for_postcode(postcode: str) -> list[Commune]:
    """The communes of a postal code (1 to 46), by name; in Paris or Lyon its arrondissement.

    The general code of Paris, Lyon or Marseille, 75000, gives all of its arrondissements.
    """
    found: list[Commune] = _once(_of_postcode, postcode)
    return found


def _of_postcode(postcode: str) -> list[Commune]:
    if city := areas.GENERAL_POSTCODES.get(postcode.strip()):
        return list(Commune.objects.filter(parent_id=city).order_by("code"))
    return list(Commune.objects.filter(postal_codes__code=postcode.strip()).order_by("slug"))


def communes_named(name: str, limit: int = 20) -> list[Commune]:
    """The communes whose name begins with `name`, whatever accents and hyphens; biggest first."""
    start = slugify(name).removeprefix("st-")
    if not start:
        return []
    found = Commune.objects.filter(slug__startswith=start)
    return list(found.order_by(F("population").desc(nulls_last=True), "slug")[:limit])


def commune(code: str) -> Commune | None:
    """The commune of an INSEE code (a parent comes with it), or None."""
    if not code.strip().isalnum():  # a NUL stops PostgreSQL
        return None
    found: Commune | None = _once(_of_code, code)
    return found


def _of_code(code: str) -> Commune | None:
    return Commune.objects.select_related("parent").filter(code=code.strip().upper()).first()


# Desks ------------------------------------------------------------------------------------------
def town_halls(code: str) -> list[Found]:
    """The town hall of a commune; for an arrondissement its own, then the city's."""
    return desks_for(code, ["mairie"])["mairie"]


def desks_for(
    place: Commune | str, kinds: Iterable[str], *, agricole: bool = False, limit: int = 3
) -> dict[str, list[Found]]:
    """For each kind asked (tags of any room), at most `limit` desks that can act, best first.

    `agricole`: the person is of the farm scheme, the MSA acts for the CAF, CPAM and Carsat. Without
    CCAS the town hall stands for it (how = "town_hall"). An unknown kind or commune finds nothing.
    """
    asked = {tag: normalise(tag) for tag in kinds}
    here = commune(place) if isinstance(place, str) else place
    if here is None:
        return {tag: [] for tag in asked}
    acting = {tag: areas.for_scheme(k, here.departement, agricole) for tag, k in asked.items()}
    wanted = {kind for kind in acting.values() if kind in KINDS}
    if "ccas" in wanted:
        wanted.add("mairie")
    groups = _read(here, wanted, limit)
    missing = {kind for kind in wanted if not groups.get(kind)} - {"mairie"}
    if missing:
        groups |= _widen(here, missing, limit)
    if "ccas" in wanted and not groups.get("ccas"):
        groups["ccas"] = [
            Found(found.desk, "town_hall", found.distance_km) for found in groups.get("mairie", [])
        ]
    return {tag: groups.get(kind, []) for tag, kind in acting.items()}


def _read(here: Commune, kinds: set[str], count: int) -> dict[str, list[Found]]:
    """One query: the desks of every kind by area, by rule, or within 30 km."""
    codes = [code for code in (here.code, here.parent_id) if code]
    of_rule: dict[str, list[str]] = {}
    for kind in sorted(kinds):
        of_rule.setdefault(KINDS[kind].rule, []).append(kind)
    where = Where()
    where.any_of("d.commune_id IN {} AND d.kind IN {}", codes, of_rule.get("commune", []))
    if here.code in areas.DIVIDED:
        district = "d.commune_id IN (SELECT code FROM orientation_commune WHERE parent_id = %s)"
        where.any_of(f"{district} AND d.kind IN {{}}", here.code, of_rule.get("commune", []))
    for kind in of_rule.get("departement", []) + of_rule.get("caisse", []):
        departements = areas.serving(kind, here.departement)
        where.any_of("d.departement IN {} AND d.kind IN {}", departements, [kind])
    nearby = of_rule.get("nearest", [])
    if here.point:
        where.any_of(WITHIN, nearby, *box(here.point, RADIUS_KM))
    else:
        where.any_of("d.kind IN {} AND d.departement IN {}", nearby, [here.departement])
    territories = [*codes, here.departement, here.epci or here.code]
    return _found(
        here, where, territories, sorted(kinds), lambda desk: KINDS[desk.kind].rule, count
    )


def _widen(here: Commune, kinds: set[str], count: int) -> dict[str, list[Found]]:
    """One more query, for kinds not found: the nearest farther off; the EPCI's CIAS for a CCAS.

    Overseas the nearest is on the same territory: the next one is across an ocean. The desk of
    another département is of no use for what a département decides.
    """
    where = Where()
    nearby = [kind for kind in sorted(kinds) if KINDS[kind].rule == "nearest"]
    if areas.overseas(here.departement):
        where.any_of("d.kind IN {} AND d.departement IN {}", nearby, [here.departement])
    elif here.point:
        where.any_of(WITHIN, nearby, *box(here.point, WIDEST_KM))
    if "ccas" in kinds and here.epci:
        where.any_of(
            "d.kind = 'ccas' AND UPPER(d.name) LIKE '%%INTERCOMMUNAL%%' AND d.commune_id IN "
            "(SELECT code FROM orientation_commune WHERE epci = %s)",
            here.epci,
        )
    return _found(
        here,
        where,
        [],
        [],
        lambda desk: "intercommunal" if desk.kind == "ccas" else "nearest",
        count,
    )


def _found(
    here: Commune,
    where: Where,
    territories: Sequence[str],
    kinds: Sequence[str],
    how: Callable[[Desk], How],
    count: int,
) -> dict[str, list[Found]]:
    """The ranked desks by kind, each with why it was found."""
    desks = ranking.best(
        where,
        centre=here.point,
        territories=territories,
        kinds=kinds,
        open_kinds=OPEN_TO_ALL,
        commune=here.code,
        count=count,
    )
    groups: dict[str, list[Found]] = {}
    for desk in desks:
        reason = "area" if desk.by_area else how(desk)
        groups.setdefault(desk.kind, []).append(Found(desk, reason, _distance(here, desk)))
    return {
        kind: found if kind in OPEN_TO_ALL else [o for o in found if o.how == found[0].how]
        for kind, found in groups.items()
    }


def _distance(here: Commune, desk: Desk) -> float | None:
    """Kilometres from the commune's centre; None for a bus, whose point is only its depot."""
    if desk.itinerant or not here.point or not desk.point:
        return None
    return distance_km(here.point, desk.point)


def mended(desk: Desk) -> Desk:
    """`desk` with what the operator changed laid over it."""
    override = getattr(desk, "override", None)
    for name in DeskOverride.MENDABLE if override else ():
        if value := getattr(override, name):
            setattr(desk, name, value)
    return desk
