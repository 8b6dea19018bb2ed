"""How answers of an older version become those of the next: one function a version. Pure.

A change of question that makes a document of before wrong or incomplete adds one to VERSION, with
its function here, its test, and its line in docs/answers.md. What an older version did not ask is
left without an answer: never guessed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from questionnaire.core import enfant

VERSION = 3
MOST_CHILDREN = 100  # beyond, the number is no answer, and is refused as such
OLDEST = 2  #: version 1, of September 2026, asked too little for a function to mend it


def from_2(answers: dict[str, Any]) -> dict[str, Any]:
    """ "autre-parent/enfant_1" of each child becomes one answer with a line a child; so does the
    "declaration" of all the children of an unmarried couple."""
    told = "autre-parent/"
    found = {key: answer for key, answer in answers.items() if not key.startswith(told)}
    parents = {
        key.removeprefix(told): answer for key, answer in answers.items() if key.startswith(told)
    }
    if parents:
        found["autre-parent"] = parents
    if isinstance(who := answers.get("declaration"), str):
        count, own = answers.get("enfants"), answers.get("impots-enfants")
        many = count if isinstance(count, int) and 0 < count < MOST_CHILDREN else 0
        theirs = own if isinstance(own, list) else []
        children = [enfant(rank).id for rank in range(1, many + 1)]
        found["declaration"] = {child: who for child in children if child not in theirs}
    return found


#: version -> what makes its answers those of the next. Whatever JSON holds may be given.
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {2: from_2}
