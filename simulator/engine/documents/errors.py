"""The faults of a document."""

from collections.abc import Iterable


class SituationError(ValueError):
    """A document that cannot be computed.

    `path` leads to the fault (entities, id, variable, period), `message` says it as OpenFisca's web
    API does, `status` is the HTTP status that API answers. Neither is to be logged: they may quote
    what the visitor answered.
    """

    def __init__(self, path: Iterable[str], message: str, status: int = 400) -> None:
        self.path = tuple(str(part) for part in path)
        self.message = message
        self.status = status
        super().__init__(f"{'/'.join(self.path)}: {message}")

    def body(self) -> dict:
        """The answer of OpenFisca's web API: the message at the end of the nested path."""
        nested: dict | str = self.message
        for part in reversed(self.path or ("error",)):
            nested = {part: nested}
        return nested  # type: ignore[return-value]


class Odd(Exception):  # noqa: N818
    """Something that our reader leaves to OpenFisca's own, which finds the words of the fault."""
