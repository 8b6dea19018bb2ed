"""One document at a time, as stock OpenFisca computes it."""

import copy
import datetime
import logging
from typing import Any

from openfisca_core.errors import PeriodMismatchError, SituationParsingError
from openfisca_core.indexed_enums import Enum
from openfisca_core.simulation_builder import SimulationBuilder

from simulator.engine.errors import SituationError
from simulator.engine.system import corrected_system, stock_system

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Load the legislation."""
    corrected_system()


def calculate(documents: list[dict], corrected: bool = True) -> list[dict]:
    """The same documents with every null filled; raises SituationError on a bad one."""
    system = corrected_system() if corrected else stock_system()
    return [_alone(system, document) for document in documents]


def _alone(system: Any, document: dict) -> dict:
    answer = copy.deepcopy(document)
    try:
        simulation = SimulationBuilder().build_from_entities(system, document)
    except SituationParsingError as error:
        path, nested = [], error.error
        while isinstance(nested, dict):
            key, nested = next(iter(nested.items()))
            path.append(key)
        raise SituationError(path, str(nested), error.code or 400) from None
    except PeriodMismatchError as error:
        raise SituationError([error.variable_name], error.message) from None
    for plural, entities in answer.items():
        population = simulation.get_population(plural)
        for entity_id, entity in entities.items():
            index = population.get_index(entity_id)
            for name, values in entity.items():
                if not isinstance(values, dict):
                    continue
                for period in [key for key, value in values.items() if value is None]:
                    try:
                        result = simulation.calculate(name, period)
                    except Exception:
                        log.exception("%s could not be computed", name)
                        continue
                    values[period] = plain(system.get_variable(name), result, index)
    return answer


def plain(variable: Any, result: Any, index: int) -> float | bool | int | str:
    """The value of one person or group, as OpenFisca's web API writes it."""
    if variable.value_type == Enum:
        return result.possible_values.names[result[index]]
    if variable.value_type is float:
        return float(str(result[index]))  # float32 to float without digits of its own
    value = result[index].item()
    if isinstance(value, bytes):
        return value.decode()
    return value.isoformat() if isinstance(value, datetime.date) else value
