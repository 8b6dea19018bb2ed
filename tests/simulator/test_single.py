"""One benefit alone: it asks what can change its answer, and answers as the whole does."""

from itertools import cycle, islice
from math import prod
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import Http404
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benefits.registry import catalogue
from benefits.schema import Benefit
from questionnaire.asked import Asked
from questionnaire.dossier import Dossier, accepted
from questionnaire.pages.session import ANSWERS
from questionnaire.pages.session import MONTH as STARTED
from questionnaire.questions import FLOW
from questionnaire.unknown import unknowns
from simulator.engine import reads
from simulator.project import modes
from simulator.reports.models import Report
from simulator.way import one_benefit
from simulator.way.one_benefit import FIRST
from simulator.way.outcomes import outcomes
from tests.personas.describe import RENNES, adult, answers, home
from tests.personas.people import PEOPLE
from tests.questionnaire.conftest import COMMUNES, MONTH, walk
from tests.simulator.conftest import create_communes

pytestmark = pytest.mark.engine
MOST_ASKED = (
    *("rsa", "cmu_c", "css_participation_forfaitaire", "aide_logement", "ppa", "aah", "aspa"),
)
FEW_WAYS = 3


def households(count: int) -> list[dict[str, Any]]:
    """Answers of `count` households drawn at random, always the same.

    They know all but an answer or two: of many, only some of the ways of standing for them would be
    tried, not the same ones for the whole and for the part.
    """
    found: list[dict[str, Any]] = []

    @settings(
        max_examples=12 * count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def draw(data: st.DataObject) -> None:
        answers = walk(data)
        if prod(len(one.plausible) for one in unknowns(Asked.of(FLOW, answers, MONTH))) <= FEW_WAYS:
            found.append(answers)

    draw()
    assert len(found) >= count
    return found[:count]


@pytest.fixture
def _places(db, monkeypatch):
    create_communes()
    monkeypatch.setattr(
        "questionnaire.questions.logement.communes", lambda code: COMMUNES.get(code, [])
    )


@pytest.mark.usefixtures("_places")
def test_one_benefit_alone_answers_as_the_whole_does():
    """For each set of questions that some benefits need, a household of its own, which asks too for
    two of the benefits that most people come for."""
    sets: dict[frozenset[str], list[Benefit]] = {}
    for benefit in catalogue().benefits:
        sets.setdefault(one_benefit.questions(benefit.id), []).append(benefit)
    most_asked = cycle(catalogue().get(one) for one in MOST_ASKED)
    drawn = households(len(sets))
    given: dict[str, Dossier] = {}
    compared: list[tuple[str, str, Benefit]] = []
    for number, own in enumerate(sets.values()):
        answers = drawn[number]
        given[f"{number}"] = Dossier(MONTH, answers)
        for benefit in {one.id: one for one in (*own, *islice(most_asked, 2))}.values():
            flow = one_benefit.flow_of(benefit)
            some = flow.relevant(answers, MONTH)
            assert accepted(FLOW, some, MONTH).relevant == some  # the whole would keep each of them
            name = f"{number} {benefit.id}"
            given[name] = Dossier(MONTH, some, only=benefit.id)
            compared.append((f"{number}", name, benefit))
    made = outcomes(list(given.values()))
    found = {name: one.verdicts for name, one in zip(given, made, strict=True)}
    different = {}
    for whole, name, benefit in compared:
        pair = [[one for one in found[of] if one.benefit.id == benefit.id] for of in (name, whole)]
        if pair[0] != pair[1]:
            different[name] = [
                [(one.status, one.person, one.amount, one.up_to, one.reasons) for one in some]
                for some in pair
            ]
    assert not different, repr(different)


@pytest.mark.usefixtures("_places")
def test_nothing_more_is_asked_once_the_rules_have_answered():
    """An owner has no housing aid, whatever the rest; a tenant is asked it."""
    owner = answers(adult("vous", "1990-05-04", "salarie"), home("proprietaire", commune=RENNES))
    tenant = owner | {"logement": "locataire_vide"}
    flow = one_benefit.flow_of(catalogue().get("aide_logement"))
    asked = [step.key for step in flow.steps(owner, MONTH)]
    assert not {"loyer", "bail", "revenus/vous"} & set(asked)
    assert {"loyer", "revenus/vous"} < {step.key for step in flow.steps(tenant, MONTH)}
    assert flow.sections[0] == FIRST
    # A benefit of another town is answered by the commune; an age that nobody has, by birth dates.
    elsewhere = next(b for b in catalogue().benefits if b.territory == ("departement:75",))
    steps = [
        s.key for s in one_benefit.flow_of(elsewhere).steps(owner, MONTH) if s.section != FIRST
    ]
    assert steps == []
    young = one_benefit.flow_of(catalogue().get("aspa")).relevant(owner, MONTH)
    assert "revenus/vous" not in young


def test_a_benefit_asks_no_question_that_it_does_not_need():
    every = {one.id for chapter in FLOW.chapters for one in chapter.questions}
    assert "loyer" in one_benefit.questions("aide_logement")
    assert not {"loyer", "bail", "enceinte"} & one_benefit.questions("aah")
    assert not {"taux", "inaptitude", "loyer"} & one_benefit.questions("cheque_energie")
    for benefit in catalogue().benefits:
        # The last decides who is of which tax unit: no variable of the benefit's own says so.
        needed = {"naissance", "couple", "enfants", "commune", "parents-impots"}
        assert needed <= one_benefit.questions(benefit.id)
    assert one_benefit.questions("aah") < every


def test_what_a_limit_alone_reads_is_asked_too():
    """The phone rebate is for who has RSA: it asks all that RSA asks."""
    rebate = one_benefit.questions("reduction_sociale_telephonique")
    assert one_benefit.questions("rsa") <= rebate
    for benefit in catalogue().benefits:
        terms = [one for condition in benefit.every_condition for one in condition.terms]
        read = reads({one.variable.name for one in terms if one.variable}, one_benefit.GIVEN)
        assert one_benefit.asking(read, one_benefit.WHOLE) <= one_benefit.questions(benefit.id)


def test_a_benefit_that_does_not_exist_is_not_found():
    with pytest.raises(Http404):
        modes.one_benefit("fortune")


def test_its_pages_stay_at_its_addresses_and_the_whole_asks_only_the_rest(client, db):
    start = client.get("/aide/aah/simuler/")
    assert start.headers["Location"] == "/aide/aah/simuler/naissance/vous/"
    assert client.get("/aide/fortune/simuler/").status_code == 404
    born = {"reponse_0": "4", "reponse_1": "5", "reponse_2": "1990"}
    sent = client.post(start.headers["Location"], born)
    assert sent.headers["Location"] == "/aide/aah/simuler/nationalite/vous/"
    page = client.get(sent.headers["Location"]).content.decode()
    assert "Pour une seule aide" in page
    assert 'href="/aide/aah/simuler/naissance/vous/"' in page  # « Précédent »
    assert client.get("/aide/aah/simuler/enceinte/vous/").status_code == 302  # not asked here
    assert client.get("/simulation/").headers["Location"] == "/simulation/nationalite/vous/"


@pytest.fixture
def tenant(communes, client: Client) -> Client:
    """A visitor who has answered what RSA reads, and nothing else."""
    given = next(one for one in PEOPLE if one.id == "locataire sans revenu, zone 2").answers
    flow = one_benefit.flow_of(catalogue().get("rsa"))
    session = client.session
    session[ANSWERS] = flow.relevant(given, MONTH)
    session[STARTED] = MONTH
    session.save()
    return client


def test_its_answer_has_its_working_its_refinements_and_its_report(tenant):
    """All that the whole questionnaire's results offer, at this benefit's own addresses."""
    place = "/aide/rsa/simuler"
    results = tenant.get(f"{place}/resultats/?complet=1").content.decode()
    for page in ("resultats/rsa/calcul/", "signaler/rsa/"):
        assert f'href="{place}/{page}"' in results
    working = tenant.get(f"{place}/resultats/rsa/calcul/").content.decode()
    assert "573,49" in working
    assert f'href="{place}/loyer/?retour=calcul/rsa"' in working
    assert "/simulation/resultats/" not in working  # the other benefits are not answered
    refined = tenant.get(f"{place}/resultats/precisions/").content.decode()
    assert f'href="{place}/patrimoine/vous/?retour=results"' in refined
    assert "Complémentaire" not in refined  # only what changes this benefit
    for other in ("resultats/ppa/calcul/", "signaler/ppa/", "signaler/autre/"):
        assert tenant.get(f"{place}/{other}").status_code == 404


def test_its_report_says_that_the_answers_are_those_of_one_benefit(tenant):
    form = "/aide/rsa/simuler/signaler/rsa/"
    seal = tenant.get(form).context["form"]["digest"].value()
    told = {"expected": "250", "origin": "letter", "details": "", "agreed": "on", "digest": seal}
    sent = tenant.post(form, told)
    assert sent.headers["Location"] == "/aide/rsa/simuler/signaler/merci/"
    kept = Report.objects.get()
    assert kept.situation["only"] == "rsa"
    with pytest.raises(CommandError, match="rsa"):
        call_command("report_to_persona", str(kept.pk))
