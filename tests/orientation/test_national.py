"""orientation.national: every fact has its page and its day."""

from datetime import date

import pytest

from orientation.kinds import KINDS
from orientation.national import INSTITUTIONS, Institution, institution

TWO_YEARS = 730


@pytest.mark.parametrize("one", INSTITUTIONS.values(), ids=lambda one: one.id)
def test_an_institution_is_dated_and_sourced(one: Institution) -> None:
    assert one.source.startswith("https://")
    assert one.phone or one.site or one.finder
    assert not one.phone or one.cost
    if one.hours:
        assert one.hours_source.startswith("https://")
        assert one.hours_on
        assert (one.reviewed_on - one.hours_on).days < TWO_YEARS
        assert "de " in one.hours_words  # they can be read, and said


def test_tags_of_any_room_find_their_institution() -> None:
    assert institution("france-services") is INSTITUTIONS["france_services"]
    assert institution("nothing") is None
    assert INSTITUTIONS["impots"].hours_on == date(2025, 4, 10)
    assert {"caf", "msa", "cpam", "carsat", "mdph", "ccas"} <= INSTITUTIONS.keys() & KINDS.keys()
