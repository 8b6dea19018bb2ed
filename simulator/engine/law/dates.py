"""When the values that the engine holds were last set."""

from datetime import date
from typing import Any

from simulator.engine.law.system import corrected_system, stock_system
from simulator.engine.law.values import Dated


def latest_date(parameter: str) -> date:
    """The date of the latest value of a parameter, or of any bracket of a scale.

    `parameter`: its path, "prestations_sociales.prestations_familiales.bmaf.bmaf". Raises KeyError
    when the engine has no such parameter.
    """
    node: Any = corrected_system().parameters
    for name in parameter.split("."):
        node = node.children[name]
    leaves = [node]
    if hasattr(node, "brackets"):
        leaves = [leaf for bracket in node.brackets for leaf in bracket.children.values()]
    return date.fromisoformat(max(leaf.values_list[0].instant_str for leaf in leaves))


def stock_value(dated: Dated) -> float | None:
    """What the packages give, without this project, for a parameter on the day of its value."""
    node: Any = stock_system().parameters
    for name in dated.parameter.split("."):
        scale = getattr(node, "brackets", None)
        node = scale[int(name)] if scale else node.children[name]
    found = node(str(dated.since))
    return None if found is None else float(found)
