"""The points and centres of shapes written in (extended) well-known binary, little-endian WGS 84.

Only what `build_directory` needs of the format (OGC 06-103r4, §8): points and multipolygons.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

from orientation.geo import Point

Ring = list[tuple[float, float]]  # (x, y), the last equal to the first
HAS_REFERENCE_SYSTEM = 0x20000000


def point(wkb: bytes) -> Point:
    """The point that `wkb` holds."""
    _, position = _header(wkb, 0)
    x, y = struct.unpack_from("<dd", wkb, position)
    return y, x


def centroid(wkb: bytes) -> Point:
    """The centre of area of the multipolygon `wkb`; raises ValueError when it has no area."""
    area = sum_x = sum_y = 0.0
    for ring in _rings(wkb):
        x0, y0 = ring[0]  # from the ring's own corner: far products would lose digits
        for a, b in pairwise((x - x0, y - y0) for x, y in ring):
            cross = a[0] * b[1] - b[0] * a[1]
            area += cross
            sum_x += cross * ((a[0] + b[0]) / 3 + x0)
            sum_y += cross * ((a[1] + b[1]) / 3 + y0)
    if not area:
        raise ValueError("A shape without area has no centre")
    return sum_y / area, sum_x / area


def _header(wkb: bytes, position: int) -> tuple[int, int]:
    order, kind = struct.unpack_from("<BI", wkb, position)
    if order != 1:
        raise ValueError("Only little-endian shapes are read")
    return kind & 0xFF, position + (9 if kind & HAS_REFERENCE_SYSTEM else 5)


def _rings(wkb: bytes) -> Iterator[Ring]:
    """Every ring, outer ones anticlockwise and holes clockwise, so that their areas add up."""
    kind, position = _header(wkb, 0)
    if kind != 6:
        raise ValueError(f"Not a multipolygon: kind {kind}")
    (polygons,) = struct.unpack_from("<I", wkb, position)
    position += 4
    for _ in range(polygons):
        _, position = _header(wkb, position)
        (rings,) = struct.unpack_from("<I", wkb, position)
        position += 4
        for number in range(rings):
            (length,) = struct.unpack_from("<I", wkb, position)
            flat = struct.unpack_from(f"<{2 * length}d", wkb, position + 4)
            position += 4 + 16 * length
            ring = list(zip(flat[::2], flat[1::2], strict=True))
            anticlockwise = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0
            yield ring if anticlockwise == (number == 0) else ring[::-1]
