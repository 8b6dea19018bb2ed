"""A refused form: what was typed waits in the session, and its page asks for it again by GET.

So no page of the browser's history is the answer to a POST: Back never asks to send again. What
waits is taken at the next look, once, by the page that refused it.
"""

from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

REFUSED = "refused"
LONGEST = 600  # characters of a field that come back
MOST = 200  # fields


def refuse(request: HttpRequest, notice: str = "") -> HttpResponse:
    """Back to the same address, where `refused` gives what was typed, and `notice` if any."""
    typed = [
        (name, [value[:LONGEST] for value in values])
        for name, values in list(request.POST.lists())[:MOST]
        if name != "csrfmiddlewaretoken"
    ]
    request.session[REFUSED] = {"page": request.path, "typed": typed, "notice": notice}
    return redirect(request.get_full_path())


def refused(request: HttpRequest) -> tuple[QueryDict | None, str]:
    """What was typed on this page and refused, and why if it was not for its fields; else None."""
    waiting = request.session.get(REFUSED)
    if not waiting or request.method != "GET":
        return None, ""
    try:
        request.session.change(lambda session: session.pop(REFUSED, None))
    except UpdateError:
        return None, ""  # erased in another tab
    if waiting["page"] != request.path:
        return None, ""
    typed = QueryDict(mutable=True)
    for name, values in waiting["typed"]:
        typed.setlist(name, values)
    return typed, waiting["notice"]
