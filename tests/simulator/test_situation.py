"""From answers to the OpenFisca document: roles, periods, twins and past months. No engine."""

import pytest

from questionnaire.asked import Asked
from questionnaire.core import CONJOINT, VOUS, enfant
from questionnaire.questions import FLOW
from simulator.engine.law.incomes import SMIC, STANDING, TAXABLE, TWINS, euros_in
from simulator.way.document import situation
from simulator.way.earnings import older_periods
from simulator.way.entities import span
from simulator.way.household import Incomplete, household
from tests.personas.describe import MONTH, SAINT_DENIS, adult, answers, child, home
from tests.running import ROOT

RECENT = ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
FREE = home("loge_gratuitement")


def document(*parts, month: str = MONTH, **others) -> dict:
    return situation(household(Asked.of(FLOW, answers(*parts, **others), month)))


def test_a_single_persons_document_in_full():
    """Everything a single job-seeker's answers write, and nothing else."""
    written = document(adult("vous", "1990-05-04", "chomeur"), FREE)
    year = span(MONTH, 12)
    long_ago, recent = year[:8], year[8:12]
    zeros = dict.fromkeys(["2024", *[f"2025-{m:02d}" for m in range(1, 11)], *year], 0.0)
    benefits_zero = dict.fromkeys(long_ago, 0.0)
    person = written["individus"]["vous"]
    assert written["familles"]["famille"]["parents"] == ["vous"]
    assert written["foyers_fiscaux"] == {
        "foyer_vous": {"declarants": ["vous"], "personnes_a_charge": []}
    }
    assert person["date_naissance"] == {"ETERNITY": "1990-05-04"}
    assert person["activite"] == dict.fromkeys(RECENT, "chomeur")
    assert person["nationalite"] == dict.fromkeys(RECENT, "FR")
    assert person["ass_precondition_remplie"] == dict.fromkeys(RECENT, False)
    assert person["handicap"] == dict.fromkeys(RECENT, False)
    assert person["statut_marital"] == dict.fromkeys(year, "celibataire")
    for net in STANDING:
        assert person[net] == zeros
        assert all(person[twin] == zeros for twin in TWINS[net])
    assert person["aah"] == benefits_zero
    assert person["contrat_engagement_jeune"] == dict.fromkeys(long_ago + recent, 0.0)
    assert written["familles"]["famille"]["rsa"] == dict.fromkeys(long_ago + recent, 0.0)
    assert written["familles"]["famille"]["ppa"] == benefits_zero
    assert written["familles"]["famille"]["departement_experimentation_rsa"] == dict.fromkeys(
        RECENT, True
    )
    assert written["menages"]["menage"]["depcom"] == dict.fromkeys(year, "93066")
    assert written["menages"]["menage"]["statut_occupation_logement"] == dict.fromkeys(
        year, "loge_gratuitement"
    )
    assert "taux_incapacite" not in person
    assert "loyer" not in written["menages"]["menage"]


def test_housing_facts_go_back_to_january():
    """Chèque énergie reads January: without it nobody has one."""
    written = document(adult("vous", "1990-05-04", "chomeur"), home("locataire_vide", 600))
    for variable in ("depcom", "statut_occupation_logement", "loyer"):
        assert "2026-01" in written["menages"]["menage"][variable]


def test_a_salary_goes_with_its_twins_and_its_past():
    earner = adult("vous", "1990-05-04", "salarie", incomes={"salaire": 1000})
    person = document(earner, FREE)["individus"]["vous"]
    assert person["salaire_net"]["2026-11"] == 1000
    assert person["salaire_net"]["2025-01"] == 1000
    assert person["salaire_net"]["2024"] == 12_000
    assert person["salaire_imposable"]["2026-11"] == 1036
    assert person["salaire_imposable"]["2024"] == pytest.approx(12_432)
    assert set(person["salaire_de_base"]) == set(person["salaire_net"])


def test_months_that_vary_are_kept_and_older_ones_get_their_average():
    """Three months at 900, the present one at 0: the average counts the past months only."""
    months = {"2026-11": 0.0, "2026-10": 900.0, "2026-09": 900.0, "2026-08": 600.0}
    earner = adult(
        "vous",
        "1990-05-04",
        "salarie",
        incomes={"salaire": "variable"},
        months={"salaire": months},
    )
    series = document(earner, FREE)["individus"]["vous"]["salaire_net"]
    assert series["2026-11"] == 0
    assert series["2026-08"] == 600
    assert series["2026-07"] == 800
    assert series["2025-02"] == 800
    assert series["2024"] == 9_600


def test_older_periods_never_leave_a_month_out():
    assert older_periods("2026-11") == ["2024", *[f"2025-{m:02d}" for m in range(1, 11)]]
    assert older_periods("2026-12") == ["2024", *[f"2025-{m:02d}" for m in range(1, 12)]]
    assert older_periods("2027-01") == ["2025"]


def test_a_benefit_received_is_an_input_of_its_months():
    written = document(
        adult("vous", "1990-05-04", "chomeur"), FREE, aides=["rsa"], montants_aides={"rsa": 573.49}
    )
    received = written["familles"]["famille"]["rsa"]
    assert received == dict.fromkeys(span(MONTH, 12, 1), 573.49)
    assert MONTH not in received  # M is what is computed


