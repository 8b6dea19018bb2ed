"""A small map drawn by the server: the commune's centre, rings of distance, numbered desks.

No tile, no script, nobody else's server; the list beside it says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians

from orientation.geo import KM_PER_DEGREE, Point

SIZE = 320  # viewBox units, a side
MARGIN = 24
RINGS_KM = (1, 2, 5, 10, 20, 50, 100, 200)
NEAREST_SHARE = 0.8
APART = 22  # closer marks share one label


@dataclass(frozen=True)
class Mark:
    """One or more desks at a place, by their numbers in the list."""

    x: float
    y: float
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """« 3 », « 1, 4 », « 1 à 5 »."""
        first, last = self.numbers[0], self.numbers[-1]
        if len(self.numbers) > 2 and last - first == len(self.numbers) - 1:
            return f"{first} à {last}"
        return ", ".join(map(str, self.numbers))


@dataclass(frozen=True)
class Ring:
    """A circle of `km` around the centre, `radius` in viewBox units."""

    km: int
    radius: float

    @property
    def top(self) -> float:
        """Where its label sits, inside the circle."""
        return SIZE / 2 - self.radius + 14


@dataclass(frozen=True)
class Map:
    """What the template draws; the centre is the middle of the square."""

    marks: tuple[Mark, ...]
    rings: tuple[Ring, ...]
    beyond: bool  # some desks are too far to be on it
    size: int = SIZE

    @property
    def centre(self) -> float:
        return self.size / 2


def draw(centre: Point | None, points: Sequence[Point | None]) -> Map | None:
    """The map of desks `points`, numbered from 1 in their order; None when none has a place."""
    if centre is None:
        return None
    lat, lon = centre
    east_km = KM_PER_DEGREE * cos(radians(lat))
    places = [
        (number, (p[1] - lon) * east_km, (p[0] - lat) * KM_PER_DEGREE)
        for number, p in enumerate(points, 1)
        if p is not None
    ]
    if not places:
        return None
    reaches = sorted(max(abs(x), abs(y)) for _, x, y in places)
    # One desk 80 km away would heap all the others up: four in five decide the scale.
    reach = max(1.0, 1.2 * reaches[ceil(NEAREST_SHARE * len(reaches)) - 1])
    drawn = [place for place in places if max(abs(place[1]), abs(place[2])) <= reach]
    scale = (SIZE / 2 - MARGIN) / reach
    marks: list[Mark] = []
    for number, x, y in drawn:
        px, py = SIZE / 2 + x * scale, SIZE / 2 - y * scale
        near = [m for m in marks if abs(m.x - px) < APART and abs(m.y - py) < APART]
        if near:
            marks[marks.index(near[0])] = Mark(near[0].x, near[0].y, (*near[0].numbers, number))
        else:
            marks.append(Mark(round(px, 1), round(py, 1), (number,)))
    rings = [Ring(km, round(km * scale, 1)) for km in RINGS_KM if 20 <= km * scale <= SIZE / 2]
    return Map(tuple(marks), tuple(rings[-2:]), beyond=len(drawn) < len(places))
