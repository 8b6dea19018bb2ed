"""« Et si… »: changes of life beside today, worked out by hand; the months ahead; the curve."""

import threading
import time
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from benefits.registry import catalogue
from questionnaire.core import UNKNOWN
from questionnaire.dossier import Dossier
from questionnaire.pages.session import ANSWERS
from questionnaire.pages.session import MONTH as STARTED
from questionnaire.questions import FLOW
from simulator.engine import calculation
from simulator.engine.serving import queue
from simulator.engine.serving.cache import SealedCache
from simulator.way import curve
from simulator.way.ahead import MONTHS, months_after
from simulator.way.case import case_of
from simulator.way.changes import CHANGES
from simulator.way.curve import Point, counted, drops, flats
from simulator.way.outcomes import Outcome, outcomes
from simulator.way.whatif import Impossible, Scenario, again, scenario
from tests.personas.describe import MONTH, RENNES, adult, answers, child, home, student
from tests.personas.people import PEOPLE

FREE = home("loge_gratuitement")
ALONE = Dossier(MONTH, answers(adult("vous", "1990-05-04", "chomeur"), FREE))
COUPLE = Dossier(
    MONTH,
    answers(
        adult("vous", "1990-05-04", "foyer"),
        adult("conjoint", "1988-05-04", "salarie", incomes={"salaire": 1_600.0}),
        FREE,
        couple="marie",
    ),
)
PARENTS = Dossier(
    MONTH,
    answers(
        adult("vous", "1990-05-04", "foyer"),
        adult("conjoint", "1988-05-04", "salarie", incomes={"salaire": 1_600.0}),
        child(1, "2017-02-10"),
        child(2, "2018-02-10"),
        FREE,
        couple="marie",
        children=2,
    ),
)


def after(base: Dossier, change: str, **told: Any) -> Scenario:
    return scenario(again(base), CHANGES[change], told)


def amount(outcome: Outcome, benefit: str) -> float:
    """Euros per its period of a benefit that is estimated or to be checked; 0 without it."""
    found = [v for v in outcome.verdicts if v.benefit.id == benefit and v.status != "no"]
    return float(sum(v.amount or 0 for v in found))


# Differences worked out by hand ----------------------------------------------------------------


@pytest.mark.engine
@pytest.mark.django_db
def test_a_job_at_half_the_smic_for_who_has_the_rsa(communes, engine):
    """RSA 651,69 − forfait logement 78,20 = 573,49, then 0 : 721 is more than 573,49. Prime
    d'activité (CSS, art. D. 843-1 to D. 843-3): 638,28 + 59,85 % × 721 (431,52) − (721 + forfait
    76,59) = 272,21, to the cent below. Received already, the RSA is computed again."""
    told = ALONE.with_answers({"aides": ["rsa"], "montants-aides": {"rsa": 573.0}})
    job = after(told, "emploi", salaire=721.0)
    before, settled = outcomes([again(told), job.dossier], ends=1)
    assert (amount(before, "rsa"), amount(before, "ppa")) == (573.49, 0)
    assert amount(settled, "rsa") == 0
    assert amount(settled, "ppa") == pytest.approx(272.21, abs=0.01)
    left = [curve.incomes(one) + counted(one).monthly for one in (before, settled)]
    assert float(left[1] - left[0]) == pytest.approx(721 + 272.20 - 573.49, abs=0.01)


@pytest.mark.engine
@pytest.mark.django_db
def test_the_first_months_of_a_job_still_count_the_months_before(communes, engine):
    """RSA and prime d'activité read M-4..M-2: nothing changes for two months, then a third a month
    (CASF, art. R. 262-7). A third of 721 is 240,33: RSA 573,49 − 240,33 = 333,16."""
    base = again(ALONE)
    job = after(ALONE, "emploi", salaire=721.0)
    months = months_after(base, job, case_of(base, FLOW, ends=1).inputs[0])
    found = outcomes([*months, job.dossier], ends=1)
    assert len(months) == MONTHS
    assert [amount(one, "rsa") for one in found[:2]] == [573.49, 573.49]
    assert amount(found[2], "rsa") == pytest.approx(333.16, abs=0.02)
    assert 0 < amount(found[3], "rsa") < amount(found[2], "rsa")
    assert [amount(one, "rsa") for one in found[4:]] == [0, 0, 0]
    assert [amount(one, "ppa") for one in found[4:]] == [272.2, 272.2, 272.2]


