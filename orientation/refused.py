"""A refused form: what was typed waits where the visitor's answers are kept, and its page asks for
it again by GET.

So no page of the browser's history is the answer to a POST: Back never asks to send again. What
waits is taken at the next look, once, by the page that refused it: two tabs may wait at once. It is
erased with the answers that it stands beside.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

REFUSED = "refused"
LONGEST = 600  # characters of a field that come back
MOST = 5  # pages that wait at once, the last of them
Fields = Iterable[tuple[str, list[str]]]


def refuse(
    request: HttpRequest, notice: str = "", typed: QueryDict | None = None, kept: Any = None
) -> HttpResponse:
    """Back to the same address, where `refused` gives what was typed, and `notice` if any.

    `typed`: in the place of what was sent. `kept`: what keeps the answers of whom it is about, when
    it is not the session itself.
    """
    page = request.get_full_path()
    fields: Fields = (request.POST if typed is None else typed).lists()
    waits = {
        "typed": [
            (name, [value[:LONGEST] for value in values])
            for name, values in fields
            if name != "csrfmiddlewaretoken"
        ],
        "notice": notice,
    }

    def apply(session: Any) -> None:
        others = {path: one for path, one in session.get(REFUSED, {}).items() if path != page}
        last = dict(list(others.items())[-MOST + 1 :])
        session.update({REFUSED: {**last, page: waits}})

    with suppress(UpdateError):  # erased in another tab: the page says so
        (request.session if kept is None else kept).change(apply)
    return redirect(page)


def refused(request: HttpRequest, kept: Any = None) -> tuple[QueryDict | None, str]:
    """What was typed on this page and refused, and why if it was not for its fields; else None."""
    held = request.session if kept is None else kept
    page = request.get_full_path()
    waiting = held.get(REFUSED, {}).get(page)
    if not waiting or request.method != "GET":
        return None, ""

    def take(session: Any) -> None:
        others = {path: one for path, one in session.get(REFUSED, {}).items() if path != page}
        if others:
            session.update({REFUSED: others})
        else:
            session.pop(REFUSED, None)

    try:
        held.change(take)
    except UpdateError:
        return None, ""  # erased in another tab
    typed = QueryDict(mutable=True)
    for name, values in waiting["typed"]:
        typed.setlist(name, values)
    return typed, waiting["notice"]
