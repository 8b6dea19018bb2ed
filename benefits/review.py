"""What must be read again, and when: the files a year after they were read, the scales on their
day. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from benefits.schema import Benefit

YEARS = 1  # a file is read again this long after it was reviewed, unless it names a day


@dataclass(frozen=True)
class Work:
    """One thing to do by `day`: what of which benefit, and where to read it."""

    day: date
    benefit: Benefit
    what: str


def review_day(benefit: Benefit) -> date:
    """The day by which a benefit's file must be read again."""
    if benefit.review_by:
        return benefit.review_by
    read = benefit.reviewed_on
    return date(read.year + YEARS, read.month, min(read.day, 28))


def work_list(benefits: Iterable[Benefit], month: str) -> list[Work]:
    """All that falls due in `month` ("2027-01") or fell due before it, the earliest first."""
    year, number = (int(part) for part in month.split("-"))
    last = date(year, number, monthrange(year, number)[1])
    found = (work for benefit in benefits for work in _of(benefit) if work.day <= last)
    return sorted(found, key=lambda work: (work.day, work.benefit.id, work.what))


def _of(benefit: Benefit) -> Iterator[Work]:
    yield Work(review_day(benefit), benefit, f"relire : {benefit.source}")
    for item in benefit.revaluations:
        yield Work(item.stale_from, benefit, f"revalorisation : {item.parameter}")
