"""orientation.hours: reading, writing and saying opening hours. Pure."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orientation import hours
from orientation.hours import HoursError, Slot, Week, parse, to_osm, today_words, week_words

PLAIN = parse("Mo-Th 08:30-12:00,13:30-17:00; Fr 08:30-12:00")


def test_week_in_words() -> None:
    assert week_words(PLAIN) == (
        "du lundi au jeudi : de 8\xa0h\xa030 à 12\xa0h et de 13\xa0h\xa030 à 17\xa0h",
        "vendredi : de 8\xa0h\xa030 à 12\xa0h",
    )


def test_days_apart_are_listed() -> None:
    assert week_words(parse("Mo,We,Fr 09:00-12:00")) == (
        "lundi, mercredi et vendredi : de 9\xa0h à 12\xa0h",
    )


def test_a_comment_stays_with_its_hours() -> None:
    week = parse('Mo 09:00-12:00, Mo 14:00-17:00 "sur rendez-vous"')
    assert week_words(week) == (
        "lundi : de 9\xa0h à 12\xa0h et de 14\xa0h à 17\xa0h (sur rendez-vous)",
    )
    assert parse(to_osm(week)) == week


@pytest.mark.parametrize(
    "text",
    [
        "Jan-Mar Mo 09:00-12:00",
        "Mo[1] 09:00-12:00",
        "week 1-53/2 Mo 09:00-12:00",
        "sunrise-sunset",
        "Mo 12:00-09:00",
        "Mo 25:00-26:00",
        "Xx 09:00-12:00",
        "lundi de 9h à 12h",
        "Mo 09:00",
        "Mo 09:00-12:00,11:00-13:00",
        "Mo " + ",".join(f"{h:02}:00-{h:02}:30" for h in range(8, 15)),
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(HoursError):
        parse(text)


def test_empty_ranges_are_dropped_and_touching_ones_joined() -> None:
    assert not parse("Mo-Su 00:00-00:00")
    assert parse("Mo 09:00-12:00,12:00-13:00,09:00-12:00").days[0] == (Slot(540, 780),)


def test_off_takes_the_day_away() -> None:
    week = parse("Mo-Fr 09:00-12:00; We off; PH off")
    assert week.days[2] == ()
    assert week.closed_on_holidays


def test_today() -> None:
    monday, saturday = date(2026, 11, 23), date(2026, 11, 21)
    assert today_words(PLAIN, monday, "93").startswith("Aujourd’hui : de 8")
    assert today_words(PLAIN, saturday, "93").startswith("Fermé aujourd’hui. Ouvre lundi de 8")


def test_a_public_holiday_is_never_called_open() -> None:
    armistice = date(2026, 11, 11)
    assert today_words(PLAIN, armistice, "93").startswith("Aujourd’hui est férié (Armistice)")
    week = parse("Mo-Fr 09:00-12:00; PH off")
    assert today_words(week, armistice, "93").startswith("Fermé aujourd’hui, jour férié")


def test_the_next_day_is_never_a_holiday() -> None:
    only_wednesday = parse("We,Th 09:00-12:00")  # 11 November 2026 is a Wednesday
    assert "Ouvre jeudi" in today_words(only_wednesday, date(2026, 11, 10), "93")


@pytest.mark.parametrize(
    ("day", "departement", "name"),
    [
        (date(2026, 12, 26), "67", "Saint-Étienne"),
        (date(2026, 12, 26), "93", None),
        (date(2026, 5, 22), "972", "Abolition de l'esclavage"),
        (date(2026, 12, 20), "974", "Abolition de l'esclavage"),
        (date(2026, 9, 24), "988", "Fête de la Citoyenneté"),
    ],
)
def test_holidays_of_each_territory(day: date, departement: str, name: str | None) -> None:
    found = hours.public_holiday(day, departement)
    assert (found is None) if name is None else (found is not None and name in found)


def test_the_day_is_the_territorys_own() -> None:
    late = datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert hours.local_day(late, "988") == date(2026, 11, 23)
    assert hours.local_day(late, "93") == date(2026, 11, 22)


slots = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda p: p[0] < p[1])
notes = st.sampled_from(["", "sur rendez-vous", "semaines paires"])


@given(st.lists(st.tuples(st.integers(0, 6), slots, notes), max_size=12))
def test_writing_then_reading_gives_the_same_week(entries) -> None:
    try:
        week = hours.week_of((day, Slot(*slot, note)) for day, slot, note in entries)
    except HoursError:
        return
    assert parse(to_osm(week)) == week if week else to_osm(week) == ""


def test_an_empty_week_is_false() -> None:
    assert not Week()
