"""Many situations in one simulation."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from simulator.engine.common_ground.nodes import Ground
from simulator.engine.documents.reader import Situation
from simulator.engine.documents.values import plain
from simulator.engine.lanes.formulas import rules_of
from simulator.engine.lanes.simulation import LaneSimulation


class Batch:
    """Situations side by side: those given and asked the same variables share a lane."""

    def __init__(
        self,
        system: Any,
        situations: list[Situation],
        ground: Ground,
        simulation_class: type[LaneSimulation] = LaneSimulation,
    ) -> None:
        self.system = system
        self.situations = situations
        self.lane_of, self.orders = _lanes(system, situations)
        self.simulation = simulation_class(system, len(self.orders), ground)
        self._offsets: dict[str, list[int]] = {}
        self._place_people()
        self._give_inputs()

    def run(self, unable: Callable[[str, Exception], None] | None = None) -> list[dict]:
        """The documents, every null filled out.

        Raises whatever a formula raises; or, given `unable`, tells it and leaves the null.
        """
        answers = [copy_of(situation.document) for situation in self.situations]
        asked = [iter(situation.questions) for situation in self.situations]
        for (plural, name, period), lanes in _steps(self.orders):
            population = self.simulation.get_population(plural)
            try:
                values = self.simulation.ask(population, name, period, lanes)
            except Exception as error:
                if unable is None:
                    raise
                unable(name, error)
                values = None
            variable = self.system.variables[name]
            for number, lane in enumerate(self.lane_of):
                if lanes >> lane & 1:
                    question = next(asked[number])
                    if values is not None:
                        value = values[self._offsets[plural][number] + question.index]
                        answers[number][plural][question.entity_id][name][question.text] = plain(
                            variable, value
                        )
        return answers

    def values(self) -> dict[tuple, np.ndarray]:
        """The values of each question, (plural, name, period), for everybody side by side.

        Raises whatever a formula raises.
        """
        return {
            (plural, name, period): self.simulation.ask(
                self.simulation.get_population(plural), name, period, lanes
            )
            for (plural, name, period), lanes in _steps(self.orders)
        }

    def found(self, number: int, what: tuple[str, str, Any]) -> tuple[str, np.ndarray | None]:
        """Of an entity, a variable and a period: the entity's plural, and the values that were
        found for everybody on the way; None when they were not, for the situation `number`."""
        key, name, period = what
        population = self.simulation.populations[key]
        cell = population.cells[name].get(period) if name in population.cells else None
        known = cell is not None and cell.known >> self.lane_of[number] & 1
        return population.entity.plural, cell.values() if known else None

    def start(self, plural: str, number: int) -> int:
        """Where the persons or groups of a situation begin among everybody's."""
        return self._offsets[plural][number]

    def _place_people(self) -> None:
        simulation = self.simulation
        persons = simulation.persons
        self._place(persons, [len(situation.people) for situation in self.situations])
        for population in simulation.populations.values():
            if population is persons:
                continue
            plural = population.entity.plural
            self._place(population, [len(each.groups[plural][0]) for each in self.situations])
            offsets = self._offsets[plural]
            population.members_entity_id = np.array(
                [
                    offset + group
                    for offset, each in zip(offsets, self.situations, strict=True)
                    for group in each.groups[plural][1]
                ]
            )
            population.members_role = [
                role for each in self.situations for role in each.groups[plural][2]
            ]

    def _place(self, population: Any, counts: list[int]) -> None:
        population.count = sum(counts)
        population.ids = range(population.count)
        population.lane = np.repeat(np.array(self.lane_of), counts)
        starts = np.cumsum([0, *counts[:-1]])
        self._offsets[population.entity.plural] = starts.tolist()

    def _give_inputs(self) -> None:
        columns: dict[tuple, tuple[str, list, list, set]] = {}
        for number, situation in enumerate(self.situations):
            for key, (plural, given) in situation.inputs.items():
                column = columns.get(key)
                if column is None:
                    column = columns[key] = (plural, [], [], set())
                offset = self._offsets[plural][number]
                column[1].extend([offset + index for index, _ in given])
                column[2].extend([value for _, value in given])
                column[3].add(self.lane_of[number])
        telling = self.simulation.rules.telling
        for (name, period), (plural, indices, values, lanes) in columns.items():
            known = sum(1 << lane for lane in lanes) if name in telling else None
            population = self.simulation.get_population(plural)
            population.give(name, period, indices, values, known)


def copy_of(document: dict) -> dict:
    """A copy of a document, deep enough for its nulls to be filled out."""
    return {
        plural: {
            entity_id: {
                name: dict(values) if isinstance(values, dict) else values
                for name, values in entity.items()
            }
            for entity_id, entity in entities.items()
        }
        for plural, entities in document.items()
    }


def _lanes(system: Any, situations: list[Situation]) -> tuple[list[int], list[tuple]]:
    """The lane of each situation, and the questions of each lane in their order."""
    telling = rules_of(system).telling
    numbers: dict[tuple, int] = {}
    lane_of, orders = [], []
    for situation in situations:
        order = tuple((each.plural, each.name, each.period) for each in situation.questions)
        given = frozenset(key for key in situation.inputs if key[0] in telling)
        lane = numbers.setdefault((given, order), len(numbers))
        if lane == len(orders):
            orders.append(order)
        lane_of.append(lane)
    return lane_of, orders


def _steps(orders: list[tuple]) -> Iterator[tuple[tuple, int]]:
    """The questions of all lanes, each lane's in its own order, together as far as that goes.

    A question that no other lane will ask later comes first; else the one most lanes ask for next.
    """
    lanes: dict[tuple, int] = {}
    for lane, order in enumerate(orders):
        lanes[order] = lanes.get(order, 0) | 1 << lane
    left = {order: list(order) for order in lanes}
    while any(left.values()):
        waiting: dict[tuple, int] = {}
        later: set[tuple] = set()
        for order, steps in left.items():
            if steps:
                waiting[steps[0]] = waiting.get(steps[0], 0) | lanes[order]
        for steps in left.values():
            later.update(step for step in waiting if step in steps and step != steps[0])
        step = max(waiting, key=lambda each: (each not in later, waiting[each].bit_count()))
        for steps in left.values():
            if steps and steps[0] == step:
                steps.pop(0)
        yield step, waiting[step]
