"""What the test households send to each page, read from the pages that show their answers again.

`python -m benchmarks.load.personas` writes it as JSON: a list of {path: [[name, value]…]}. It asks
the pages, in a process and a database of its own, so that a site of another day can be visited.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.load.forms import Form
from benchmarks.load.visitor import Fields

Told = dict[str, Fields]


def told() -> list[Told]:
    """What each test household sends, by the path of the page."""
    with tempfile.TemporaryDirectory() as folder:
        env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        env |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "simulator.settings"}
        command = [sys.executable, "-m", "benchmarks.load.personas"]
        done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return [
        {path: [(name, value) for name, value in fields] for path, fields in one.items()}
        for one in json.loads(done.stdout)
    ]


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from tests.personas.people import PEOPLE

    for words in ("migrate", "load_directory", "collectstatic --no-input"):
        call_command(*words.split(), stdout=io.StringIO())
    setup_test_environment()
    json.dump([dict(sent(one.month, one.answers)) for one in PEOPLE], sys.stdout)


def sent(month: str, answers: dict[str, object]) -> Iterator[tuple[str, Fields]]:
    """The path of each question of a household, and what its form sends."""
    from django.test import Client

    from questionnaire.dossier import Dossier
    from questionnaire.questions import FLOW

    client = Client()
    session = client.session
    session["answers"], session["month"] = answers, month
    session.save()
    for step in Dossier(month, answers).asked(FLOW).steps:
        if step.key in answers:
            path = f"/simulation/{step.key.replace('_', '-')}/"
            yield path, Form(client.get(path).content.decode()).shown


if __name__ == "__main__":
    main()
