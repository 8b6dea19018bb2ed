"""Common ground (empty for now)."""

from typing import Any


class Ground:
    def rule(self, name: str, period: Any) -> None:
        return None

    def value(self, name: str, period: Any) -> None:
        return None

    def sum(self, name: str, period: Any) -> None:
        return None

    def is_common(self, name: str, period: Any, array: Any) -> bool:
        return False
