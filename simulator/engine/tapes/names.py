"""The functions of numpy that symbols know, by name."""

ELEMENT_BY_ELEMENT = frozenset(
    (
        *("where", "select", "clip", "round", "around", "isin", "busday_count", "absolute"),
        *("startswith", "datetime_as_string", "real_if_close", "nan_to_num", "fix"),
    )
)
#: Those that make one number of all, and the name under which it is written down.
WHOLE = {name: name for name in ("any", "all", "sum", "max", "min")} | {
    "amax": "max",
    "amin": "min",
    "add": "sum",
    "maximum": "max",
    "minimum": "min",
    "logical_or": "any",
    "logical_and": "all",
}
