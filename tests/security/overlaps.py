"""`python -m tests.security.overlaps`: requests of one visitor that cross, on the database of
`DATABASE_URL`, which must be empty. Prints how many answers were given and how many were kept.

A process of its own: threads need a database that they can share, not a test's transaction.
"""

import json
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

WRITERS, CHANGES = 5, 200  # 1,000 answers of one visitor, five at a time
LOYER, PAY = "/simulation/loyer/", "/simulation/montants-revenus/vous/"
RECAP = "/simulation/recapitulatif/"
ROUNDS = 40  # of real pages: two answers and a look, all at once


def main() -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps({"sessions": sessions(), "pages": pages()}))
    return 0


def sessions() -> dict[str, int]:
    """Each writer keeps answers of its own in the session of one cookie; a reader looks."""
    from simulator.project.sessions import SessionStore

    first = SessionStore()
    first["answers"] = {}
    first.save()
    cookie = first.session_key

    def write(writer: int) -> None:
        for number in range(CHANGES):
            store = SessionStore(cookie)
            store.change(partial(keep, {f"{writer}-{number}": number}))

    def look(_: int) -> None:
        for _ in range(CHANGES):
            store = SessionStore(cookie)
            assert "answers" in store
            store.touch()
            store.save()

    together([(write, writer) for writer in range(WRITERS)] + [(look, 0)])
    kept = SessionStore(cookie)["answers"]
    return {"given": WRITERS * CHANGES, "kept": len(kept)}


def keep(more: dict[str, int], session: Any) -> None:
    session["answers"] = session["answers"] | more


def pages() -> dict[str, int]:
    """Two tabs answer two questions while a third one reads the recap; then what the recap says."""
    from django.test import Client
    from django.test.utils import setup_test_environment

    from tests.security.walking import create_communes, walk

    setup_test_environment()
    create_communes()
    visitor = Client()
    list(walk(visitor))
    given = kept = 0
    for number in range(ROUNDS):
        rent, pay = str(400 + number), str(900 + number)
        together(
            [
                (partial(tab(visitor).post, LOYER), {"reponse_0": rent}),
                (partial(tab(visitor).post, PAY), {"salaire_0": pay}),
                (tab(visitor).get, RECAP),
            ]
        )
        answers = visitor.session["answers"]
        given += 2
        kept += (answers["loyer"] == float(rent)) + (pay in json.dumps(answers))
    return {"given": given, "kept": kept}


def tab(visitor: Any) -> Any:
    """Another client with the same cookies."""
    from django.test import Client

    other = Client()
    other.cookies = visitor.cookies
    return other


def together(work: list[tuple[Callable[..., object], object]]) -> None:
    """Run all at once; what one raises ends the program."""
    raised: list[BaseException] = []

    def run(function: Callable[..., object], argument: object) -> None:
        from django.db import connection

        try:
            function(argument)
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


if __name__ == "__main__":
    sys.exit(main())
