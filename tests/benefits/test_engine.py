"""The catalogue against the engine: every name it holds exists, as it says."""

import warnings
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from benefits.asking import asked
from benefits.judge import verdicts
from benefits.schema import Catalogue
from benefits.toml.openfisca_names import FILE, Known, written
from simulator.engine.law.names import parameter_names, variable_names
from tests.benefits.documents import MONTH, household

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def system():
    from simulator.engine.law.system import corrected_system

    with warnings.catch_warnings():
        # The extensions' own files use names that numpy has moved: theirs to mend.
        warnings.simplefilter("ignore", DeprecationWarning)
        return corrected_system()


def test_the_names_that_files_are_checked_against_are_the_engines(system) -> None:
    known = [Known(*names) for names in variable_names()]
    assert written(known, parameter_names()) == FILE.read_bytes(), "run manage.py openfisca_names"


def test_every_revaluation_names_a_parameter_and_its_latest_date(
    catalogue: Catalogue, system, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("freshness", on=date(2026, 11, 22))
    said = capsys.readouterr().out
    assert "cheque_energie : valeur du 2023-01-01, bonne jusqu’au 2027-01-01 (Le ministère" in said
    assert "paris_logement : valeur du 2024-02-01, attendue le 2025-01-01 (estimée, avec" in said
    assert "aide_permis_pro_btp : valeur du 2023-01-01, attendue le 2024-01-01 (à vérifier)" in said
    assert "psol.plafond.couple, 1821 au 2025-02-01, n’est pas sûre (75 %)" in said
    assert "aide_logement : valeur du 2025-01-01, bonne jusqu’au 2027-01-01 (L’arrêté" in said
    assert "rsa : " not in said
    assert "le moteur a une valeur" not in said


def test_a_file_behind_the_engine_is_told(
    catalogue: Catalogue, system, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rsa = catalogue.get("rsa")
    behind = replace(rsa.revaluations[0], since=date(2025, 4, 1))
    old = Catalogue((replace(rsa, revaluations=(behind,)),))
    monkeypatch.setattr("simulator.management.commands.freshness.catalogue", lambda: old)
    with pytest.raises(CommandError, match="1 date"):
        call_command("freshness", on=date(2026, 11, 22))
    assert "le moteur a une valeur du 2026-04-01" in capsys.readouterr().out


# A commune of each territory that a benefit names, with the code of its intercommunalité.
COMMUNES = {
    "75112": "200054781",
    "94002": "200054781",
    "92002": "200054781",
    "93066": "200054781",
    "78646": "247800584",
    "69383": "200046977",
    "33063": "243300316",
    "87085": "248719312",
    "59122": "200068500",
    "59136": "200030633",
    "59322": "200068500",
    "59517": "200068500",
    "22278": "200069409",
    "29019": "242900314",
    "35238": "243500139",
    "67482": "246700488",
    "67218": "246700488",
    "54395": "245400676",
    "70550": "247000011",
    "28085": "200033181",
    "44109": "244400404",
    "85191": "248500589",
    "11069": "200035715",
    "34172": "243400017",
    "31555": "243100518",
    "76540": "200023414",
    "97414": "249740077",
}


def test_every_benefit_is_computed_where_it_exists(catalogue: Catalogue, system) -> None:
    from simulator.engine import calculate

    asked_there = [asked(catalogue, family_of(commune), MONTH) for commune in COMMUNES]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        documents = calculate(asked_there)
    seen, failed = set(), set()
    for document, epci in zip(documents, COMMUNES.values(), strict=True):
        for verdict in verdicts(catalogue, document, MONTH, epci=epci):
            seen.add(verdict.benefit.id)
            if verdict.status == "failed":
                failed.add(verdict.benefit.id)
    assert failed == set()
    computed = {benefit.id for benefit in catalogue.benefits if benefit.engine}
    assert computed - seen == set()


def family_of(commune: str) -> dict:
    """A disabled parent, a student, an elder, a young job-seeker and children, tenants there."""
    document = household(
        [
            {"naissance": "1986-03-01", "activite": "actif", "taux_incapacite": 0.9},
            {"naissance": "1956-03-01", "activite": "retraite", "handicap": True, "gir": "gir_2"},
        ],
        [
            {"naissance": "2006-03-01", "activite": "etudiant", "scolarite": STUDENT},
            {"naissance": "2007-03-01", "activite": "chomeur"},
            {"naissance": "2014-10-01", "scolarite": "college", "handicap": True},
            {"naissance": "2025-03-01"},
        ],
        depcom=commune,
        statut_occupation_logement="locataire_vide",
        loyer=600,
    )
    document["familles"]["famille"]["parisien"] = {MONTH: True}
    return document


STUDENT = "enseignement_superieur"
