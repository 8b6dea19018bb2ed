"""The engine beside stock on the situations that openfisca-france is itself tested with.

    python -m benchmarks.fidelity [--every N] [--workers N] [--kept] [--tapes]

The source package of the installed version is fetched by its name with pip into a temporary folder;
its tests/mes-aides.gouv.fr are not ours to ship. Every situation is computed by stock OpenFisca one
by one (its answers are kept, see benchmarks.kept), then by the engine, all in one call. Exit 1 when
any value differs by half a cent.
"""

import argparse
import concurrent.futures
import datetime
import multiprocessing
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import yaml

from benchmarks import kept
from simulator.engine.law.system import stock_system, versions

FOLDER = "tests/mes-aides.gouv.fr"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--every", type=int, default=1, help="one situation in so many")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", action="store_true", help="compute none of stock's answers")
    parser.add_argument("--tapes", action="store_true", help="each answered by a tape, counted")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(fetch(Path(folder)).glob("*.yaml"))[:: args.every]
        documents = {file.name: document(yaml.safe_load(file.read_text())) for file in files}
    stock_system()
    start = time.perf_counter()
    fork = multiprocessing.get_context("fork")
    missing = [] if args.kept else list(documents.values())
    with concurrent.futures.ProcessPoolExecutor(args.workers, fork) as pool:
        for _ in pool.map(kept.answer, missing):
            pass
    print(f"stock, one by one on {args.workers} processes: {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    gaps = kept.compare(documents, args.tapes)
    print(f"{len(gaps)} of {len(documents)} situations in {time.perf_counter() - start:.0f} s")
    worst = max(gaps.values(), default=0.0)
    print(f"largest difference: {worst:.4f}")
    return 1 if worst >= kept.HALF_A_CENT else 0


def fetch(folder: Path) -> Path:
    """The folder of situations of the installed version of openfisca-france."""
    version = versions()["openfisca-france"]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*pip, "--dest", str(folder), f"openfisca-france=={version}"], check=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        source.extractall(folder, filter="data")
    return next(folder.glob("*/")) / FOLDER


def document(test: dict[str, Any]) -> dict[str, Any]:
    """The web API document of a test: its inputs, and a null for each value it expects."""
    system = stock_system()
    plural_of = {entity.key: entity.plural for entity in system.entities}
    content: dict[str, Any] = {}
    for key, entities in test["input"].items():
        content[plural_of.get(key, key)] = {key: entities} if key in plural_of else entities
    month = str(test["period"]).split(":")[-1]
    names = set(system.variables)
    content = {
        plural: {str(entity_id): dated(entity, month, names) for entity_id, entity in group.items()}
        for plural, group in content.items()
    }
    for name in asked(test["output"], names):
        variable = system.variables[name]
        period = month[:4] if variable.definition_period == "year" else month
        for entity in content[variable.entity.plural].values():
            entity.setdefault(name, {})[period] = None
    return content


def dated(entity: dict[str, Any], month: str, names: set[str]) -> dict[str, Any]:
    """The entity with its periods as strings; a value without a period is that of the month."""
    inputs: dict[str, Any] = {}
    for name, values in entity.items():
        if name in names:
            values = values if isinstance(values, dict) else {month: values}
            values = {
                str(period): plain(value) for period, value in values.items() if value is not None
            }
        if values is not None:
            inputs[name] = values
    return inputs


def plain(value: Any) -> Any:
    """A value as JSON would hold it; a product is worked out, since the engine takes no formula."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str) and (product := re.fullmatch(r"(\d+) \* (\d+)", value)):
        return int(product[1]) * int(product[2])
    return value


def asked(output: Any, names: set[str]) -> list[str]:
    """The variables named anywhere in what a test expects, in order."""
    found: list[str] = []
    if isinstance(output, dict):
        for key, value in output.items():
            found += [key] if key in names else asked(value, names)
    return list(dict.fromkeys(found))


if __name__ == "__main__":
    sys.exit(main())