@pytest.mark.engine
@pytest.mark.django_db
def test_a_separation_leaves_who_stays_with_the_rsa_of_one_person(communes, engine):
    """The couple has the prime d'activité of one pay of 1 600 (957,42 + 216,19 + 957,60 − (1 600 +
    153,19) = 378,02); alone without a pay, RSA 573,49 and no prime."""
    apart = after(COUPLE, "separation", union="autre")
    together, alone = outcomes([again(COUPLE), apart.dossier], ends=1)
    assert amount(together, "ppa") == pytest.approx(378.02, abs=0.01)
    assert amount(together, "rsa") == 0
    assert (amount(alone, "rsa"), amount(alone, "ppa")) == (573.49, 0)
    assert not any(key.endswith("/conjoint") for key in apart.dossier.answers)


@pytest.mark.engine
@pytest.mark.django_db
def test_a_third_child_changes_family_benefits(communes, engine):
    """Two children: 153,01 of allocations familiales; three: 349,06 (CSS, art. D. 521-1 : 32 % then
    41 % more of the base, 478,16 euros). The baby opens the allocation de base, 199,15."""
    birth = after(PARENTS, "naissance", combien="1")
    two, three = outcomes([again(PARENTS), birth.dossier], ends=1)
    assert amount(two, "af") == pytest.approx(153.01, abs=0.01)
    assert amount(three, "af") == pytest.approx(153.01 + 0.41 * 478.16, abs=0.02)
    assert amount(two, "paje_base") == 0
    assert amount(three, "paje_base") == pytest.approx(199.15, abs=0.01)
    assert birth.dossier.answers["naissance/enfant_3"] == "2026-11-01"


# What a change does to the answers -------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_received_is_computed_again(communes):
    told = ALONE.with_answers(
        {
            "aides": ["rsa", "logement"],
            "montants-aides": {"rsa": 500.0, "logement": "variable"},
            "mois-aides": {"logement": {"2026-10": 100.0, "2026-09": 90.0, "2026-08": 80.0}},
            "revenus/vous": ["chomage", "ass"],
            "montants-revenus/vous": {"chomage": 300.0, "ass": 200.0},
        }
    )
    base = again(told).answers
    assert base["aides"] == []
    assert not {"montants-aides", "mois-aides"} & base.keys()
    assert base["montants-revenus/vous"] == {"chomage": 300.0}


@pytest.mark.django_db
def test_what_a_change_opens_is_taken_plainly_and_told(communes):
    lost = after(COUPLE, "perte-emploi", qui="conjoint", chomage=0.0)
    assert lost.dossier.asked().missing is None
    assert [step.key for step in lost.assumed] == ["parcours/conjoint"]
    given = lost.dossier.answers["parcours/conjoint"]
    assert set(given.values()) <= {
        UNKNOWN,
        "inconnue",
    }  # it bounds the result, and is never a « no »


@pytest.mark.django_db
def test_what_was_said_of_the_other_children_stays_said(communes):
    mother = Dossier(
        MONTH,
        answers(
            adult("vous", "1990-05-04", "foyer"),
            child(1, "2020-01-05"),
            FREE,
            children=1,
            autre_parent={"enfant_1": "pension"},
        ),
    )
    birth = after(mother, "naissance", combien="2")
    said = birth.dossier.answers["autre-parent"]
    assert said == {"enfant_1": "pension", "enfant_2": UNKNOWN, "enfant_3": UNKNOWN}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("base", "change", "told", "why"),
    [
        (ALONE, "retraite", {"retraite": 900.0}, "avant 55 ans"),
        (ALONE, "separation", {"union": "autre"}, "pas de couple"),
        (ALONE, "perte-emploi", {"chomage": 0.0}, "n’a de salaire"),
        (ALONE, "salaire", {"salaire": 900.0}, "n’a de salaire"),
        (ALONE, "fin-etudes", {"salaire": 0.0}, "n’est étudiant"),
        (ALONE, "loyer", {"loyer": 500.0}, "pas de loyer"),
        (COUPLE, "couple", {"union": "marie", "age": 30, "salaire": 0.0}, "déjà un couple"),
        (ALONE, "couple", {"union": "marie", "age": 12, "salaire": 0.0}, "16 ans au moins"),
        (COUPLE, "emploi", {"qui": "conjoint", "salaire": 900.0}, "ont changé"),
        (ALONE, "emploi", {"qui": "conjoint", "salaire": 900.0}, "ont changé"),
        (ALONE, "emploi", {}, "ont changé"),
    ],
)
def test_what_cannot_be_is_refused_in_words(communes, base, change, told, why):
    with pytest.raises(Impossible, match=why):
        after(base, change, **told)


