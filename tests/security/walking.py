"""A household whose answers are unmistakable wherever they turn up."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.test import Client

from questionnaire import fields
from questionnaire.forms import StepForm

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
        case fields.BirthDate():
            raise AssertionError(f"no plain birth date: type one for {name}")
        case _:
            yield name, "0"
