"""The one statement that ranks desks, by hand: the ORM took 25 ms to write what runs in 5.

SQLite and PostgreSQL read it alike. Keys alone are ranked; the rows of the few that are kept come
with what the operator changed already laid over them.
"""

from collections.abc import Iterable, Sequence
from math import cos, radians

from orientation.geo import Point
from orientation.kinds import KINDS
from orientation.models import Desk, DeskOverride

DETOUR = 0.0081  # square degrees: 10 km
OWN_COMMUNE = tuple(kind.id for kind in KINDS.values() if kind.rule == "commune")
_COLUMNS = ", ".join(
    f"COALESCE(NULLIF(o.{field.column}, ''), d.{field.column}) AS {field.column}"
    if field.name in DeskOverride.MENDABLE
    else f"d.{field.column}"
    for field in Desk._meta.concrete_fields
)
_CANDIDATE = (
    "SELECT d.key, d.kind, d.commune_id, d.latitude, d.longitude, d.itinerant, "
    "{by_area} AS by_area FROM orientation_desk d "
    "WHERE d.duplicate_of = '' AND d.key {which} IN (SELECT desk_id FROM served)"
)
# One SELECT a condition, since PostgreSQL would not use its indexes under an OR; MATERIALIZED keeps
# SQLite from sorting each of them apart; the LIMIT only tells PostgreSQL how few rows are kept.
_STATEMENT = """
WITH served AS (
    SELECT desk_id FROM orientation_competence WHERE territory IN {territories} AND kind IN {kinds}
), candidate AS MATERIALIZED (
    {candidates}
), ranked AS (
    SELECT key, by_area,
           ROW_NUMBER() OVER (
               PARTITION BY kind ORDER BY
                   CASE WHEN kind IN {open} THEN 0 ELSE by_area END DESC,
                   CASE WHEN kind IN {own} AND commune_id <> %s THEN 1 ELSE 0 END,
                   {distance} + CASE WHEN itinerant THEN {detour} ELSE 0 END, key
           ) AS place
    FROM candidate
    WHERE (by_area = 1 OR kind IN {open} OR NOT EXISTS (
        SELECT 1 FROM orientation_competence c WHERE c.desk_id = candidate.key))
    AND key NOT IN (SELECT desk_id FROM orientation_deskoverride WHERE hidden)
), kept AS (
    SELECT key, by_area, place FROM ranked WHERE place <= %s LIMIT {most}
)
SELECT {columns}, kept.by_area
FROM kept JOIN orientation_desk d ON d.key = kept.key
LEFT JOIN orientation_deskoverride o ON o.desk_id = d.key
ORDER BY d.kind, kept.place
"""


class Where:
    """Conditions of which one must hold, with their parameters.

    In a text, `{}` stands for a list of values and `%s` for one.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.values: list[object] = []

    def any_of(self, text: str, *values: object) -> None:
        """Adds a condition; one whose list is empty can never hold and is left out."""
        lists = [value for value in values if isinstance(value, list | tuple)]
        if all(lists):
            self.texts.append(text.format(*map(_marks, lists)))
            for value in values:
                self.values += value if isinstance(value, list | tuple) else (value,)


def best(
    where: Where,
    *,
    centre: Point | None,
    territories: Sequence[str],
    kinds: Sequence[str],
    open_kinds: Sequence[str],
    commune: str,
    count: int,
) -> Iterable[Desk]:
    """The `count` best desks of each kind under `where`, the best first: one query.

    Desks that serve one of `territories` for one of `kinds` come first and have `by_area` = 1; a
    desk that a source gives other territories is left out. For `open_kinds` areas do not count.
    Where the commune decides, those of `commune` come first; then the nearest to `centre`, those
    that move about as if 10 km farther than their depot. Hidden desks and doubles are left out.
    """
    territories, kinds = territories or ["-"], kinds or ["-"]
    lat, lon = centre or (0.0, 0.0)
    # Degrees of longitude shrink with latitude; squares keep the order of distances.
    shrink = cos(radians(lat)) ** 2
    distance = "COALESCE((latitude - %s) * (latitude - %s)"
    distance += " + (longitude - %s) * (longitude - %s) * %s, 1e9)"
    by_rule = _CANDIDATE.format(by_area=0, which="NOT")
    selects = [_CANDIDATE.format(by_area=1, which="")]
    selects += [f"{by_rule} AND {text}" for text in where.texts]
    statement = _STATEMENT.format(
        territories=_marks(territories),
        kinds=_marks(kinds),
        open=_marks(open_kinds),
        own=_marks(OWN_COMMUNE),
        distance=distance,
        detour=DETOUR,
        candidates=" UNION ALL ".join(selects),
        most=count * len(KINDS),
        columns=_COLUMNS,
    )
    point = [lat, lat, lon, lon, shrink]
    ranks = [*open_kinds, *OWN_COMMUNE, commune, *point]
    values = [*territories, *kinds, *where.values, *ranks, *open_kinds, count]
    return Desk.objects.raw(statement, values)


def _marks(values: Sequence[object]) -> str:
    return f"({', '.join(['%s'] * len(values))})"
