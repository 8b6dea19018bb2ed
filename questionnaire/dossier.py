"""What a person has said: the only thing that is kept, handed over, compared and computed.

One spelling everywhere (session, `manage.py simulate`, reports, docs/answers.md):
`{"version": 3, "month": "2026-11", "answers": {…}}`, and `"only"` for the questions of one benefit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError

from questionnaire.asked import Asked
from questionnaire.building.forms import check
from questionnaire.core import Answers, Flow, Step
from questionnaire.questions import FLOW
from questionnaire.upgrades import OLDEST, UPGRADES, VERSION

#: RSA and prime d'activité have read M-4..M-2 since then (décret of 2025-02-26), and every document
#: says so (simulator.way.document): an earlier month would be computed by rules that it had not.
FIRST_MONTH = "2025-03"
DEEPEST = 4  #: levels of an answer: amounts by kind of income, then by month, and one to spare
NOTHING: Answers = MappingProxyType({})
KEYS = ("version", "month", "answers", "only")


class BadDossier(ValueError):  # noqa: N818 (what is wrong is with the document)
    """A document that is no dossier: the key at fault, and what is wrong with it, in French."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key} : {message}")
        self.key = key
        self.message = message


@dataclass(frozen=True)
class Dossier:
    """The answers of a household, for one month ("2026-11").

    `version`: of the questions that they answer. `only`: the id of the one benefit asked about, ""
    for all: its answers are not those of a whole household.
    """

    month: str
    answers: Answers = field(default_factory=dict)
    version: int = VERSION
    only: str = ""

    def asked(self, flow: Flow = FLOW) -> Asked:
        """What these answers ask for in a flow, walked once."""
        return self._of_all if flow is FLOW else Asked.of(flow, self.answers, self.month)

    @cached_property
    def _of_all(self) -> Asked:
        return Asked.of(FLOW, self.answers, self.month)

    def with_answers(self, changes: Answers, without: Iterable[str] = ()) -> "Dossier":
        """A copy with these answers changed, some taken out, and those made stale dropped.

        This one's own answers must all be accepted, as those of `from_json` and of a copy are.
        """
        left = set(without)
        kept = {key: answer for key, answer in self.answers.items() if key not in left}
        asked = accepted(FLOW, {**kept, **changes}, self.month, self.answers)
        copy = replace(self, answers=asked.relevant)
        copy.__dict__["_of_all"] = asked
        return copy

    def as_json(self) -> dict[str, Any]:
        """The document, of JSON values; `from_json` reads it."""
        document = {"version": self.version, "month": self.month, "answers": dict(self.answers)}
        return {**document, "only": self.only} if self.only else document

    @classmethod
    def from_json(cls, document: Any, now: str) -> "Dossier":
        """The dossier of a document that anybody may have written, each answer checked as by its
        form and none left over; one of an older version is upgraded.

        `now`: the current month, which a document without a month is about. Questions may be left
        without an answer: `asked().missing` names the first. Raises BadDossier.
        """
        if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
            raise BadDossier("answers", f'attendu : {{"version": {VERSION}, "answers": {{…}}}}')
        if unknown := set(document) - set(KEYS):
            raise BadDossier(min(unknown), "clé inconnue")
        version = readable(document.get("version", VERSION))
        month = document.get("month", now)
        if not isinstance(month, str) or not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month):
            raise BadDossier("month", 'attendu : un mois, par exemple "2026-11"')
        last = f"{int(now[:4]) + 1}{now[4:]}"
        if not FIRST_MONTH <= month <= last:
            raise BadDossier("month", f"attendu : de {FIRST_MONTH} à {last}")
        only = document.get("only", "")
        if not isinstance(only, str) or not re.fullmatch(r"[a-z0-9_]*", only):
            raise BadDossier("only", 'attendu : une aide, par exemple "rsa"')
        asked = checked(upgraded(document["answers"], version), month)
        dossier = cls(month, asked.relevant, only=only)
        object.__setattr__(dossier, "_of_all", asked)  # walked already
        return dossier


def readable(version: Any) -> int:
    """A version that this program reads; raises BadDossier."""
    if isinstance(version, bool) or not isinstance(version, int):
        raise BadDossier("version", f"attendu : {VERSION}")
    if version > VERSION:
        raise BadDossier("version", f"plus récente que ce programme, qui lit {VERSION} au plus")
    if version < OLDEST:
        raise BadDossier("version", f"trop ancienne : ce programme lit à partir de {OLDEST}")
    return version


def upgraded(answers: Answers, version: int) -> dict[str, Any]:
    """Answers of `version` (OLDEST to VERSION) as VERSION spells them. What it asks that they lack
    stays without an answer, what an older question said otherwise is said anew."""
    found = dict(answers)
    for older in range(version, VERSION):
        found = UPGRADES[older](found)
    return found


def checked(answers: Answers, month: str) -> Asked:
    """What the answers, as the forms clean them, ask for; raises BadDossier for the first that is
    refused, or whose question is not asked of this household."""
    found: dict[str, Any] = dict(answers)
    stray = dict.fromkeys(answers)
    steps: list[Step] = []
    for step in FLOW.steps(found, month):
        steps.append(step)
        if step.key in found:
            del stray[step.key]
            try:
                if deep(found[step.key]):
                    raise ValidationError("Cette réponse n’a pas la forme attendue.")
                found[step.key] = check(step, found[step.key])
            except ValidationError as error:
                raise BadDossier(step.key, " ".join(error.messages)) from error
    if stray:
        raise BadDossier(next(iter(stray)), "n’est pas demandé à ce foyer")
    return Asked.by(FLOW, found, month, tuple(steps))


def deep(answer: Any) -> bool:
    """Whether an answer holds lists in lists beyond what any question's does."""
    level = [answer]
    for _ in range(DEEPEST):
        level = [inner for one in level if isinstance(one, dict | list) for inner in values(one)]
    return bool(level)


def values(one: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return one.values() if isinstance(one, dict) else one


def accepted(flow: Flow, answers: Answers, month: str, before: Answers = NOTHING) -> Asked:
    """What the answers ask for whose question is still asked, and still accepts them: the others do
    not count.

    `before`: answers that it has all accepted. Up to the first that is another, every question sees
    what it saw then, so that its answer is not checked again.
    """
    candidates, kept, steps = dict(answers), {}, []
    same = True
    for step in flow.steps(candidates, month):
        steps.append(step)
        key = step.key
        if key not in candidates:
            same = same and key not in before
            continue
        same = same and key in before and before[key] is candidates[key]
        try:
            kept[key] = candidates[key] if same else check(step, candidates[key])
            candidates[key] = kept[key]
        except ValidationError:
            del candidates[key]
    return Asked.walked(flow, month, tuple(steps), kept)
