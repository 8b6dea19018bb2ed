"""The door of the mode, and what concerns the drafts themselves: open one, erase it, stay."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orientation.refused import refuse, refused
from questionnaire.building.widgets import Text
from questionnaire.pages import drafts
from questionnaire.pages.views import cleared
from simulator.accompany.papers import PAPERS


class DraftForm(forms.Form):
    """Which words tell a draft from the others, for as long as it lives."""

    label = forms.CharField(
        label="Un repère pour ce dossier",
        required=False,
        widget=Text(size="20", maxlength=str(drafts.LONGEST_LABEL)),
        help_text=f"{drafts.LONGEST_LABEL} caractères au plus, sans nom de famille. Si vous "
        "n’écrivez rien, ce sera « Dossier 1 », « Dossier 2 »…",
    )


def idle() -> float:
    """Seconds without a sign after which a draft is erased."""
    return float(settings.DRAFT_IDLE)


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """What the mode is, the drafts that are open, the papers to ask for; POST opens a draft. A
    label that is refused comes back to the page, which says why (orientation.refused)."""
    if request.method != "POST":
        typed, why = refused(request)
        form = DraftForm(typed)
        if why:
            form.add_error("label", why)
        return render(request, "accompany/door.html", {"form": form, "papers": PAPERS})
    form = DraftForm(request.POST)
    if not form.is_valid():
        return refuse(request)
    try:
        draft = drafts.add(request.session, form.cleaned_data["label"], idle())
    except ValidationError as error:
        return refuse(request, error.message)
    return redirect("accompany:resume", draft.number)


@require_POST
def next_person(request: HttpRequest, dossier: str) -> HttpResponse:
    """Erase this draft and open another, for who comes next."""
    drafts.Draft(request.session, dossier).flush()
    draft = drafts.add(request.session, "", idle())
    # Only now: the browser is told to forget its cookies when no draft is left, and one is new.
    return cleared(request, redirect("accompany:resume", draft.number))


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """What says that a draft is erased, and leads to the others."""
    return render(request, "accompany/erased.html")


@require_safe
def present(request: HttpRequest, dossier: str) -> HttpResponse:
    """For the script that sees keys and touches: somebody still works on this draft."""
    draft = drafts.opened(request.session, dossier, idle())
    if draft is None:
        return HttpResponse(status=410)
    draft.touch()
    return HttpResponse(status=204)


@require_safe
def still_there(request: HttpRequest, dossier: str) -> HttpResponse:
    """Without scripts: « Êtes-vous toujours là ? », before the draft is erased. It does not count
    as a sign: the page came by itself."""
    if drafts.opened(request.session, dossier, idle()) is None:
        return render(request, "accompany/erased.html", status=410)
    return render(request, "accompany/still_there.html", {"number": dossier})
