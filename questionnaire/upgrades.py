"""How answers of an older version become those of the next: one function a version. Pure.

A change of question that makes a document of before wrong or incomplete adds one to VERSION, with
its function here, its test, and its line in docs/answers.md. What an older version did not ask is
left without an answer: never guessed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from questionnaire.core import UNKNOWN, enfant

VERSION = 4
MOST_CHILDREN = 100  # beyond, the number is no answer, and is refused as such
#: The kinds of amounts of which version 4 asks no bracket: what they may be is little.
NARROW = frozenset({"combattant", "caah", "mva"})
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


def from_3(answers: dict[str, Any]) -> dict[str, Any]:
    """What version 3 did not ask, and cannot be left out, is not known: who receives the benefits
    for each child in shared custody, where one is with unemployment insurance, about how much an
    amount is that is not known."""
    found = dict(answers)
    custody = answers.get("garde")
    halves = [one for one in custody if one != "place"] if isinstance(custody, list) else []
    if halves:
        found["allocataire"] = dict.fromkeys(map(str, halves), "ne_sait_pas")
    for key, answer in answers.items():
        if key.startswith("nationalite/") and answer == "autre":
            found[key.replace("nationalite", "titre", 1)] = "prive"
        if key.startswith("parcours/") and isinstance(answer, dict) and "deux_mois" in answer:
            found[key] = {**answer, "assurance": "inconnue"}
        if key.startswith("montants-") and isinstance(answer, dict):
            unsure = [row for row, told in answer.items() if told == UNKNOWN and row not in NARROW]
            if unsure:
                brackets = key.replace("montants-", "tranches-", 1)
                found[brackets] = dict.fromkeys(unsure, "aucune_idee")
    return found


#: version -> what makes its answers those of the next. Whatever JSON holds may be given.
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {2: from_2, 3: from_3}
