"""What every template may show of the site itself."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from questionnaire.pages.session import ANSWERS


def site(request: HttpRequest) -> dict[str, object]:
    """The operator's names, contact and source link; whether there is something to erase.

    `has_answers` and `idle` (the seconds after which nothing is left) are functions: the session is
    read only by the pages that show them.
    """
    return {
        "SITE_NAME": settings.SITE_NAME,
        "OPERATOR_NAME": settings.OPERATOR_NAME,
        "CONTACT": settings.CONTACT,
        "ACCESSIBILITY": f"{settings.ACCESSIBILITY_STATE} conforme",
        "SOURCE_URL": settings.SOURCE_URL,
        "has_answers": lambda: has_answers(request),
        "idle": lambda: request.session.get_expiry_age(),
    }


def has_answers(request: HttpRequest) -> bool:
    """Whether the visitor has answers to erase; False while the database is down, and for a request
    that was refused before its session was looked for."""
    if not hasattr(request, "session"):
        return False
    try:
        return bool(request.session.get(ANSWERS))
    except DatabaseError:
        return False
