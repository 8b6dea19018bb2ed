"""Finds the commune and the point of a record."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from django.utils.text import slugify

from orientation.geo import Point, distance_km
from orientation.importers.record import Record
from orientation.models import Commune, PostalCode

FARTHEST_KM = 15  # from its commune's centre; beyond, the point is of somewhere else


@dataclass(frozen=True)
class Place:
    """Where a desk is: its commune, its point, and whether that is only the commune's centre."""

    commune: Commune
    point: Point | None
    at_centre: bool
    doubt: str = ""


class Places:
    """Every commune in memory, by code, former code and postal code."""

    def __init__(self, communes: dict[str, Commune], postcodes: dict[str, list[str]]) -> None:
        self.communes = communes
        self.postcodes = postcodes
        self.successors = {
            former: commune.code
            for commune in communes.values()
            for former in commune.former_codes.split()
            if former not in communes
        }
        self.divided = {commune.parent_id for commune in communes.values() if commune.parent_id}

    @classmethod
    def from_database(cls) -> Self:
        """Two queries."""
        postcodes: dict[str, list[str]] = defaultdict(list)
        for code, commune in PostalCode.objects.values_list("code", "commune_id"):
            postcodes[code].append(commune)
        return cls(Commune.objects.in_bulk(), postcodes)

    def commune(self, record: Record) -> Commune | None:
        """By code, else by postal code and name; Paris, Lyon and Marseille by arrondissement."""
        found = self.communes.get(self.successors.get(record.insee, record.insee))
        if found and found.code not in self.divided:
            return found
        here = [self.communes[code] for code in self.postcodes.get(record.postcode, ())]
        if found:  # a divided city: the arrondissement is in the postal code
            return next((c for c in here if c.parent_id == found.code), found)
        named = [c for c in here if slugify(c.name) == slugify(record.city)]
        return named[0] if named else here[0] if len(here) == 1 else None

    def place(self, record: Record) -> Place | None:
        """The place of `record`, or None when its commune is unknown."""
        commune = self.commune(record)
        if commune is None:
            return None
        point = (record.latitude, record.longitude)
        if point[0] is None or point[1] is None or point == (0, 0):
            return Place(commune, commune.point, True, "pas de point : centre de la commune")
        known = (point[0], point[1])
        if commune.point and (far := distance_km(known, commune.point)) > FARTHEST_KM:
            doubt = f"point à {far:.0f} km de sa commune, {commune} : remplacé par le centre"
            return Place(commune, commune.point, True, doubt)
        return Place(commune, known, False)
