"""orientation.svg and geo: where things are drawn. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orientation import svg
from orientation.geo import box, distance_km

PARIS, LYON = (48.8566, 2.3522), (45.7640, 4.8357)
points = st.tuples(st.floats(-60, 60), st.floats(-170, 170))


def test_a_known_distance() -> None:
    assert distance_km(PARIS, LYON) == pytest.approx(391.5, abs=1)


@given(points, st.floats(0.001, 0.2), st.floats(0.001, 0.2))
def test_the_box_holds_what_is_near(centre, north, east) -> None:
    near = (centre[0] + north, centre[1] + east)
    south, top, west, right = box(centre, distance_km(centre, near) * 1.01)
    assert south <= near[0] <= top
    assert west <= near[1] <= right


def test_numbers_are_those_of_the_list() -> None:
    drawn = svg.draw(PARIS, [(48.87, 2.36), None, (48.80, 2.30), (48.87, 2.3601)])
    assert drawn
    assert [mark.numbers for mark in drawn.marks] == [(1, 4), (3,)]
    north_east, south_west = drawn.marks
    assert north_east.y < drawn.centre < south_west.y
    assert south_west.x < drawn.centre < north_east.x


@given(points, st.lists(points, min_size=1, max_size=20))
def test_everything_is_inside(centre, others) -> None:
    drawn = svg.draw(centre, others)
    assert drawn
    for mark in drawn.marks:
        assert 0 <= mark.x <= svg.SIZE
        assert 0 <= mark.y <= svg.SIZE


def test_nothing_to_draw() -> None:
    assert svg.draw(None, [PARIS]) is None
    assert svg.draw(PARIS, [None]) is None
