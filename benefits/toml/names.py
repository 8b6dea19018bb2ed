"""The names of OpenFisca in a benefit's file, each verified where it is written. Pure."""

import re
from typing import Any

from benefits.grammar import nearest
from benefits.terms import Variable
from benefits.toml.openfisca_names import parameters, variables
from benefits.toml.reader import Table

BRACKET = re.compile(r"\.\d+\.(threshold|amount|rate)$")
PERIODS = {"month": "mois", "year": "an", "eternity": "éternité"}


def variable(t: Table, key: str, name: str, entity: Any, period: Any) -> Variable:
    """The variable `name`, written at `key`; a fault unless it has this entity and period."""
    known = variables().get(name)
    if name and known is None:
        t.fault(key, f"OpenFisca n'a pas de variable « {name} ».{nearest(name, variables())}")
    elif known and (known.entity, known.period) != (entity, period):
        per = PERIODS[known.period]
        t.fault(key, f"« {name} » est de l'entité {known.entity}, par {per}.")
    return Variable(name, entity, period)


def parameter(t: Table, key: str, path: str) -> str:
    """`path`, written at `key`, where {…} stands for any one name; a fault unless there is one.

    What follows the number of a bracket ("….bareme.4.threshold") is of the scale before it.
    """
    path, whole = BRACKET.sub("", path), path
    if "{" in path:
        pattern = re.compile(re.sub(r"\\\{[^}]*\\\}", "[^.]+", re.escape(path)))
        found = any(pattern.fullmatch(known) for known in parameters())
    else:
        found = not path or path in parameters()
    if not found:
        hint = nearest(path, parameters())
        t.fault(key, f"OpenFisca n'a pas de paramètre « {path} ».{hint}")
    return whole
