"""What every response says to browsers and proxies, and what is said when the database fails."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from simulator.project.errors import erased_meanwhile, not_found, too_large, unavailable

Handler = Callable[[HttpRequest], HttpResponse]


def no_store(get_response: Handler) -> Handler:
    """Nothing that may show an answer is kept: neither by a proxy nor in the browser's history.

    A view that shows the same page to everyone says so itself with its own `Cache-Control`.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return response

    return handle


def strict_policy(get_response: Handler) -> Handler:
    """The content security policy of the settings, which is that of every page: written once by
    django-csp, whose own middleware writes it twice for each page."""
    policy = build_policy()

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(HEADER, policy)
        return response

    return handle


def plausible_only(get_response: Handler) -> Handler:
    """No address of ours holds a NUL, which a database refuses; no page needs a body over 256 kB,
    refused (413) before a byte of it is read. The engine's API has a limit of its own, in JSON.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return not_found(request, Http404())
        told = request.META.get("CONTENT_LENGTH") or "0"
        size = int(told) if told.isdigit() else 0
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not request.path.startswith("/api/"):
            return too_large(request)
        return get_response(request)

    return handle


class CompressedPages(GZipMiddleware):
    """Django's, for pages alone: what else is served is compressed already. Each answer is longer
    by a random length, so that its size tells nothing of what it says (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.headers.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's, for sealed sessions: a request that only looked moves the expiry, nothing else.

    A database that is down, full or locked is said in kind words (503) to the page that needs it; a
    page that needs none is served without.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        changed = request.session.accessed and request.session.modified
        try:
            response = super().process_response(request, response)
            if not changed:
                request.session.touch()
        except SessionInterrupted:
            return erased_meanwhile(request)
        except (DatabaseError, InterfaceError):
            return unavailable(request) if changed else response
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return unavailable(request) if isinstance(error, DatabaseError | InterfaceError) else None
