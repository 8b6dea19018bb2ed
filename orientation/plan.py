"""« Près de chez vous »: the desks of a household's whole list, in as few trips as can be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from orientation import areas, search, svg
from orientation.hours import local_day
from orientation.kinds import KINDS, Kind, normalise
from orientation.models import Commune
from orientation.national import Institution, institution
from orientation.sheet import Sheet, sheet

# Whom people of each kind see besides the desks of their benefits.
PUBLICS = {
    "senior": ("clic", "carsat", "departement"),
    "famille": ("pmi", "caf"),
    "handicap": ("mdph",),
    "jeune": ("mission_locale",),
    "etudiant": ("crous",),
    "emploi": ("france_travail",),
}
EVERYONE = ("france_services", "ccas")
# The State's list of partners of France services (charter of 2019, extended since): what can be
# asked there for all of them.
PARTNERS = ("caf", "msa", "cpam", "carsat", "france_travail", "impots", "france_services")
EACH = 2  # desks shown for a kind


@dataclass(frozen=True)
class Want:
    """A benefit of the household's list: its name and the tags of the desks that can act on it."""

    label: str
    desks: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """A kind of desk to go to, what to ask there, and the desks, the best first.

    `national`: how to reach the institution from anywhere; the only help when `sheets` is empty.
    """

    kind: Kind
    label: str
    asks: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    national: Institution | None


@dataclass(frozen=True)
class Plan:
    """The stops in the order to read them, and a map of the first desk of each."""

    commune: Commune
    stops: tuple[Stop, ...]
    map: svg.Map | None
    agricole: bool = False

    @property
    def own_protection(self) -> str:
        """Who to ask where the national institutions do not act, or nothing."""
        return areas.own_protection(self.commune.departement)

    @property
    def visits(self) -> tuple[tuple[Stop, ...], ...]:
        """The stops that have a desk, those of one address together."""
        found: dict[object, list[Stop]] = {}
        for stop in self.stops:
            if stop.sheets:
                desk = stop.sheets[0].desk
                at = (desk.address, desk.postcode, desk.city) if desk.address else desk.key
                found.setdefault(at, []).append(stop)
        return tuple(tuple(stops) for stops in found.values())

    @property
    def trip(self) -> Stop | None:
        """France services, when it can deal with several things in one go."""
        first = next((s for s in self.stops if s.kind.id == "france_services" and s.sheets), None)
        return first if first and len(first.asks) > 1 else None


def acting(tags: Iterable[str], departement: str, agricole: bool) -> list[str]:
    """The kinds that act for this person: benefits name both CAF and MSA, one of them pays.

    Overseas there is no MSA (areas.for_scheme).
    """
    kinds = dict.fromkeys(areas.for_scheme(normalise(tag), departement, agricole) for tag in tags)
    if not agricole or areas.overseas(departement):
        kinds.pop("msa", None)
    return [kind for kind in kinds if kind in KINDS]


def plan(
    commune: Commune,
    wants: Sequence[Want],
    publics: Iterable[str] = (),
    *,
    agricole: bool = False,
    now: datetime | None = None,
) -> Plan:
    """The desks for `wants` and `publics` (keys of PUBLICS) in `commune`: three queries at most."""
    departement = commune.departement
    asks: dict[str, list[str]] = {kind: [] for kind in EVERYONE}
    for want in wants:
        kinds = acting(want.desks, departement, agricole)
        if any(kind in PARTNERS for kind in kinds):
            asks["france_services"].append(want.label)
        for kind in kinds:
            if kind != "france_services":
                asks.setdefault(kind, []).append(want.label)
    for public in publics:
        for kind in acting(PUBLICS[public], departement, agricole):
            asks.setdefault(kind, [])
    found = search.desks_for(commune, asks, limit=EACH)
    today = local_day(now or timezone.now(), departement)
    stops = [
        Stop(
            kind=KINDS[kind],
            label=areas.label(kind, departement, KINDS[kind].label),
            asks=tuple(dict.fromkeys(labels)),
            sheets=tuple(sheet(one, commune, today) for one in found[kind]),
            national=institution(kind) if areas.acts(kind, departement) else None,
        )
        for kind, labels in asks.items()
    ]
    stops.sort(key=lambda s: (not s.sheets, s.kind.id not in EVERYONE, -len(s.asks)))
    firsts = [stop.sheets[0] for stop in stops if stop.sheets]
    points = [None if one.desk.itinerant else one.desk.point for one in firsts]
    return Plan(commune, tuple(stops), svg.draw(commune.point, points), agricole)