def test_a_benefit_of_a_person_is_that_persons():
    partner = adult("conjoint", "1985-05-04", "invalide", incomes={"aah": 1041.59})
    written = document(adult("vous", "1990-05-04", "foyer"), partner, FREE, couple="marie")
    assert written["individus"]["conjoint"]["aah"]["2026-10"] == 1041.59
    assert written["individus"]["vous"]["aah"] == dict.fromkeys(span(MONTH, 12, 5), 0.0)


@pytest.mark.parametrize("couple", ["marie", "pacse"])
def test_a_married_or_pacs_couple_is_one_tax_unit(couple):
    written = document(
        adult("vous", "1990-05-04", "foyer"),
        adult("conjoint", "1991-05-04", "foyer"),
        child(1, "2020-01-05"),
        FREE,
        couple=couple,
        children=1,
    )
    assert written["foyers_fiscaux"] == {
        "foyer_vous": {"declarants": ["vous", "conjoint"], "personnes_a_charge": ["enfant_1"]}
    }
    assert written["individus"]["conjoint"]["statut_marital"]["2026-11"] == couple


@pytest.mark.parametrize(("by", "other"), [("vous", "conjoint"), ("conjoint", "vous")])
def test_an_unmarried_couple_is_two_tax_units(by, other):
    written = document(
        adult("vous", "1990-05-04", "foyer"),
        adult("conjoint", "1991-05-04", "foyer"),
        child(1, "2020-01-05"),
        FREE,
        couple="concubinage",
        children=1,
        declaration={"enfant_1": by},
    )
    assert written["foyers_fiscaux"][f"foyer_{by}"]["personnes_a_charge"] == ["enfant_1"]
    assert written["foyers_fiscaux"][f"foyer_{other}"]["personnes_a_charge"] == []
    assert written["familles"]["famille"]["parents"] == ["vous", "conjoint"]
    assert written["individus"]["vous"]["statut_marital"]["2026-11"] == "celibataire"


def test_a_child_may_be_on_the_return_of_a_parent_who_lives_elsewhere():
    written = document(
        adult("vous", "1990-05-04", "foyer"),
        child(1, "2017-01-05", custody="alternee"),
        child(2, "2020-01-05"),
        FREE,
        children=2,
        autre_parent={"enfant_1": "autrement", "enfant_2": "non"},
        declaration={"enfant_1": "ailleurs"},
    )
    units = written["foyers_fiscaux"]
    assert units["foyer_vous"]["personnes_a_charge"] == ["enfant_2"]
    assert units["foyer_enfant_1"] == {"declarants": [], "personnes_a_charge": ["enfant_1"]}
    assert written["familles"]["famille"]["enfants"] == ["enfant_1", "enfant_2"]


def test_only_a_lone_parent_has_the_box_of_lone_parents():
    alone = document(adult("vous", "1990-05-04", "foyer"), child(1, "2020-01-05"), FREE, children=1)
    assert alone["foyers_fiscaux"]["foyer_vous"]["caseT"] == {
        "2024": True,
        "2025": True,
        "2026": True,
    }
    nobody = document(adult("vous", "1990-05-04", "foyer"), FREE)
    assert "caseT" not in nobody["foyers_fiscaux"]["foyer_vous"]


def test_a_childs_nationality_is_written():
    """Left out, OpenFisca takes the child as French (BENEFITS: a child must not open the right)."""
    parent = adult("vous", "1990-05-04", "foyer", nationalite="autre", sejour="5_10_ans")
    written = document(parent, child(1, "2020-01-05"), FREE, children=1)
    young = written["individus"]["enfant_1"]
    assert young["nationalite"] == dict.fromkeys(RECENT, "DZ")
    assert young["duree_possession_titre_sejour"] == dict.fromkeys(RECENT, 5.0)


def test_shared_custody_goes_back_a_year():
    written = document(
        adult("vous", "1990-05-04", "foyer"),
        child(1, "2020-01-05", custody="alternee"),
        FREE,
        children=1,
    )
    assert set(written["individus"]["enfant_1"]["garde_alternee"]) == set(span(MONTH, 12))


def test_the_people_of_a_household_are_named_in_order():
    three = answers(
        adult("vous", "1990-05-04", "foyer"),
        adult("conjoint", "1991-05-04", "foyer"),
        child(1, "2020-01-05"),
        FREE,
        couple="marie",
        children=1,
    )
    assert household(Asked.of(FLOW, three, MONTH)).people == (VOUS, CONJOINT, enfant(1))


def test_a_missing_answer_is_named_never_guessed():
    whole = answers(adult("vous", "1990-05-04", "chomeur"), FREE, {"commune": SAINT_DENIS})
    incomplete = {key: answer for key, answer in whole.items() if key != "logement"}
    with pytest.raises(Incomplete) as caught:
        household(Asked.of(FLOW, incomplete, MONTH))
    assert caught.value.step.key == "logement"


def test_what_goes_with_a_net_euro_is_that_of_its_own_month():
    assert euros_in("2026-11", TAXABLE) == euros_in("2024", TAXABLE) == 1.036  # one value is known
    smic = [euros_in(at, SMIC) for at in ("2025-12", "2026-05", "2026-11")]
    assert smic == [1801.80, 1823.03, 1867.02]
    assert euros_in("2026-11", 0.5) == 0.5


def test_no_rule_reads_the_clock():
    rooms = ("simulator/way", "simulator/engine/law", "benefits", "questionnaire/questions")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    read = [f.name for f in files if "date.today" in f.read_text() or "localdate" in f.read_text()]
    assert set(read) <= {"links.py", "new_benefit.py"}  # commands: the day that a file is written
