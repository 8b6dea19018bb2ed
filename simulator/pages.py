"""Pages that are the same for everyone."""

from importlib.metadata import version

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "simulator/home.html")


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    packages = ("openfisca-france", "openfisca-france-local", "openfisca-paris")
    rules = [(name, version(name)) for name in packages]
    return render(request, "simulator/legal.html", {"rules": rules})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "simulator/accessibility.html")


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For the container's health check: the process answers and the database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
