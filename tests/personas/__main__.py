"""`python -m tests.personas`: the personas as answers documents, one a line."""

import json

from questionnaire.upgrades import VERSION
from tests.personas.people import PEOPLE


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
