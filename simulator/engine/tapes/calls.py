"""What a node does, done by numpy and by OpenFisca themselves."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from openfisca_core.indexed_enums import EnumArray

from simulator.engine.tapes.graph import Call


class Unlike(Exception):  # noqa: N818 -- a turn taken, not a fault
    """These households do not do what was recorded: the tape is not for them."""


def perform(call: Call, arrays: Sequence[np.ndarray], people: Any) -> np.ndarray:
    """The array that a node gives, read as plain numbers if it is of an enumeration."""
    match call.kind:
        case "numpy" | "whole" | "scale":
            args, options = call.filled(arrays)
            found = call.what(*args, **options)
        case "parameter":
            args, _ = call.filled(call.seen(arrays))
            found = call.what(*args)
        case "astype":
            found = arrays[0].astype(call.name)
        case "encode":
            found = call.name.encode(arrays[0])
        case "decode":
            found = getattr(EnumArray(arrays[0], call.enums[0]), call.name)()
        case "population":
            args, options = call.filled(call.seen(arrays), people)
            found = getattr(people.populations[call.what], call.name)(*args, **options)
        case "members":
            found = people.populations[call.name].members_entity_id
        case "opaque":
            period, told_by = call.what
            found = people.run(call.name, period, told_by, call.seen(arrays))
        case _:
            raise ValueError(call.kind)
    return np.asarray(found).view(np.ndarray)
