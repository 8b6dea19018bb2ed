"""The benefits that a sum of « vos revenus » holds and that nobody receives yet. Pure.

RSA and prime d'activité are computed as once everything has been claimed: a figure that they quote
must say which part of it can only be claimed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from benefits.facts import Document, value_at
from benefits.terms import PLURALS, Entity, Variable
from orientation.words.french import month_after

NAMES: Mapping[tuple[str, Entity], str] = {
    ("aspa", "famille"): "l’ASPA (allocation de solidarité aux personnes âgées)",
    ("aah", "individu"): "l’AAH (allocation aux adultes handicapés)",
    ("asi", "individu"): "l’ASI (allocation supplémentaire d’invalidité)",
    ("ass", "individu"): "l’ASS (allocation de solidarité spécifique)",
    ("af", "famille"): "les allocations familiales",
    ("cf", "famille"): "le complément familial",
    ("asf", "famille"): "l’allocation de soutien familial",
    ("paje_base", "famille"): "l’allocation de base de la PAJE",
}
MINIMA = ("aspa", "aah", "asi")
HOLDERS = ("rsa", "ppa")  #: the benefits whose resources hold them
#: Benefit -> the variables of those that it counts as soon as they can be claimed.
COUNTED: Mapping[str, tuple[tuple[str, Entity], ...]] = {
    **dict.fromkeys(HOLDERS, tuple(NAMES)),
    "aah": (("asi", "individu"),),
    "caah": (("aah", "individu"), ("asi", "individu")),
}
QUOTED = "Vos revenus"
MEANWHILE = "En attendant la réponse, le RSA peut être versé d’avance : demandez-le à la CAF."


def counted_by(benefit_id: str) -> tuple[Variable, ...]:
    """What to ask the engine: the benefits that this one counts the month they can be claimed."""
    return tuple(Variable(name, entity, "month") for name, entity in COUNTED.get(benefit_id, ()))


def unclaimed(document: Document, month: str) -> Iterator[str]:
    """The variables of the benefits due in `month` that were not paid the month before."""
    before = month_after(month, -1)
    for name, entity in NAMES:
        holders: Iterable[Mapping[str, Any]] = document.get(PLURALS[entity], {}).values()
        for holder in holders:
            unpaid = value_at(holder.get(f"{name}_non_percue"), before)
            if unpaid and (value_at(holder.get(name), month) or 0) > 1:
                yield name
                break


def named(
    sentences: tuple[str, ...], benefit_id: str, document: Document, month: str
) -> tuple[str, ...]:
    """The sentences of a refusal, a sum in them saying what of it can only be claimed."""
    if benefit_id not in HOLDERS or not any(QUOTED in one for one in sentences):
        return sentences
    found = tuple(unclaimed(document, month))
    if not found:
        return sentences
    labels = [label for (name, _), label in NAMES.items() if name in found]
    several = " et ".join([", ".join(labels[:-1]), labels[-1]] if labels[1:] else labels)
    with_them = f"{QUOTED}, avec {several} que vous pouvez demander"
    said = tuple(one.replace(QUOTED, with_them, 1) for one in sentences)
    paid_ahead = benefit_id == "rsa" and any(name in MINIMA for name in found)
    return (*said, MEANWHILE) if paid_ahead else said
