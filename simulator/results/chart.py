"""The drawing of a curve: coordinates for a template, no style and no script. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from simulator.way.curve import LAST, Point

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 32, 16, 48
GRID = (250, 500, 1_000, 2_000)  # euros between two lines, the first that leaves few enough
LINES = 8


@dataclass(frozen=True)
class Tick:
    """A line of the grid: where, and what it says in euros."""

    at: float
    says: int


@dataclass(frozen=True)
class Chart:
    """`line`: the points of the polyline; `alone`: those of the pay by itself; `mark`: where the
    present pay is, None without one."""

    line: str
    alone: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    mark: tuple[float, float] | None

    width, height, left, right = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT
    top, bottom = TOP, HEIGHT - BOTTOM


def chart(curve: Sequence[Point], present: float | None) -> Chart:
    """The drawing of a curve; `present`: the pay of today."""
    most = max(point.left for point in curve)
    step = next((size for size in GRID if most / size <= LINES), GRID[-1])
    top = (int(most) // step + 1) * step

    def x(pay: float) -> float:
        return round(LEFT + pay / LAST * (WIDTH - LEFT - RIGHT), 1)

    def y(left: Decimal | float) -> float:
        return round(HEIGHT - BOTTOM - float(left) / top * (HEIGHT - TOP - BOTTOM), 1)

    mark = None
    if present is not None and present <= LAST:
        nearest = min(curve, key=lambda point: abs(point.pay - present))
        mark = (x(present), y(nearest.left))
    return Chart(
        " ".join(f"{x(point.pay)},{y(point.left)}" for point in curve),
        f"{x(0)},{y(0)} {x(min(LAST, top))},{y(min(LAST, top))}",
        tuple(Tick(x(pay), pay) for pay in range(0, LAST + 1, 500)),
        tuple(Tick(y(euros), euros) for euros in range(0, top + 1, step)),
        mark,
    )
