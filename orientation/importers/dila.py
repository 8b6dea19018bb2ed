"""Reads the DILA's annuaire de l’administration, base locale (JSON of 2026, docs/directory.md).

One record at a time; persons named in a record are never read. Area data is read by dila_areas.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from orientation.hours import DAY_NAMES, HoursError, Slot, minutes, to_osm, week_of
from orientation.importers import record as clean
from orientation.importers.opening import json_records, opened
from orientation.importers.record import EMPTY_RANGE, Problem, Record
from orientation.importers.report import ImportRefusedError
from orientation.kinds import DILA

NEEDED = ("id", "nom", "pivot", "adresse")
LOCAL = ("SL", "SIL")
ACCESS = {"ACC": "yes", "DEM": "ask", "NAC": "no"}
PARTNERS = {"france_service": "france-services", "data_inclusion": "data-inclusion"}
SAID_ITINERANT = re.compile(r"\b(bus|itin[ée]rante?s?)\b", re.IGNORECASE)
ONLY_BY_APPOINTMENT = re.compile(
    r"(uniquement|exclusivement|seulement) sur (rendez|RDV)|sur rendez-vous (uniquement|exclusiv)",
    re.IGNORECASE,
)


def read(path: Path) -> Iterator[Record | Problem]:
    """Every local desk of the file. Raises ImportRefusedError when it is in another format."""
    with opened(path, "local.json" if path.name.endswith("bz2") else ".json") as file:
        for number, raw in enumerate(json_records(file, "service")):
            if number == 0 and (missing := [name for name in NEEDED if name not in raw]):
                raise ImportRefusedError(f"Format inconnu : il manque le champ « {missing[0]} ».")
            try:
                yield _record(raw)
            except (TypeError, ValueError, KeyError, AttributeError) as error:
                where = clean.text(raw.get("id"), 60) or f"enregistrement {number + 1}"
                yield Problem(where, f"illisible ({type(error).__name__} : {error})")


def _list(raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A nested list, which exports write as text."""
    value = raw.get(name) or []
    value = json.loads(value) if isinstance(value, str) else value
    return [item for item in value if item] if isinstance(value, list) else [value]


def _record(raw: dict[str, Any]) -> Record:
    pivots = _list(raw, "pivot")
    pivot = next((p for p in pivots if p.get("type_service_local") in DILA), None)
    local = raw.get("categorie", "SL") in LOCAL
    public = str(raw.get("statut_de_diffusion") or "true").lower() == "true"
    kind = DILA[pivot["type_service_local"]] if pivot and local and public else ""
    codes = pivot.get("code_insee_commune") if pivot else None
    codes = [codes] if isinstance(codes, str) else codes
    name = clean.text(raw.get("nom"), 255)
    ranges = _list(raw, "plage_ouverture")
    hours, doubts = _hours(ranges)
    starts = [(r.get("valeur_heure_debut_1"), r.get("valeur_heure_fin_1")) for r in ranges]
    empty = any(start and start == end for start, end in starts)
    hours_note = clean.without_persons(raw.get("commentaire_plage_ouverture"))
    address = _address(_list(raw, "adresse"))
    telephone = next(iter(_list(raw, "telephone")), {})
    partner = PARTNERS.get(raw.get("partenaire") or "")
    return Record(
        id=clean.text(raw["id"], 200),
        kind=kind,
        name=name,
        insee=clean.text((codes or [raw.get("code_insee_commune")])[0], 5),
        address=", ".join(
            filter(None, (clean.text(address.get(part), 120) for part in
                          ("complement1", "complement2", "numero_voie", "service_distribution")))
        )[:300],
        postcode=clean.text(address.get("code_postal"), 5),
        city=clean.text(address.get("nom_commune"), 100),
        latitude=clean.number(address.get("latitude")),
        longitude=clean.number(address.get("longitude")),
        phone=clean.phone(telephone.get("valeur")),
        phone_note=clean.without_persons(telephone.get("description"), 200),
        website=_web(raw, "site_internet"),
        contact_form=_web(raw, "formulaire_contact"),
        page=clean.address_of_web(raw.get("url_service_public")),
        hours=hours,
        hours_note=hours_note,
        note=clean.without_persons(raw.get("information_complementaire")),
        appointment="required" if ONLY_BY_APPOINTMENT.search(hours_note) else "",
        itinerant=bool(SAID_ITINERANT.search(name)) and kind == "france_services",
        access=ACCESS.get(str(address.get("accessibilite") or "").upper(), ""),
        access_note=clean.without_persons(address.get("note_accessibilite"), 500),
        updated_on=_date(raw.get("date_modification")),
        same_as=f"{partner}:{raw.get('partenaire_identifiant')}" if partner else "",
        doubts=doubts,
        noted=EMPTY_RANGE if empty else (),
    )  # fmt: skip


def _address(addresses: list[dict[str, Any]]) -> dict[str, Any]:
    """The first place to go, with a point if one has; an address for letters only is none."""
    places = [a for a in addresses if a.get("type_adresse") == "Adresse"]
    located = [a for a in places if a.get("longitude") and a.get("latitude")]
    return next(iter(located or places), {})


def _hours(ranges: list[dict[str, Any]]) -> tuple[str, tuple[str, ...]]:
    entries = []
    try:
        for entry in ranges:
            first = DAY_NAMES.index(entry["nom_jour_debut"].lower())
            last = DAY_NAMES.index((entry.get("nom_jour_fin") or entry["nom_jour_debut"]).lower())
            note = clean.without_persons(entry.get("commentaire"), 200)
            for turn in ("1", "2"):
                start = entry.get(f"valeur_heure_debut_{turn}")
                end = entry.get(f"valeur_heure_fin_{turn}")
                if start and end:
                    slot = Slot(minutes(start), minutes(end), note)
                    entries += [(day, slot) for day in range(first, last + 1)]
        return to_osm(week_of(entries)), ()
    except (HoursError, ValueError, KeyError) as error:
        return "", (f"horaires illisibles : {error}",)


def _web(raw: dict[str, Any], name: str) -> str:
    first = next(iter(_list(raw, name)), "")
    return clean.address_of_web(first.get("valeur") if isinstance(first, dict) else first)


def _date(value: object) -> date | None:
    try:
        return datetime.strptime(str(value)[:10], "%d/%m/%Y").date()
    except ValueError:
        return None
