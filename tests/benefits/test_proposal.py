"""The form that a town's agent fills becomes a benefit like the others, or its faults are told."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from benefits.proposal import QUESTIONS
from benefits.toml.benefit import load
from tests.benefits.conftest import FOLDER

DOCS = Path(settings.BASE_DIR, "docs", "proposer-une-aide.md")
FORM = """\
Nom de l’aide : Bourse au permis
Ce qu’elle paie, en une phrase : La ville paie une part du permis
Pour qui ou comment, en une phrase : Elle est pour les jeunes sans travail.
Territoire : commune:35238
Thème : Transports
Page officielle : https://metropole.rennes.example.fr/permis
Âge minimum : 18
Âge maximum : 25
Situation : demandeur d'emploi, apprenti
Logement :
Quotient familial maximum : 800
Autre condition, à vérifier sur place : Il faut un entretien.
Montant en euros : 400
Ce montant est : au plus
Versé : une fois
Où la demander : CCAS, mission locale
Adresse pour la demander en ligne :
Papiers demandés : Pièce d’identité ou titre de séjour, Attestation de quotient familial
Quand la demander : Avant de s’inscrire à l’auto-école.
Texte qui la crée, et sa date : Délibération du 1er juin 2026
Vérifié le : 26/11/2026
Une personne qui l’a : 20 ans, demandeur d’emploi
Une personne qui ne l’a pas : 40 ans, salarié
"""


def propose(tmp_path: Path, text: str) -> Path:
    form, into = tmp_path / "formulaire.txt", tmp_path / "aides"
    form.write_text(text, encoding="utf-8")
    into.mkdir(exist_ok=True)
    call_command("propose_benefit", form, into=into)
    return into


def test_a_filled_form_becomes_a_benefit(tmp_path: Path) -> None:
    into = propose(tmp_path, FORM)
    benefit = load([FOLDER, into]).get("bourse_au_permis")
    assert (into / "commune" / "35238_rennes" / "bourse_au_permis.toml").exists()
    assert benefit.institution.label == "Ville de Rennes"
    assert benefit.description.count(".") == 2
    assert [needed.paper.id for needed in benefit.claim.papers] == ["identite", "quotient_familial"]
    assert benefit.claim.desks == ("ccas", "mission_locale")
    assert benefit.amounts[0].up_to == 400
    assert len(benefit.conditions) == 3
    assert {example.expect for example in benefit.examples} == {"possible", "no"}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("Territoire : commune:35238", "Territoire : commune:35999", 4, "ne connaît pas"),
        ("Thème : Transports", "Thème : Transport", 5, "Vouliez-vous dire « Transports »"),
        ("Page officielle", "Page oficielle", 6, "question inconnue"),
        ("Âge minimum : 18", "Âge minimum : dix-huit", 7, "pas un nombre"),
        ("demandeur d'emploi, apprenti", "chercheur", 9, "« chercheur » n’est pas prévu"),
        ("Ce montant est : au plus", "Ce montant est :", 14, "« exact » ou « au plus »"),
        ("Versé : une fois", "Versé :", 15, "« par mois »"),
        ("CCAS, mission locale", "guichet", 16, "n’est pas prévu"),
        ("26/11/2026", "hier", 21, "une date comme 26/11/2026"),
        ("26/11/2026", "31/02/2026", 21, "une date comme 26/11/2026"),
        ("20 ans, demandeur", "demandeur", 22, "d’abord l’âge"),
        ("Délibération du 1er juin 2026", "", 20, "attend une réponse"),
    ],
)
def test_a_fault_of_the_form_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in FORM
    with pytest.raises(CommandError, match=rf"formulaire\.txt, ligne {line} : .*{re.escape(said)}"):
        propose(tmp_path, FORM.replace(old, new, 1))
    assert list((tmp_path / "aides").rglob("*.toml")) == []


def test_an_example_that_the_rule_contradicts_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="les conditions disent no"):
        propose(tmp_path, FORM.replace("20 ans, demandeur", "50 ans, demandeur"))
    assert list((tmp_path / "aides").rglob("*.toml")) == []


def test_a_form_that_is_not_there_or_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("propose_benefit", tmp_path / "rien.txt", into=tmp_path)


def test_the_form_of_the_docs_asks_every_question() -> None:
    form = DOCS.read_text(encoding="utf-8").split("```")[1]
    assert [row.rstrip(" :") for row in form.strip().splitlines()] == list(QUESTIONS)
