"""Pages that are the same for everyone."""

from functools import cache
from importlib.metadata import version

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from benefits.registry import catalogue
from benefits.schema import THEMES, Benefit
from orientation import search
from orientation.shipped import territories

PLURALS = {"region": "regions", "departement": "departements", "epci": "epci"}


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
def benefits(request: HttpRequest) -> HttpResponse:
    """Every benefit by theme; `q` keeps those whose name or description has all its words."""
    asked = request.GET.get("q", "").strip()[:100]
    words = slugify(asked).split("-") if asked else []
    found = [b for b in catalogue().benefits if all(word in searched(b) for word in words)]
    themes = [(label, [b for b in found if b.theme == theme]) for theme, label in THEMES.items()]
    context = {"asked": asked, "themes": [(label, group) for label, group in themes if group]}
    return render(request, "simulator/benefits.html", context)


@require_safe
def benefit(request: HttpRequest, benefit_id: str) -> HttpResponse:
    """What one benefit is, and how to claim it, for anyone."""
    found = catalogue().get(benefit_id.replace("-", "_"))
    if found is None:
        raise Http404
    context = {"benefit": found, "places": [place(code) for code in found.territory]}
    return render(request, "simulator/benefit.html", context)


def searched(one: Benefit) -> str:
    """What a search reads of a benefit, without accents: name, description, territory."""
    places = " ".join(place(code) for code in one.territory)
    return slugify(f"{one.label} {one.description} {one.institution.label} {places}")


@cache
def place(territory: str) -> str:
    """« toute la France » for "france", « Rennes Métropole » for "epci:243500139"."""
    kind, _, code = territory.partition(":")
    if kind == "france":
        return "toute la France"
    if kind == "commune":
        found = search.commune(code)
        return found.name if found else code
    return territories().get(PLURALS.get(kind, ""), {}).get(code, code)


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For the container's health check: the process answers and the database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
