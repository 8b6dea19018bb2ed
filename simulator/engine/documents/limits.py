"""How much a document may hold, looked at before anything else of it."""

from collections.abc import Iterator
from typing import Any

from simulator.engine.documents.errors import SituationError

MAX_PEOPLE = 40
MAX_ENTRIES = 20_000  # values in a document; a full household of twelve children has 6,000


def check_size(system: Any, document: Any) -> None:
    """Raise SituationError on a document of too many people or values, or that is none."""
    people = system.person_entity.plural
    if not isinstance(document, dict):
        raise SituationError(["error"], "Invalid type: must be of type 'Object'.")
    if not isinstance(document.get(people), dict):
        return
    if len(document[people]) > MAX_PEOPLE:
        raise SituationError([people], f"There can be at most {MAX_PEOPLE} {people}.")
    if sum(_sizes(document)) > MAX_ENTRIES:
        raise SituationError(["error"], f"There can be at most {MAX_ENTRIES} values.")


def _sizes(value: Any) -> Iterator[int]:
    """The number of values in a document of four levels; deeper ones are refused later."""
    for entities in value.values():
        for entity in entities.values() if isinstance(entities, dict) else ():
            for values in entity.values() if isinstance(entity, dict) else ():
                yield len(values) if isinstance(values, (dict, list)) else 1
