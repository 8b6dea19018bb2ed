import shutil
from pathlib import Path

import pytest

from benefits.toml.benefit import load
from benefits.toml.reader import CatalogueError
from benefits.toml.vocabulary import SHARED
from tests.benefits.conftest import FOLDER

RSA = (FOLDER / "france" / "rsa.toml").read_text(encoding="utf-8")


def faults(folder: Path, text: str, name: str = "essai.toml") -> tuple[str, ...]:
    """What load() says of a folder that holds this one file."""
    for shared in ("shared", "france"):
        for name_ in SHARED:
            if (FOLDER / shared / name_).exists():
                shutil.copy(FOLDER / shared / name_, folder)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load([folder])
    return caught.value.problems


def line_of(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('theme = "ressources"', 'theme = "resources"', "Vouliez-vous dire « ressources »"),
        ('institution = "caf"', 'institution = "kaf"', "Vouliez-vous dire « caf »"),
        ("label =", "libelle =", "clé inconnue « libelle »"),
        ("label =", "labell =", "Vouliez-vous dire « label »"),
        ('entity = "famille"', 'entity = "familles"', "Vouliez-vous dire « famille »"),
        ("reviewed_on = 2026-11-22", 'reviewed_on = "hier"', "une date"),
        ('link = "https', 'link = "http', "adresse https"),
        ("doubted_by = [", "territory = [", "territoire « ressources »"),
        ('otherwise = "Vos', 'otherwise = "" #', "« otherwise » est vide"),
        ('desks = ["caf"', 'desks = ["cafe"', "Vouliez-vous dire « caf »"),
        ('"identite"', '"identitee"', "Vouliez-vous dire « identite »"),
        (
            '"domicile"',
            '"domicile: récent", "bails"',
            "papers.toml ne connaît pas le papier « bails »",
        ),
        ('appeal = "rsa"', 'appeal = "rssa"', "Vouliez-vous dire « rsa »"),
        ("not_retroactive =", "retroactive =", "clé inconnue « retroactive »"),
        ("departement:75", "departement-75", "territoire « departement-75 »"),
        ('note = "À Paris', 'notte = "À Paris', "Vouliez-vous dire « note »"),
        ('due = "04-01"', 'due = "avril"', "un jour de l'année"),
        ('due = "04-01"', 'due = "04-01"\ngood_until = 2027-05-01', "un 04-01 qui suit 2026-04-01"),
        ('due = "04-01"', 'due = "04-01"\ngood_until = 2027-04-01', "« because » manque"),
        ("age = { at_least = 25 }", "age = { atleast = 25 }", "Vouliez-vous dire « at_least »"),
        ("people = [{ age = 30,", "people = [{ aje = 30,", "Vouliez-vous dire « age »"),
        ('expect = "no"', 'expect = "possible"', "exemple de refus"),
        ("Il est versé chaque mois", "Il. Est. Versé. Chaque mois", "de deux à quatre phrases"),
        ('excluded_with = ["aah"]', 'excluded_with = ["aha"]', "nomme « aha »"),
        ('variable = "rsa"', 'variable = "rssa"', "Vouliez-vous dire « rsa »"),
        ('variable = "rsa"', 'variable = "aah"', "« aah » est de l'entité individu, par mois"),
        ('variable = "rsa"', 'variable = "ars"', "« ars » est de l'entité famille, par an"),
        ('variable = "rsa"', 'variable = "cmu_c"', 'gives = "eligibility"'),
        ('plus = "rsa_socle"', 'plus = "rsa_socles"', "Vouliez-vous dire « rsa_socle »"),
        ('"rsa_revenu_activite_individu", entity', '"rsa_socle", entity', "de l'entité famille"),
        ("montant_de_base_du_rsa", "montant_base_rsa", "montant_de_base_du_rsa » ?"),
        ('doubted_by = ["ressources"', 'doubted_by = ["resource"', "Vouliez-vous dire « ressource"),
        ("age = { at_least = 25 }", "age = { at_least = 25, below = 20 }", "ne peut jamais être"),
        ('institution = "caf"', 'institution = "commune:99999"', "territoire « commune:99999 »"),
        ("[claim]", "[claims]", "Vouliez-vous dire « claim »"),
        ('label = "Rev', 'label = "R"\nlabel = "Rev', "pas du TOML"),
    ],
)
def test_a_faulty_file_is_refused_in_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RSA
    text = RSA.replace(old, new, 1)
    assert any(said in problem for problem in faults(tmp_path, text)), faults(tmp_path, text)


