"""Reads which desk serves which commune: the DILA's « compétence géographique ».

A .zip of one JSON file a commune, alone or inside the DILA's .tar.bz2, or one JSON file of all:
`{"commune": [{"code_insee_commune", "type_service_local": [{"code_type_service_local",
"organisme": [ids]}]}]}`.
"""

import io
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from orientation.bulk import upsert
from orientation.importers.opening import DAMAGED, Bounded, json_records, opened
from orientation.importers.record import Problem
from orientation.importers.report import ImportRefusedError, Report
from orientation.kinds import DILA
from orientation.models import Commune, Competence, Desk

SOURCE = "dila-areas"
BATCH = 5000
OWN_COMMUNE = ("mairie",)  # the rule of the commune says it already


def apply(path: Path, *, dry_run: bool = False) -> Report:
    """Replaces the areas of the DILA's desks, in one transaction.

    A département whose communes are all served by the same desks of a kind is one row. Raises
    ImportRefusedError when the file cannot be read or the DILA's desks were not imported before.
    """
    report = Report(SOURCE, dry_run=dry_run)
    with transaction.atomic():
        known = set(Desk.objects.filter(source="dila").values_list("key", flat=True))
        if not known:
            raise ImportRefusedError("Importez d’abord les guichets : import_desks dila FICHIER.")
        departements = dict(Commune.objects.values_list("code", "departement"))
        served, unknown = _served(path, known, departements, report)
        before = Competence.objects.filter(source=SOURCE)
        report.gone = before.count()
        before.delete()
        rows = _compact(served, departements)
        while batch := list(islice(rows, BATCH)):  # half a million rows at once would fill memory
            upsert(batch, Competence)
            report.added += len(batch)
        if unknown:
            report.remarks.append(f"{unknown} liens vers des guichets qui ne sont pas importés.")
        if dry_run:
            transaction.set_rollback(True)
    return report


Served = dict[str, dict[str, tuple[str, ...]]]  # kind -> commune -> keys of desks


def _served(
    path: Path, known: set[str], departements: dict[str, str], report: Report
) -> tuple[Served, int]:
    served: Served = defaultdict(dict)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}  # few different lists: keep each once
    unknown = 0
    for commune in _communes(path):
        code = str(commune.get("code_insee_commune") or "")
        if code not in departements:
            report.refused.append(Problem(code or "?", "commune inconnue"))
            continue
        desks: dict[str, set[str]] = defaultdict(set)
        for group in commune.get("type_service_local") or ():
            kind = DILA.get(group.get("code_type_service_local"))
            if kind and kind not in OWN_COMMUNE:
                keys = {f"dila:{_identifier(one)}" for one in group.get("organisme") or ()}
                unknown += len(keys - known)
                desks[kind] |= keys & known
        for kind, keys in desks.items():
            if keys:
                ids = tuple(sorted(keys))
                served[kind][code] = shared.setdefault(ids, ids)
                report.kinds[kind] += 1
    return served, unknown


def _identifier(desk: Any) -> Any:
    return desk.get("id") if isinstance(desk, dict) else desk


def _communes(path: Path) -> Iterator[dict[str, Any]]:
    name = path.name.lower()
    if name.endswith((".tar.bz2", ".tbz2")):
        with opened(path, "commune.zip") as file, tempfile.TemporaryFile() as copy:
            while block := file.read(1 << 20):
                copy.write(block)
            yield from _zipped(copy)
    elif name.endswith(".zip"):
        with path.open("rb") as file:
            yield from _zipped(file)
    else:
        with opened(path) as file:
            yield from json_records(file, "commune")


def _zipped(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    try:
        with zipfile.ZipFile(file) as package:
            names = [name for name in package.namelist() if name.endswith(".json")]
            if not names:
                raise ImportRefusedError("L’archive des communes ne contient aucun fichier .json.")
            for name in names:
                with package.open(name) as member:
                    yield from json_records(io.BufferedReader(Bounded(member)), "commune")
    except DAMAGED as error:
        raise ImportRefusedError(f"L’archive des communes est abîmée ({error}).") from error


def _compact(served: Served, departements: dict[str, str]) -> Iterator[Competence]:
    members: dict[str, list[str]] = defaultdict(list)
    for code, departement in departements.items():
        members[departement].append(code)
    for kind, communes in served.items():
        for departement, codes in members.items():
            lists = {communes.get(code, ()) for code in codes}
            if len(lists) == 1:
                territories = {departement: lists.pop()}
            else:
                territories = {code: communes.get(code, ()) for code in codes}
            for territory, keys in territories.items():
                for key in keys:
                    yield Competence(territory=territory, kind=kind, desk_id=key, source=SOURCE)
