"""Who decides in a territory: its own institution, as the directory names it. Pure.

So that the benefit of a new town is one file: `institution = "commune:35238"`.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from benefits.claim import Appeal, Institution
from orientation.shipped import TOWN_HALLS, commune_names, read, territories
from orientation.words import towns

NAMES = {"region": "regions", "departement": "departements", "epci": "epci"}


def institution_of(place: str, appeal: Appeal | None = None) -> Institution | None:
    """The institution of "commune:35238", "departement:59", "region:53" or "epci:243500139".

    A town hall has its telephone and site, from the shipped directory; None for a territory that
    the directory does not know. `appeal`: how its decisions are contested.
    """
    kind, _, code = place.partition(":")
    if kind == "commune":
        if code not in commune_names():
            return None
        phone, website = _halls().get(code, ("", ""))
        label = f"Ville {towns.of(commune_names()[code])}"
        return Institution(place, label, phone, website, None, appeal)
    name = _names(kind).get(code)
    if name is None:
        return None
    labels = {
        "region": f"Région {name}",
        "departement": f"Département {towns.of_departement(name)}",
        "epci": name,
    }
    return Institution(place, labels[kind], "", "", None, appeal)


def folder_of(place: str) -> str | None:
    """The catalogue's folder of a territory: "commune/35238_rennes", "france"; None if unknown."""
    if place == "france":
        return place
    kind, _, code = place.partition(":")
    name = commune_names().get(code) if kind == "commune" else _names(kind).get(code)
    return f"{kind}/{code}_{slug(name)}" if name else None


def slug(name: str) -> str:
    """Of « Côtes-d’Armor »: "cotes_d_armor"."""
    plain = unicodedata.normalize("NFD", name.lower().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")


def _names(kind: str) -> Mapping[str, str]:
    return territories()[NAMES[kind]] if kind in NAMES else {}


@cache
def _halls() -> Mapping[str, tuple[str, str]]:
    """The telephone and site of each town hall: their whole rows are 30 MB."""
    return {row["commune"]: (row["phone"], row["website"]) for row in read(TOWN_HALLS)}
