"""Several people at once, for who answers on behalf of others: each is a draft of its own.

They live in the visitor's session and nowhere else. A draft has the part of a session that keeps
answers (`Store`), so that a store does not know that there are others. Its number is drawn, and is
never another's: the address of an erased draft opens nothing, whoever comes next.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError

DRAFTS = "drafts"
MOST = 5
LONGEST_LABEL = 20
TOUCHED_EVERY = 5  # seconds: a page that only looks need not write each time

TOO_MANY = (
    f"{MOST} dossiers sont déjà ouverts. Effacez-en un avant d’en ouvrir un autre : rien n’en sera "
    "gardé."
)
TOO_LONG = (
    f"Ce repère est trop long : {LONGEST_LABEL} caractères au plus. N’écrivez pas de nom de "
    "famille, seulement de quoi vous y retrouver : « dossier 3 »."
)


@dataclass(frozen=True)
class Draft:
    """The answers of one person in the session of who answers for several."""

    session: SessionBase
    number: str

    @property
    def held(self) -> dict[str, Any]:
        """All that is kept of the draft; {} once it is erased."""
        return dict(self.session.get(DRAFTS, {}).get(self.number, {}))

    @property
    def label(self) -> str:
        return str(self.held.get("label", ""))

    @property
    def left(self) -> bool:
        """Whether nothing of it is kept any more."""
        return not self.held

    # What a store asks of a session -------------------------------------------------------------
    def get(self, key: str, default: Any = None) -> Any:
        return self.held.get(key, default)

    def __getitem__(self, key: str) -> Any:
        return self.held[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.update({key: value})

    def update(self, changes: dict[str, Any]) -> None:
        """Keep these; an erased draft does not come back."""
        drafts = dict(self.session.get(DRAFTS, {}))
        if self.number in drafts:
            drafts[self.number] = {**drafts[self.number], **changes}
            self.session[DRAFTS] = drafts

    def pop(self, key: str, default: Any = None) -> Any:
        """Take this out of the draft."""
        held = self.held
        found = held.pop(key, default)
        drafts = dict(self.session.get(DRAFTS, {}))
        if self.number in drafts:
            drafts[self.number] = held
            self.session[DRAFTS] = drafts
        return found

    def change(self, apply: Callable[["Draft"], None]) -> None:
        """As the session's own: applied again on what another request has written meanwhile."""
        self.session.change(lambda session: apply(Draft(session, self.number)))

    def touch(self) -> None:
        """Say that somebody works on it."""
        if time.time() - self.get("touched", 0) > TOUCHED_EVERY:
            self.change(lambda draft: draft.update({"touched": int(time.time())}))

    def flush(self) -> None:
        """Leave nothing of it, and nothing at all when it was the only thing kept."""
        self.session.change(lambda session: _without(session, {self.number}))
        if not any(not key.startswith("_") for key in set(self.session.keys())):
            self.session.flush()


def opened(session: SessionBase, number: str, idle: float) -> Draft | None:
    """The draft of a number; None when it is erased, or was left for `idle` seconds."""
    return next((one for one in every(session, idle) if one.number == number), None)


def every(session: SessionBase, idle: float) -> list[Draft]:
    """The drafts in the order of their opening; those left for `idle` seconds are erased."""
    drafts = session.get(DRAFTS, {})
    since = time.time() - idle
    if over := {number for number, held in drafts.items() if held["touched"] < since}:
        for number in over:
            Draft(session, number).flush()
        drafts = session.get(DRAFTS, {})
    return [Draft(session, number) for number in drafts]


def add(session: SessionBase, label: str, idle: float) -> Draft:
    """A new draft. Without a label it is « Dossier 2 »; raises ValidationError in words."""
    before = every(session, idle)
    if len(label) > LONGEST_LABEL:
        raise ValidationError(TOO_LONG)
    if len(before) >= MOST:
        raise ValidationError(TOO_MANY)
    taken = {draft.label for draft in before}
    free = (f"Dossier {count}" for count in range(1, MOST + 2))
    label = label or next(name for name in free if name not in taken)
    number = str(secrets.randbelow(9 * 10**8) + 10**8)
    held = {"label": label, "touched": int(time.time())}

    def apply(one: SessionBase) -> None:
        one[DRAFTS] = {**one.get(DRAFTS, {}), number: held}

    if not before:
        session.clear_expired()
    session.renew()
    session.change(apply)
    return Draft(session, number)


def _without(session: SessionBase, numbers: set[str]) -> None:
    kept = {key: held for key, held in session.get(DRAFTS, {}).items() if key not in numbers}
    if kept:
        session[DRAFTS] = kept
    else:
        session.pop(DRAFTS, None)
