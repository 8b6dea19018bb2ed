"""The code to take away, and the page that opens it. The code is never part of an address that the
server sees: a QR holds it behind a `#`, a form sends it in its body."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from orientation.rate import Rate, client_address
from orientation.refused import refuse, refused
from questionnaire.modes import RECAP, Mode, in_mode
from questionnaire.pages.session import Store
from questionnaire.pages.views import begin, elsewhere, store_of
from simulator.handover import vault

CODE = "handover"  # of the session: the code that was made or opened here, to show or to delete it
#: Codes opened in five minutes by all who share an address: a room of mediators, or one script.
opened_rate = Rate(60, 300.0)
made_rate = Rate(60, 300.0)
WRONG = (
    "Ce code n’ouvre rien. Vérifiez chaque caractère. Un code s’efface tout seul au bout de "
    "quelques jours, ou quand une personne l’efface."
)
NOT_A_CODE = "Un code a 16 lettres et chiffres, par exemple ABCD EFGH 1234 5678."
TOO_MANY = "Trop d’essais d’affilée. Attendez cinq minutes, puis essayez encore."


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def carry(request: HttpRequest, mode: Mode) -> HttpResponse:
    """GET says what a code is, or shows the one that was made; POST makes one."""
    store = store_of(request, mode)
    if not store.answers:
        return elsewhere(request, mode, store)
    if request.method == "POST":
        if made_rate.exceeded(client_address(request)):
            return _carry_page(request, mode, "", status=429)
        if old := store.session.get(CODE):
            vault.forget(old)
        code = vault.keep(store.dossier, mode.kept_hours)
        store.session.change(lambda session: session.update({CODE: code}))
        return redirect(mode.url("carry"))
    code = str(store.session.get(CODE, ""))
    return _carry_page(request, mode, code, vault.read(code) if code else None)


def code_of(store: Store) -> str:
    """The code that was made or opened here, if it opens these very answers; else ""."""
    code = str(store.session.get(CODE, ""))
    kept = vault.read(code) if code else None
    return code if kept and kept.dossier.answers == store.answers else ""


def _carry_page(
    request: HttpRequest, mode: Mode, code: str, kept: vault.Kept | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"mode": mode, "too_many": status == 429}
    if kept:
        address = request.build_absolute_uri(reverse("reopen_here"))
        context |= {
            "code": vault.in_groups(code),
            "until": kept.until,
            "changed": kept.dossier.answers != store_of(request, mode).answers,
            "address": address,
            "qr": qr(f"{address}#{code}"),
        }
    return render(request, "handover/carry.html", context, status=status)


@require_POST
@in_mode
def forget(request: HttpRequest, mode: Mode) -> HttpResponse:
    """Delete what this browser's code opens; from either side."""
    store = store_of(request, mode)
    if code := store.session.get(CODE):
        vault.forget(code)
        store.session.change(lambda session: session.pop(CODE, None))
    return redirect(mode.url("carry" if store.answers else "resume"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def reopen(request: HttpRequest, mode: Mode) -> HttpResponse:
    """The form of the code; POST opens what it holds on the recap, in the mode of who opens it. A
    code that is refused comes back to its page, which says why (orientation.refused)."""
    store = store_of(request, mode)
    if request.method != "POST":
        typed, why = refused(request, store.session)
        return _reopen_page(request, mode, store, typed.get("code", "") if typed else "", why)
    text = request.POST.get("code", "")[:100]
    if opened_rate.exceeded(client_address(request)):
        return _reopen_page(request, mode, store, text, TOO_MANY, 429)
    code = vault.typed(text)
    kept = vault.read(code) if code else None
    if kept is None:
        return refuse(request, WRONG if code else NOT_A_CODE, kept=store.session)
    begin(request.session)
    store.take(kept.dossier, {CODE: code})
    return redirect(mode.url(RECAP))


def _reopen_page(
    request: HttpRequest,
    mode: Mode,
    store: Store,
    text: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"mode": mode, "typed": text, "error": error, "replaces": bool(store.answers)}
    return render(request, "handover/reopen.html", context, status=status)


def qr(text: str) -> str:
    """The QR of an address, as an SVG element that needs no style of its own."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_inline(omitsize=True, lineclass=None, border=4))
