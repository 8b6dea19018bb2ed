"""A household whose answers are unmistakable wherever they turn up."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.test import Client

from orientation.models import Commune, PostalCode
from questionnaire.building import fields
from questionnaire.building.birth import BirthDate
from questionnaire.building.forms import StepForm

#: code, name, postal code
COMMUNES = [
    ("73248", "Saint-Jean-de-Maurienne", "73300"),
    ("73318", "Villarembert", "73300"),
    ("93048", "Montreuil", "93100"),
]
#: What is typed; every other question gets its plainest answer.
TYPED: dict[str, dict[str, Any]] = {
    "/simulation/naissance/vous/": {"reponse_0": "29", "reponse_1": "12", "reponse_2": "1987"},
    "/simulation/commune/": {"reponse_code": "73300", "reponse_commune": "73318"},
    "/simulation/logement/": {"reponse": "locataire_vide"},
    "/simulation/loyer/": {"reponse_0": "1 234,56 €"},
    "/simulation/revenus/vous/": {"reponse": ["salaire"]},
    "/simulation/montants-revenus/vous/": {"salaire_0": "4321.09"},
}
#: The birth year, the commune's code and name, the rent and the pay, however they are written.
MARKS = re.compile(r"1987|73318|villarembert|1\W?234\W56|4\W?321\W09", re.IGNORECASE)


def create_communes() -> None:
    """A postal code that two communes share, and another."""
    for code, name, postcode in COMMUNES:
        commune = Commune.objects.create(
            code=code, name=name, slug=name.lower(), departement=code[:2], region="84"
        )
        PostalCode.objects.create(code=postcode, commune=commune)


def walk(client: Client) -> Iterator[HttpResponse]:
    """Every response to a visitor who answers everything, from the first question to the recap."""
    response = client.get("/simulation/", follow=True)
    for _ in range(100):
        yield response
        path = response.request["PATH_INFO"]
        if path == "/simulation/recapitulatif/":
            return
        form = response.context["form"]
        posted = client.post(path, TYPED.get(path) or plainest(form))
        yield posted
        assert posted.status_code == 302, (path, posted.content.decode())
        response = client.get(posted.headers["Location"])
    raise AssertionError("the questionnaire does not end")


def answer_all(client: Client, kept: dict[str, Any]) -> Client:
    """The client, its session answering everything: walked once, then taken from `kept`."""
    if not kept:
        list(walk(client))
        kept.update(client.session.items())
    else:
        session = client.session
        session.update(kept)
        session.save()
    return client


def plainest(form: StepForm) -> dict[str, Any]:
    """The shortest answer that each field of a form accepts."""
    return {name: value for bound in form for name, value in plain(bound.name, bound.field)}


def plain(name: str, field: forms.Field) -> Iterator[tuple[str, Any]]:
    match field:
        case fields.SeveralChoices():
            yield name, [field.NONE]
        case fields.Choice():
            keys = [key for key, _ in field.choices]
            yield name, "non" if "non" in keys else keys[0]
        case fields.AmountOr():
            yield f"{name}_0", "0"
        case BirthDate():
            raise AssertionError(f"no plain birth date: type one for {name}")
        case _:
            yield name, "0"
