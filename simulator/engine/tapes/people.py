"""Who lives with whom, in some households side by side, for the replay of a tape."""

import functools
from typing import Any

import numpy as np

from simulator.engine.common_ground.nodes import Ground
from simulator.engine.documents.reader import Situation
from simulator.engine.lanes.formulas import rules_of
from simulator.engine.lanes.populations import LaneGroups, LanePersons
from simulator.engine.lanes.simulation import LaneSimulation
from simulator.engine.tapes.calls import Unlike

PERSONS = 0  # the number of the persons among the entities


class Homes:
    """The numbers of persons and groups of some situations, and who is where.

    `counts[e]`: how many of entity e, persons first, then the groups in the system's order, then
    1 for what is one number for all. `starts[plural][k]`: where those of situation k begin.
    """

    def __init__(self, system: Any, situations: list[Situation]) -> None:
        self.system = system
        self.situations = situations
        groups = system.group_entities
        counts = [[len(each.people) for each in situations]]
        counts += [[len(each.groups[one.plural][0]) for each in situations] for one in groups]
        self.counts = np.array([*map(sum, counts), 1])
        plurals = [system.person_entity.plural, *(one.plural for one in groups)]
        self.starts = {
            plural: np.cumsum([0, *each[:-1]]).tolist()
            for plural, each in zip(plurals, counts, strict=True)
        }
        self.members = np.zeros((len(groups) + 1, self.counts[PERSONS]), np.int64)
        for e, one in enumerate(groups, 1):
            self.members[e] = [
                start + group
                for start, each in zip(self.starts[one.plural], situations, strict=True)
                for group in each.groups[one.plural][1]
            ]

    def roles_of(self, plural: str) -> list[Any]:
        """The role of each person in their group."""
        return [role for each in self.situations for role in each.groups[plural][2]]

    def roles(self, roles: list[Any]) -> np.ndarray:
        """Who has each of these roles: a row a role."""
        of_entity = {
            one.key: list(map(id, self.roles_of(one.plural))) for one in self.system.group_entities
        }
        found = np.zeros((len(roles) + 1, self.counts[PERSONS]), np.bool_)
        for row, role in enumerate(roles):
            same = set(map(id, role.subroles or [role]))
            found[row] = [each in same for each in of_entity[role.entity.key]]
        return found

    @functools.cached_property
    def people(self) -> "People":
        """The persons and groups, for what OpenFisca's own methods and formulas do."""
        return People(self)


class _Fed:
    """What an opaque formula reads comes from the tape, in the order recorded."""

    def __call__(self, name: str, period: Any, options: Any = None) -> Any:
        if options is not None and options[0] != "ADD":
            return super().__call__(name, period, options)  # type: ignore[misc]
        feed = self.simulation.feed  # type: ignore[attr-defined]
        if not feed or feed[0][0] != (name, str(period)):
            raise Unlike(f"{name} was not read then")
        return feed.pop(0)[1].copy()

    def get_holder(self, variable_name: str) -> Any:
        raise Unlike("holders are not recorded")


class FedPersons(_Fed, LanePersons):
    """The persons."""


class FedGroups(_Fed, LaneGroups):
    """The families, tax households or dwellings."""


class People(LaneSimulation):
    """The populations of a replay; nothing is computed but opaque formulas."""

    persons_class, groups_class = FedPersons, FedGroups

    def __init__(self, homes: Homes) -> None:
        super().__init__(homes.system, 1, Ground())
        self.feed: list[tuple[tuple[str, str], np.ndarray]] = []
        self.persons.count = int(homes.counts[PERSONS])
        self.persons.ids = range(self.persons.count)
        for e, entity in enumerate(homes.system.group_entities, 1):
            population = self.populations[entity.key]
            population.count = int(homes.counts[e])
            population.ids = range(population.count)
            population.members_entity_id = homes.members[e]
            population.members_role = homes.roles_of(entity.plural)

    def run(self, name: str, period: Any, told_by: tuple, arrays: list[np.ndarray]) -> np.ndarray:
        """What a formula gives, its reads served; raises Unlike when it reads something else."""
        variable = self.tax_benefit_system.variables[name]
        population = self.populations[variable.entity.key]
        formula, takes_parameters = rules_of(self.tax_benefit_system).formula(variable, period)
        assert formula is not None
        self.feed = list(zip(told_by, arrays, strict=True))
        parameters = [self.rules.parameters_at] if takes_parameters else []
        array = formula(population, period, *parameters)
        if self.feed:
            raise Unlike(f"{name} has not read all")
        if variable.value_type.__name__ == "Enum" or hasattr(variable, "possible_values"):
            array = variable.possible_values.encode(array) if variable.possible_values else array
        if not isinstance(array, np.ndarray):
            array = population.filled_array(array)
        return array.view(np.ndarray).astype(variable.dtype)
