"""Logs that cannot hold an answer."""

import logging
import traceback
from types import TracebackType


class DiscreetFormatter(logging.Formatter):
    """Lines with time, level, logger and message; of an exception its type and places.

    The text of an exception often quotes the value that caused it (`could not convert '1234'`).
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(  # noqa: N802 (the name is logging's)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _, place = ei
        frames = traceback.extract_tb(place)
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*lines, kind.__name__ if kind else ""])
