"""What a tree answers to the personas and to random visitors, as JSON on the standard output.

`python visited.py WALKS < personas` in the root of a tree, old or new: it asks only what every
layout has, the pages and `manage.py simulate`. The standard library and Django alone, therefore.
"""

import io
import json
import os
import random
import re
import sys
from html.parser import HTMLParser
from typing import Any

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "simulator.settings"

AFTER = ("recapitulatif/", "resultats/?complet=1", "demarches/", "pres-de-chez-vous/")
POSTCODES = ("35000", "93200", "75015", "59100", "23000", "97400")
PATIENCE = 6  # draws for a page before the plainest is written


class Page(HTMLParser):
    """The words and addresses of a page, and the fields of its form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.fields: list[dict[str, str]] = []
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self.silent += 1
        if tag in ("a", "form"):
            self.words.append(given.get("href") or given.get("action", ""))
        if tag == "input" and given.get("type") != "hidden" and "name" in given:
            self.fields.append(given)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.words.append(" ".join(data.split()))


def said(response: Any) -> list[str]:
    """The words of a page, its addresses among them."""
    return Page(response.content.decode()).words


def drawn(fields: list[dict[str, str]], draw: random.Random, path: str, plain: bool) -> dict:
    """A way to fill a form."""
    data: dict[str, Any] = {}
    texts: dict[str, dict[str, str]] = {}
    choices: dict[str, list[str]] = {}
    boxes: dict[str, list[str]] = {}
    for field in fields:
        kind = {"radio": choices, "checkbox": boxes}.get(field.get("type", ""))
        if kind is None:
            texts[field["name"]] = field
        else:
            kind.setdefault(field["name"], []).append(field.get("value", "on"))
    for name, values in choices.items():
        data[name] = (
            values[-1 if plain and "non" in values else 0] if plain else draw.choice(values)
        )
    for name, values in boxes.items():
        if "aucun" in values:
            some = [value for value in values if value != "aucun" and draw.random() < 0.12]
            data[name] = ["aucun"] if plain or not some else some[:2]
    born = "naissance" in path
    young = "enfant" in path or "frere" in path
    for name, field in texts.items():
        if born:
            year = draw.randint(2008, 2025) if young else draw.randint(1940, 2006)
            number = {"0": draw.randint(1, 28), "1": draw.randint(1, 10)}.get(name[-1], year)
            data[name] = str(number)
        elif "postal" in field.get("autocomplete", ""):
            data[name] = POSTCODES[0] if plain else draw.choice(POSTCODES)
        elif field.get("inputmode") == "numeric":
            data[name] = "0" if plain else str(draw.choice([0, 0, 1, 2]))
        else:
            data[name] = "0" if plain else str(draw.choice([0, 120, 480, 900, 1250, 1900]))
    return data


def walk(number: int) -> list[Any]:
    """The (path, words) of every page that a random visitor sees, to the results."""
    from django.test import Client

    client, seen = Client(), []
    response = client.get("/simulation/", follow=True)
    for _ in range(150):
        path = response.request["PATH_INFO"]
        page = Page(response.content.decode())
        seen.append([path, page.words])
        if path == "/simulation/recapitulatif/":
            break
        fields = page.fields
        for attempt in range(2 * PATIENCE):
            draw = random.Random(f"{number} {path} {attempt}")  # one page another: the rest stays
            posted = client.post(path, drawn(fields, draw, path, plain=attempt >= PATIENCE))
            if posted.status_code == 302:
                break
            fields = Page(posted.content.decode()).fields  # the communes of the postal code
        else:
            seen.append([path, ["no answer was accepted", *said(posted)]])
            break
        response = client.get(posted.headers["Location"])
    seen.append(["resultats", said(client.get("/simulation/resultats/?complet=1", follow=True))])
    return seen


def persona(one: dict[str, Any]) -> dict[str, list[str]]:
    """The words of each page that shows a persona's results."""
    from django.test import Client

    client = Client()
    session = client.session
    session["answers"], session["month"] = one["answers"], one["month"]
    session.save()
    return {path: said(client.get(f"/simulation/{path}", follow=True)) for path in AFTER}


def verdicts(people: list[dict[str, Any]]) -> list[Any]:
    """What `manage.py simulate` says of each persona."""
    from django.core.management import call_command

    out, given = io.StringIO(), sys.stdin
    asked = [{key: value for key, value in one.items() if key != "id"} for one in people]
    sys.stdin = io.StringIO("\n".join(map(json.dumps, asked)))
    try:
        call_command("simulate", "-", stdout=out)
    finally:
        sys.stdin = given
    return [json.loads(line) for line in out.getvalue().splitlines()]


def main() -> None:
    import warnings

    warnings.simplefilter("ignore")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    people = [json.loads(line) for line in sys.stdin if line.strip()]
    for command in ("migrate", "load_directory", "collectstatic"):
        options = {} if command == "load_directory" else {"interactive": False}
        call_command(command, verbosity=0, stdout=io.StringIO(), **options)
    setup_test_environment()
    found = {
        "verdicts": dict(zip([one["id"] for one in people], verdicts(people), strict=True)),
        "pages": {one["id"]: persona(one) for one in people},
        "walks": [walk(number) for number in range(int(sys.argv[1]))],
    }
    text = json.dumps(found, ensure_ascii=False)
    print(re.sub(r"\b\d\d?[hH:]\d\d(:\d\d)?\b", "h", text))  # an hour of today is not the same


if __name__ == "__main__":
    main()
