"""The communes of the personas, from the directory that the project ships."""

from collections.abc import Sequence
from functools import cache
from types import ModuleType

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from benefits.verdict import Verdict
from orientation.models import Commune, PostalCode
from orientation.shipped import COMMUNES, read
from simulator.way.outcomes import outcomes
from tests.personas import describe
from tests.personas.people import PEOPLE
from tests.personas.said import Persona

PLACES = [place for place in vars(describe).values() if isinstance(place, dict)]
POSTCODES = {
    place["commune"]: place["code_postal"]
    for place in [*PLACES, *(person.answers["commune"] for person in PEOPLE)]
    if "commune" in place
}


@cache
def rows() -> list[dict[str, str]]:
    """What the directory says of the communes that the personas' answers name."""
    return [row for row in read(COMMUNES) if row["code"] in POSTCODES]


def create_communes() -> None:
    for row in rows():
        Commune.objects.create(
            code=row["code"],
            name=row["name"],
            slug=row["name"].lower(),
            departement=row["departement"],
            region=row["region"],
            epci=row["epci"],
            population=int(row["population"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        PostalCode.objects.create(code=POSTCODES[row["code"]], commune_id=row["code"])


@pytest.fixture
def communes(db: None) -> None:
    create_communes()


def verdicts_of(
    people: Sequence[Persona], blocker: DjangoDbBlocker
) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts of each, by id, computed as one batch; the database is left as it was."""
    with blocker.unblock(), transaction.atomic():
        create_communes()
        made = outcomes([person.dossier for person in people])
        found = {person.id: outcome.verdicts for person, outcome in zip(people, made, strict=True)}
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="session")
def verdicts(
    engine: ModuleType, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts of every persona, computed once and as one batch."""
    return verdicts_of(PEOPLE, django_db_blocker)
