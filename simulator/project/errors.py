"""Pages for what goes wrong: kind words, the right status, no detail of what was sent."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from orientation.national import INSTITUTIONS
from questionnaire.pages.views import not_sent

log = logging.getLogger(__name__)
RETRY = 30  # seconds: the database comes back by itself, or somebody is already at it


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Status 403; on a question, the form comes back as it was typed. The log counts, and says of
    the request neither its address nor its words."""
    log.warning("a form was refused for want of its token")
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return render(request, "errors/403.html", status=403)
    if match.url_name == "question":
        return not_sent(request, **match.kwargs)
    return render(request, "errors/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", {"has_answers": False, "drafts": ()}, status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Status 503: the database is down, full or locked. Nothing of the session is read here."""
    words = {
        "has_answers": False,
        "drafts": (),
        "kept": request.method in ("GET", "HEAD"),
        "numbers": [INSTITUTIONS[name] for name in ("caf", "cpam", "france_services")],
    }
    response = render(request, "errors/503.html", words, status=503)
    response.headers["Retry-After"] = str(RETRY)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """Status 413: nothing that a page of ours sends is as large. The session is not there yet."""
    return render(request, "errors/413.html", {"has_answers": False, "drafts": ()}, status=413)


def erased_meanwhile(request: HttpRequest) -> HttpResponse:
    """Status 410: the answers were erased in another tab, or their time ran out, meanwhile."""
    return render(request, "errors/410.html", {"has_answers": False, "drafts": ()}, status=410)
