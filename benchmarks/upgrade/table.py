"""Two sets of answers as one page of Markdown: what changed, by how much, what became useless."""

from collections import defaultdict
from typing import Any

CENT = 0.005
MOST = 200  # rows of one table: beyond, the count alone


def page(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The page, in French; of an environment that does not load, its message."""
    parts = ["# Ce que changerait la nouvelle version des règles", ""]
    for name, one in (("avant", before), ("après", after)):
        if "failed" in one:
            parts += [f"Les règles d’{name} n’ont pas pu être lues : `{one['failed'][-1]}`", ""]
    if "failed" in before or "failed" in after:
        return "\n".join(parts)
    parts += _table(
        "Versions",
        ("paquet", "avant", "après"),
        [[name, old, after["versions"][name]] for name, old in before["versions"].items()],
    )
    for title, key in (("Cas de référence", "golden"), ("Foyers types", "personas")):
        parts += _table(
            f"{title} qui changent", (title, "avant", "après"), _said(before, after, key)
        )
    parts += _table(
        f"Ce qui change pour {len(before['households'])} foyers tirés au sort",
        ("variable", "foyers", "écart moyen", "plus grand écart"),
        _moved(before["households"], after["households"]),
    )
    parts += _table("Corrections devenues inutiles", ("correction", "cas"), _useless(after))
    parts += _table(
        "Valeurs de values.toml à relire ou à retirer",
        ("paramètre, depuis", "le paquet donnait", "il donne", "la nôtre", "que faire"),
        _values(after),
    )
    parts += _table(
        "Paramètres arrivés ou changés",
        ("paramètre", "avant", "après"),
        _parameters(before["parameters"], after["parameters"]),
    )
    return "\n".join(parts)


def _table(title: str, heads: tuple[str, ...], rows: list[list[Any]]) -> list[str]:
    said = [f"## {title} : {len(rows)}", ""]
    if not rows:
        return [*said, "Rien.", ""]
    said += [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    said += [f"| {' | '.join(map(str, row))} |" for row in rows[:MOST]]
    if len(rows) > MOST:
        said.append(f"\nEt {len(rows) - MOST} autres, dans `before.json` et `after.json`.")
    return [*said, ""]


def _said(before: dict[str, Any], after: dict[str, Any], key: str) -> list[list[Any]]:
    names = dict.fromkeys([*before[key], *after[key]])
    both = [
        [name, before[key].get(name, "absent"), after[key].get(name, "absent")] for name in names
    ]
    return [row for row in both if row[1] != row[2]]


def _moved(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[list[Any]]:
    gaps: dict[str, list[float]] = defaultdict(list)
    for old, new in zip(before, after, strict=True):
        for name, value in old.items():
            gap = float(new.get(name) or 0) - float(value or 0)
            if abs(gap) > CENT:
                gaps[name.partition(" ")[2]].append(gap)
    return [
        [name, len(found), f"{sum(found) / len(found):+.2f}", f"{max(found, key=abs):+.2f}"]
        for name, found in sorted(gaps.items(), key=lambda item: -len(item[1]))
    ]


def _useless(after: dict[str, Any]) -> list[list[Any]]:
    """Corrections of which every case is now the same by stock rules."""
    return [
        [name, " ; ".join(case[0] for case in found)]
        for name, found in after["corrections"].items()
        if all(abs(float(stock) - float(ours)) <= 2 * CENT for _, stock, ours in found)
    ]


def _values(after: dict[str, Any]) -> list[list[Any]]:
    return [
        [name, noted, stock, ours, "retirer la ligne" if stock == ours else "relire"]
        for name, (stock, noted, ours) in after["values"].items()
        if stock != noted
    ]


def _parameters(before: dict[str, Any], after: dict[str, Any]) -> list[list[Any]]:
    names = dict.fromkeys([*before, *after])
    told = {name: (_dated(before.get(name)), _dated(after.get(name))) for name in names}
    return [[name, old, new] for name, (old, new) in sorted(told.items()) if old != new]


def _dated(found: list[Any] | None) -> str:
    return "absent" if found is None else f"{found[1]} ({found[0]})"
