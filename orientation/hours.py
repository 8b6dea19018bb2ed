"""Opening hours: read from OpenStreetMap's syntax, kept as a week, said in plain French.

The subset of `opening_hours` that desks use (https://wiki.openstreetmap.org/wiki/Key:opening_hours):
days, ranges of days, several ranges of hours, `off`, `PH off`, `24/7` and a comment in quotes.
Anything else (months, weeks, sunset…) raises HoursError: a wrong hour costs somebody a journey.
Pure: neither Django nor a database.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MIDNIGHT = 24 * 60
MOST_RANGES_A_DAY = 6  # more is a muddle of seasons or services in the source, not hours

# Départements and collectivities whose public holidays or clocks are not those of Paris.
HOLIDAY_SUBDIVISIONS = {
    "57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974",
    "975": "PM", "976": "976", "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
CLOCKS = {
    "971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne",
    "974": "Indian/Reunion", "975": "America/Miquelon", "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy", "978": "America/Marigot", "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti", "988": "Pacific/Noumea",
}  # fmt: skip


class HoursError(ValueError):
    """Hours that cannot be read or believed; the message, in French, goes to the import report."""


@dataclass(frozen=True, order=True)
class Slot:
    """Open from `start` to `end`, in minutes since midnight; `note` is the source's own comment."""

    start: int
    end: int
    note: str = ""


@dataclass(frozen=True)
class Week:
    """The slots of each day, Monday first; `closed_on_holidays` when the source says so itself."""

    days: tuple[tuple[Slot, ...], ...] = ((),) * 7
    closed_on_holidays: bool = False

    def __bool__(self) -> bool:
        return any(self.days)


def week_of(entries: Iterable[tuple[int, Slot]], closed_on_holidays: bool = False) -> Week:
    """The week made of (day number, slot) pairs.

    Empty slots ("00:00 - 00:00") and repeated ones are dropped, slots that touch are joined. Raises
    HoursError for a slot that ends before it starts, for slots that overlap (which one is the
    counter's?) and for a day of more than six slots.
    """
    days: list[list[Slot]] = [[] for _ in DAYS]
    for number, slot in entries:
        if slot.start == slot.end:
            continue
        if not 0 <= slot.start < slot.end <= MIDNIGHT:
            raise HoursError(f"{DAY_NAMES[number]} : la plage {_osm_range(slot)} est impossible")
        if slot not in days[number]:
            days[number].append(slot)
    return Week(
        tuple(_joined(name, slots) for name, slots in zip(DAY_NAMES, days, strict=True)),
        closed_on_holidays,
    )


