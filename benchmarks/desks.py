"""How long the search for desks takes with a full directory: 3 queries and 30 ms are the budget.

    python -m benchmarks.desks [--desks 90000] [--searches 500]

On a SQLite database made for the occasion, or on the empty database that `DATABASE_URL` names. The
desks are the 12,343 of December 2017 (`OPEN_DATA_DIR`), each repeated within a few kilometres; or
else desks of every kind around the shipped town halls. They are for measuring only.
"""

import argparse
import csv
import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

scratch = tempfile.TemporaryDirectory()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
os.environ["VAR_DIR"] = scratch.name

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.models import F  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from orientation import shipped  # noqa: E402
from orientation.importers.apply import apply  # noqa: E402
from orientation.importers.record import Record, number  # noqa: E402
from orientation.kinds import DILA, KINDS  # noqa: E402
from orientation.models import Commune, Desk  # noqa: E402
from orientation.plan import Want, plan  # noqa: E402
from orientation.search import commune, desks_for  # noqa: E402

REAL = "guichets_sociaux_dila_2017-12-12.csv"
SPREAD = 0.03  # degrees: a repeated desk lies within some three kilometres
HOUSEHOLD = [
    Want("RSA", ("caf", "msa", "departement", "ccas", "france_services")),
    Want("Aide au logement", ("caf", "msa", "adil", "france_services")),
    Want("Complémentaire santé solidaire", ("cpam", "msa", "ccas", "france_services")),
    Want("AAH", ("mdph", "caf", "msa", "ccas", "france_services")),
    Want("ASS", ("france_travail", "france_services")),
    Want("Pension non payée", ("caf", "point_justice")),
]
PUBLICS = ("famille", "handicap", "jeune", "emploi")
KINDS_ASKED = [
    *("caf", "cpam", "departement", "ccas", "mairie", "france_services", "adil", "mdph"),
    *("france_travail", "mission_locale", "point_justice", "pmi"),
]


def places() -> list[tuple[str, str, float, float]]:
    """(kind, INSEE code, latitude, longitude) of real desks, or of desks around town halls."""
    folder = os.environ.get("OPEN_DATA_DIR")
    if folder and (path := Path(folder) / REAL).exists():
        with path.open(encoding="utf-8", newline="") as file:
            rows = [r for r in csv.DictReader(file) if r["pivot_dila"] in DILA]
        found = [
            (DILA[r["pivot_dila"]], r["code_insee_2017"], number(r["lat"]), number(r["lon"]))
            for r in rows
        ]
        print(f"{len(found)} desks of 2017, repeated")
        return [(k, c, lat, lon) for k, c, lat, lon in found if lat is not None and lon is not None]
    print("No OPEN_DATA_DIR: desks of every kind around the shipped town halls")
    kinds = sorted(set(KINDS) - {"mairie"})
    return [
        (kinds[i % len(kinds)], r["commune"], float(r["latitude"]), float(r["longitude"]))
        for i, r in enumerate(shipped.read(shipped.TOWN_HALLS))
    ]


def records(count: int) -> Iterator[Record]:
    """`count` desks made of the real places."""
    shuffled = random.Random(2017)
    base = places()
    for i in range(count):
        kind, insee, lat, lon = base[i % len(base)]
        yield Record(
            id=str(i),
            kind=kind,
            name=f"{KINDS[kind].label} {i}",
            insee=insee,
            address=f"{i} rue de la Mairie",
            latitude=lat + shuffled.uniform(-SPREAD, SPREAD),
            longitude=lon + shuffled.uniform(-SPREAD, SPREAD),
            hours="Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00",
        )


def measure(count: int, count_of_searches: int) -> None:
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    call_command("load_directory", verbosity=0)
    print(f"Directory shipped, loaded: {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    report = apply("trial", records(count - Desk.objects.count()), data_date=None)
    print(f"{report.added} desks imported: {time.perf_counter() - start:.1f} s")
    searches(count_of_searches)


def searches(count: int) -> None:
    """Times searches in `count` communes at random and in the hardest: big, overseas, without one.

    « CPU » is what this process and PostgreSQL's spent, so that busy neighbours do not count.
    """
    chosen = random.Random(1).sample(list(Commune.objects.values_list("code", flat=True)), count)
    chosen += Commune.objects.order_by(F("population").desc(nulls_last=True)).values_list(
        "code", flat=True
    )[:50]
    chosen += Commune.objects.filter(departement__gt="96").values_list("code", flat=True)[:50]
    names = ("search", "search, CPU", "plan in words, CPU")
    times: dict[str, list[tuple[float, str]]] = {name: [] for name in names}
    most = 0
    for code in ["93048", *chosen]:  # the first one warms the connection and the code
        start, used = time.perf_counter(), cpu_seconds()
        here = commune(code)
        assert here is not None
        desks_for(here, KINDS_ASKED)
        spent = [time.perf_counter() - start, cpu_seconds() - used]
        used = cpu_seconds()
        plan(here, HOUSEHOLD, PUBLICS)
        spent.append(cpu_seconds() - used)
        for name, seconds in zip(names, spent, strict=True):
            times[name].append((1000 * seconds, str(here)))
        with CaptureQueriesContext(connection) as captured:
            desks_for(code, KINDS_ASKED)
        most = max(most, len(captured))
    print(f"{connection.vendor}, {Desk.objects.count()} desks, at most {most} queries")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, taken in times.items():
        taken = sorted(taken[1:])
        print(
            f"{name}, {len(taken)} communes: median {taken[len(taken) // 2][0]:.1f} ms, "
            f"95 % {taken[int(0.95 * len(taken))][0]:.1f} ms, "
            f"worst {taken[-1][0]:.1f} ms ({taken[-1][1]})"
        )


def cpu_seconds() -> float:
    """The processor time of this process, and of the PostgreSQL process that serves it, if here."""
    own = time.process_time()
    if connection.vendor == "postgresql":
        spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        own += int(spent.read_text().split()[0]) / 1e9 if spent.exists() else 0
    return own


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--desks", type=int, default=90_000)
    parser.add_argument("--searches", type=int, default=500)
    arguments = parser.parse_args()
    try:
        measure(arguments.desks, arguments.searches)
    finally:
        connections.close_all()
        scratch.cleanup()
