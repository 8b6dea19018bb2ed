"""The entry of a terminal in the table of modes."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from questionnaire.core import Step
from questionnaire.modes import Ends, Mode
from questionnaire.questions import FLOW
from simulator.terminal.models import found
from simulator.terminal.visit import held

#: All that somebody needs here: no page of the other modes, which scroll and lead elsewhere.
OPENS = frozenset(
    ("resume", "screen", "communes", "recap", "results", "computed", "ticket", "present", "finish")
)


@dataclass(frozen=True)
class TerminalMode(Mode):
    """A mode whose questions come several on a screen. `type_px`: of its screen's letters."""

    office: str = ""
    type_px: int = 40
    paper: str = ""  #: what its printer prints: "", "ticket" or "a4"
    same_ms: int = 500  #: milliseconds in which the same button counts once
    same_digit_ms: int = 0  #: and the same digit of the keypad
    ask_after: int = 60  #: seconds without a touch, on a page of questions
    read_for: int = 180  #: and on the results

    def address(self, step: Step, back: str = "", page: str = "question") -> str:
        """The screen that begins with a step."""
        return self.url("screen") + (f"?question={step.key}" if back else "")


def terminal(returns: dict[str, str], slug: str) -> Mode:
    """The mode of an open terminal; Http404 for a forged or revoked address."""
    known = found(slug)
    if known is None:
        raise Http404
    parts = {"terminal": slug}
    names = {"terminal": slug}
    start = reverse("terminal:resume", kwargs=names)
    return TerminalMode(
        id="terminal",
        namespace="terminal",
        parts=parts,
        flow=FLOW,
        pages={
            "coming": "terminal/coming.html",
            "results": "terminal/results.html",
            "computed": "terminal/results_body.html",
            "gone": "terminal/gone.html",
        },
        returns=returns,
        labels={
            "results": "Voir mes droits",
            "all": "Tous mes droits",
            "back_to_all": "Revenir à tous mes droits",
        },
        ends=Ends(start, reverse("terminal:results", kwargs=names), start, start),
        erase_after=settings.TERMINAL_IDLE,
        warn_before=settings.TERMINAL_WARNING,
        kept_hours=24,
        drawer=held,
        alone=True,
        opens=OPENS,
        band="terminal/band.html",
        head="terminal/head.html",
        office=known.office,
        type_px=known.type_px,
        paper=known.paper,
        same_ms=settings.TERMINAL_SAME_MS,
        same_digit_ms=settings.TERMINAL_SAME_DIGIT_MS,
        ask_after=settings.TERMINAL_ASK_AFTER,
        read_for=settings.TERMINAL_READ,
    )
