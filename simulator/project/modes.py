"""The table of modes: one entry each. `urls.py` gives every one the same pages."""

from functools import cache

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from benefits.registry import catalogue
from questionnaire.core import Voice
from questionnaire.modes import RECAP, Ends, Entry, Mode
from questionnaire.pages.drafts import opened
from questionnaire.questions import FLOW
from simulator.accompany import urls as accompany
from simulator.terminal import urls as terminals
from simulator.terminal.mode import terminal as at_terminal
from simulator.way.one_benefit import flow_of

#: The pages that follow the questions, and what shows them.
PAGES = {
    "coming": "simulator/results_coming.html",
    "results": "simulator/results.html",
    "computed": "simulator/results_body.html",
    "refine": "simulator/refine.html",
    "detail": "simulator/detail.html",
    "nearby": "simulator/nearby.html",
    "tasks": "simulator/tasks.html",
    "sheet": "simulator/tasks.html",
    "carry": "handover/carry.html",
    "reopen": "handover/reopen.html",
    "forget": "handover/carry.html",
    "report_choose": "simulator/report_choose.html",
    "report_thanks_result": "simulator/report_thanks.html",
}
#: « Et si… » compares whole households: not offered of one benefit alone.
WHATIF = {
    "whatif": "simulator/whatif.html",
    "whatif_pay": "simulator/whatif_pay.html",
    "whatif_remove": "simulator/whatif.html",
}
RETURNS = {RECAP: RECAP, "results": "results", "calcul": "explained"}


@cache
def home() -> Mode:
    """Every question, for oneself."""
    return Mode(
        id="home",
        flow=FLOW,
        pages=PAGES | WHATIF,
        returns=RETURNS,
        labels={
            "results": "Voir mes droits",
            "all": "Tous mes droits",
            "back_to_all": "Revenir à tous mes droits",
        },
        ends=Ends(reverse("home"), reverse("results"), reverse("erased"), reverse("leave")),
        erase_after=settings.SESSION_COOKIE_AGE,
    )


def one_benefit(benefit: str) -> Mode:
    """The questions of one benefit alone; raises Http404 if there is none such."""
    found = catalogue().get(benefit)
    if found is None:
        raise Http404
    parts = {"benefit": found.id}
    return Mode(
        id="benefit",
        namespace="single",
        parts=parts,
        flow=flow_of(found),
        pages=PAGES
        | {"results": "simulator/single.html", "computed": "simulator/single_body.html"},
        returns=RETURNS,
        labels={
            "results": "Voir la réponse",
            "all": "Votre réponse",
            "back_to_all": "Revenir à votre réponse",
            "about": found.label,
        },
        ends=Ends(
            reverse("benefit", args=[found.id]),
            reverse("single:results", kwargs=parts),
            reverse("single:erased", kwargs=parts),
            reverse("leave"),
        ),
        erase_after=settings.SESSION_COOKIE_AGE,
        only=found.id,
    )


def accompanied(dossier: str) -> Mode:
    """Every question, by chapter, for somebody else: one draft among several."""
    parts = {"dossier": dossier}
    return Mode(
        id="accompany",
        namespace="accompany",
        parts=parts,
        flow=FLOW,
        voice=Voice.PERSONNE,
        pages=PAGES
        | WHATIF
        | {
            "coming": "accompany/coming.html",
            "results": "accompany/results.html",
            "computed": "accompany/results_body.html",
            "citizen": "simulator/results.html",
            "citizen_band": "accompany/citizen_band.html",
            "gone": "accompany/erased.html",
        },
        returns=RETURNS,
        labels={
            "results": "Voir les droits",
            "to_ask": "À demander",
            "all": "Tous les droits",
            "back_to_all": "Revenir à tous les droits",
        },
        ends=Ends(
            reverse("accompany"),
            reverse("accompany:results", kwargs=parts),
            reverse("draft_erased"),
            reverse("leave"),
        ),
        erase_after=settings.DRAFT_IDLE,
        warn_before=settings.DRAFT_WARNING,
        drawer=lambda session: opened(session, dossier, settings.DRAFT_IDLE),
        by_chapter=True,
        band="accompany/band.html",
        head="accompany/head.html",
    )


def terminal(terminal: str) -> Mode:
    """Every question, for one person after another, on the screen of an office."""
    return at_terminal(RETURNS, terminal)


MODES = (
    Entry(
        f"{terminals.PREFIX}<slug:terminal>/",
        terminal,
        "terminal",
        ("terminal",),
        waits=False,
        urls=terminals.own,
    ),
    Entry("simulation/", home),
    Entry(
        "accompagner/<slug:dossier>/", accompanied, "accompany", ("dossier",), urls=accompany.own
    ),
    Entry("aide/<slug:benefit>/simuler/", one_benefit, "single", ("benefit",)),
)
