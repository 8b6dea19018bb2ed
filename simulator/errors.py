"""Pages for what goes wrong: kind words, the right status, no detail of what was sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page shown when a form comes without its token (status 403)."""
    return render(request, "errors/csrf.html", status=403)
