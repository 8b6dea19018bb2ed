"""A tape is compared with the engine in lanes before it serves: on two made-up households."""

import functools
import random
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from simulator.engine.common_ground.nodes import Ground
from simulator.engine.documents.reader import Question, Situation
from simulator.engine.lanes.batch import Batch
from simulator.engine.lanes.populations import Cell
from simulator.engine.lanes.simulation import LaneSimulation
from simulator.engine.tapes import household
from simulator.engine.tapes.assembly import Assembly
from simulator.engine.tapes.program import Program
from simulator.engine.tapes.recorder import Recording, Signature
from simulator.engine.tapes.translation import Translator

SEEDS = (1, 2)


class Proposed(NamedTuple):
    """A tape to be proved. `witness` is the same, that also tells what it found on the way: of
    (entity, variable, period) of each of `found`, after its own answers."""

    signature: Signature
    program: Program
    witness: Program
    found: tuple[tuple[str, str, Any], ...]


def proposed(
    system: Any,
    signature: Signature,
    recording: Recording,
    translator: Translator,
    pause: Callable[[], None] = lambda: None,
) -> Proposed:
    """The tape of a recording, with its witness; raises ValueError when an input fits no register.

    What is found on the way counts: answers alone may agree by luck, of a wrong income under the
    same ceiling. Both are the same operations: they share their registers otherwise. `pause`: see
    Recorder.
    """
    assembly = Assembly(system, recording, translator, pause)
    calls, worked_out = recording.graph.calls, frozenset(assembly.nodes)
    found = {
        node: what
        for what, node in recording.found.items()
        if node in worked_out and calls[node].kind not in ("input", "constant")
    }
    program = assembly.program(recording.answers)
    witness = assembly.program((*recording.answers, *found))
    return Proposed(signature, program, witness, tuple(found.values()))


class _Interrupted(LaneSimulation):
    """A simulation in lanes that lets others work before each formula."""

    def __init__(self, pause: Callable[[], None], *args: Any) -> None:
        self._pause = pause
        super().__init__(*args)

    def _formula(self, cell: Cell) -> np.ndarray:
        self._pause()
        return super()._formula(cell)


def prove(
    system: Any,
    ground: Ground,
    tapes: list[Proposed],
    pause: Callable[[], None] = lambda: None,
) -> list[bool]:
    """Whether each tape gives, on households unlike the one recorded, what lanes give to the bit.

    They are of other sizes and homes, so that a number of people, or a value, that had got into a
    tape shows. All the households are computed as one batch. `pause`: see Recorder.
    """
    drawn = [
        [made_up(system, each.signature, each.program, seed) for seed in SEEDS] for each in tapes
    ]
    interrupted = functools.partial(_Interrupted, pause)
    batch = Batch(system, [each for pair in drawn for each in pair], ground, interrupted)
    expected = batch.values()
    right = []
    for rank, (each, pair) in enumerate(zip(tapes, drawn, strict=True)):
        try:
            _, columns = each.program.run(pair)
            _, witnessed = each.witness.run(pair)
        except Exception:  # whatever a formula raises, where lanes did not
            right.append(False)
            continue
        number = rank * len(SEEDS)
        answers = [expected[question] for question in each.signature.questions]
        plurals = [plural for plural, _, _ in each.signature.questions]
        found = [batch.found(number, what) for what in each.found]
        right.append(
            all(map(_same, columns, answers, (batch.start(one, number) for one in plurals)))
            and all(
                array is None or _same(column, array, batch.start(plural, number))
                for column, (plural, array) in zip(witnessed[len(answers) :], found, strict=True)
            )
        )
    batch.simulation.empty()
    return right


def _same(column: np.ndarray, everybodys: np.ndarray, start: int) -> bool:
    """Whether a tape's values are those of its households among everybody's."""
    values = np.asarray(everybodys)[start : start + len(column)]
    return bool(np.array_equal(values, column, equal_nan=column.dtype.kind == "f"))


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
