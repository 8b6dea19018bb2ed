"""What every template may show of the site itself."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from questionnaire.pages.drafts import Draft, every
from questionnaire.pages.session import ANSWERS


def site(request: HttpRequest) -> dict[str, object]:
    """The operator's names, contact and source link; whether there is something to erase, and the
    drafts of who answers for several people.

    `has_answers`, `idle` (the seconds after which nothing is left) and `drafts` are functions: the
    session is read only by the pages that show them.
    """
    return {
        "SITE_NAME": settings.SITE_NAME,
        "OPERATOR_NAME": settings.OPERATOR_NAME,
        "CONTACT": settings.CONTACT,
        "ACCESSIBILITY": f"{settings.ACCESSIBILITY_STATE} conforme",
        "SOURCE_URL": settings.SOURCE_URL,
        "SERVICE": settings.SERVICE,
        "has_answers": lambda: has_answers(request),
        "idle": lambda: request.session.get_expiry_age(),
        "drafts": lambda: open_drafts(request),
        "idle_minutes": settings.DRAFT_IDLE // 60,
        "warn_before": settings.DRAFT_WARNING,
    }


def open_drafts(request: HttpRequest) -> list[Draft]:
    """The drafts that are open; none while the database is down, and for a request that was
    refused before its session was looked for."""
    if not hasattr(request, "session"):
        return []
    try:
        return every(request.session, settings.DRAFT_IDLE)
    except DatabaseError:
        return []


def has_answers(request: HttpRequest) -> bool:
    """Whether the visitor has answers to erase; False while the database is down, and for a request
    that was refused before its session was looked for."""
    if not hasattr(request, "session"):
        return False
    try:
        return bool(request.session.get(ANSWERS))
    except DatabaseError:
        return False