def test_a_fault_names_its_file_and_line(tmp_path: Path) -> None:
    text = RSA.replace('variable = "rsa"', 'variabel = "rsa"')
    line = line_of(text, "variabel")
    assert any(f"essai.toml, ligne {line} : clé inconnue" in p for p in faults(tmp_path, text))


def test_a_fault_in_the_second_table_of_a_list_has_its_own_line(tmp_path: Path) -> None:
    student = '{ someone = { role = "parent", not'
    text = RSA.replace(student, student.replace("parent", "mere"))
    lines = list(enumerate(text.splitlines(), 1))
    fault = next(n for n, line in lines if '"mere"' in line)
    at = max(n for n, line in lines if line.startswith("if = ") and n <= fault)
    assert any(f"ligne {at} " in problem for problem in faults(tmp_path, text))


def test_two_files_of_the_same_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "ville").mkdir()
    (tmp_path / "ville" / "rsa.toml").write_text(RSA, encoding="utf-8")
    with pytest.raises(CatalogueError, match="un autre fichier"):
        load([FOLDER, tmp_path])


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="n'existe pas"):
        load([tmp_path / "rien"])


def test_an_operators_folder_adds_its_benefits_and_institutions(tmp_path: Path) -> None:
    (tmp_path / "institutions.toml").write_text(
        '[ville]\nlabel = "Ma ville"\nsite = "https://www.ville.example.fr"\n', encoding="utf-8"
    )
    (tmp_path / "cantine.toml").write_text(CANTEEN, encoding="utf-8")
    found = load([FOLDER, tmp_path]).get("cantine")
    assert found is not None
    assert found.institution.label == "Ma ville"
    assert found.whose == "household"


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "un.toml").write_text("label = 3", encoding="utf-8")
    found = faults(tmp_path, RSA.replace("theme =", "thème_ ="), "deux.toml")
    assert {problem.split("/")[1][:4] for problem in found} == {"un.t", "deux"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('source = "Délibération du 1er juin 2026"', 'source = "La Ville"', "la date du texte"),
        ('shown = "year"\n', "", "un montant dit sa période"),
        ('expect = "possible"', 'expect = "no"', "un exemple qui n’est pas refusé"),
        ('scolarite = "primaire" } }\n', "age = { below = 2 } } }\n", "les conditions disent no"),
        ('starts = "À la rentrée."', 'starts = "mois_de_la_demand"', "« mois_de_la_demande »"),
        ('if = { someone = { role = "enfant", scolarite', 'if = "enfant_a_charg" # ', "_charge »"),
        ('if = { someone = { role = "enfant", scolarite', 'if = "majeur" # ', "d’une personne"),
    ],
)
def test_what_a_file_may_not_leave_out(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = CANTEEN.replace('institution = "ville"', 'institution = "commune:35238"')
    assert old in text
    found = faults(tmp_path, text.replace(old, new, 1))
    assert any("essai.toml, ligne" in problem and said in problem for problem in found), found


def test_a_named_rule_and_sentence_are_those_of_the_shared_files(tmp_path: Path) -> None:
    text = CANTEEN.replace('institution = "ville"', 'institution = "commune:35238"')
    text = text.replace("À la rentrée.", "mois_de_la_demande")
    text = text.replace(
        'if = { someone = { role = "enfant", scolarite = "primaire" } }\n',
        'if = "enfant_a_charge"\n',
    )
    text = text.replace('otherwise = "Il faut un enfant à l’école primaire."\n', "")
    (tmp_path / "cantine.toml").write_text(text, encoding="utf-8")
    found = load([FOLDER, tmp_path]).get("cantine")
    assert found.claim.starts.startswith("Le droit part du mois de la demande")
    assert found.conditions[0].otherwise == "Il faut un enfant à charge."


CANTEEN = """
label = "Cantine à un euro"
description = "La ville paie une partie du repas. Le prix dépend de la famille."
institution = "ville"
theme = "famille"
link = "https://www.ville.example.fr/cantine"
territory = ["commune:35238"]
whose = "household"
shown = "year"
value = 200
reviewed_on = 2026-11-22
source = "Délibération du 1er juin 2026"

[claim]
starts = "À la rentrée."
desks = ["mairie"]

[[conditions]]
if = { someone = { role = "enfant", scolarite = "primaire" } }
otherwise = "Il faut un enfant à l’école primaire."

[[examples]]
title = "Un écolier"
people = [{ age = 30 }, { age = 8, role = "enfant", scolarite = "primaire" }]
expect = "possible"

[[examples]]
title = "Sans enfant"
people = [{ age = 30 }]
expect = "no"
"""
