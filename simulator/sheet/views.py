"""The sheet's address, in every mode."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from questionnaire.core import Voice
from questionnaire.modes import Mode
from questionnaire.pages.recap import in_words
from questionnaire.pages.session import Store
from questionnaire.pages.views import answered
from simulator.engine.serving.queue import Busy
from simulator.handover import vault
from simulator.handover.views import code_of
from simulator.results.disconnection import left
from simulator.results.views import TIMEOUT, waiting
from simulator.sheet.content import content
from simulator.sheet.pdf import pdf
from simulator.way.outcomes import Patience, outcomes


@require_safe
@answered
def sheet(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """The PDF, shown by the browser; nothing of it is kept here."""
    try:
        (outcome,) = outcomes([store.dossier], Patience(TIMEOUT, left(request)), mode.flow)
    except Busy:
        return waiting(request, mode)
    made = code_of(store)
    spoken_to = replace(mode, voice=Voice.VOUS)  # it is theirs, whoever answered for them
    texts = content(
        outcome,
        settings.SITE_NAME,
        timezone.localdate(),
        in_words(store, spoken_to),
        vault.in_groups(made) if made else "",
        request.build_absolute_uri(reverse("reopen_here")),
    )
    return HttpResponse(
        pdf(texts),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="mes-droits.pdf"'},
    )
