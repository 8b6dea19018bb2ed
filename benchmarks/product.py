"""What the product takes beside the engine: a file of households, the results, a curve.

    python -m benchmarks.product [--households 512]

Milliseconds of processor of the whole process, medians, once the signatures are seen; the site is
a new one, with the directory that the project ships. Households: the personas with other amounts.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import spent

ROUNDS = 3
SEVERAL = 8  # signatures
PAGES = 16  # households whose pages are asked
RESULTS, CURVE = "/simulation/resultats/calcul/", "/simulation/et-si/salaire-par-mois/"
MONTH = "2026-11"
VARIED = ("montants-revenus", "loyer")  # the answers whose amounts are each household's own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--households", type=int, default=512)
    print(json.dumps(measure(parser.parse_args().households)))


def measure(count: int) -> dict[str, float]:
    """The measures, by name, in a process of its own beside a new site."""
    from tests.running import place_directory

    with tempfile.TemporaryDirectory() as folder:
        place_directory(Path(folder))
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        env |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "simulator.settings"}
        code = f"from benchmarks.product import here; here({count})"
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code], env=env, capture_output=True, text=True
        )
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def here(count: int) -> None:
    """Measure in this process, and print."""
    import django
    from django.test.utils import setup_test_environment

    warnings.simplefilter("ignore")
    django.setup()
    setup_test_environment()
    print(json.dumps({"households": count, "pages": PAGES} | pages() | files(count)))


def files(count: int) -> dict[str, float]:
    """`manage.py screen`: a household of answers with every verdict, and OpenFisca documents asked
    national amounts alone, of one signature, of several and of as many as documents."""
    from simulator.screen import workers
    from simulator.screen.chunk import Wish, screened
    from simulator.screen.source import Line
    from tests.engine.households import documents as drawn

    workers.warm()
    answers = [json.dumps(one) for one in people(count, seed=1)]
    documents = [json.dumps(one) for one in drawn(count, seed=31)]
    found = {}
    same = [json.dumps(one) for one in alike(count)]
    several = [json.dumps(one) for one in alike(count, SEVERAL)]
    for name, texts in (
        ("verdicts", answers),
        ("amounts", same),
        ("several", several),
        ("mixed", documents),
    ):
        lines = [Line(number, text) for number, text in enumerate(texts, 1)]
        screened(lines, Wish(MONTH))  # records the signatures
        screened(lines, Wish(MONTH))
        rounds = [spent(lambda: screened(lines, Wish(MONTH))) for _ in range(ROUNDS)]  # noqa: B023
        found[name] = statistics.median(rounds) / count
    return found


def alike(count: int, of: int = 1) -> Iterator[dict[str, Any]]:
    """So many households of the yardstick, again and again with another wage."""
    from benchmarks.households import households

    drawn = households(20 * of, 31, MONTH, shuffled=False)
    paid = [h for h in drawn if any("salaire_net" in p for p in h["individus"].values())][:of]
    for rank in range(count):
        one = paid[rank % of]
        people = {
            name: given | {"salaire_net": dict.fromkeys(given["salaire_net"], 800.0 + rank)}
            if "salaire_net" in given
            else given
            for name, given in one["individus"].items()
        }
        yield one | {"individus": people}


def pages() -> dict[str, float]:
    """The results and a curve, asked through the pages' own views."""
    from benefits.registry import catalogue
    from simulator import engine
    from simulator.engine.law.system import corrected_system
    from simulator.engine.tapes.shelf import shelf_of
    from simulator.way.usual import given_variables, usual_documents

    names = [each.name for one in catalogue().benefits for each in one.variables()]
    engine.warm_up(names, MONTH, usual_documents(MONTH), given_variables())
    found = {}
    for name, path in (("results", RESULTS), ("curve", CURVE)):
        for seed in (2, 3):  # a signature is recorded the second time
            for one in people(PAGES, seed):
                asked(one, path)
            shelf_of(corrected_system()).wait(120)
        found[name] = statistics.median(asked(one, path) for one in people(PAGES, seed=4))
    return found


def asked(one: dict[str, Any], path: str) -> float:
    """Milliseconds that a page takes for a household."""
    from django.test import Client

    client = Client()
    session = client.session
    session["answers"], session["month"] = one["answers"], one["month"]
    session.save()
    answers = []
    taken = spent(lambda: answers.append(client.get(path)))
    if answers[0].status_code != 200:
        raise RuntimeError(f"{path}: {answers[0].status_code}")
    return taken


def people(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """The answers of the personas, again and again, their amounts drawn."""
    from questionnaire.upgrades import VERSION
    from tests.personas.people import PEOPLE

    draw = random.Random(seed)
    for rank in range(count):
        one, factor = PEOPLE[rank % len(PEOPLE)], draw.uniform(0.5, 1.5)
        answers = {
            key: varied(answer, factor) if key.startswith(VARIED) else answer
            for key, answer in one.answers.items()
        }
        yield {"id": rank, "version": VERSION, "month": one.month, "answers": answers}


def varied(answer: Any, factor: float) -> Any:
    """An answer with its amounts multiplied."""
    if isinstance(answer, dict):
        return {key: varied(value, factor) for key, value in answer.items()}
    return float(round(answer * factor)) if isinstance(answer, float) else answer


if __name__ == "__main__":
    main()
