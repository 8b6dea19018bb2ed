"""`python -m tests.personas`: the personas as answers documents, one a line."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
django.setup()  # the fields of the questions know the communes, which are in the database

from questionnaire.upgrades import VERSION  # noqa: E402
from tests.personas.people import PEOPLE  # noqa: E402


def lines() -> list[str]:
    """A JSON document for each persona, with its name."""
    return [
        json.dumps(
            {"id": one.id, "version": VERSION, "month": one.month, "answers": one.answers},
            ensure_ascii=False,
        )
        for one in PEOPLE
    ]


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
