"""`python -m benchmarks.upgrade.answers FILE`: all that the installed rules answer, as JSON.

{"versions": {package: version},
 "golden": {"case: benefit": "estimated 573.49"},   the golden cases, as tests/golden says them
 "personas": {"persona: benefit/person": …},        the same, for the personas
 "households": [{"famille rsa": 573.49}],            the engine's values of random households
 "corrections": {"D7": [["what", stock, corrected]]},
 "values": {"parameter since": [stock, as noted, ours]},
 "parameters": {path: ["2026-04-01", 651.69]}}       the latest value of each
"""

import json
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulator.settings")
warnings.simplefilter("ignore")
django.setup()

from benefits.asking import asked  # noqa: E402
from benefits.judge import verdicts  # noqa: E402
from orientation.shipped import COMMUNES, read  # noqa: E402
from simulator import engine  # noqa: E402
from simulator.engine.law import legislation  # noqa: E402
from simulator.engine.law.dates import stock_value  # noqa: E402
from simulator.engine.law.system import corrected_system, stock_system, versions  # noqa: E402
from simulator.engine.law.values import VALUES  # noqa: E402
from simulator.way.outcomes import outcomes  # noqa: E402
from tests.engine.households import documents  # noqa: E402
from tests.engine.test_corrections import CASES as CORRECTED  # noqa: E402
from tests.golden.reader import MONTH, document  # noqa: E402
from tests.golden.test_golden import CASES, doubted, named, said  # noqa: E402
from tests.personas.people import PEOPLE  # noqa: E402

HOUSEHOLDS, SEED = 1_000, 20261126


def golden() -> dict[str, str]:
    """What is said of each benefit that a golden case names."""
    epcis = {row["code"]: row["epci"] for row in read(COMMUNES)}
    system = corrected_system()
    places = [epcis[case.home["depcom"]] for case in CASES]
    wanted = [asked(named(case), document(case, system), MONTH) for case in CASES]
    found = {}
    for case, place, answer in zip(CASES, places, engine.calculate(wanted), strict=True):
        doubts = doubted(case, answer)
        for one in verdicts(named(case), answer, MONTH, doubts, place, legislation):
            found[f"{case.id}: {one.benefit.id}/{one.person or ''}"] = said(one)
    return found


def personas() -> dict[str, str]:
    """What is said of every benefit to every persona."""
    return {
        f"{person.id}: {one.benefit.id}/{one.person or ''}": said(one)
        for person, outcome in zip(PEOPLE, outcomes([p.dossier for p in PEOPLE]), strict=True)
        for one in outcome.verdicts
    }


def households() -> list[dict[str, Any]]:
    """The engine's values for random households, by entity and variable."""
    drawn = documents(HOUSEHOLDS, seed=SEED)
    return [
        {
            f"{name} {variable}": value
            for plural, group in one.items()
            for name, entity in group.items()
            for variable, value in _answered(entity, drawn[number][plural][name])
        }
        for number, one in enumerate(engine.calculate(drawn))
    ]


def _answered(entity: dict, question: dict) -> Iterator[tuple[str, Any]]:
    for variable, periods in question.items():
        if isinstance(periods, dict):
            for period, value in periods.items():
                if value is None:
                    yield variable, entity[variable][period]


def corrections() -> dict[str, list[list[Any]]]:
    """The cases of the table of corrections, by stock rules and by corrected ones."""
    found: dict[str, list[list[Any]]] = {}
    asked_of = []
    for case in CORRECTED:
        plural, name = case.of
        asking = json.loads(json.dumps(case.household))
        asking[plural][name][case.variable] = {case.period: None}
        asked_of.append(asking)
    both = [engine.calculate(asked_of, corrected=corrected) for corrected in (False, True)]
    for case, stock, corrected in zip(CORRECTED, *both, strict=True):
        plural, name = case.of
        values = [one[plural][name][case.variable][case.period] for one in (stock, corrected)]
        found.setdefault(case.correction, []).append([case.says, *values])
    return found


def parameters(node: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Each parameter of the packages and bracket of a scale: its latest date and value."""
    for number, bracket in enumerate(getattr(node, "brackets", ())):
        yield from parameters(bracket, f"{path}.{number}")
    for name, child in (getattr(node, "children", None) or {}).items():
        yield from parameters(child, f"{path}.{name}" if path else name)
    if dated := [one for one in getattr(node, "values_list", ()) if one.value is not None]:
        yield path, [dated[0].instant_str, dated[0].value]


def main() -> None:
    made = {
        "versions": versions(),
        "golden": golden(),
        "personas": personas(),
        "households": households(),
        "corrections": corrections(),
        "values": {
            f"{one.parameter} {one.since}": [stock_value(one), one.stock, one.value]
            for one in VALUES
            if one.kind == "set"
        },
        "parameters": dict(parameters(stock_system().parameters)),
    }
    Path(sys.argv[1]).write_text(json.dumps(made, ensure_ascii=False, default=str), "utf-8")


if __name__ == "__main__":
    main()
