"""OpenFisca web API documents, read once and checked.

A document in good order is read here, fast. One that is not is handed to OpenFisca's own builder,
which finds the words of the fault, without the texts that it would evaluate; limits, periods and
numbers are worded here, in the same way.
"""

from typing import Any, NamedTuple

import numpy as np
from openfisca_core.errors import PeriodMismatchError
from openfisca_core.holders import Holder
from openfisca_core.periods import DateUnit, key_period_size
from openfisca_core.populations import Population

from simulator.engine.documents.errors import Odd, SituationError
from simulator.engine.documents.groups import members
from simulator.engine.documents.limits import check_size
from simulator.engine.documents.series import Layout, Layouts, Series, layouts_of, within_reach
from simulator.engine.documents.values import converter
from simulator.engine.documents.wording import word_as_openfisca
from simulator.engine.lanes.periods import Remembered, parsed, remembered

Inputs = dict[tuple[str, Remembered | None], tuple[str, list]]


class Question(NamedTuple):
    """A null of a document: where it is, and the index of its person or group."""

    plural: str
    entity_id: str
    name: str
    text: str  # the period as the document writes it
    period: Remembered
    index: int


class Situation:
    """A document read: who is in which group, what is given and what is asked.

    `groups[plural]` is (ids, the group of each person, the role of each person); `series` and
    `others` are what is given, the second value by value: [name, period] -> (plural,
    [(index, value)…]), the period None for eternal variables.
    """

    __slots__ = ("document", "groups", "others", "people", "questions", "series")

    def __init__(self, document: dict, people: list[str]) -> None:
        self.document = document
        self.people = people
        self.groups: dict[str, tuple[list[str], list[int], list[Any]]] = {}
        self.series: list[Series] = []
        self.others: Inputs = {}
        self.questions: list[Question] = []

    @property
    def inputs(self) -> Inputs:
        """All that is given, value by value."""
        found: Inputs = {}
        for layout, index, values in self.series:
            for key, value in zip(layout.keys, values, strict=True):
                given = found.get(key)
                if given is None:
                    found[key] = (layout.plural, [(index, value)])
                else:
                    given[1].append((index, value))
        for key, (plural, values) in self.others.items():
            found.setdefault(key, (plural, []))[1].extend(values)
        return found


def read(system: Any, document: Any) -> Situation:
    """The situation that a document describes; raises SituationError when it describes none."""
    check_size(system, document)
    try:
        return _read(system, document)
    except Odd as odd:
        reason = str(odd)
    word_as_openfisca(system, document)
    raise SituationError(["error"], reason or "The situation could not be read.")


def _read(system: Any, document: dict) -> Situation:
    persons = system.person_entity
    people = document.get(persons.plural)
    plurals = {entity.plural: entity for entity in system.entities}
    if not people or not isinstance(people, dict) or not document.keys() <= plurals.keys():
        raise Odd
    situation = Situation(document, list(people))
    layouts = layouts_of(system)
    divided: dict[str, Layout] = {}
    odd: dict[str, list] = {}
    if not all(isinstance(key, str) for key in people):
        raise Odd
    for entity in system.group_entities:
        situation.groups[entity.plural] = members(entity, situation.people, document)
    for plural, entities in document.items():
        entity = plurals[plural]
        roles = {role.plural or role.key for role in getattr(entity, "roles", ())}
        for index, (entity_id, content) in enumerate(entities.items()):
            if not isinstance(content, dict):
                raise Odd
            for name, values in content.items():
                if name in roles:
                    continue
                if isinstance(values, dict):
                    if len(values) == 1:  # as most questions are: a null on its own
                        [(text, value)] = values.items()
                        period = layouts.question(entity, name, text) if value is None else None
                        if period is not None:
                            situation.questions.append(
                                Question(plural, entity_id, name, text, period, index)
                            )
                            continue
                    read = _at_once(situation, layouts, entity, entity_id, index, name, values)
                    if read is not None:
                        if read.divided:
                            divided[name] = read
                        continue
                _read_variable(system, situation, entity, entity_id, index, name, values, odd)
    for name in dict.fromkeys([*divided, *odd]):
        _together(system, situation, name, divided.get(name), odd)
    return situation


def _at_once(
    situation: Situation,
    layouts: Layouts,
    entity: Any,
    entity_id: str,
    index: int,
    name: str,
    values: dict,
) -> Layout | None:
    """Read a variable of one person or group as a whole, and give its layout; None, and nothing
    read, when that is to be done value by value."""
    asked: tuple[str, ...] = ()
    if None in values.values():
        nulls = values if len(values) == 1 else [text for text in values if values[text] is None]
        asked = tuple(nulls)
        values = {} if len(asked) == len(values) else values
        if values:
            values = {text: value for text, value in values.items() if value is not None}
    layout = layouts.of(entity, name, tuple(values), asked)
    if layout is None:
        return None
    if values:
        try:
            found = layout.values(list(values.values()))
        except (ValueError, TypeError, OverflowError):
            return None  # to be said of the value itself
        situation.series.append(Series(layout, index, found))
    for text, period in layout.asked:
        question = Question(entity.plural, entity_id, name, text, period, index)
        situation.questions.append(question)
    return layout


