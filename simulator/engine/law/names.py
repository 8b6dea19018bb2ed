"""The names of the legislation, for what must check a name without loading it."""

from collections.abc import Iterator
from typing import Any

from simulator.engine.law.system import corrected_system


def variable_names() -> Iterator[tuple[str, str, str, str]]:
    """Each variable's name, entity ("famille"), period ("month") and type ("float")."""
    for name, variable in corrected_system().variables.items():
        period = str(variable.definition_period)
        yield name, variable.entity.key, period, variable.value_type.__name__


def parameter_names() -> Iterator[str]:
    """The path of every parameter and scale, without the root."""
    yield from _leaves(corrected_system().parameters)


def _leaves(node: Any, path: str = "") -> Iterator[str]:
    children = getattr(node, "children", None)
    if not children:
        yield path
    else:
        for name, child in children.items():
            yield from _leaves(child, f"{path}.{name}" if path else name)
