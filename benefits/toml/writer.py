"""A benefit's file, written as people write them: our order of keys, inline tables. Pure.

`written(sheet)` is read back by benefits.toml.benefit; a test goes there and back.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

#: The keys of a file before its tables, in their order.
KEYS = (
    *("label", "description", "institution", "theme", "link", "territory", "whose", "shown"),
    *("rounding", "value", "up_to", "to_check", "sums", "doubted_by", "limits", "reviewed_on"),
    *("review_by", "source"),
)
TABLES = ("conditions", "amounts", "examples")


def written(sheet: Mapping[str, Any]) -> str:
    """The text of a file: `sheet` is its keys, `claim` (a table) and the lists of TABLES.

    Raises ValueError for a key that a file may not have.
    """
    if unknown := sheet.keys() - {*KEYS, "claim", *TABLES}:
        raise ValueError(f"clé inconnue : {', '.join(sorted(unknown))}")
    lines = [_line(key, sheet[key]) for key in KEYS if key in sheet]
    lines += ["", "[claim]", *(_line(key, value) for key, value in sheet["claim"].items())]
    for name in TABLES:
        for table in sheet.get(name, ()):
            lines += ["", f"[[{name}]]", *(_line(key, value) for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _line(key: str, value: Any) -> str:
    return f"{key} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_line(key, item) for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return _text(str(value))


def _text(text: str) -> str:
    """A basic string of TOML: what would end it, or is not printed, is escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
    )