@pytest.mark.django_db
def test_nobody_of_a_household_of_old_people_is_employed(communes):
    old = Dossier(MONTH, answers(adult("vous", "1940-05-04", "retraite"), FREE))
    with pytest.raises(Impossible, match="75 ans"):
        after(old, "emploi", salaire=900.0)


@pytest.mark.django_db
def test_every_change_that_can_be_ends_in_a_whole_household(communes):
    """Of each persona; each question of a change answered with its first choice, or 500 euros."""
    done = dict.fromkeys(CHANGES, 0)
    learner = Dossier(MONTH, answers(student("vous", "2004-05-04"), FREE))
    senior = Dossier(MONTH, answers(adult("vous", "1965-05-04", "salarie"), FREE))
    for base in [*(again(one.dossier) for one in PEOPLE[::3]), again(learner), again(senior)]:
        for change in CHANGES.values():
            try:
                rows = change.step(base).field().rows
                told = {path: first(path, row) for path, row in rows.items()}
                made = scenario(base, change, told)
            except Impossible:
                continue
            done[change.id] += 1
            assert made.dossier.asked().missing is None
            assert made.dossier.month == base.month
            before = case_of(base, FLOW, ends=1).inputs[0]
            for month in months_after(base, made, before):
                assert month.asked().missing is None, (change.id, month.asked().missing)
    assert all(done.values()), done


def first(path: str, row: Any) -> Any:
    if path == "reponse":
        return RENNES
    if path == "age":
        return 40
    return row.choices[0][0] if hasattr(row, "choices") else 500.0


# The curve -------------------------------------------------------------------------------------


@pytest.mark.engine
@pytest.mark.django_db
def test_the_curve_is_what_each_point_is_alone(communes, engine):
    mother = next(one for one in PEOPLE if one.id == "mère seule, un enfant, HLM").dossier
    dossiers = curve.paid(again(mother), "vous")
    few = curve.drawn(catalogue())
    together = curve.points(outcomes(dossiers, ends=1, among=few))
    assert len(together) == len(curve.PAYS) == 61
    for pay, dossier, point in zip(curve.PAYS, dossiers, together, strict=True):
        [alone] = curve.points(outcomes([dossier], ends=1, among=few), [pay])
        assert alone == point  # to the cent
    pays = curve.PAYS[::15]
    whole = curve.points(outcomes(dossiers[::15], ends=1), pays)
    # The benefits that are not drawn change nothing to it.
    assert [one.left for one in whole] == [one.left for one in together[::15]]


def line(*left: float) -> list[Point]:
    return [Point(50 * i, Decimal(str(one)), {"A": Decimal(1)}) for i, one in enumerate(left)]


def test_drops_and_flat_stretches_are_found_and_joined():
    rising = line(500, 540, 580, 620)
    assert drops(rising) == flats(rising) == []
    [drop] = drops(line(500, 540, 500, 480, 530))
    assert (drop.start, drop.end, drop.lost) == (50, 150, 60)
    [flat] = flats(line(500, 540, 559, 578, 628))
    assert (flat.start, flat.end, flat.kept) == (50, 150, 38)
    assert drops(line(500, 499.9, 549)) == []  # a rounding is no drop


# The pages -------------------------------------------------------------------------------------


@pytest.fixture
def visitor(communes: None, client: Client) -> Client:
    session = client.session
    session[ANSWERS] = dict(COUPLE.answers)
    session[STARTED] = MONTH
    session.save()
    return client


PLACE = "/simulation/et-si/"


def words_of(response: HttpResponse) -> str:
    """The page with plain spaces and hyphens."""
    plain = str.maketrans("\u00a0\u202f\u2011", "  -")
    return response.content.decode().translate(plain)


@pytest.mark.engine
def test_a_change_is_chosen_told_compared_and_removed(visitor: Client, engine):
    page = words_of(visitor.get(PLACE))
    assert 'href="/simulation/et-si/emploi/"' in page
    form = words_of(visitor.get(f"{PLACE}emploi/"))
    assert "Prendre un emploi" in form
    wrong = visitor.post(f"{PLACE}emploi/", {"qui": "vous", "salaire": "beaucoup"})
    assert (wrong.status_code, wrong.headers["Location"]) == (302, f"{PLACE}emploi/")
    again = words_of(visitor.get(f"{PLACE}emploi/"))  # by GET: Back never asks to send again
    assert "Écrivez un montant" in again
    assert "Erreur : " in again.split("</title>")[0]
    assert 'value="beaucoup"' in again
    assert "Écrivez un montant" not in words_of(visitor.get(f"{PLACE}emploi/"))
    sent = visitor.post(f"{PLACE}emploi/", {"qui": "vous", "salaire": "1 200"})
    assert (sent.status_code, sent.headers["Location"]) == (302, PLACE)
    found = visitor.get(PLACE)
    words = words_of(found)
    assert "de plus par mois" in words
    assert "novembre 2026" in words
    assert len(found.context["found"]) == 1
    assert visitor.session[ANSWERS] == COUPLE.answers  # nothing of what was said has changed
    visitor.post(f"{PLACE}retirer/", {"rang": "0"})
    assert "found" in visitor.get(PLACE).context
    assert visitor.get(PLACE).context["found"] == []


