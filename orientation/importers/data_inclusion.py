"""Reads data.inclusion 1.0: a file of structures, and its file of services when there is one.

JSON (a list) or CSV. Versions 0 are refused. Contact persons and e-mail addresses are not read.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from orientation.hours import HoursError, parse, to_osm
from orientation.importers import record as clean
from orientation.importers.opening import json_records, opened
from orientation.importers.record import Problem, Record
from orientation.importers.report import ImportRefusedError
from orientation.importers.tables import rows
from orientation.kinds import NETWORKS

STRUCTURE = ("id", "nom", "date_maj", "code_insee", "adresse", "reseaux_porteurs")
SERVICE = ("structure_id", "nom", "thematiques", "frais", "mobilisable_par", "zone_eligibilite")
ONLY_IN_V0 = ("typologie", "labels_nationaux", "presentation_resume", "cumulable", "rna")
# A structure of no known network is a desk when one of its free services opens rights.
OPENS_RIGHTS = (
    "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",
    "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
)
ANYWHERE = ("france", "99100")


@dataclass
class Offer:
    """What the services of one structure add: whether they open rights, and where."""

    opens_rights: bool = False
    territories: set[str] = field(default_factory=set)
    anywhere: bool = False


def read(path: Path, services: Path | None = None) -> Iterator[Record | Problem]:
    """Every structure that is a desk. Raises ImportRefusedError for another format or version."""
    offers = _offers(services) if services else {}
    for where, raw in _raw(path, STRUCTURE, "structures"):
        if raw is None:
            yield Problem(where, "le nombre de colonnes n’est pas celui de l’en-tête")
            continue
        try:
            yield _record(raw, offers.get(str(raw.get("id"))))
        except (TypeError, ValueError, AttributeError) as error:
            yield Problem(where, f"illisible ({type(error).__name__} : {error})")


def _raw(
    path: Path, needed: Sequence[str], key: str
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """(where, record) of a JSON or CSV file, its format checked on the first record."""
    suffix = ".csv" if ".csv" in path.name.lower() else ".json"
    with opened(path, suffix) as file:
        if suffix == ".csv":
            for line, row in rows(file, needed):
                if row is not None:
                    _refuse_v0(row)
                yield f"ligne {line}", row
            return
        for number, raw in enumerate(json_records(file, key)):
            if number == 0:
                _refuse_v0(raw)
                # Optional fields may be left out of a record, so only what all must have is asked.
                for name in ("structure_id" if key == "services" else "id", "nom", "date_maj"):
                    if name not in raw:
                        raise ImportRefusedError(f"Format inconnu : il manque « {name} ».")
            yield str(raw.get("id") or f"enregistrement {number + 1}"), raw


def _refuse_v0(raw: dict[str, Any]) -> None:
    if old := [name for name in ONLY_IN_V0 if name in raw]:
        raise ImportRefusedError(
            f"Ce fichier est en version 0 de data.inclusion (champ « {old[0]} ») ; il faut la "
            "version 1."
        )


def _offers(path: Path) -> dict[str, Offer]:
    offers: dict[str, Offer] = {}
    for _, raw in _raw(path, SERVICE, "services"):
        if raw is None or (
            _list(raw, "mobilisable_par") and "usagers" not in _list(raw, "mobilisable_par")
        ):
            continue  # people cannot go there by themselves
        offer = offers.setdefault(str(raw.get("structure_id")), Offer())
        free = raw.get("frais") != "payant"
        offer.opens_rights |= free and any(t in OPENS_RIGHTS for t in _list(raw, "thematiques"))
        zone = _list(raw, "zone_eligibilite")
        offer.anywhere |= not zone or any(code in ANYWHERE for code in zone)
        offer.territories.update(code for code in zone if len(code) in (2, 3, 5, 9))
    return offers


def _list(raw: dict[str, Any], name: str) -> list[str]:
    """A list, which CSV writes as `["a", "b"]`, `{a,b}` or `a,b`."""
    value = raw.get(name) or []
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else value.strip("{}").split(",")
    return [str(item).strip() for item in value]


def _record(raw: dict[str, Any], offer: Offer | None) -> Record:
    kinds = [NETWORKS[network] for network in _list(raw, "reseaux_porteurs") if network in NETWORKS]
    kind = kinds[0] if kinds else "association" if offer and offer.opens_rights else ""
    hours = ""
    doubts: tuple[str, ...] = ()
    if osm := clean.text(raw.get("horaires_accueil")):
        try:
            hours = to_osm(parse(osm))
        except HoursError as error:
            doubts = (f"horaires illisibles : {error}",)
    zoned = offer and not offer.anywhere
    parts = (clean.text(raw.get(name), 148) for name in ("complement_adresse", "adresse"))
    return Record(
        id=clean.text(raw["id"], 200),
        kind=kind,
        name=clean.text(raw.get("nom"), 255),
        insee=clean.text(raw.get("code_insee"), 5),
        address=", ".join(filter(None, parts)),
        postcode=clean.text(raw.get("code_postal"), 5),
        city=clean.text(raw.get("commune"), 100),
        latitude=clean.number(raw.get("latitude")),
        longitude=clean.number(raw.get("longitude")),
        phone=clean.phone(raw.get("telephone")),
        website=clean.address_of_web(raw.get("site_web")),
        page=clean.address_of_web(raw.get("lien_source")),
        hours=hours,
        access_note=clean.address_of_web(raw.get("accessibilite_lieu")),
        updated_on=_date(raw.get("date_maj")),
        territories=tuple(sorted(offer.territories)) if offer and zoned else (),
        doubts=doubts,
    )


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
