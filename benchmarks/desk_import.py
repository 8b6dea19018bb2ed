"""How much memory the official file takes to import, and how fast the directory is once full.

    python -m benchmarks.desk_import [--searches 500]

Makes an archive of the DILA's size — 85,879 records in 226 MB of JSON, the official counts of each
kind, and which desk serves which commune — imports it in processes of their own, then searches.
On a SQLite database made for the occasion, or on the empty database that `DATABASE_URL` names.
Names, numbers and addresses are made up; communes and their centres are the shipped ones.
"""

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from benchmarks.desks import scratch, searches
from orientation import official
from orientation.kinds import DILA, KINDS
from orientation.shipped import COMMUNES, read

RECORDS, BYTES = 85_879, 226_000_000  # the DILA's local base, 6 October 2026
DAY = "2026-10-06"
WEEK = [
    {
        "nom_jour_debut": day,
        "nom_jour_fin": day,
        "valeur_heure_debut_1": "09:00:00",
        "valeur_heure_fin_1": "12:00:00",
        "valeur_heure_debut_2": "14:00:00",
        "valeur_heure_fin_2": "17:00:00",
        "commentaire": "",
    }
    for day in ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi")
]
LOCAL = sorted(set(KINDS) - {"mairie", "ccas", "france_services"})  # each commune's nearest


# Not `ru_maxrss`, which a child inherits from the process that made the archive.
MEASURED = """
import atexit, runpy, sys
atexit.register(lambda: print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]))
sys.argv = sys.argv[1:]
runpy.run_path("manage.py", run_name="__main__")
"""


class Desks:
    """The desks of the made-up file: their kind, commune and identifier, by département."""

    def __init__(self) -> None:
        """The official count of each kind, in the biggest communes first, then again from there."""
        rows = [row for row in read(COMMUNES) if row["latitude"] and not row["parent"]]
        rows.sort(key=lambda row: -int(row["population"] or 0))
        self.communes = rows
        self.all: list[tuple[str, dict[str, str], str]] = []
        self.near: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
        (dila,) = (file for file in official.files() if file.source == "dila")
        for kind, count in (dila.counts or {}).items():
            for number in range(count):
                self._add(kind, rows[number % len(rows)], f"{kind}-{number}")
        for number in range(RECORDS - len(self.all)):  # kinds that the project does not follow
            self._add("epci", rows[number % len(rows)], f"other-{number}")

    def _add(self, kind: str, row: dict[str, str], key: str) -> None:
        self.all.append((kind, row, key))
        point = (float(row["latitude"]), float(row["longitude"]))
        self.near[kind, row["departement"]].append((*point, key))

    def serving(self, row: dict[str, str]) -> dict[str, str]:
        """kind -> the desk that serves a commune: its département's nearest."""
        lat, lon = float(row["latitude"]), float(row["longitude"])
        return {
            kind: min(near, key=lambda d: (d[0] - lat) ** 2 + (d[1] - lon) ** 2)[2]
            for kind in LOCAL
            if (near := self.near.get((kind, row["departement"])))
        }


def record(kind: str, row: dict[str, str], key: str, dice: random.Random) -> dict[str, Any]:
    """A record with the fields of the real ones, as long as they are on average."""
    pivot = next((code for code, one in DILA.items() if one == kind), kind)
    address = {
        "type_adresse": "Adresse",
        "complement1": "Centre administratif",
        "complement2": "",
        "numero_voie": f"{dice.randint(1, 99)} rue de la Mairie",
        "service_distribution": "",
        "code_postal": row["postcodes"][:5],
        "nom_commune": row["name"],
        "pays": "France",
        "continent": "Europe",
        "longitude": str(float(row["longitude"]) + dice.uniform(-0.02, 0.02)),
        "latitude": str(float(row["latitude"]) + dice.uniform(-0.02, 0.02)),
        "accessibilite": "ACC",
        "note_accessibilite": "",
    }
    return {
        "id": key,
        "nom": f"{KINDS[kind].label if kind in KINDS else kind} - {row['name']}",
        "categorie": "SL",
        "pivot": [{"type_service_local": pivot, "code_insee_commune": [row["code"]]}],
        "adresse": [address],
        "telephone": [{"valeur": f"+331{dice.randint(10**7, 10**8 - 1)}", "description": ""}],
        "site_internet": [{"libelle": "", "valeur": f"https://www.example.org/{key}"}],
        "plage_ouverture": WEEK,
        "commentaire_plage_ouverture": "Fermé les jours fériés.",
        "information_complementaire": "Une phrase de renseignements pratiques. " * 10,
        "affectation_personne": [{"personne": {"nom": "Nom", "prenom": "Prénom"}}],
        "date_modification": "06/10/2026 09:10:54",
        "url_service_public": f"https://lannuaire.service-public.gouv.fr/x/{key}",
        "statut_de_diffusion": "true",
    }


def write(file: BinaryIO, desks: Desks) -> None:
    """The 226 MB of JSON: what the records lack is made up by the spaces between them."""
    dice = random.Random(226)
    texts = [json.dumps(record(*one, dice), ensure_ascii=False).encode() for one in desks.all]
    spaces = b" " * max(1, (BYTES - sum(map(len, texts))) // len(texts))
    file.write(b'{"service": [' + (b"," + spaces).join(texts) + b"]}")


def areas(desks: Desks) -> Iterator[tuple[str, bytes]]:
    """(name, JSON) of each commune: the desks that serve it."""
    code_of = {kind: code for code, kind in reversed(DILA.items())}
    for row in desks.communes:
        groups = [
            {"code_type_service_local": code_of[kind], "organisme": [key]}
            for kind, key in desks.serving(row).items()
            if kind in code_of
        ]
        one = {"code_insee_commune": row["code"], "nom": row["name"]}
        document = {"commune": [one | {"type_service_local": groups}]}
        yield f"{row['code']}.json", json.dumps(document).encode()


def archive(path: Path) -> None:
    """The official archive, of the same members."""
    desks = Desks()
    package, local = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as communes:
        for name, content in areas(desks):
            communes.writestr(name, content)
    write(local, desks)
    with tarfile.open(path, "w:bz2") as tar:
        for name, content in (("commune.zip", package), ("local.json", local)):
            member = tarfile.TarInfo(f"./{DAY}-data.gouv_{name}")
            member.size = content.tell()
            content.seek(0)
            tar.addfile(member, content)
            print(f"{member.name}: {member.size / 1e6:.0f} MB")


def imported(source: str, path: Path) -> None:
    """Imports in a process of its own; says how long it took and how much memory at most."""
    start, used = time.perf_counter(), os.times().children_user
    command = [sys.executable, "-c", MEASURED, "manage.py", "import_desks", source, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    took, cpu = time.perf_counter() - start, os.times().children_user - used
    print(lines[0])
    print(f"{source}: {took:.0f} s, {cpu:.0f} s of CPU, {int(lines[-1]) / 1024:.0f} MB at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--searches", type=int, default=500)
    arguments = parser.parse_args()
    for command in (["migrate", "--verbosity", "0"], ["load_directory"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    path = Path(scratch.name) / f"{DAY}-all.tar.bz2"
    archive(path)
    for source in ("dila", "dila-areas", "dila"):  # the last one finds nothing to change
        imported(source, path)
    searches(arguments.searches)


if __name__ == "__main__":
    main()