@pytest.mark.engine
def test_three_changes_at_most_and_those_that_cannot_be_any_more_say_so(visitor: Client, engine):
    for pay in ("500", "700", "900"):
        visitor.post(f"{PLACE}emploi/", {"qui": "vous", "salaire": pay})
    fourth = visitor.post(f"{PLACE}emploi/", {"qui": "vous", "salaire": "1100"})
    assert fourth.status_code == 302
    assert "Retirez-en un" in words_of(visitor.get(f"{PLACE}emploi/"))
    assert len(visitor.get(PLACE).context["found"]) == 3
    session = visitor.session
    session[ANSWERS] = dict(ALONE.answers)
    session.save()
    page = visitor.get(PLACE)
    assert "ont changé" in words_of(page)
    assert page.context["found"] == []
    for rank in ("9", "-1", "x", ""):
        assert visitor.post(f"{PLACE}retirer/", {"rang": rank}).status_code == 302


@pytest.mark.engine
def test_a_change_that_cannot_be_or_does_not_exist(visitor: Client, engine):
    refused = visitor.get(f"{PLACE}retraite/")
    assert "avant 55 ans" in words_of(refused)
    assert visitor.get(f"{PLACE}fortune/").status_code == 404
    assert visitor.get("/aide/rsa/simuler/et-si/").status_code == 404  # of one benefit alone
    assert "Où habitez" in words_of(visitor.get(f"{PLACE}demenagement/"))


@pytest.mark.engine
def test_a_curve_asked_while_the_engine_is_busy_waits_then_comes_and_holds_nobody(
    visitor: Client, engine, monkeypatch: pytest.MonkeyPatch
):
    """Four curves wait already: the fifth is told to come back, and whoever asks for results passes
    before them all."""
    go, sizes = threading.Event(), []

    def gated(situations: list[Any]) -> list[dict]:
        sizes.append(len(situations))
        assert go.wait(60)
        return calculation.attempt(situations)

    busy = queue.Batcher(gated, window=0), SealedCache("busy")
    monkeypatch.setattr(queue, "_here", lambda: busy)
    [home] = [case.documents for case in [case_of(ALONE, FLOW, ends=1)]]
    queue.Waiting(home, 60, queue.LATER)  # computed now
    while not sizes:
        time.sleep(0.01)
    others = curve.paid(again(COUPLE), "conjoint")[: queue.MAX_WAITING[queue.LATER]]
    few = curve.drawn(catalogue())
    waits = [
        queue.Waiting(
            case_of(one, FLOW, ends=1, among=few).documents * queue.SLICE, 60, queue.LATER
        )
        for one in others
    ]
    told = visitor.get(f"{PLACE}salaire-par-mois/?qui=conjoint")
    assert (told.status_code, told.headers["Retry-After"]) == (503, "5")
    assert "Encore un instant" in words_of(told)
    results = queue.Waiting(case_of(COUPLE, FLOW, ends=1).documents, 60)
    go.set()
    assert results.answers()
    assert sizes[:2] == [len(home), 1 + queue.SLICE]  # first of its batch, a slice beside it
    assert all(one.answers() for one in waits)
    assert words_of(visitor.get(f"{PLACE}salaire-par-mois/?qui=conjoint")).count("<polyline") == 2


@pytest.mark.engine
def test_the_curve_has_its_drawing_its_words_and_its_table(visitor: Client, engine):
    page = visitor.get(f"{PLACE}salaire-par-mois/?qui=conjoint")
    words = words_of(page)
    assert words.count("<polyline") == 2
    assert 'role="img"' in words
    assert "style=" not in words
    assert 'class="mark"' in words  # the pay of today
    assert len(page.context["table"]) == 11
    assert visitor.get(f"{PLACE}salaire-par-mois/?qui=voisin").status_code == 200
    session = visitor.session
    session[ANSWERS] = answers(adult("vous", "1940-05-04", "retraite"), FREE)
    session["whatif"] = [{"change": "fortune", "told": {}}]
    session.save()
    assert "75 ans et plus" in words_of(visitor.get(f"{PLACE}salaire-par-mois/"))
    assert visitor.get(PLACE).context["found"] == []