def _together(
    system: Any, situation: Situation, name: str, divided: Layout | None, odd: dict[str, list]
) -> None:
    """A variable of which a year is given: its months are those that nobody gives apart. Nobody
    does when all give the same years."""
    own = [each for each in situation.series if each.layout.name == name]
    apart = any(key[0] == name for key in situation.others)
    alike = divided is not None and all(each.layout.divided == divided.divided for each in own)
    if alike and not apart and name not in odd:
        return
    situation.series = [each for each in situation.series if each.layout.name != name]
    variable = system.get_variable(name)
    odd.pop(name, None)
    for key in [key for key in situation.others if key[0] == name]:
        del situation.others[key]
    asked = situation.questions
    situation.questions = []
    for index, (entity_id, given) in enumerate(situation.document[variable.entity.plural].items()):
        if name in given:
            _read_variable(
                system, situation, variable.entity, entity_id, index, name, given[name], odd
            )
    situation.questions = asked
    if name in odd:
        _spread(situation, variable, odd[name])


def _read_variable(
    system: Any,
    situation: Situation,
    entity: Any,
    entity_id: str,
    index: int,
    name: str,
    values: Any,
    odd: dict[str, list],
) -> None:
    variable = system.variables.get(name)
    if variable is None or variable.entity.key != entity.key or not isinstance(values, dict):
        raise Odd
    check = converter(variable)
    unit = variable.definition_period
    for text, value in values.items():
        try:
            period = parsed(text)
        except (ValueError, AttributeError, OverflowError):
            raise Odd from None
        if not within_reach(period):
            raise SituationError([entity.plural, entity_id, name, text], "The period is too far.")
        if value is None:
            if unit != DateUnit.ETERNITY and (period[0] != unit or period[2] != 1):
                path = [entity.plural, entity_id, name, text]
                raise SituationError(path, f"'{name}' must be computed for a whole {unit}.")
            question = Question(entity.plural, entity_id, name, text, period, index)
            situation.questions.append(question)
            continue
        try:
            value = check(value)
        except ValueError as fault:
            path = [entity.plural, entity_id, name, text]
            raise SituationError(path, str(fault)) from None
        if period[0] == unit == DateUnit.ETERNITY:
            key = (name, None)
        elif period[0] == unit and period[2] == 1:
            key = (name, period)
        else:
            odd.setdefault(name, []).append((entity, period, index, value, [entity_id, name, text]))
            continue
        if variable.end is not None and period.start.date > variable.end:
            continue
        given = situation.others.get(key)
        if given is None:
            situation.others[key] = (entity.plural, [(index, value)])
        else:
            given[1].append((index, value))


def _spread(situation: Situation, variable: Any, odd: list) -> None:
    """Inputs over other periods than the variable's own, spread by OpenFisca's own holder.

    A year is divided between the months that are not given, or given to each, as the variable says.
    Months that lie in none of these periods stay as they are.
    """
    plural = odd[0][0].plural
    count = len(situation.people if plural not in situation.groups else situation.groups[plural][0])
    buffer: dict[Remembered, np.ndarray] = {}
    where: dict[Remembered, list] = {}
    own = [
        period
        for name, period in situation.others
        if name == variable.name
        and (period is None or any(_within(period, each[1]) for each in odd))
    ]
    entries = [
        (period or parsed("ETERNITY"), index, value, [])
        for period in own
        for index, value in situation.others.pop((variable.name, period))[1]
    ]
    entries += [(period, index, value, path) for _, period, index, value, path in odd]
    for period, index, value, path in entries:
        array = buffer.setdefault(period, variable.default_array(count))
        array[index] = value
        where[period] = path
    population = Population(odd[0][0])
    population.count = count
    holder = Holder(variable, population)
    for period in sorted(buffer, key=key_period_size):
        dated = period.unit != DateUnit.ETERNITY  # whose start is no date
        if variable.end is not None and dated and period.start.date > variable.end:
            continue
        try:
            holder.set_input(period, buffer[period])
        except (PeriodMismatchError, ValueError) as error:
            message = getattr(error, "message", None) or str(error)
            raise SituationError([plural, *where[period]], message) from None
    for period in holder.get_known_periods():
        values = list(enumerate(holder.get_array(period)))
        eternal = period.unit == DateUnit.ETERNITY
        situation.others[variable.name, None if eternal else remembered(period)] = (plural, values)


def _within(period: Remembered, other: Remembered) -> bool:
    return other[0] == DateUnit.ETERNITY or other.start <= period.start <= other.stop
