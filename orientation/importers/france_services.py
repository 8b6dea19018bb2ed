"""Reads the ANCT's list of France services (CSV of 24 columns, docs/directory.md)."""

from collections.abc import Iterator
from pathlib import Path

from orientation.hours import HoursError, Slot, minutes, to_osm, week_of
from orientation.importers import record as clean
from orientation.importers.opening import opened
from orientation.importers.record import EMPTY_RANGE, Problem, Record
from orientation.importers.tables import rows

DAYS = ("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi")
NEEDED = (
    "id_fs", "lib_fs", "adresse", "complement_adresse", "insee_com", "code_postal", "lib_com",
    "latitude", "longitude", "telephone", *DAYS, "prise_rdv", "commentaire", "format_fs",
)  # fmt: skip
EMPTY = "00:00 - 00:00"
ITINERANT = ("bus_équivalent", "bus", "itinérante")


def read(path: Path) -> Iterator[Record | Problem]:
    """Every France services of the list; the e-mail addresses are not read.

    Raises ImportRefusedError for another format, naming the missing column.
    """
    with opened(path, ".csv") as file:
        for line, row in rows(file, NEEDED):
            if row is None:
                yield Problem(f"ligne {line}", "le nombre de colonnes n’est pas celui de l’en-tête")
            else:
                yield _record(row)


def _record(row: dict[str, str]) -> Record:
    hours, doubts = _hours(row)
    note = clean.without_persons(row["commentaire"])
    return Record(
        id=clean.text(row["id_fs"], 200),
        kind="france_services",
        name=clean.text(row["lib_fs"], 255),
        insee=clean.text(row["insee_com"], 5),
        address=", ".join(
            filter(None, (clean.text(row[c], 148) for c in ("complement_adresse", "adresse")))
        ),
        postcode=clean.text(row["code_postal"], 5),
        city=clean.text(row["lib_com"], 100),
        latitude=clean.number(row["latitude"]),
        longitude=clean.number(row["longitude"]),
        phone=clean.phone(row["telephone"]),
        hours=hours,
        hours_note=note,
        appointment="possible" if row["prise_rdv"].strip().lower() == "oui" else "",
        itinerant=row["format_fs"].strip().lower() in ITINERANT,
        doubts=doubts,
        noted=EMPTY_RANGE if any(EMPTY in row[day] for day in DAYS) else (),
    )


def _hours(row: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    entries = []
    try:
        for day, column in enumerate(DAYS):
            for part in filter(None, row[column].split("/")):
                start, dash, end = part.strip().partition("-")
                if not dash:
                    raise HoursError(f"« {part.strip()} » n’est pas une plage")
                entries.append((day, Slot(minutes(start), minutes(end))))
        return to_osm(week_of(entries)), ()
    except HoursError as error:
        return "", (f"horaires illisibles : {error}",)
