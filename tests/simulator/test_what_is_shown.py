"""What the results page makes of the verdicts, without computing any: order, words, who pays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from django.template.loader import render_to_string

from benefits.facts import Person, facts
from benefits.registry import catalogue
from benefits.totals import total
from benefits.verdict import Verdict
from orientation.models import Commune, Desk
from questionnaire.questions import FLOW
from simulator.project import modes
from simulator.results import page as results_page
from simulator.results.page import arithmetic, last_day, shown
from simulator.way.case import Case, case_of
from simulator.way.nearby import Place, publics_of
from simulator.way.outcomes import Outcome
from tests.personas.people import PEOPLE

HOME = modes.home()

pytestmark = pytest.mark.django_db


def case(name: str) -> Case:
    return case_of(next(one for one in PEOPLE if one.id == name).dossier, FLOW)


def place(case: Case) -> Place:
    return Outcome(case, ()).place


def context(case: Case, *verdicts: Verdict) -> dict[str, Any]:
    return shown(Outcome(case, verdicts), HOME)


def verdict(benefit: str, amount: str | None = None, **others: Any) -> Verdict:
    found = catalogue().get(benefit)
    assert found is not None
    given = {"status": "estimated" if amount else "likely", "period": found.shown} | others
    return Verdict(found, amount=Decimal(amount) if amount else None, **given)


@pytest.fixture
def tenant(communes: None) -> Case:
    return case("locataire sans revenu, zone 2")


def page(case: Case, *verdicts: Verdict) -> str:
    """The words of the results, with plain spaces and one space between words."""
    html = render_to_string("simulator/results_body.html", context(case, *verdicts))
    return " ".join(html.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_the_first_things_to_do_are_the_biggest_and_never_what_comes_by_itself(tenant) -> None:
    found = context(
        tenant,
        verdict("ars", "1200"),  # it comes by itself to those the CAF knows
        verdict("ppa", "90"),
        verdict("rsa", "573.49"),
        verdict("cmu_c"),
        verdict("visale"),
    )
    assert [card.benefit.id for card in found["first"]] == ["rsa", "ppa", "cmu_c"]
    assert next(theme.label for theme in found["themes"]) == "Revenus"


def test_the_first_screen_gives_the_last_day_that_counts(tenant, monkeypatch) -> None:
    monkeypatch.setattr(results_page.timezone, "localdate", lambda: date(2026, 11, 3))
    assert "À demander avant le 30 novembre 2026" in page(tenant, verdict("rsa", "573.49"))


@pytest.mark.parametrize(("today", "first"), [((2026, 9, 15), True), ((2026, 11, 3), False)])
def test_what_is_closed_this_month_is_said_and_not_asked_first(
    tenant, monkeypatch, today: tuple[int, int, int], first: bool
) -> None:
    """The scholarship of the collège is claimed in September and October."""
    monkeypatch.setattr(results_page.timezone, "localdate", lambda: date(*today))
    found = context(tenant, verdict("bourse_college", "120"))
    assert bool(found["first"]) is first
    words = page(tenant, verdict("bourse_college", "120"))
    assert ("la demande n’est pas ouverte ce mois-ci" in words) is not first


def test_the_last_day_of_a_month() -> None:
    assert last_day(date(2026, 12, 31)) == date(2026, 12, 31)
    assert last_day(date(2028, 2, 1)) == date(2028, 2, 29)


def test_the_total_shows_its_sums() -> None:
    whole = total(
        [verdict("rsa", "573.49"), verdict("aide_logement", "308"), verdict("ars", "429")]
    )
    assert [line.replace("\u202f", " ").replace("\u00a0", " ") for line in arithmetic(whole)] == [
        "Par mois : 573,49 + 308 = 881,49 euros.",
        "Sur un an : 12 × 881,49 + 429 = 11 006,88 euros.",
    ]


def test_what_does_not_add_up_is_said(tenant) -> None:
    words = page(tenant, verdict("rsa", "573.49"), verdict("aah", "1041.59"))
    assert "1 041,59 euros par mois</strong>" in words
    assert "Pas compté dans le total" in words
    assert "Ne s’ajoute pas en entier à : Allocation aux adultes handicapés (AAH)." in words


def test_a_range_counts_for_its_least_and_says_so(tenant) -> None:
    words = page(tenant, verdict("rsa", "500", up_to=Decimal("600")))
    assert "au moins <strong>500 euros par mois</strong>" in words
    assert "entre 500 euros et 600 euros par mois" in words


def test_the_same_benefit_for_several_people_is_one_card(tenant) -> None:
    one = replace(verdict("aah", "1041.59"), person="vous")
    other = replace(verdict("aah", "900"), person="conjoint")
    words = page(tenant, one, other)
    assert words.count('id="aide-aah"') == 1
    assert 'Pour votre partenaire</span> <span class="amount">900 euros' in words


def test_papers_are_asked_once_with_the_number_of_claims(tenant) -> None:
    found = context(tenant, verdict("rsa", "573.49"), verdict("ppa", "90"), verdict("cmu_c"))
    words = render_to_string("simulator/papers.html", found)
    assert words.count("Relevé d’identité bancaire (RIB)") == 1
    assert "demandé par 2 aides" in words
    assert "Prime d’activité : les quatre derniers mois" in words


def test_the_page_is_never_empty(tenant) -> None:
    words = page(tenant)
    assert "nous ne trouvons pas de nouvelle aide" in words
    assert "Ce n’est pas un refus" in words
    assert "Vérifiez vos réponses" in words
    assert "Je m’attendais à autre chose" in words
    assert "Près de chez vous" in words


def test_what_is_received_already_is_said_as_such(tenant) -> None:
    words = page(tenant, verdict("rsa", "573.49", status="received", declared=Decimal("600")))
    assert "Vous recevez déjà les aides que nous trouvons" in words
    assert "Vous recevez 600 euros par mois. Notre estimation pour ce mois : 573,49 euros" in words


def test_the_msa_pays_people_of_the_farm_scheme(communes) -> None:
    here = place(case("salariée agricole"))
    rsa = catalogue().get("rsa")
    assert rsa is not None
    assert here.farm
    assert here.payer(rsa).id == "msa"
    assert "caf.fr" not in here.claim(rsa).online
    assert "caf" not in here.claim(rsa).desks


@pytest.mark.parametrize(("departement", "payer"), [("35", "msa"), ("974", "caf"), ("976", "caf")])
def test_the_msa_pays_only_where_it_acts(communes, departement, payer) -> None:
    farm = case("salariée agricole")
    there = Commune(code=f"{departement}001", name="Ailleurs", departement=departement)
    rsa = catalogue().get("rsa")
    assert rsa is not None
    assert Place(there, farm.facts[0]).payer(rsa).id == payer


@pytest.mark.parametrize(
    ("known", "publics"),
    [
        ({"age": 15}, set()),
        ({"age": 16}, {"jeune"}),
        ({"age": 25}, {"jeune"}),
        ({"age": 26}, set()),
        ({"age": 59}, set()),
        ({"age": 60}, {"senior"}),
        ({"age": None}, set()),
        ({"age": 40, "role": "enfant"}, {"famille"}),
        ({"age": 40, "handicap": True}, {"handicap"}),
        ({"age": 40, "activite": "etudiant"}, {"etudiant"}),
        ({"age": 40, "activite": "chomeur"}, {"emploi"}),
    ],
)
def test_the_desks_of_a_public_are_for_who_belongs_to_it(known, publics) -> None:
    said = {"role": "parent", "handicap": False, "activite": "actif"} | known
    assert set(publics_of(Person("a", said))) == publics


def test_nobody_is_sent_to_the_town_hall_for_what_a_bank_opens(tenant) -> None:
    Desk.objects.create(
        key="dila:1", source="dila", kind="mairie", name="Mairie", commune_id="35238",
        departement="35",
    )  # fmt: skip
    found = context(tenant, verdict("livret_epargne_populaire_taux"), verdict("rsa", "573.49"))
    desks = {card.benefit.id: card.desk for card in found["claimable"]}
    assert desks["rsa"].desk.name == "Mairie"  # it stands for the CCAS
    assert desks["livret_epargne_populaire_taux"] is None


def test_the_caf_pays_everybody_else(tenant) -> None:
    here = place(tenant)
    rsa = catalogue().get("rsa")
    assert rsa is not None
    assert here.payer(rsa).id == "caf"
    assert "caf.fr" in here.claim(rsa).online
    assert "msa" not in here.claim(rsa).desks


def test_a_claim_is_told_as_it_is_made_where_the_household_lives(tenant) -> None:
    """In Lyon the Métropole stands for the département."""
    lyon = Commune(code="69381", name="Lyon 1er", departement="69", epci="200046977")
    moved = Place(lyon, facts(tenant.inputs[0], tenant.month, lyon.epci))
    rsa = catalogue().get("rsa")
    assert rsa is not None
    assert "Métropole de Lyon" in moved.claim(rsa).note
    assert "Métropole de Lyon" not in place(tenant).claim(rsa).note


@pytest.mark.engine
def test_the_list_of_tasks_has_every_claim_and_every_paper(
    engine: ModuleType, communes: None, client
) -> None:
    session = client.session
    session["answers"] = next(p for p in PEOPLE if p.id == "mère seule, un enfant, HLM").answers
    session["month"] = "2026-11"
    session.save()
    context = client.get("/simulation/demarches/").context
    words = client.get("/simulation/demarches/").content.decode()
    assert len(context["claimable"]) > 3
    for card in context["claimable"]:
        assert card.benefit.label.partition("’")[0] in words
    assert words.count('type="checkbox"') == len(context["papers"]) > 5


def test_what_may_be_a_lot_is_told_at_once_and_never_as_sure(tenant) -> None:
    words = page(
        tenant,
        verdict("visale"),
        verdict("rsa", "611.31", status="to_check"),
        verdict("css_participation_forfaitaire", cost=Decimal(14), status="to_check"),
    )
    first = words.split("Ma liste de démarches")[0]
    assert "peut-être 611,31 euros par mois" in first
    assert "peut-être, pour 14 euros par mois à payer" in first
    assert "sûrement droit, pour" not in words
