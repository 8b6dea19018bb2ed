"""`manage.py questions`, `benefits` and `simulate`."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from questionnaire.questions import FLOW
from tests.personas.describe import MONTH
from tests.personas.people import PEOPLE

ALONE = PEOPLE[0].answers


def run(name: str, *arguments: str) -> str:
    output = io.StringIO()
    call_command(name, *arguments, stdout=output)
    return output.getvalue()


def test_questions_are_listed_in_full():
    listed = json.loads(run("questions"))["questions"]
    assert len(listed) == sum(len(chapter.questions) for chapter in FLOW.chapters)
    assert all(question["label"] and question["condition"] for question in listed)
    loyer = next(question for question in listed if question["id"] == "loyer")
    assert loyer["condition"] == "le logement est loué, ou acheté avec un crédit en cours"
    assert loyer["fills"] == [{"variable": "loyer", "entity": "menage", "over": "year"}]


def test_benefits_are_listed():
    listed = json.loads(run("benefits"))
    assert {"id", "label", "institution", "territory", "variables", "desks"} <= set(listed[0])
    assert "rsa" in {benefit["id"] for benefit in listed}


@pytest.mark.engine
@pytest.mark.django_db
def test_simulate_prints_a_verdict_for_each_benefit(communes, tmp_path: Path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"version": 3, "month": MONTH, "answers": ALONE}))
    verdicts = json.loads(run("simulate", str(file)))["verdicts"]
    rsa = next(verdict for verdict in verdicts if verdict["benefit"] == "rsa")
    assert rsa == {
        "benefit": "rsa",
        "person": None,
        "verdict": "estimated",
        "certainty": "sure",
        "amount": 573.49,
        "up_to": None,
        "period": "month",
        "cost": None,
        "declared": None,
        "reasons": [],
        "settled_by": [],
    }


@pytest.mark.engine
@pytest.mark.django_db
def test_simulate_computes_json_lines_in_order(communes, monkeypatch):
    lines = [json.dumps({"month": MONTH, "answers": person.answers}) for person in PEOPLE[:3]]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    answered = [json.loads(line)["verdicts"] for line in run("simulate", "-").splitlines()]
    amounts = [
        next((v["amount"] for v in verdicts if v["benefit"] == "rsa"), None)
        for verdicts in answered
    ]
    assert amounts == [573.49, 651.69, 573.49]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"naissance/vous": "2999-01-01"}, "naissance/vous"),
        ({"naissance/vous": "1990-02-31"}, "naissance/vous"),
        ({"naissance/vous": 12}, "naissance/vous"),
        ({"nationalite/vous": "martienne"}, "nationalite/vous"),
        ({"situation/vous": "chomeur"}, "situation/vous"),
        ({"commune": {"code_postal": "93200", "commune": "75111"}}, "commune"),
        ({"commune": "93066"}, "commune"),
        ({"enfants": 20}, "enfants"),
        ({"enfants": 1}, "naissance/enfant_1"),
        ({"loyer": 500}, "loyer"),
        ({"revenus/vous": ["salaire"]}, "montants-revenus/vous"),
        ({"revenus/vous": ["salaire"], "montants-revenus/vous": {"salaire": -1}}, "montants"),
        ({"revenus/vous": ["salaire"], "montants-revenus/vous": {"or": 1}}, "montants"),
        ({"revenus/vous": ["salaire"], "montants-revenus/vous": [1]}, "montants"),
    ],
)
def test_a_bad_answer_is_named_on_one_line(communes, tmp_path, capsys, change, named):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"month": MONTH, "answers": {**ALONE, **change}}))
    errors = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("simulate", str(file), stderr=errors)
    assert stopped.value.code == 2
    assert errors.getvalue().startswith(named)
    assert errors.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "fichier"),
        ("{", "fichier : ce n’est pas du JSON (ligne 1)"),
        ('{\n"answers": {},\n]', "fichier : ce n’est pas du JSON (ligne 3)"),
        ("[" * 100_000, "fichier : trop de crochets"),
        (" " * 10_000_000, "ligne 1 : plus de 512 Kio"),
        ("{\n" + " " * 10_000_000, "ligne 1 : plus de 512 Kio"),
        ('{"answers": {"loyer": ' + "9" * 6_000 + "}}", "loyer : "),
        ('{"answers": {"couple": NaN}}', "couple : "),
        ('{"answers": {"couple": ' + "[" * 900 + "]" * 900 + "}}", "couple : "),
        ('{"version": ' + "9" * 6_000 + ', "answers": {}}', "version : "),
        ('{"answers": {}, "only": "fortune"}', "only : aide inconnue"),
        ('{"answers": {}, "only": "../rsa"}', "only : "),
        ('{"answers": {}}\n{"answers": {}}', "ligne 1 : naissance/vous : manque"),
        ("[]", "answers"),
        ('{"answers": []}', "answers"),
        ('{"answers": {}, "version": 9}', "version"),
        ('{"answers": {}, "version": 1}', "version : trop ancienne"),
        ('{"answers": {}, "version": true}', "version"),
        ('{"answers": {}, "month": "novembre"}', "month"),
        ('{"answers": {}, "month": "2026-13"}', "month"),
        ('{"answers": {}, "month": "2014-01"}', "month : attendu : de 2025-03 à "),
        ('{"answers": {}, "month": "2099-01"}', "month : attendu : de 2025-03 à "),
        ('{"answers": {}, "name": "X"}', "name : clé inconnue"),
    ],
)
def test_a_bad_document_is_named_on_one_line(tmp_path, text, named):
    file = tmp_path / "answers.json"
    file.write_text(text)
    errors = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("simulate", str(file), stderr=errors)
    assert stopped.value.code == 2
    assert errors.getvalue().startswith(named)
    assert errors.getvalue().count("\n") == 1
    assert len(errors.getvalue()) < 300


@pytest.mark.django_db
def test_a_bad_document_among_many_is_named_with_its_line(communes, tmp_path):
    good = json.dumps({"month": MONTH, "answers": ALONE})
    bad = json.dumps({"month": MONTH, "answers": {**ALONE, "couple": "roi"}})
    file = tmp_path / "answers.jsonl"
    for lines, named in (
        ([good, "", bad], "ligne 3 : couple : "),
        ([good, good, "{"], "ligne 3 : ce n’est pas du JSON (colonne 2)"),
        ([good, "x" * 600_000], "ligne 2 : plus de 512 Kio"),
        ([good, "[" * 100_000], "ligne 2 : trop de crochets"),
    ):
        file.write_text("\n".join(lines))
        errors = io.StringIO()
        with pytest.raises(SystemExit) as stopped:
            call_command("simulate", str(file), stderr=errors)
        assert stopped.value.code == 2
        assert errors.getvalue().startswith(named)
        assert errors.getvalue().count("\n") == 1


def test_a_missing_file_is_said():
    with pytest.raises(SystemExit) as stopped:
        call_command("simulate", "no-such-file.json", stderr=io.StringIO())
    assert stopped.value.code == 2
