"""Parameters at an instant, built leaf by leaf.

OpenFisca builds the whole tree of some 10,000 parameters for each of the seventy months that a
household reads, of which formulas use a few hundred leaves. Here a node builds a child when it is
first read: warm-up and memory shrink by as much. Upstream could take it as it is.
"""

from typing import Any

from openfisca_core.parameters import ParameterNode, ParameterNodeAtInstant


class LazyNode(ParameterNodeAtInstant):
    """A parameter node at an instant whose children are built when read."""

    def __init__(self, node: ParameterNode, instant: str) -> None:
        self._name = node.name
        self._node = node
        self._instant_str = instant

    def __getattr__(self, key: str) -> Any:
        if key == "_children":  # iteration and vectorial reading need them all
            children = {name: _at(child, self._instant_str) for name, child in self._all()}
            found: Any = {name: child for name, child in children.items() if child is not None}
        else:
            child = self._node.children.get(key)
            found = None if child is None else _at(child, self._instant_str)
            if found is None:
                return super().__getattr__(key)
        setattr(self, key, found)
        return found

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            try:
                return getattr(self, key)
            except AttributeError:
                return super().__getitem__(key)
        return super().__getitem__(key)

    def _all(self) -> Any:
        return self._node.children.items()


def _at(child: Any, instant: str) -> Any:
    if isinstance(child, ParameterNode):
        return LazyNode(child, instant)
    return child._get_at_instant(instant)
