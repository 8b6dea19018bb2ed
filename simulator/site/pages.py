"""Pages that are the same for everyone."""

import re
from functools import cache

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from benefits.registry import catalogue
from benefits.schema import THEMES, Benefit
from orientation import search
from orientation.areas import own_protection
from orientation.models import Commune
from orientation.words.towns import at
from questionnaire.pages.views import cleared
from simulator.results.cards import alphabetical
from simulator.way.nearby import PAID_BY_MSA
from simulator.way.outcomes import RULES, VERSIONS
from simulator.way.territory import codes, exists_in, place


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "simulator/home.html")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """« Quitter vite »: erase everything (POST), then a page that leads away by itself."""
    if request.method == "POST":
        request.session.flush()
        return cleared(request, redirect("leave"))
    return render(request, "simulator/left.html", {"away": settings.NEUTRAL_PAGE})


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "simulator/legal.html", {"rules": VERSIONS.items()})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    return render(request, "simulator/site_map.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The RGAA declaration, as the operator's settings fill it."""
    context = {
        "state": settings.ACCESSIBILITY_STATE,
        "day": settings.ACCESSIBILITY_DATE,
        "rate": settings.ACCESSIBILITY_RATE,
        "plan": settings.ACCESSIBILITY_PLAN,
    }
    return render(request, "simulator/accessibility.html", context)


@require_safe
def benefits(request: HttpRequest) -> HttpResponse:
    """The national benefits by theme, then a place's own. `q` keeps those that say all its words,
    `commune` those that exist there."""
    asked = request.GET.get("q", "").strip()[:100]
    where = request.GET.get("commune", "").strip()[:60]
    words = slugify(asked).split("-") if asked else []
    communes = communes_of(where)
    commune, several = (communes[0], []) if len(communes) == 1 else (None, communes)
    here = codes(commune) if commune else None
    found = [
        one
        for one in sorted(catalogue().benefits, key=lambda one: alphabetical(one.label))
        if (here is None or exists_in(one, here))
        and all(word in searched(one.id) for word in words)
    ]
    local = [one for one in found if local_places(one)]
    shown = local if words or commune else []  # without a place, thousands are nobody's own
    context = {
        "asked": asked,
        "where": str(commune) if commune else where,
        "commune": commune,
        "at": at(commune.name) if commune else "",
        "own_protection": own_protection(commune.departement) if commune else "",
        "choices": [(one, urlencode({"q": asked, "commune": one.path})) for one in several],
        "count": len(found) - len(local) + len(shown),
        "local": [(one, local_places(one)) for one in shown],
        "elsewhere": len(local) - len(shown),
        "themes": [
            (theme, label, [one for one in found if one.theme == theme and one not in local])
            for theme, label in THEMES.items()
        ],
    }
    return render(request, "simulator/benefits.html", context)


@require_safe
def benefit(request: HttpRequest, benefit_id: str) -> HttpResponse:
    """What one benefit is, how to claim it, what if the answer is no: for anyone."""
    found = catalogue().get(benefit_id.replace("-", "_"))
    if found is None:
        raise Http404
    context = {
        "benefit": found,
        "places": [place(code) for code in found.territory],
        "farm": found.institution.id in PAID_BY_MSA and "msa" in found.claim.desks,
        "variants": [
            ([place(code) for code in one.territory], one) for one in found.claim.variants
        ],
        "since": max((item.since for item in found.revaluations), default=None),
        "rules": RULES,
    }
    return render(request, "simulator/benefit.html", context)


def communes_of(where: str) -> list[Commune]:
    """The communes that somebody means by "Rennes", "35000", "Rennes (35)" or "rennes-35238"."""
    if not where:
        return []
    if told := re.fullmatch(r"(.+) \((\w{2,3})\)", where):
        return [one for one in communes_of(told[1]) if one.departement == told[2].upper()]
    exact = search.commune(where.rpartition("-")[2]) if "-" in where else None
    if exact and exact.path == where.lower():
        return [exact]
    if where.replace(" ", "").isdigit():
        return search.communes_for_postcode(where.replace(" ", ""))
    named = search.communes_named(where)
    return [one for one in named if one.slug == slugify(where)] or named


def local_places(one: Benefit) -> list[str]:
    """Where a benefit exists when that is not the whole of France."""
    return [place(code) for code in one.territory if code != "france"]


@cache
def searched(one_id: str) -> str:
    """What a search reads of a benefit, without accents: name, description, who pays, where."""
    one = catalogue().get(one_id)
    assert one is not None
    said = [one.label, one.description, one.institution.label, THEMES[one.theme]]
    return slugify(" ".join([*said, *map(place, one.territory)]))


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For the container, the proxy and whoever watches: the process answers; does the database?

    The status is 200 all the same without it: home, benefits and this page go on, and a proxy that
    sent everybody away would show nothing at all.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "ok", "database": "down"})
    return JsonResponse({"status": "ok", "database": "ok"})
