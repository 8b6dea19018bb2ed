"""`python -m tests.security.faults [path…]`: what the pages say on the database of `DATABASE_URL`.

Prints, for each path, its status and the beginning of its title, with and without a visitor's
cookie. A process of its own: the database is down, locked or full, and the settings are read once.
"""

import json
import sys
from typing import Any

COOKIE = "a" * 32
BIRTH = {"reponse_0": "29", "reponse_1": "12", "reponse_2": "1987"}


def main(paths: list[str]) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    said: dict[str, dict[str, Any]] = {"without": {}, "with": {}}
    for kind, answers in said.items():
        client = Client(raise_request_exception=False)
        if kind == "with":
            client.cookies[settings.SESSION_COOKIE_NAME] = COOKIE
        for path in paths:
            method, _, where = path.partition(" ")
            sent = client.post(where, BIRTH) if method == "POST" else client.get(where)
            page = sent.content.decode()
            title = page.partition("<h1")[2].partition(">")[2].partition("<")[0]
            answers[path] = [sent.status_code, title, sent.headers.get("Retry-After")]
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
