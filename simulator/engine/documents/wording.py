"""The words of a document's fault, found by OpenFisca's own builder.

Nothing unchecked reaches it: openfisca-core 44 hands a text given for a number to
`numexpr.evaluate`, where a tower of powers never ends, walks a far period day by day, and words a
fault by `dpath`, which makes of a key in digits the length of a list. What it gets is the document
with every such text replaced by 0, every such period left out, and such a key marked.
"""

import re
from typing import Any

from openfisca_core.errors import PeriodMismatchError, SituationParsingError
from openfisca_core.simulation_builder import SimulationBuilder

from simulator.engine.documents.errors import SituationError

NEAR = re.compile(r"(19|20|21)\d\d(-\d\d?(-\d\d?)?)?|ETERNITY|eternity")
TEXT = 200  # characters of a text that may stand in a fault
MARK = "\u2063"  # invisible: before a name in digits


def word_as_openfisca(system: Any, document: dict) -> None:
    """Raise the SituationError of a document that has a fault; return when no fault is found."""
    try:
        SimulationBuilder().build_from_entities(system, harmless(system, document))
    except SituationParsingError as error:
        path, nested = [], error.error
        while isinstance(nested, dict):
            key, nested = next(iter(nested.items()))
            path.append(key.replace(MARK, ""))
        raise SituationError(path, str(nested).replace(MARK, "")) from None
    except PeriodMismatchError as error:
        raise SituationError([error.variable_name], error.message) from None
    except Exception:  # its own builder breaks on some faults: they are faults all the same
        return


def harmless(system: Any, document: dict) -> dict:
    """The same document, of three levels, without what the builder would evaluate or walk."""
    return {
        _name(plural): {
            _name(entity_id): {
                _name(name): _values(system.variables.get(name), values)
                for name, values in own.items()
            }
            if isinstance(own, dict)
            else _short(own)
            for entity_id, own in entities.items()
        }
        if isinstance(entities, dict)
        else _short(entities)
        for plural, entities in document.items()
    }


def _values(variable: Any, values: Any) -> Any:
    """The values of a variable by period; of a role, the persons it names."""
    if isinstance(values, list):
        return [_name(one) for one in values]
    if variable is None or not isinstance(values, dict):
        return _short(values)
    counts = variable.value_type in (int, float, bool)
    return {
        period: 0 if counts and not isinstance(value, int | float | None) else _short(value)
        for period, value in values.items()
        if not isinstance(period, str) or NEAR.fullmatch(period) or not re.search(r"\d", period)
    }


def _name(name: Any) -> Any:
    return MARK + name if isinstance(name, str) and name.strip("-").isdigit() else _short(name)


def _short(value: Any) -> Any:
    return value[:TEXT] if isinstance(value, str) else value
