"""The directory's pages, its JSON and « cette adresse a changé »."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from orientation.importers.apply import apply
from orientation.importers.record import Record
from orientation.models import Commune, Desk, DeskOverride, DeskReport
from orientation.rate import Rate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _desks(france: dict[str, Commune]) -> None:
    """A CAF whose source holds something nasty, and a town hall."""
    records = [
        Record(
            id="caf", kind="caf", name="CAF <script>alert(1)</script>", insee="93048",
            address="1 rue de la Paix", postcode="93100", city="Montreuil", latitude=48.861,
            longitude=2.443, phone="3230", hours="Mo-Fr 09:00-12:00", website="https://caf.fr/",
            access="yes", appointment="required",
        ),
        Record(id="hall", kind="mairie", name="Mairie de Montreuil", insee="93048", address="x"),
    ]  # fmt: skip
    apply("dila", records, data_date=None)


def test_a_commune_has_one_address(client: Client) -> None:
    for path in ("/lieux/93048", "/lieux/ancien-nom-93048"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, "/lieux/montreuil-93048")
    assert client.get("/lieux/nulle-part-99999").status_code == 404


def test_the_page_of_a_commune(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        page = client.get("/lieux/montreuil-93048").content.decode()
    assert "Qui peut vous aider à Montreuil" in page
    assert "tel:3230" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "Annuaire de l’administration" in page
    assert "<svg" in page
    assert "style=" not in page.split("<main")[1]
    assert not re.findall(r'(?:src|href)="//', page)
    assert "Nous n’avons pas encore leurs adresses" in page  # France services, MDPH…
    assert page.count("<strong>Mairie de Montreuil</strong>") == 1  # it stands for the CCAS too
    assert "demandez‑le à la mairie" in page


def test_a_collectivity_without_town_hall_says_who_to_ask(client: Client) -> None:
    page = client.get("/lieux/noumea-98818").content.decode()
    assert "CAFAT" in page
    assert "3230" not in page  # the CAF does not act there
    assert "Mairie" in page  # the official finder has it


def test_the_json_of_a_commune(client: Client) -> None:
    answer = client.get("/lieux/montreuil-93048.json")
    document = answer.json()
    assert document["commune"]["code"] == "93048"
    (caf,) = document["desks"]["caf"]
    assert caf["hours_words"] == ["du lundi au vendredi : de 9\xa0h à 12\xa0h"] or caf["stale"]
    assert caf["appointment"] == "required"
    assert document["sources"].keys() == {"dila"}
    assert "max-age" in answer["Cache-Control"]
    assert client.get("/lieux/x-99999.json").status_code == 404


@pytest.mark.parametrize(("asked", "status"), [("93100", 302), ("Montreuil", 302), ("zz", 200)])
def test_finding_a_commune(client: Client, asked: str, status: int) -> None:
    answer = client.get("/lieux/", {"q": asked})
    assert answer.status_code == status
    if status == 200:
        assert "Nous ne trouvons pas" in answer.content.decode()


def test_the_help_card(client: Client) -> None:
    page = client.get("/lieux/numero-provisoire/").content.decode().replace("\u00a0", " ")
    for said in ("3230", "3646", "acte de naissance", "attestation", "9 mois", "14 avril 2025"):
        assert said in page


def test_a_report_keeps_nothing_of_the_visitor(client: Client) -> None:
    details = "Parti au 3 rue Neuve. Je suis a.b@c.fr, 06 12 34 56 78, 1 85 05 78 006 084 91"
    answer = client.post("/lieux/signaler/dila:caf/", {"what": "moved", "details": details})
    assert answer["Location"] == "/lieux/merci/montreuil-93048/"
    assert client.get(answer["Location"]).status_code == 200
    report = DeskReport.objects.get()
    assert report.details.startswith("Parti au 3 rue Neuve. Je suis …")
    assert not re.search(r"@|06 12|78 006", report.details)
    assert {f.name for f in DeskReport._meta.fields} == {
        "id", "desk_key", "desk_name", "what", "details", "received_on", "handled",
    }  # fmt: skip


@pytest.mark.parametrize(
    "data", [{}, {"what": "nonsense"}, {"what": "moved", "details": "x" * 501}]
)
def test_a_bad_report_says_why(client: Client, data: dict) -> None:
    answer = client.post("/lieux/signaler/dila:caf/", data, follow=True)
    assert 'class="error"' in answer.content.decode()
    assert not DeskReport.objects.exists()


def test_robots_and_floods_are_dropped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post("/lieux/signaler/dila:caf/", {"what": "closed", "site": "http://spam"})
    assert not DeskReport.objects.exists()
    monkeypatch.setattr("orientation.views.rate", Rate(2))
    report = ("/lieux/signaler/dila:caf/", {"what": "closed"})
    sent = [client.post(*report, follow=True).content.decode() for _ in range(4)]
    assert ["n’a pas été gardé" in page for page in sent] == [False, False, True, True]
    assert DeskReport.objects.count() == 2


def test_a_report_needs_its_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/lieux/signaler/dila:caf/", {"what": "closed"}).status_code == 403
    assert strict.get("/lieux/signaler/dila:nope/").status_code == 404


def test_the_operators_commands(client: Client) -> None:
    client.post("/lieux/signaler/dila:caf/", {"what": "closed"})
    out = StringIO()
    call_command("desk_reports", stdout=out)
    (report,) = json.loads(out.getvalue())
    assert (report["desk"], report["what"]) == ("dila:caf", "closed")
    call_command("hide_desk", "dila:caf", "--reason", "fermé", stdout=StringIO())
    assert DeskOverride.objects.get().hidden
    out = StringIO()
    call_command("desks", "--commune", "93048", "--kind", "caf", stdout=out)
    assert json.loads(out.getvalue())["desks"] == {}
    call_command("hide_desk", "dila:caf", "--show", stdout=StringIO())
    call_command("desk_reports", "--done", str(report["id"]), stdout=(out := StringIO()))
    assert json.loads(out.getvalue()) == []
    with pytest.raises(CommandError):
        call_command("hide_desk", "dila:nope")


def test_desks_for_a_benefit(capsys: pytest.CaptureFixture) -> None:
    out = StringIO()
    call_command("desks", "--commune", "93048", "--benefit", "rsa", stdout=out)
    desks = json.loads(out.getvalue())["desks"]
    assert {"caf", "ccas"} <= desks.keys()  # the town hall stands for the CCAS
    for wrong in (["--benefit", "rien"], ["--kind", "rien"]):
        with pytest.raises(SystemExit):
            call_command("desks", "--commune", "93048", *wrong, stderr=StringIO())
    with pytest.raises(SystemExit):
        call_command("desks", "--commune", "00000", stderr=StringIO())


def test_names_cannot_carry_a_script_into_a_link(client: Client) -> None:
    Desk.objects.filter(pk="dila:caf").update(website='https://x.fr/"onclick="a')
    assert 'onclick="a' not in client.get("/lieux/montreuil-93048").content.decode()
