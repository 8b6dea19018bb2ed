"""`python -m tests.security.visit`: one visitor answers everything, reports a result with the
answers, then erases; another one answers and goes away. On the database of `DATABASE_URL`.

A process of its own: what it leaves is then searched, in the files of a database that it does not
share with the tests.
"""

import sys


def main() -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from tests.security.walking import create_communes, walk

    call_command("migrate", verbosity=0)
    setup_test_environment()
    create_communes()
    visitor = Client()
    list(walk(visitor))
    path = "/simulation/signaler/rsa/"
    seal = visitor.get(path).context["form"]["digest"].value()
    told = {"expected": "4 321,09", "origin": "received", "agreed": "on", "digest": seal}
    assert visitor.post(path, told | {"details": "Villarembert, en 1987-12"}).status_code == 302
    assert visitor.post("/simulation/effacer/").status_code == 302
    list(walk(Client()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
