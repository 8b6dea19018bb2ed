"""What every response says to browsers and proxies."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def no_store(get_response: Handler) -> Handler:
    """Nothing that may show an answer is kept: neither by a proxy nor in the browser's history.

    A view that shows the same page to everyone says so itself with its own `Cache-Control`.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return response

    return handle
