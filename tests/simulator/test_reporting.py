"""« Je m'attendais à autre chose »: what is kept, what never is, and how it becomes a test."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from orientation.rate import Rate
from questionnaire.pages.session import ANSWERS, MONTH
from questionnaire.questions import FLOW
from questionnaire.upgrades import VERSION
from simulator.reports import views
from simulator.reports.models import KEPT, Report
from simulator.reports.views import PERSONAL
from simulator.templatetags.french import typeset
from simulator.way.case import case_of
from tests.personas import describe
from tests.personas.people import PEOPLE, Persona
from tests.personas.reported import reported

pytestmark = pytest.mark.django_db
RSA = "/simulation/signaler/rsa/"
TOLD = {"expected": "651,69", "origin": "caf_simulator", "details": "", "site": ""}
TENANT = next(p for p in PEOPLE if p.id == "locataire sans revenu, zone 2").answers


@pytest.fixture
def visitor(communes: None, client: Client) -> Client:
    """A visitor who has answered everything, and a question that no longer counts."""
    session = client.session
    session[ANSWERS] = {**TENANT, "isolement": "oui"}
    session[MONTH] = describe.MONTH
    session.save()
    return client


def seal(visitor: Client) -> str:
    return str(visitor.get(RSA).context["form"]["digest"].value())


def test_without_agreement_nothing_of_the_situation_is_kept(visitor) -> None:
    assert visitor.post(RSA, TOLD | {"digest": seal(visitor)}).status_code == 302
    report = Report.objects.get()
    assert report.situation is None
    assert (report.benefit, report.expected) == ("rsa", 651.69)
    assert report.received_on == timezone.localdate()


def test_with_agreement_exactly_what_was_shown_is_kept(visitor) -> None:
    page = visitor.get(RSA)
    shown = [line.label for lines in page.context["sections"].values() for line in lines]
    visitor.post(RSA, TOLD | {"agreed": "on", "digest": seal(visitor)})
    kept = Report.objects.get().situation
    assert kept == {"version": VERSION, "month": describe.MONTH, "answers": TENANT}
    assert len(shown) == len(kept["answers"])
    assert all(typeset(escape(label)) in page.content.decode() for label in shown)


def test_answers_changed_in_another_window_are_shown_again_before_anything_is_kept(visitor) -> None:
    before = seal(visitor)
    session = visitor.session
    session[ANSWERS] = {**TENANT, "loyer": 611.0}
    session.save()
    page = visitor.post(RSA, TOLD | {"agreed": "on", "digest": before}, follow=True)
    assert "Erreur" in page.content.decode()
    assert "Vos réponses ont changé" in page.content.decode()
    assert "611" in page.content.decode()
    assert not Report.objects.exists()
    assert visitor.post(RSA, TOLD | {"agreed": "on", "digest": seal(visitor)}).status_code == 302
    assert Report.objects.get().situation["answers"]["loyer"] == 611.0


def test_nothing_of_a_report_says_who_or_when(visitor) -> None:
    """No time, no address, no session: the columns themselves could not hold them."""
    columns = {field.name for field in Report._meta.get_fields()}
    assert columns == {
        *("id", "benefit", "expected", "origin", "details", "situation"),
        *("received_on", "handled"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "mon numéro est 2 85 05 78 006 084 36",
        "185057800608436",
        "1 85 05 2A 006 084",
        "appelez le 06 12 34 56 78",
        "+33 6 12 34 56 78",
        "06.12.34.56.78",
        "nom@exemple.fr",
        "allocataire 1234567",
    ],
)
def test_words_that_look_personal_are_refused_and_given_back(visitor, words: str) -> None:
    page = visitor.post(RSA, TOLD | {"details": words}, follow=True)
    assert "Erreur" in page.content.decode()
    assert "doit rester anonyme" in page.content.decode()
    assert words in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "La CAF me verse 1 393,52 euros depuis 2024 et 573,49 euros de RSA.",
        "Depuis le 12/05/2025, 3 enfants, loyer 1 250 euros",
        "Article L262-2, 2026",
    ],
)
def test_amounts_and_dates_are_not_personal(words: str) -> None:
    assert not PERSONAL.search(words)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"origin": ""}, "Choisissez une réponse"),
        ({"origin": "voisin"}, "Choisissez une réponse dans la liste"),
        ({"expected": "beaucoup"}, "Écrivez un montant en chiffres"),
        ({"expected": "9" * 9}, "savons compter"),
        ({"details": "x" * 501}, "500\u00a0caractères au plus"),
    ],
)
def test_a_bad_report_is_explained(visitor, change: dict[str, str], said: str) -> None:
    page = visitor.post(RSA, TOLD | change, follow=True)
    assert "Erreur" in page.content.decode()
    assert said in page.content.decode()
    assert not Report.objects.exists()


def test_robots_are_thanked_and_forgotten(visitor) -> None:
    assert visitor.post(RSA, TOLD | {"site": "https://exemple.fr"}).status_code == 302
    assert not Report.objects.exists()


def test_one_visitor_does_not_silence_the_others_and_is_told(visitor, monkeypatch) -> None:
    monkeypatch.setattr(views, "rate", Rate(views.OF_A_VISITOR + 1))
    for _ in range(views.OF_A_VISITOR):
        assert visitor.post(RSA, TOLD).status_code == 302
    refused = visitor.post(RSA, TOLD, follow=True)
    assert "celui-ci n’a pas été gardé" in refused.content.decode()
    assert Report.objects.count() == views.OF_A_VISITOR


def test_one_address_does_not_silence_the_others(visitor, monkeypatch) -> None:
    monkeypatch.setattr(views, "rate", Rate(1))
    assert visitor.post(RSA, TOLD).status_code == 302
    refused = visitor.post(RSA, TOLD, follow=True)
    assert "n’a pas été gardé" in refused.content.decode()
    assert visitor.post(RSA, TOLD, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_what_was_told_is_sealed_at_rest(visitor) -> None:
    details = "mille deux cents euros"
    told = TOLD | {"agreed": "on", "digest": seal(visitor), "details": details}
    assert visitor.post(RSA, told).status_code == 302
    report = Report.objects.get()
    assert report.details == details
    birth = report.situation["answers"]["naissance/vous"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM simulator_report")
        row = str(cursor.fetchall())
    assert birth not in row
    assert details not in row
    assert "naissance" not in row


def test_a_report_needs_its_token(communes) -> None:
    assert Client(enforce_csrf_checks=True).post(RSA, TOLD).status_code == 403


def test_a_report_needs_answers_and_a_benefit_we_know(visitor, client) -> None:
    assert visitor.get("/simulation/signaler/inconnue/").status_code == 404
    assert visitor.get("/simulation/signaler/autre/").status_code == 200
    assert Client().get(RSA).status_code == 302


def test_the_list_has_what_exists_where_the_household_lives(visitor) -> None:
    page = visitor.get("/simulation/signaler/").content.decode()
    assert 'value="rennes_metropole_transport"' in page  # the household lives in Rennes
    assert 'value="paris_logement"' not in page
    assert visitor.get("/simulation/signaler/?aide=rsa").headers["Location"] == RSA
    assert visitor.get("/simulation/signaler/?aide=//ailleurs.fr").status_code == 200


def test_reports_are_listed_and_a_year_later_deleted(visitor) -> None:
    visitor.post(RSA, TOLD | {"agreed": "on", "digest": seal(visitor)})
    Report.objects.create(origin="other", received_on=timezone.localdate() - KEPT)
    output = io.StringIO()
    call_command("reports", stdout=output)
    listed = json.loads(output.getvalue())
    assert [(one["benefit"], one["expected"], one["origin"]) for one in listed] == [
        ("rsa", 651.69, "caf_simulator")
    ]
    assert listed[0]["situation"]["answers"] == TENANT
    assert Report.objects.count() == 1


def test_a_new_report_deletes_the_old_ones(visitor) -> None:
    Report.objects.create(origin="other", received_on=timezone.localdate() - KEPT)
    young = Report.objects.create(
        origin="other", received_on=timezone.localdate() - KEPT + timedelta(days=1)
    )
    visitor.post(RSA, TOLD)
    assert set(Report.objects.values_list("benefit", flat=True)) == {"rsa", young.benefit}
    assert Report.objects.count() == 2


def test_a_report_becomes_a_persona_that_the_engine_can_compute(visitor, tmp_path: Path) -> None:
    visitor.post(RSA, TOLD | {"agreed": "on", "digest": seal(visitor)})
    number = Report.objects.get().pk
    call_command("report_to_persona", str(number), folder=tmp_path, stdout=io.StringIO())
    (found,) = (Persona(**one) for one in reported(tmp_path))
    assert found.id.startswith(f"signalement {number} (Le simulateur de la CAF")
    assert found.expected == {"rsa": 651.69}
    assert found.answers == {**TENANT, "naissance/vous": "1990-05-02"}  # its day is not kept
    assert FLOW.first_unanswered(found.answers, found.month) is None
    assert case_of(found.dossier, FLOW).inputs[0]["individus"]["vous"]


def test_a_report_without_its_situation_becomes_no_persona(visitor, tmp_path: Path) -> None:
    visitor.post(RSA, TOLD)
    with pytest.raises(CommandError, match="pas accepté"):
        call_command("report_to_persona", str(Report.objects.get().pk), folder=tmp_path)
    with pytest.raises(CommandError, match="Aucun signalement"):
        call_command("report_to_persona", "0", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
