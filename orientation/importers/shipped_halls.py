"""Reads the town halls that the project ships."""

from collections.abc import Iterator

from orientation import shipped
from orientation.importers import record
from orientation.importers.record import Record
from orientation.words.towns import of


def records() -> Iterator[Record]:
    """One record for each town hall of `orientation/data/town_halls.csv.xz`."""
    names = {row["code"]: row["name"] for row in shipped.read(shipped.COMMUNES)}
    for row in shipped.read(shipped.TOWN_HALLS):
        yield Record(
            id=row["commune"],
            kind="mairie",
            name=f"Mairie {of(names[row['commune']])}",
            insee=row["commune"],
            address=row["address"],
            postcode=row["postcode"],
            city=row["city"],
            latitude=record.number(row["latitude"]),
            longitude=record.number(row["longitude"]),
            phone=record.phone(row["phone"]),
            website=record.address_of_web(row["website"]),
            hours=row["hours"],
        )