def _joined(day: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    if len(slots) > MOST_RANGES_A_DAY:
        raise HoursError(f"{day} : {len(slots)} plages dans une journée")
    result: list[Slot] = []
    for slot in sorted(slots):
        last = result[-1] if result else None
        if last and slot.start < last.end and slot.note == last.note:
            both = f"{_osm_range(last)} et {_osm_range(slot)}"
            raise HoursError(f"{day} : les plages {both} se chevauchent")
        if last and slot.start == last.end and slot.note == last.note:
            result[-1] = Slot(last.start, slot.end, last.note)
        else:
            result.append(slot)
    return tuple(result)


# Reading ----------------------------------------------------------------------------------------
_RULES = re.compile(r'\s*;\s*|(?<=[\d"])\s*,\s*(?=[A-Z])')
_RULE = re.compile(
    r"""^(?P<days>(?:[A-Z][a-zH](?:-[A-Z][a-z])?(?:\s*,\s*)?)+)?:?\s*
        (?P<hours>off|closed|24/7|\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}
                  (?:\s*,\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})*)
        (?:\s+"(?P<note>[^"]*)")?$""",
    re.VERBOSE,
)


def parse(osm: str) -> Week:
    """The week that `osm` describes, e.g. `Mo-Th 08:30-12:00,13:30-17:00; Fr 08:30-12:00; PH off`.

    A day named in two rules has the slots of both, unless the second says `off`: producers write it
    so, whatever the specification says. Raises HoursError, naming the rule, for anything else.
    """
    entries: list[tuple[int, Slot]] = []
    closed_on_holidays = False
    for rule in filter(None, _RULES.split(osm.strip().rstrip(";"))):
        found = _RULE.match(rule)
        if not found:
            raise HoursError(f"« {rule} » n’est pas lisible")
        days, on_holidays = _parse_days(found["days"] or "Mo-Su", rule)
        if found["hours"] in ("off", "closed"):
            closed_on_holidays |= on_holidays
            entries = [entry for entry in entries if entry[0] not in days]
            continue
        slots = _parse_slots(found["hours"], found["note"] or "", rule)
        entries += [(day, slot) for day in days for slot in slots]
    return week_of(entries, closed_on_holidays)


def _parse_days(text: str, rule: str) -> tuple[list[int], bool]:
    days: list[int] = []
    on_holidays = False
    for part in filter(None, re.split(r"\s*,\s*", text.strip())):
        first, _, last = part.partition("-")
        if part == "PH":
            on_holidays = True
        elif first in DAYS and (last or first) in DAYS:
            start, end = DAYS.index(first), DAYS.index(last or first)
            days += [day % 7 for day in range(start, end + (1 if end >= start else 8))]
        else:
            raise HoursError(f"« {part} » n’est pas un jour, dans « {rule} »")
    return days, on_holidays


def _parse_slots(text: str, note: str, rule: str) -> list[Slot]:
    if text == "24/7":
        return [Slot(0, MIDNIGHT, note)]
    ranges = [re.split(r"\s*-\s*", part.strip()) for part in text.split(",")]
    return [Slot(minutes(start), minutes(end), note) for start, end in ranges]


def minutes(clock: str) -> int:
    """Minutes since midnight of `"09:30"` or `"09:30:00"`; raises HoursError when it is no time."""
    found = re.match(r"^(\d{1,2}):(\d{2})(?::\d{2})?$", clock.strip())
    total = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else MIDNIGHT + 1
    if total > MIDNIGHT:
        raise HoursError(f"« {clock} » n’est pas une heure")
    return total


# Writing ----------------------------------------------------------------------------------------
def to_osm(week: Week) -> str:
    """`week` in OpenStreetMap's syntax, days of the same hours together; `parse` reads it back."""
    rules = []
    for numbers, slots in _grouped(week):
        names = _osm_days(numbers)
        notes = list(dict.fromkeys(slot.note for slot in slots))
        parts = []
        for note in notes:
            ranges = ",".join(_osm_range(slot) for slot in slots if slot.note == note)
            quoted = note.replace('"', "”")
            parts.append(f"{names} {ranges}" + (f' "{quoted}"' if quoted else ""))
        rules.append(", ".join(parts))
    return "; ".join(rules + (["PH off"] if week.closed_on_holidays else []))


def _grouped(week: Week) -> list[tuple[list[int], tuple[Slot, ...]]]:
    """Open days with the same slots, in the order of the week."""
    groups: dict[tuple[Slot, ...], list[int]] = {}
    for number, slots in enumerate(week.days):
        if slots:
            groups.setdefault(slots, []).append(number)
    return [(numbers, slots) for slots, numbers in groups.items()]


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _osm_days(numbers: Sequence[int]) -> str:
    return ",".join(DAYS[a] if a == b else f"{DAYS[a]}-{DAYS[b]}" for a, b in _runs(numbers))


def _osm_range(slot: Slot) -> str:
    clocks = (f"{m // 60:02}:{m % 60:02}" for m in (slot.start, slot.end))
    return "-".join(clocks)


# Saying -----------------------------------------------------------------------------------------
def week_words(week: Week) -> tuple[str, ...]:
    """One line for each group of days: « du lundi au jeudi : de 9 h à 12 h et de 14 h à 17 h »."""
    return tuple(
        f"{_days_words(numbers)} : {slots_words(slots)}" for numbers, slots in _grouped(week)
    )


def _days_words(numbers: Sequence[int]) -> str:
    words: list[str] = []
    for first, last in _runs(numbers):
        if last - first >= 2:
            words.append(f"du {DAY_NAMES[first]} au {DAY_NAMES[last]}")
        else:
            words += DAY_NAMES[first : last + 1]
    return _listed(words)


def slots_words(slots: Sequence[Slot]) -> str:
    """« de 9 h à 12 h et de 13 h 30 à 17 h (sur rendez-vous) »."""
    return _listed(
        [
            "toute la journée"
            if (slot.start, slot.end) == (0, MIDNIGHT)
            else f"de {_clock_words(slot.start)} à {_clock_words(slot.end)}"
            + (f" ({slot.note})" if slot.note else "")
            for slot in slots
        ]
    )


def _listed(words: Sequence[str]) -> str:
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _clock_words(total: int) -> str:
    hour, minute = divmod(total, 60)
    return f"{hour}\u00a0h" + (f"\u00a0{minute:02}" if minute else "")


def today_words(week: Week, day: date, departement: str) -> str:
    """What a visitor finds on `day`: « Aujourd’hui : de 9 h à 12 h », or when it opens next.

    On a public holiday of `departement` it says closed only if the source does; otherwise it says
    to telephone first.
    """
    holiday = public_holiday(day, departement)
    if holiday and week.closed_on_holidays:
        return f"Fermé aujourd’hui, jour férié ({holiday}). {_next_words(week, day, departement)}"
    if holiday:
        return f"Aujourd’hui est férié ({holiday}) : souvent fermé, téléphonez avant de venir."
    if slots := week.days[day.weekday()]:
        return f"Aujourd’hui : {slots_words(slots)}."
    return f"Fermé aujourd’hui. {_next_words(week, day, departement)}"


def _next_words(week: Week, day: date, departement: str) -> str:
    for ahead in range(1, 8):
        coming = day + timedelta(days=ahead)
        number = coming.weekday()
        if week.days[number] and not public_holiday(coming, departement):
            name = "demain" if ahead == 1 else DAY_NAMES[number]
            return f"Ouvre {name} {slots_words(week.days[number])}."
    return ""


def public_holiday(day: date, departement: str) -> str | None:
    """The French name of the public holiday of `day` in `departement`, or None."""
    return _holidays(day.year, HOLIDAY_SUBDIVISIONS.get(departement)).get(day)


@lru_cache(maxsize=64)
def _holidays(year: int, subdivision: str | None) -> dict[date, str]:
    return dict(holidays.country_holidays("FR", subdiv=subdivision, years=year, language="fr"))


def local_day(now: datetime, departement: str) -> date:
    """The date that it is in `departement` at `now` (aware): Nouméa is ten hours ahead of Paris."""
    return now.astimezone(ZoneInfo(CLOCKS.get(departement, "Europe/Paris"))).date()
