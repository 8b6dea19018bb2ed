"""The way to claim: the papers' one vocabulary, the variants by territory, the ways to contest."""

import re
from difflib import SequenceMatcher
from itertools import combinations

import pytest
from django.utils.text import slugify

from benefits.claim import Claim, Needed, Paper, Variant, gathered
from benefits.toml.vocabulary import Vocabulary
from simulator.way.nearby import PROOF_OF_ADDRESS
from tests.benefits.conftest import FOLDER

EMPTY = {"de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "ou", "et", "en", "par", "un"}
CLOSE = 0.86  # of the same words in the same order: above, two names are taken for one paper
LYON = "epci:200046977"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    found = Vocabulary()
    assert found.read([FOLDER]) == []
    return found


def words(label: str) -> list[str]:
    """The words that matter of a label, in the singular, in alphabetical order."""
    return sorted({word.rstrip("s") for word in slugify(label).split("-")} - EMPTY)


def test_no_two_papers_are_one(vocabulary) -> None:
    """« Bulletin de salaire » beside « Bulletins de salaire » would be asked twice."""
    alike = [
        (one.label, other.label)
        for one, other in combinations(vocabulary.papers.values(), 2)
        if SequenceMatcher(None, words(one.label), words(other.label)).ratio() > CLOSE
    ]
    assert alike == []


def test_nothing_of_the_vocabulary_is_left_unused(vocabulary, catalogue) -> None:
    claims = [benefit.claim for benefit in catalogue.benefits]
    demanded = {n.paper.id for claim in claims for n in claim.papers}
    assert demanded | {PROOF_OF_ADDRESS} == set(vocabulary.papers)
    assert {b.appeal.id for b in catalogue.benefits if b.appeal} == set(vocabulary.appeals)


def test_what_is_said_of_a_paper_starts_small_and_has_no_full_stop(catalogue) -> None:
    """It follows the paper's name: « Bulletins de salaire (les quatre derniers mois) »."""
    details = [n.detail for b in catalogue.benefits for n in b.claim.papers if n.detail]
    assert details
    assert [detail for detail in details if detail[0].isupper() or detail.endswith(".")] == []


def test_the_floor_says_how_to_contest(catalogue) -> None:
    """Every national benefit of a caisse, France Travail, the schools or the département."""
    sure = ("caf", "assurance_maladie", "assurance_retraite", "france_travail", "crous")
    for benefit in catalogue.benefits:
        if benefit.institution.id in (*sure, "education_nationale", "departement", "paris"):
            assert benefit.appeal is not None, benefit.id
            assert benefit.appeal.source


@pytest.mark.parametrize(
    ("benefit", "appeal"),
    [
        ("rsa", "rsa"),  # CASF, art. L262-47
        ("ppa", "prime_activite"),  # CSS, art. L845-2
        ("aide_logement", "aide_logement"),  # CCH, art. L825-2
        ("aah", "mdph"),  # CSS, art. L142-4
        ("af", "securite_sociale"),  # CSS, art. R142-1
        ("cmu_c", "securite_sociale"),
        ("apa_domicile", "aide_sociale"),  # CASF, art. L134-2
        ("ass", "france_travail"),  # décret 2022-433
        ("paris_logement", "administration"),
        ("aide_medicale_etat", "aide_medicale"),  # CASF, art. L134-2
        ("dalo", "dalo"),  # CCH, art. L441-2-3-1
    ],
)
def test_each_benefit_has_its_own_judge(catalogue, benefit: str, appeal: str) -> None:
    assert catalogue.get(benefit).appeal.id == appeal


def test_every_delay_to_contest_that_is_written_is_two_months(vocabulary) -> None:
    """But to have the prefect house a family that the commission recognised: four (R441-16-1)."""
    for appeal in vocabulary.appeals.values():
        said = re.findall(r"(\w+) mois", " ".join(appeal.steps))
        assert set(said) <= ({"deux", "quatre"} if appeal.id == "dalo" else {"deux"}), appeal.id


def test_what_a_caf_gives_of_its_own_has_no_judge_that_a_text_names(catalogue) -> None:
    assert catalogue.get("caf_nord_vacances").appeal is None


def test_a_claim_changes_with_the_place_where_it_does(catalogue) -> None:
    rsa = catalogue.get("rsa").claim
    there = rsa.where(lambda place: place == LYON)
    assert "Métropole de Lyon" in there.note
    assert "departement" in rsa.desks
    assert "departement" not in there.desks
    assert there.papers == rsa.papers
    assert rsa.where(lambda place: False) == rsa


def test_the_papers_of_several_claims_are_asked_once_the_most_useful_first() -> None:
    rib, payslips = Paper("rib", "RIB"), Paper("bulletins", "Bulletins de salaire")
    rsa = Claim("", papers=(Needed(rib),))
    ppa = Claim("", papers=(Needed(payslips, "les quatre derniers"), Needed(rib)))
    assert gathered([("Prime", ppa), ("RSA", rsa), ("RSA", rsa)]) == (
        (rib, ("Prime", "RSA")),
        (payslips, ("Prime : les quatre derniers",)),
    )


def test_a_variant_replaces_only_what_it_names() -> None:
    claim = Claim("À tout moment.", note="a", variants=(Variant((LYON,), {"note": "b"}),))
    assert claim.where(lambda place: True).note == "b"
    assert claim.where(lambda place: True).starts == "À tout moment."
