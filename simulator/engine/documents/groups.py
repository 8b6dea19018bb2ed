"""Who is in which group of a document, and as what."""

from typing import Any

from simulator.engine.documents.errors import Odd, SituationError


def members(entity: Any, people: list[str], document: dict) -> tuple:
    """The ids of the groups of an entity, the group of each person, and the role of each."""
    if entity.plural not in document:
        role = entity.flattened_roles[0]
        return list(people), list(range(len(people))), [role] * len(people)
    groups = document[entity.plural]
    if not isinstance(groups, dict):
        raise Odd
    position = {person: index for index, person in enumerate(people)}
    member_of: list[int] = [-1] * len(people)
    role_of: list[Any] = [None] * len(people)
    for index, content in enumerate(groups.values()):
        if not isinstance(content, dict):
            raise Odd
        for role in entity.roles:
            named = content.get(role.plural or role.key, [])
            named = [named] if isinstance(named, str) else named
            if not isinstance(named, list) or (role.max and len(named) > role.max):
                raise Odd
            for rank, person in enumerate(named):
                place = position.get(person) if isinstance(person, str) else None
                if place is None or member_of[place] >= 0:
                    raise Odd
                member_of[place] = index
                role_of[place] = role.subroles[rank] if role.subroles else role
    for index, entity_id in enumerate(groups):
        if index not in member_of:
            raise SituationError([entity.plural, entity_id], "Nobody has a role in it.")
    ids = list(groups)
    for index, person in enumerate(people):  # as OpenFisca: alone in a group of their own
        if member_of[index] < 0:
            member_of[index] = len(ids)
            role_of[index] = entity.flattened_roles[0]
            ids.append(person)
    return ids, member_of, role_of
