"""Which benefits exist in a commune, and the names of the territories. For pages and forms."""

from functools import cache

from benefits.schema import Benefit
from benefits.territory import parent_commune
from orientation import search
from orientation.models import Commune
from orientation.shipped import commune_names, territories

PACIFIC = "98"  # Wallis-et-Futuna, Polynésie française, Nouvelle-Calédonie
PLURALS = {"region": "regions", "departement": "departements", "epci": "epci"}


def codes(commune: Commune | str) -> frozenset[str]:
    """Every territory that holds a commune: "france", "region:53", "epci:243500139"…

    A commune that the directory does not know is in France and in itself. The Pacific has its own
    social protection: what is said of the whole of France is not said of it.
    """
    here = search.commune(commune) if isinstance(commune, str) else commune
    if here is None:
        return frozenset({"france", f"commune:{parent_commune(commune)}"})
    return frozenset(
        {
            *(() if here.departement.startswith(PACIFIC) else ("france",)),
            f"region:{here.region}",
            f"departement:{here.departement}",
            f"epci:{here.epci}",
            f"commune:{parent_commune(here.code)}",
        }
    )


def exists_in(benefit: Benefit, places: frozenset[str]) -> bool:
    """Whether a benefit exists in one of the territories of `codes`."""
    return not places.isdisjoint(benefit.territory)


@cache
def place(territory: str) -> str:
    """« toute la France » for "france", « Rennes Métropole » for "epci:243500139"."""
    kind, _, code = territory.partition(":")
    if kind == "france":
        return "toute la France"
    if kind == "commune":
        return commune_names().get(code, code)
    return territories().get(PLURALS.get(kind, ""), {}).get(code, code)
