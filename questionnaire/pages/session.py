"""The answers of one visitor, kept in the server's session and nowhere else."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from questionnaire.asked import Asked
from questionnaire.core import Flow, Step
from questionnaire.dossier import Dossier, upgraded
from questionnaire.upgrades import VERSION

#: The session holds a dossier's own keys (questionnaire.dossier).
ANSWERS = "answers"
MONTH = "month"
ASK = "ask"  #: the keys of the questions that are left to ask somebody


class Store:
    """The dossier held by a session, seen through a flow. The month is that of the first answer.

    A flow of some questions asks no other, but loses none of the answers to the others.
    """

    def __init__(self, session: SessionBase, flow: Flow) -> None:
        self.session = session
        self.flow = flow

    @cached_property
    def dossier(self) -> Dossier:
        """What was said, as this program's version spells it."""
        answers = self.session.get(ANSWERS, {})
        version = self.session.get("version", VERSION)
        month = str(self.session.get(MONTH) or timezone.localdate().isoformat()[:7])
        if version < VERSION:
            return Dossier(month).with_answers(upgraded(answers, version))
        return Dossier(month, dict(answers))

    @cached_property
    def asked(self) -> Asked:
        """What the answers ask for: the flow walked once a request."""
        return self.dossier.asked(self.flow)

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.dossier.answers)

    @property
    def month(self) -> str:
        """The month of the simulation, as "2026-11"."""
        return self.dossier.month

    def save(self, step: Step, answer: Any) -> None:
        """Keep an answer, and drop exactly those that it makes stale."""
        self.session.change(lambda session: self._keep(step, answer))

    def _keep(self, step: Step, answer: Any) -> None:
        self._look_again()  # another request may have changed the session since
        kept = self.dossier.with_answers({step.key: answer})
        self.session.update(kept.as_json())
        self._look_again()
        self.dossier = kept

    def _look_again(self) -> None:
        for name in ("dossier", "asked"):
            self.__dict__.pop(name, None)

    def take(self, dossier: Dossier, more: dict[str, Any]) -> None:
        """Put a dossier in the place of what was said here, and `more` beside it."""
        self.session.change(lambda session: session.update(dossier.as_json() | more))
        self._look_again()

    def keep(
        self,
        told: dict[str, Any],
        without: set[str],
        ask: Callable[[set[str]], set[str]],
    ) -> None:
        """Keep several answers at once, take some out, and change what is left to ask."""

        def apply(session: SessionBase) -> None:
            self._look_again()
            self.session.update(self.dossier.with_answers(told, without).as_json())
            self._look_again()
            self.session[ASK] = sorted(ask(set(self.session.get(ASK, ()))))

        self.session.change(apply)

    def clear(self) -> None:
        """Leave nothing: neither the session's row nor its cookie."""
        self.session.flush()
