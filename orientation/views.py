"""The directory for everyone: a commune's desks, as a page and JSON, and its correction form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orientation import areas, search, svg
from orientation.forms import ReportForm
from orientation.hours import local_day
from orientation.kinds import KINDS
from orientation.models import Commune, Desk, DeskReport
from orientation.national import INSTITUTIONS
from orientation.rate import Rate, client_address
from orientation.refused import refuse, refused
from orientation.sheet import Sheet, sheet
from orientation.sources import SOURCES
from orientation.words.towns import at

SHOWN = (
    "france_services", "mairie", "ccas", "caf", "msa", "cpam", "carsat", "france_travail",
    "mission_locale", "mdph", "departement", "mds", "clic", "pmi", "crous", "adil", "pcb",
    "point_justice", "mediation_numerique", "association",
)  # fmt: skip
AN_HOUR = "public, max-age=3600"
TOO_MANY = (
    "Nous avons déjà reçu beaucoup de messages aujourd’hui : celui-ci n’a pas été gardé. "
    "Réessayez demain."
)
#: Reports a day of all who share an address: a room of mediators, or one script.
rate = Rate(100, 24 * 60 * 60.0)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Finds a commune by postal code or name."""
    asked = request.GET.get("q", "").strip()[:60]
    found: list[Commune] = []
    if asked:
        found = (
            search.communes_for_postcode(asked) if asked.isdigit() else search.communes_named(asked)
        )
        if len(found) == 1:
            return redirect("place", path=found[0].path)
    return render(request, "orientation/index.html", {"asked": asked, "found": found})


@require_GET
def place(request: HttpRequest, path: str) -> HttpResponse:
    """The desks of a commune; a code alone or an old name leads to the page's one address."""
    here = _commune(path)
    if path != here.path:
        return redirect("place", path=here.path, permanent=True)
    groups = _groups(here)
    known = {kind for kind, _ in groups}
    door = next((s[0].reason for kind, s in groups if kind == "ccas" != s[0].kind.id), "")
    if door:  # the town hall stands for the CCAS: it is there once, and says so
        groups = [(kind, sheets) for kind, sheets in groups if kind != "ccas"]
    firsts = [sheets[0] for _, sheets in groups]
    points = [None if one.desk.itinerant else one.desk.point for one in firsts]
    missing = [
        INSTITUTIONS[kind]
        for kind in SHOWN
        if kind in INSTITUTIONS and kind not in known and areas.acts(kind, here.departement)
    ]
    return render(
        request,
        "orientation/place.html",
        {
            "commune": here,
            "at": at(here.name),
            "groups": [(KINDS[kind], sheets) for kind, sheets in groups],
            "door_to_ccas": door,
            "missing": missing,
            "own_protection": areas.own_protection(here.departement),
            "map": svg.draw(here.point, points),
        },
    )


@require_GET
def place_json(request: HttpRequest, path: str) -> HttpResponse:
    """The same as JSON, documented in docs/directory.md."""
    here = _commune(path)
    response = JsonResponse(document(here), json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = AN_HOUR
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def document(here: Commune, kinds: tuple[str, ...] = SHOWN) -> dict[str, Any]:
    """A commune, its desks by kind, and where they come from."""
    groups = _groups(here, kinds)
    used = {one.desk.source for _, sheets in groups for one in sheets}
    return {
        "commune": {
            "code": here.code,
            "name": here.name,
            "departement": here.departement,
            "population": here.population,
            "latitude": here.latitude,
            "longitude": here.longitude,
        },
        "desks": {kind: [one.as_dict() for one in sheets] for kind, sheets in groups},
        "sources": {
            slug: {"label": s.label, "publisher": s.publisher, "licence": s.licence, "url": s.url}
            for slug, s in SOURCES.items()
            if slug in used
        },
    }


def _groups(here: Commune, kinds: tuple[str, ...] = SHOWN) -> list[tuple[str, list[Sheet]]]:
    today = local_day(timezone.now(), here.departement)
    found = search.desks_for(here, kinds)
    return [(k, [sheet(one, here, today) for one in ones]) for k, ones in found.items() if ones]


def _commune(path: str) -> Commune:
    here = search.commune(path.rsplit("-", 1)[-1])
    if here is None:
        raise Http404
    return here


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """« Cette adresse a changé », for the operator. The visitor's address is not kept."""
    desk = get_object_or_404(Desk.objects.select_related("commune", "override"), pk=key)
    desk = search.mended(desk)
    typed, notice = refused(request)
    form = ReportForm(request.POST if request.method == "POST" else typed)
    if request.method == "POST" and form.is_valid():
        if form.from_a_robot:
            return redirect("report_thanks", path=desk.commune.path)
        if not rate.exceeded(client_address(request)):
            DeskReport.objects.create(
                desk_key=desk.key,
                desk_name=desk.name,
                what=form.cleaned_data["what"],
                details=form.cleaned_data["details"],
            )
            return redirect("report_thanks", path=desk.commune.path)
        return refuse(request, TOO_MANY)
    if request.method == "POST":
        return refuse(request)
    if notice:
        form.add_error(None, notice)
    return render(request, "orientation/report.html", {"desk": desk, "form": form})


@require_GET
def report_thanks(request: HttpRequest, path: str) -> HttpResponse:
    return render(request, "orientation/report_thanks.html", {"commune": _commune(path)})


@require_GET
def without_number(request: HttpRequest) -> HttpResponse:
    """The help card for a provisional social security number, beginning with 7 or 8."""
    return render(
        request,
        "orientation/without_number.html",
        {"institutions": [INSTITUTIONS["caf"], INSTITUTIONS["cpam"]]},
    )
