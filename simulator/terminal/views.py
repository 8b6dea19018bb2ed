"""The pages of a terminal that are not a question: attract, wipe, ticket, health."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.modes import RECAP, Mode, in_mode
from questionnaire.pages.recap import in_words
from questionnaire.pages.session import Store
from questionnaire.pages.views import answered, elsewhere, store_of
from simulator.engine.serving.queue import Busy
from simulator.handover import vault
from simulator.handover.views import CODE, code_of, qr
from simulator.results.disconnection import left
from simulator.results.page import shown
from simulator.results.views import TIMEOUT, waiting
from simulator.sheet.content import content
from simulator.terminal import visit
from simulator.terminal.models import Terminal, found
from simulator.way.outcomes import Patience, outcomes

View = Callable[..., HttpResponse]
LINES = 5  # of the recap on one page


def at_terminal(view: View) -> View:
    """A view that is given the open terminal of its address; else Http404."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        terminal = found(slug)
        if terminal is None:
            raise Http404
        return view(request, terminal, **parts)

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def attract(request: HttpRequest, mode: Mode) -> HttpResponse:
    """The page that waits for somebody, with nothing of the person before; POST begins."""
    terminal = terminal_of(mode)
    if request.method == "POST":
        visit.begin(request.session)
        terminal.count("visits")
        return redirect(mode.url("screen"))
    if not request.session.is_empty():
        request.session.flush()
    response = render(request, "terminal/attract.html", {"mode": mode, "terminal": terminal})
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def terminal_of(mode: Mode) -> Terminal:
    """The terminal of a mode; Http404 when it was closed meanwhile."""
    terminal = found(mode.parts["terminal"])
    if terminal is None:
        raise Http404
    return terminal


@require_safe
@in_mode
def recap(request: HttpRequest, mode: Mode) -> HttpResponse:
    """The answers, a few at a time: no page scrolls. Each leads to its question and back."""
    store = store_of(request, mode)
    if not store.answers:
        return elsewhere(request, mode, store)
    told = [line for lines in in_words(store, mode, RECAP).values() for line in lines]
    pages = Paginator(told, LINES)
    context = {"mode": mode, "lines": pages.get_page(request.GET.get("page"))}
    return render(request, "terminal/recap.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def finish(request: HttpRequest, mode: Mode) -> HttpResponse:
    """Erase everything, and go back to the page that waits. Without scripts a page that is left
    comes here by itself, hence by GET; a session that is already gone is no fault. Nobody gains by
    making a terminal forget: no token is asked, so that a wipe never fails for want of one."""
    request.session.flush()
    response = redirect(mode.url("resume"))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@require_safe
@in_mode
def present(request: HttpRequest, mode: Mode) -> HttpResponse:
    """Somebody touches the screen: to be asked is enough, the mode's drawer renews the visit."""
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def ticket(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """What is printed (80 mm or A4), with the code to take away; printing it ends the visit."""
    try:
        (outcome,) = outcomes([store.dossier], Patience(TIMEOUT, left(request)), mode.flow)
    except Busy:
        return waiting(request, mode)
    code = code_of(store)
    if not code:  # the first, or an answer was changed since
        if before := store.session.get(CODE):
            vault.forget(before)
        code = vault.keep(store.dossier, mode.kept_hours)
        store.session.change(lambda session: session.update({CODE: code}))
    address = request.build_absolute_uri("/reprendre/")
    terminal = terminal_of(mode)
    terminal.count("tickets")
    context = shown(outcome, mode) | {
        "code": vault.in_groups(code),
        "qr": qr(f"{address}#{code}"),
        "address": address,
        "today": timezone.localdate(),
        "terminal": terminal,
    }
    if terminal.paper == "a4":
        answers = in_words(store, mode)
        context["sheet"] = content(outcome, settings.SITE_NAME, timezone.localdate(), answers)
    return render(request, "terminal/ticket.html", context)


@require_safe
@at_terminal
def health(request: HttpRequest, terminal: Terminal) -> JsonResponse:
    """For the office: that the terminal is open, and how many used it; nothing of anybody."""
    told = {
        "office": terminal.office,
        "opened_on": terminal.opened_on.isoformat(),
        "visits": terminal.visits,
        "tickets": terminal.tickets,
    }
    # The « en panne » page of the terminal's own disk asks it whether the server answers.
    return JsonResponse(told, headers={"Cross-Origin-Resource-Policy": "cross-origin"})
