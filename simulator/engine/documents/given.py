"""What a document says of itself: the answers to questions on variables without formula."""

from collections.abc import Iterator, Sequence
from typing import Any

from openfisca_core.periods import DateUnit

from simulator.engine.documents.reader import Question, Situation
from simulator.engine.documents.values import plain


def as_given(
    system: Any, situation: Situation, questions: Sequence[Question]
) -> Iterator[float | bool | int | str | None]:
    """The answer to each of these questions: the value given there, or the variable's default."""
    names = {question.name for question in questions}
    series = [each for each in situation.series if each.layout.name in names] if names else []
    for question in questions:
        variable = system.variables[question.name]
        eternal = variable.definition_period == DateUnit.ETERNITY
        key = (question.name, None if eternal else question.period)
        given = [
            values[layout.keys.index(key)]
            for layout, index, values in series
            if index == question.index and key in layout.keys
        ]
        others = situation.others.get(key, ("", []))[1]
        given += [value for index, value in others if index == question.index]
        array = variable.default_array(1)
        if given and not variable.is_neutralized:
            array[0] = given[-1]
        yield plain(variable, array[0])
