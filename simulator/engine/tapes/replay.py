"""Situations answered by tapes, those that have one."""

import logging

from simulator.engine.documents.given import as_given
from simulator.engine.documents.reader import Situation
from simulator.engine.documents.values import column
from simulator.engine.lanes.batch import copy_of
from simulator.engine.tapes.calls import Unlike
from simulator.engine.tapes.program import Program
from simulator.engine.tapes.recorder import Signature
from simulator.engine.tapes.shelf import Shelf

log = logging.getLogger(__name__)

TOGETHER = 128  # situations replayed at once: more do not fit the processor's cache
ALONE = 64  # situations of a large batch that cost lanes as much as the first


def replayed(shelf: Shelf, situations: list[Situation]) -> dict[int, dict]:
    """By its index, the document of each situation that a tape answers, every null filled."""
    alike: dict[Signature, tuple[set[str], list[int]]] = {}
    for index, situation in enumerate(situations):
        signature, names = shelf.signature(situation)
        group = alike.setdefault(signature, (set(), []))
        group[0].update(names)
        group[1].append(index)
    answers: dict[int, dict] = {}
    for signature, (names, indices) in alike.items():
        cost = len(indices) * _cost(shelf, alike)
        tape = shelf.tape(signature, frozenset(names), cost)
        if tape is None:
            continue
        for start in range(0, len(indices), TOGETHER):
            chosen = indices[start : start + TOGETHER]
            try:
                found = answered(tape, signature, [situations[index] for index in chosen])
            except Unlike as unlike:
                log.info("households are not like their tape (%s)", unlike)
                continue
            except Exception as error:  # a formula raises: lanes find for whom
                log.info("a tape stops (%s)", type(error).__name__)
                continue
            answers.update(zip(chosen, found, strict=True))
    shelf.replayed += len(answers)
    return answers


def _cost(shelf: Shelf, alike: dict[Signature, tuple[set[str], list[int]]]) -> float:
    """What each situation that no tape answers costs lanes, that of a large batch being 1: a few
    alone cost nearly as much as a batch, so that their signature is worth a tape sooner."""
    if shelf.at_once is None:
        return 1
    left = sum(len(some) for one, (_, some) in alike.items() if one not in shelf.tapes)
    return 1 + ALONE / max(1, left)


def answered(tape: Program, signature: Signature, situations: list[Situation]) -> list[dict]:
    """The documents of situations of one signature; raises Unlike, and what a formula raises."""
    homes, arrays = tape.run(situations)
    columns = {
        question: column(tape.system.variables[question[1]], array)
        for question, array in zip(signature.questions, arrays, strict=True)
    }
    answers = []
    for rank, situation in enumerate(situations):
        answer = copy_of(situation.document)
        told = []
        for question in situation.questions:
            values = columns.get((question.plural, question.name, question.period))
            if values is None:
                told.append(question)
                continue
            value = values[homes.starts[question.plural][rank] + question.index]
            answer[question.plural][question.entity_id][question.name][question.text] = value
        for question, value in zip(told, as_given(tape.system, situation, told), strict=True):
            answer[question.plural][question.entity_id][question.name][question.text] = value
        answers.append(answer)
    return answers
