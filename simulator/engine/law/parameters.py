"""The packages' parameters with this project's dated values written in."""

import copy
from collections.abc import Callable
from typing import Any

from openfisca_core.parameters import Parameter, ParameterAtInstant, ParameterNode

from simulator.engine.law.values import VALUES, Dated


def with_values(root: ParameterNode) -> ParameterNode:
    """`root` with every value of the file; `root` itself is left as it was."""
    for dated in VALUES:
        if dated.kind == "new":
            root = _with_new(root, dated)
        elif dated.kind == "set" and _loaded(root, dated.parameter):
            root = with_value(root, dated.parameter, str(dated.since), dated.value)
    return root


def _loaded(root: ParameterNode, path: str) -> bool:
    """Whether the package that the parameter belongs to is here at all."""
    return path.partition(".")[0] in root.children


def with_value(root: ParameterNode, path: str, since: str, value: float) -> ParameterNode:
    """`root` with one dated value written in; only the nodes on the way to it are copied.

    A number in the path names a bracket of a scale: "….bareme.4.threshold". Raises KeyError when
    the parameter is not there. Later values, if any, are kept.
    """

    def mended(found: Parameter | None, _path: str) -> Parameter:
        if found is None:
            raise KeyError(path)
        made = found.clone()
        others = [dated for dated in found.values_list if dated.instant_str != since]
        dated = ParameterAtInstant(found.name, since, data={"value": value})
        made.values_list = sorted([dated, *others], key=lambda each: each.instant_str, reverse=True)
        return made

    return _with(root, path.split("."), mended)


def _with_new(root: ParameterNode, dated: Dated) -> ParameterNode:
    """`root` with one date of a parameter that no package has."""

    def added(found: Parameter | None, path: str) -> Parameter:
        known = (
            {one.instant_str: {"value": one.value} for one in found.values_list} if found else {}
        )
        values = known | {str(dated.since): {"value": dated.value}}
        metadata = {"reference": [{"title": dated.law}]}
        return Parameter(path, data={"values": values, "metadata": metadata})

    return _with(root, dated.parameter.split("."), added, grows=True)


def _with(
    node: Any, steps: list[str], leaf: Callable[..., Any], path: str = "", grows: bool = False
) -> Any:
    """A copy of `node` whose descendant at `steps` is what `leaf` makes of it, or of None."""
    head, rest = steps[0], steps[1:]
    path = f"{path}.{head}" if path else head
    made = copy.copy(node)
    if hasattr(node, "brackets"):
        made.brackets = list(node.brackets)
        made.brackets[int(head)] = _with(node.brackets[int(head)], rest, leaf, path)
        return made
    child = node.children.get(head)
    if rest:
        if child is None and not grows:
            raise KeyError(path)
        grown = ParameterNode(path, data={}) if child is None else child
        child = _with(grown, rest, leaf, path, grows)
    else:
        child = leaf(child, path)
    made.children = {**node.children, head: child}
    setattr(made, head, child)
    return made
