"""What every template may show of the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The operator's names, contact and source link."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "OPERATOR_NAME": settings.OPERATOR_NAME,
        "CONTACT": settings.CONTACT,
        "SOURCE_URL": settings.SOURCE_URL,
    }
