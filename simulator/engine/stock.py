"""OpenFisca as it comes: a simulation for each document. The yardstick and the fallback."""

import copy
import logging
from typing import Any

from openfisca_core.simulation_builder import SimulationBuilder

from simulator.engine.documents.values import plain
from simulator.engine.law import scales

log = logging.getLogger(__name__)


def compute(system: Any, document: dict) -> dict:
    """The document with every null filled; those whose formula raises stay null."""
    with scales.as_it_comes():
        return _computed(system, document)


def _computed(system: Any, document: dict) -> dict:
    answer = copy.deepcopy(document)
    simulation = SimulationBuilder().build_from_entities(system, document)
    for plural, entities in answer.items():
        population = simulation.get_population(plural)
        for entity_id, entity in entities.items():
            index = population.get_index(entity_id)
            for name, values in entity.items():
                if isinstance(values, dict):
                    _fill(system, simulation, name, values, index)
    return answer


def _fill(system: Any, simulation: Any, name: str, values: dict, index: int) -> None:
    for period in [period for period, value in values.items() if value is None]:
        try:
            result = simulation.calculate(name, period)
        except Exception as error:  # whatever a formula raises: the value could not be computed
            log.warning("%s could not be computed (%s)", name, type(error).__name__)
            continue
        values[period] = plain(system.variables[name], result[index])
