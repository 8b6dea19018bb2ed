"""« Je m'attendais à autre chose »: its form and its pages."""

import json
import re
from dataclasses import replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_http_methods, require_safe

from benefits.registry import catalogue
from benefits.schema import THEMES, Benefit
from orientation.rate import Rate, client_address
from orientation.refused import refuse, refused
from questionnaire.building.fields import Choice, Money
from questionnaire.modes import Mode, in_mode
from questionnaire.pages.recap import in_words
from questionnaire.pages.session import Store
from questionnaire.pages.views import answered
from simulator.reports.models import Report
from simulator.way.territory import codes, exists_in

OTHER = "autre"  # the address of a benefit that the catalogue lacks
UNITS = {"month": "euros par mois", "year": "euros par an", "once": "euros en une fois"}
#: A social security number (Corsica's too), a phone number, an e-mail address, any long number.
PERSONAL = re.compile(
    r"""\S+@\S+
    | \b[1-478](?:[\s.-]?\d){4}[\s.-]?(?:\d\d|2[AB])(?:[\s.-]?\d){6}
    | (?:\+\s?33|\b0)[\s.-]?[1-9](?:[\s.-]?\d{2}){4}\b
    | \d{7,}""",
    re.VERBOSE | re.IGNORECASE,
)


SENT = "reports"  # how many the visitor has sent, in the session
OF_A_VISITOR = 10
#: A day, of all who share an address: a room of mediators, or one script.
rate = Rate(100, 24 * 60 * 60.0)
TOO_MANY = (
    "Nous avons déjà reçu beaucoup de messages aujourd’hui : celui-ci n’a pas été gardé. "
    "Réessayez demain."
)


class ReportForm(forms.Form):
    """What was expected. Free words that look personal are refused, not mended: the person knows.

    `digest` is a seal of the answers shown above the box « J'accepte »: when they have changed in
    another window since, the page must be shown again before anything is kept.
    """

    is_group = True  # for questionnaire/errors.html: each error is told with its question
    expected = Money("Quel montant attendiez-vous ?", "euros", required=False)
    origin = Choice("D’où vient ce que vous attendiez ?", Report.Origin.choices)
    details = forms.CharField(
        label="Quelque chose à préciser ?",
        required=False,
        max_length=500,
        help_text="N’écrivez ni nom, ni adresse, ni numéro, ni adresse mail.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        error_messages={"max_length": "Écrivez 500 caractères au plus."},
    )
    agreed = forms.BooleanField(
        label="J’accepte que ces réponses, et rien d’autre, soient gardées avec mon message.",
        required=False,
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    # People leave this empty: it is hidden from them. Robots fill every field.
    site = forms.CharField(required=False)

    def __init__(self, *args: Any, seal: str, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"digest": seal}, use_required_attribute=False, **kwargs)
        self.seal = seal
        self.fields[
            "expected"
        ].help_text = f"En {unit}. Écrivez 0 si vous pensiez ne pas y avoir droit."

    def clean_details(self) -> str:
        """The words, refused when they look like a number or an address of somebody."""
        words = str(self.cleaned_data["details"])
        if PERSONAL.search(words):
            raise forms.ValidationError(
                "Effacez le numéro, le téléphone ou l’adresse : ce message doit rester anonyme."
            )
        return words

    def clean(self) -> dict[str, Any]:
        """Agreement is to the answers that were shown, and to no others."""
        given = super().clean() or {}
        if given.get("agreed") and not constant_time_compare(given.get("digest", ""), self.seal):
            self.add_error(
                "agreed", "Vos réponses ont changé depuis. Relisez-les ci-dessous, puis acceptez."
            )
            self.data: Any = self.data.copy()
            self.data["digest"] = self.seal
            del self.data["agreed"]
        return given


@require_safe
@answered
def choose(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """Which benefit it is about: those that exist where the household lives."""
    if mode.only:
        return redirect(mode.url("report_result", benefit_id=mode.only))
    chosen = request.GET.get("aide", "")
    if chosen == OTHER or catalogue().get(chosen):
        return redirect(mode.url("report_result", benefit_id=chosen.replace("_", "-")))
    here = codes(store.asked.relevant["commune"]["commune"])
    found = [one for one in catalogue().benefits if exists_in(one, here)]
    themes = [(label, [b for b in found if b.theme == key]) for key, label in THEMES.items()]
    context = {"themes": themes, "other": OTHER, "mode": mode, "nothing": "aide" in request.GET}
    return render(request, "simulator/report_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def report(request: HttpRequest, mode: Mode, store: Store, benefit_id: str) -> HttpResponse:
    """The form, with the answers that would be kept in full view; POST keeps what was agreed."""
    benefit = catalogue().get(benefit_id.replace("-", "_"))
    if not mode.concerns(benefit.id if benefit else OTHER):
        raise Http404
    if benefit is None and benefit_id != OTHER:
        raise Http404
    counted = replace(store.dossier, answers=store.asked.relevant, only=mode.only)
    situation = counted.as_json()
    seal = salted_hmac("simulator.reports.views", json.dumps(situation, sort_keys=True)).hexdigest()
    typed, notice = refused(request, store.session)
    form = ReportForm(
        request.POST if request.method == "POST" else typed, seal=seal, unit=unit(benefit)
    )
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["site"]:
            return redirect(mode.url("report_thanks_result"))
        if not too_many(request):
            keep(form.cleaned_data, benefit, situation)
            return redirect(mode.url("report_thanks_result"))
        return refuse(request, TOO_MANY, kept=store.session)
    if request.method == "POST":
        return refuse(request, kept=store.session)
    if notice:
        form.add_error(None, notice)
    context = {"form": form, "benefit": benefit, "sections": in_words(store, mode), "mode": mode}
    return render(request, "simulator/report.html", context)


def keep(told: dict[str, Any], benefit: Benefit | None, situation: dict[str, Any]) -> None:
    """One more report; those older than a year go at the same time."""
    Report.forget_old()
    expected = told["expected"]
    Report.objects.create(
        benefit=benefit.id if benefit else "",
        expected=expected,
        origin=told["origin"],
        details=told["details"],
        situation=situation if told["agreed"] else None,
    )


def too_many(request: HttpRequest) -> bool:
    """Whether this visitor, or everybody at this address, has reported enough for today; counts."""
    sent = int(request.session.get(SENT, 0))
    if sent >= OF_A_VISITOR or rate.exceeded(client_address(request)) or Report.too_many_today():
        return True
    request.session.change(lambda session: session.update({SENT: sent + 1}))
    return False


def unit(benefit: Benefit | None) -> str:
    return UNITS[benefit.shown if benefit else "month"]


@require_safe
@in_mode
def thanks(request: HttpRequest, mode: Mode) -> HttpResponse:
    return render(request, "simulator/report_thanks.html", {"mode": mode})
