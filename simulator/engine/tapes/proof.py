"""A tape is compared with the engine in lanes before it serves: on two made-up households."""

import random
from typing import Any

import numpy as np

from simulator.engine.common_ground.nodes import Ground
from simulator.engine.documents.reader import Question, Situation
from simulator.engine.lanes.batch import Batch
from simulator.engine.tapes import household
from simulator.engine.tapes.program import Program
from simulator.engine.tapes.recorder import Signature

SEEDS = (1, 2)


def prove(system: Any, ground: Ground, proposed: list[tuple[Signature, Program]]) -> list[bool]:
    """Whether each tape gives, on households unlike the one recorded, what lanes give to the bit.

    They are of other sizes and homes, so that a number of people, or a value, that had got into a
    tape shows. All the households are computed as one batch.
    """
    drawn = [[made_up(system, *each, seed) for seed in SEEDS] for each in proposed]
    batch = Batch(system, [each for pair in drawn for each in pair], ground)
    expected = batch.values()
    found = []
    for rank, ((signature, program), pair) in enumerate(zip(proposed, drawn, strict=True)):
        try:
            _, columns = program.run(pair)
        except Exception:  # whatever a formula raises, where lanes did not
            found.append(False)
            continue
        same = True
        for (plural, name, period), column in zip(signature.questions, columns, strict=True):
            start = batch.start(plural, rank * len(SEEDS))
            values = expected[plural, name, period][start : start + len(column)]
            same = same and bool(np.array_equal(values, column, equal_nan=column.dtype.kind == "f"))
        found.append(same)
    return found


def made_up(system: Any, signature: Signature, program: Program, seed: int) -> Situation:
    """A household of this signature, that gives all the inputs that the tape reads."""
    draw = random.Random(seed)  # noqa: S311 -- made up
    situation = household.homes(system, household.PROVED)
    keys = sorted({*signature.given, *program.inputs}, key=str)
    for name, period in keys:
        variable = system.variables[name]
        plural = variable.entity.plural
        group = situation.groups.get(plural)
        count = len(group[0] if group else situation.people)
        values = household.values(variable, count, draw)
        situation.others[name, period] = (plural, list(enumerate(values)))
    situation.questions = [
        Question(plural, "", name, "", period, 0) for plural, name, period in signature.questions
    ]
    return situation
