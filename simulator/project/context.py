"""What every template may show of the site itself."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from questionnaire.pages.session import ANSWERS


def site(request: HttpRequest) -> dict[str, object]:
    """The operator's names, contact and source link; whether there is something to erase.

    `has_answers` is a function: the session is read only by the pages that show the button.
    """
    return {
        "SITE_NAME": settings.SITE_NAME,
        "OPERATOR_NAME": settings.OPERATOR_NAME,
        "CONTACT": settings.CONTACT,
        "SOURCE_URL": settings.SOURCE_URL,
        "has_answers": lambda: has_answers(request),
    }


def has_answers(request: HttpRequest) -> bool:
    """Whether the visitor has answers to erase; False while the database is down."""
    try:
        return bool(request.session.get(ANSWERS))
    except DatabaseError:
        return False
