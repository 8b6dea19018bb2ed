"""The decisions can be cited: numbered one by one, dated, short."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FILES = sorted(Path(settings.BASE_DIR, "docs/decisions").glob("[0-9]*.md"))
HEAD = re.compile(r"# (?P<number>\d+)\. .+\n\n20\d\d-\d\d-\d\d\b.*\n\n.")


def test_no_two_decisions_have_the_same_number() -> None:
    numbers = [int(path.name.split("-")[0]) for path in FILES]
    assert numbers == list(range(1, len(FILES) + 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_decision_says_its_number_its_date_and_is_short(path: Path) -> None:
    text = path.read_text()
    head = HEAD.match(text)
    assert head, "expected « # 12. Titre », an empty line, the date, an empty line, the text"
    assert int(head["number"]) == int(path.name.split("-")[0])
    assert len(text.splitlines()) <= 40
