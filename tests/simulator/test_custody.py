"""Children in shared custody and children who visit: who receives what, through the real engine."""

import pytest

from questionnaire.dossier import Dossier
from questionnaire.upgrades import VERSION
from simulator.way.outcomes import outcomes
from tests.personas.describe import MONTH, RENNES, adult, answers, child, home

pytestmark = [pytest.mark.engine, pytest.mark.django_db]

RECIPIENTS = ("vous", "autre", "partagees", "rien", "ne_sait_pas")


def alone(custody: str = "alternee", **others) -> dict:
    """A parent paid 1,200 euros, one child of eight, a rent of 600 in Rennes."""
    return answers(
        adult("vous", "1988-05-04", "salarie", incomes={"salaire": 1200}),
        child(1, "2018-05-10", custody=custody),
        home("locataire_vide", 600, RENNES),
        children=1,
        **others,
    )


def without_child() -> dict:
    return answers(
        adult("vous", "1988-05-04", "salarie", incomes={"salaire": 1200}),
        home("locataire_vide", 600, RENNES),
    )


@pytest.fixture
def found(communes: None) -> dict:
    """What is said of each benefit: by who receives, and with a child of one's own, or none."""
    given = {who: alone(allocataire={"enfant_1": who}, autre_parent={"enfant_1": "autrement"})
             for who in RECIPIENTS}  # fmt: skip
    given["sien"] = alone("complete", autre_parent={"enfant_1": "autrement"})
    given["visite"] = alone("complete", garde=["visite"])
    given["visite"].pop("autre-parent", None)
    given["sans"] = without_child()
    made = outcomes([Dossier(MONTH, one) for one in given.values()])
    return {
        name: {v.benefit.id: v for v in outcome.verdicts}
        for name, outcome in zip(given, made, strict=True)
    }


def said(found: dict, name: str, benefit: str) -> tuple:
    verdict = found[name].get(benefit)
    return (verdict.status, verdict.amount) if verdict else ("no", None)


def test_one_who_receives_has_the_whole_and_the_other_nothing(found):
    for benefit in ("rsa", "ppa", "aide_logement", "ars"):
        assert said(found, "vous", benefit) == said(found, "sien", benefit), benefit
        assert said(found, "autre", benefit) == said(found, "sans", benefit), benefit


def test_half_is_the_mean_of_both_and_says_so(found):
    for benefit in ("ppa", "aide_logement"):
        low, high = (said(found, name, benefit)[1] for name in ("sans", "sien"))
        status, amount = said(found, "partagees", benefit)
        assert status == "estimated"
        assert abs(amount - (low + high) / 2) <= 1
        assert "moitié" in found["partagees"][benefit].reasons[0]


@pytest.mark.parametrize("who", ["partagees", "rien", "ne_sait_pas"])
def test_what_one_parent_alone_has_is_to_check_when_it_is_not_said_which(who, found):
    verdict = found[who]["ars"]
    assert (verdict.status, verdict.amount) == ("to_check", None)
    assert verdict.up_to == said(found, "sien", "ars")[1]
    assert "garde alternée" in verdict.reasons[0]


@pytest.mark.parametrize("who", ["rien", "ne_sait_pas"])
def test_what_is_not_decided_is_between_both_and_out_of_the_total(who, found):
    for benefit in ("ppa", "aide_logement"):
        verdict = found[who][benefit]
        assert verdict.status == "to_check"
        assert verdict.amount == said(found, "sans", benefit)[1]
        assert verdict.up_to == said(found, "sien", benefit)[1]


def test_a_child_who_visits_is_no_dependant(found):
    for benefit in ("rsa", "ppa", "aide_logement", "ars", "cmu_c", "cheque_energie"):
        assert said(found, "visite", benefit) == said(found, "sans", benefit), benefit


def test_a_document_of_version_3_does_not_say_who_receives(communes):
    given = alone(autre_parent={"enfant_1": "autrement"})
    del given["allocataire"]
    older = {"version": 3, "month": MONTH, "answers": given}
    read = Dossier.from_json(older, MONTH)
    assert read.version == VERSION
    assert read.answers["allocataire"] == {"enfant_1": "ne_sait_pas"}
    assert read.asked().missing is None
