"""Puts the records of a source into the directory: all of it in one transaction, or nothing."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from orientation.bulk import upsert
from orientation.importers.doubles import mark_doubles
from orientation.importers.places import Places
from orientation.importers.record import Problem, Record, fingerprint
from orientation.importers.report import ImportRefusedError, Report
from orientation.kinds import KINDS
from orientation.models import Competence, Desk, Source

BATCH = 1000
T = TypeVar("T")
COPIED = (
    "kind", "name", "address", "postcode", "city", "phone", "phone_note", "website", "contact_form",
    "page", "hours", "hours_note", "note", "appointment", "itinerant", "access", "access_note",
    "same_as",
)  # fmt: skip


def apply(
    source: str,
    items: Iterable[Record | Problem],
    *,
    data_date: date | None,
    version: str = "",
    dry_run: bool = False,
    force: bool = False,
) -> Report:
    """Makes the desks of `source` those of `items`: adds, changes, removes; gives the report.

    The same items twice change nothing. Raises ImportRefusedError when fewer than half of the
    source's desks would remain (a truncated file), unless `force`. Whatever is raised, nothing was
    changed.
    """
    report = Report(source, dry_run=dry_run)
    with transaction.atomic():
        known = dict(Desk.objects.filter(source=source).values_list("key", "digest"))
        seen: set[str] = set()
        desks = _desks(source, items, data_date, known, seen, report)
        while batch := list(islice(desks, BATCH)):
            _write(batch)
        if len(seen) < len(known) / 2 and not force:
            raise ImportRefusedError(
                f"{source} : {len(seen)} guichets lus pour {len(known)} connus. Le fichier semble "
                "tronqué ; --force l’importe quand même."
            )
        report.gone = _remove(sorted(known.keys() - seen))
        report.doubles = mark_doubles()
        Source.objects.update_or_create(
            slug=source,
            defaults={
                "version": version,
                "data_date": data_date,
                "loaded_at": timezone.now(),
                "counts": report.counts() | {"kinds": dict(report.kinds)},
            },
        )
        if dry_run:
            transaction.set_rollback(True)
    if not dry_run and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE orientation_desk")
    return report


def _desks(
    source: str,
    items: Iterable[Record | Problem],
    data_date: date | None,
    known: dict[str, str],
    seen: set[str],
    report: Report,
) -> Iterator[tuple[Desk, Record]]:
    """The desks to write, counted in `report`; every valid key goes to `seen`."""
    places = Places.from_database()
    for item in items:
        if isinstance(item, Problem):
            report.refused.append(item)
            continue
        if item.kind not in KINDS:
            report.ignored += 1
            continue
        key = f"{source}:{item.id}"
        place = places.place(item)
        fault = (
            "sans nom" if not item.name
            else f"commune inconnue ({item.insee or item.postcode or 'aucun code'})" if not place
            else "identifiant déjà vu" if key in seen
            else "identifiant absent ou trop long" if not item.id or len(key) > 120
            else ""
        )  # fmt: skip
        if fault or place is None:
            report.refused.append(Problem(item.id or "?", f"{fault} ({item.name or 'sans nom'})"))
            continue
        doubts = [*item.doubts, place.doubt, "" if item.address else "pas d’adresse"]
        report.doubtful += [Problem(f"{item.id} {item.name}", doubt) for doubt in doubts if doubt]
        report.noted.update(item.noted)
        seen.add(key)
        report.kinds[item.kind] += 1
        desk = Desk(
            key=key,
            source=source,
            commune=place.commune,
            departement=place.commune.departement,
            at_centre=place.at_centre,
            updated_on=item.updated_on or data_date,
            **{name: getattr(item, name) for name in COPIED},
        )
        if place.point:
            desk.latitude, desk.longitude = place.point
        desk.digest = fingerprint(item, data_date, place.commune.code, place.point)
        if known.get(key) == desk.digest:
            report.unchanged += 1
            continue
        report.added += key not in known
        report.changed += key in known
        yield desk, item


def _write(batch: list[tuple[Desk, Record]]) -> None:
    upsert([desk for desk, _ in batch], Desk, keep=["duplicate_of"])
    Competence.objects.filter(
        desk__in=[desk.key for desk, _ in batch], source=batch[0][0].source
    ).delete()
    zones = [
        Competence(territory=territory, kind=desk.kind, desk=desk, source=desk.source)
        for desk, record in batch
        for territory in record.territories
    ]
    upsert(zones, Competence)


def _remove(keys: list[str]) -> int:
    for start in range(0, len(keys), BATCH):
        chunk = keys[start : start + BATCH]
        Competence.objects.filter(desk__in=chunk).delete()
        Desk.objects.filter(pk__in=chunk)._raw_delete(using=connection.alias)
    return len(keys)
