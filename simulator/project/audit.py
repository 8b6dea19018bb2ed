"""`python -m simulator.project.audit [OSV_FOLDER]`: do the versions that production installs have
known faults?

Off line, from the dated file requirements/advisories.json, and from a folder of advisories in the
OSV format (https://ossf.github.io/osv-schema/, version 1) when the operator brings one. Exit 1 when
an installed version is touched.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / "requirements" / "run.txt"
KNOWN = ROOT / "requirements" / "advisories.json"
FRESH_DAYS = 90


class Advisory(NamedTuple):
    """A fault of a package, from `since` (None: from the first) until `fixed` (None: not yet)."""

    id: str
    package: str
    since: Version | None
    fixed: Version | None
    title: str

    def touches(self, version: Version) -> bool:
        return (self.since is None or version >= self.since) and (
            self.fixed is None or version < self.fixed
        )


def installed(path: Path = INSTALLED) -> dict[str, Version]:
    """The pinned version of each package, by its normal name."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", path.read_text(), re.M)
    return {normal(name): Version(version) for name, version in lines}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def known(path: Path = KNOWN) -> tuple[date, list[Advisory]]:
    """The day the project's own file was read, and its advisories."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return date.fromisoformat(told["read_on"]), [
        Advisory(one["id"], normal(one["package"]), None, Version(fixed), one["title"])
        for one in told["advisories"]
        for fixed in one["fixed"]
    ]


def osv(folder: Path) -> Iterator[Advisory]:
    """The advisories on Python packages of a folder of OSV files; files that are not are passed."""
    for file in sorted(folder.rglob("*.json")):
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            continue
        for affected in told.get("affected", []) if isinstance(told, dict) else []:
            package = affected.get("package", {})
            if package.get("ecosystem") == "PyPI":
                for spread in affected.get("ranges", []):
                    yield from _ranges(told, normal(package.get("name", "")), spread)


def _ranges(told: dict[str, Any], package: str, spread: dict[str, Any]) -> Iterator[Advisory]:
    title = str(told.get("summary") or told.get("id"))
    since: Version | None = None
    opened = False
    for event in spread.get("events", []):
        try:
            if "introduced" in event:
                opened = True
                since = None if event["introduced"] == "0" else Version(event["introduced"])
            elif "fixed" in event:
                yield Advisory(str(told["id"]), package, since, Version(event["fixed"]), title)
                opened = False
        except InvalidVersion:
            continue
    if opened:
        yield Advisory(str(told["id"]), package, since, None, title)


def main(arguments: list[str], today: date) -> int:
    read_on, advisories = known()
    for folder in arguments:
        advisories += osv(Path(folder))
    packages = installed()
    found = [
        one for one in advisories if one.package in packages and one.touches(packages[one.package])
    ]
    for one in found:
        until = f"corrigé en {one.fixed}" if one.fixed else "pas encore corrigé"
        sys.stdout.write(
            f"{one.package} {packages[one.package]} : {one.id}, {one.title} ({until})\n"
        )
    age = (today - read_on).days
    late = f", il y a {age} jours : à relire" if age > FRESH_DAYS else ""
    sys.stdout.write(
        f"{len(packages)} paquets, {len(advisories)} avis, lus le {read_on}{late} : "
        f"{len(found)} touché(s).\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], date.today()))
