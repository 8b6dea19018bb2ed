"""`python -m tests.security.fuzz [--documents 20000] [--forms 20000] [--seed 1]`: random hostile
documents to the engine's API, random hostile forms to every question, on a database of its own.

Prints, for each, how many of each status, and the slowest in seconds. Exit 1 when one answers 500,
raises, or takes longer than the limit. A part of it runs with the tests (`test_fuzz.py`).
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from typing import Any

FIELDS = ("reponse", "reponse_0", "reponse_1", "reponse_2", "reponse_code", "salaire_0", "retour")
SLOWEST = 30.0  # seconds, of an answer: beyond, something holds the engine
TOWER = "9**9**9**9**9"
ODD: tuple[Any, ...] = (
    TOWER, "", "x" * 5_000, "\0", "١٩٩٠", "2026-02-30", "1e400", -1, 0, 1e308, 10**30, True, None,
    [], {}, [[]], {"a": {"b": {}}}, "__import__('os')", "inf", "nan", "2026-11", "locataire_vide",
)  # fmt: skip
PERIODS = (
    "2026-11", "2026", "ETERNITY", "month:2026-01:12", "year:2026:3", "day:2026-01-01:3650000",
    "month:2026-01:999999999", "2026-13", "0000", "99999-01", "-1", "week:2026-W10", "x", "", TOWER,
    "month:9999-12:99", "2026-11-31",
)  # fmt: skip


def document(chance: random.Random, names: list[str]) -> Any:
    """A household of the API, then a few things of it broken."""
    people = [f"p{n}" for n in range(chance.randint(1, 3))]
    made: dict[str, Any] = {
        "individus": {p: {"date_naissance": {"ETERNITY": "1990-05-06"}} for p in people},
        "familles": {"f": {"parents": people[:2], "enfants": people[2:]}},
        "foyers_fiscaux": {"t": {"declarants": people[:2], "personnes_a_charge": people[2:]}},
        "menages": {"m": {"personne_de_reference": people[:1], "enfants": people[1:]}},
    }
    for _ in range(chance.randint(0, 4)):
        plural = chance.choice(list(made))
        holder = chance.choice(list(made[plural].values()))
        value = chance.choice((None, 100.0, *ODD))
        holder[chance.choice(names)] = {chance.choice(PERIODS): value}
    for _ in range(chance.randint(0, 2)):
        broken(chance, made)
    return made


def broken(chance: random.Random, node: Any) -> None:
    """Change one thing somewhere below `node`: another value, another key, one thing less."""
    while isinstance(node, dict) and node:
        key = chance.choice(list(node))
        if isinstance(node[key], dict) and node[key] and chance.random() < 0.8:
            node = node[key]
            continue
        match chance.randrange(3):
            case 0:
                node[key] = chance.choice(ODD)
            case 1:
                node[str(chance.choice(ODD))[:300]] = node.pop(key)
            case 2:
                del node[key]
        return


def documents(count: int, seed: int) -> tuple[Counter[int], float]:
    """The statuses of `count` documents, and the slowest answer in seconds."""
    from django.test import RequestFactory

    from orientation.rate import Rate
    from simulator.engine.law.system import corrected_system
    from simulator.site import api

    api.rate = Rate(10**9)
    chance, ask = random.Random(seed), RequestFactory()
    names = sorted(corrected_system().variables)
    statuses: Counter[int] = Counter()
    slowest = 0.0
    for _ in range(count):
        body = json.dumps(document(chance, names))
        start = time.monotonic()
        answer = api.calculate(ask.post("/", body, "application/json"))
        slowest = max(slowest, time.monotonic() - start)
        statuses[answer.status_code] += 1
    return statuses, slowest


def forms(count: int, seed: int) -> tuple[Counter[int], float]:
    """The statuses of `count` forms sent to the questions of a whole walk."""
    from django.test import Client

    from tests.security.walking import create_communes, walk

    create_communes()
    client = Client(raise_request_exception=False)
    pages = [one for one in walk(client) if one.status_code == 200 and "form" in one.context]
    paths = [one.request["PATH_INFO"] for one in pages]
    chance = random.Random(seed)
    statuses: Counter[int] = Counter()
    slowest = 0.0
    for _ in range(count):
        chosen = chance.sample(FIELDS, chance.randint(0, 4))
        data = {one: str(chance.choice(ODD))[:5_000] for one in chosen}
        start = time.monotonic()
        answer = client.post(chance.choice(paths), data)
        slowest = max(slowest, time.monotonic() - start)
        statuses[answer.status_code] += 1
    return statuses, slowest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("documents", 20_000), ("forms", 20_000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DATABASE_URL": "", "OPENFISCA_API": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "simulator.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        call_command("migrate", verbosity=0)
        setup_test_environment()
        wrong = False
        for what, run, count in (
            ("documents", documents, chosen.documents),
            ("forms", forms, chosen.forms),
        ):
            statuses, slowest = run(count, chosen.seed)
            said = ", ".join(f"{status}: {number}" for status, number in sorted(statuses.items()))
            sys.stdout.write(f"{count} {what} — {said} — slowest {slowest:.1f} s\n")
            wrong |= 500 in statuses or slowest > SLOWEST
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
