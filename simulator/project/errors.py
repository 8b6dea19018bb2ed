"""Pages for what goes wrong: kind words, the right status, no detail of what was sent."""

import logging
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from orientation.national import INSTITUTIONS
from questionnaire.pages.views import not_sent
from simulator.terminal import urls as terminals

#: The session of a request that failed is not looked at.
NOBODY: dict[str, Any] = {"has_answers": False, "drafts": ()}
TERMINAL_RETRY = 10  # seconds
log = logging.getLogger(__name__)
RETRY = 30  # seconds: the database comes back by itself, or somebody is already at it


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Status 403; on a question, the form comes back as it was typed. The log counts, and says of
    the request neither its address nor its words."""
    log.warning("a form was refused for want of its token")
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return _page(request, 403)
    if match.url_name == "question":
        return not_sent(request, **match.kwargs)
    return _page(request, 403)


def _page(request: HttpRequest, status: int, words: dict[str, Any] | None = None) -> HttpResponse:
    """The page of a fault. At a terminal it leads nowhere, and goes back to the page that waits."""
    place = re.match(f"/{terminals.PREFIX}[-\\w]*/", request.path_info)
    if place is None:
        return render(request, f"errors/{status}.html", words, status=status)
    context = {"start": place[0], "refresh": TERMINAL_RETRY, **NOBODY}
    return render(request, "terminal/trouble.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, NOBODY)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Status 503: the database is down, full or locked. Nothing of the session is read here."""
    words = {
        **NOBODY,
        "kept": request.method in ("GET", "HEAD"),
        "numbers": [INSTITUTIONS[name] for name in ("caf", "cpam", "france_services")],
    }
    response = _page(request, 503, words)
    response.headers["Retry-After"] = str(RETRY)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """Status 413: nothing that a page of ours sends is as large. The session is not there yet."""
    return _page(request, 413, NOBODY)


def erased_meanwhile(request: HttpRequest) -> HttpResponse:
    """Status 410: the answers were erased in another tab, or their time ran out, meanwhile."""
    return _page(request, 410, NOBODY)
