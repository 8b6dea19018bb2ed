"""Made-up households: one to record on, one to prove a tape on. Nobody's answers are in a tape."""

import datetime
import random
from typing import Any

from openfisca_core.indexed_enums import Enum

from simulator.engine.documents.reader import Situation

COMMUNES = (b"75120", b"69383", b"35238", b"97411", b"23096", b"29019", b"93048")
#: By entity, which group each person is in, and whether they are a child there.
Homes = dict[str, list[int]]
RECORDED: Homes = {"famille": [0, 0, 0, 0, 1], "foyer_fiscal": [0, 1, 0, 1, 2]}
PROVED: Homes = {"famille": [0, 1, 1, 2, 1, 2, 3], "foyer_fiscal": [0, 1, 1, 2, 3, 2, 4]}
CHILDREN = (2, 3, 4)


def homes(system: Any, groups: Homes) -> Situation:
    """People in their groups; whoever is not said to be a child is a parent, as roles allow."""
    count = len(groups["famille"])
    situation = Situation({}, [f"p{rank}" for rank in range(count)])
    for entity in system.group_entities:
        chosen = groups.get(entity.key, groups["famille"])
        taken: dict[int, int] = {}
        roles = []
        for rank, group in enumerate(chosen):
            adults = taken.get(group, 0)
            adult = rank not in CHILDREN or adults == 0
            roles.append(entity.flattened_roles[adults if adult and adults < 2 else 2])
            taken[group] = adults + adult
        ids = [str(each) for each in range(max(chosen) + 1)]
        situation.groups[entity.plural] = (ids, chosen, roles)
    return situation


def values(variable: Any, count: int, draw: random.Random) -> list[Any]:
    """A value a person or group of a variable, as documents hold them once read."""
    return [_value(variable, draw) for _ in range(count)]


def _value(variable: Any, draw: random.Random) -> Any:
    if variable.value_type == Enum:
        return draw.choice(list(variable.possible_values)).index
    if variable.value_type is str:
        return draw.choice(COMMUNES) if variable.max_length == 5 else variable.default_value
    if variable.value_type is bool:
        return draw.random() < 0.4
    if variable.value_type is datetime.date:
        first = datetime.date(1940, 1, 1) if "naissance" in variable.name else None
        start = first or datetime.date(2024, 1, 1)
        days = (datetime.date(2026, 1, 1) - start).days
        return start + datetime.timedelta(draw.randrange(days))
    if variable.value_type is int:
        return draw.choice([0, 1, 2, 3])
    return draw.choice([0.0, 0.0, 63.5, 410.0, 812.25, 1430.0, 2300.0])
