"""Who begins a journey passes by the waiting room; who is inside never does."""

import re
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from questionnaire.pages.session import ANSWERS
from simulator.admission import room

BEGINS = "resume"  # the page that « Commencer » leads to, in every mode


class Admission:
    """At the page that a journey begins with, a visitor without answers waits when it is full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.url_name != BEGINS or not match.kwargs["entry"].waits:
            return None
        try:
            if request.session.get(ANSWERS):
                return None
            place = room.admitted(re.sub(r"\W", "", request.GET.get("ticket", ""))[:32])
        except DatabaseError:  # the page itself says what is the matter
            return None
        if place is None:
            return None
        context = {"place": place, "refresh": room.REFRESH, "has_answers": False}
        response = render(request, "admission/waiting.html", context, status=503)
        response.headers["Retry-After"] = str(room.REFRESH)
        response.headers["Refresh"] = f"{room.REFRESH};url={request.path}?ticket={place.ticket}"
        return response
