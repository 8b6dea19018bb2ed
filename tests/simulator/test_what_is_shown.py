"""What the results page makes of the verdicts, without computing any: order, words, who pays."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string

from benefits.facts import Person, facts
from benefits.reasons import CLOSE_BY
from benefits.registry import catalogue
from benefits.totals import total
from benefits.verdict import Verdict
from orientation.models import Commune, Desk
from questionnaire.questions import FLOW
from simulator.project import modes
from simulator.results import page as results_page
from simulator.results.page import arithmetic, last_day, shown
from simulator.results.since import words
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


def page(case: Case, *verdicts: Verdict, template: str = "results_body", **more: Any) -> str:
    """The words of a page, with plain spaces and hyphens and one space between words."""
    html = render_to_string(f"simulator/{template}.html", context(case, *verdicts) | more)
    for fine, plain in (("\u00a0", " "), ("\u202f", " "), ("\u2011", "-")):
        html = html.replace(fine, plain)
    return " ".join(html.split())


def ids(cards: Any) -> list[str]:
    return [card.benefit.id for card in cards]


def test_what_comes_first_is_money_each_month_door_by_door_and_never_what_comes_by_itself(
    tenant,
) -> None:
    found = context(
        tenant,
        verdict("ars", "1200"),  # it comes by itself to those the CAF knows
        verdict("ppa", "90"),
        verdict("rsa", "573.49"),
        verdict("cmu_c"),
        verdict("visale"),
    )
    [door] = found["doors"]
    assert door.payer.id == "caf"
    assert ids(door.cards) == ["rsa", "ppa"]
    assert ids(found["next"]) == ["ars", "cmu_c", "visale"]  # once, health, services


def test_what_opens_the_rest_comes_before_all(communes) -> None:
    homeless = case("réfugié sans logement")
    found = context(homeless, verdict("rsa", "573.49"), verdict("domiciliation"))
    assert [door.opens for door in found["doors"]] == [True, False]
    words = page(homeless, verdict("rsa", "573.49"), verdict("domiciliation"))
    assert words.index("115") < words.index("Domiciliation") < words.index("573 €")
    labels = [paper.label for paper, _ in found["papers"]]
    assert any(label.startswith("Attestation de domiciliation") for label in labels)
    assert "Justificatif de domicile" not in labels


def test_without_money_what_comes_first_is_health_then_services(tenant) -> None:
    found = context(tenant, verdict("visale"), verdict("cmu_c"))
    assert [ids(door.cards) for door in found["doors"]] == [["cmu_c"], ["visale"]]


def test_the_first_screen_gives_the_last_day_that_counts(tenant, monkeypatch) -> None:
    monkeypatch.setattr(results_page.timezone, "localdate", lambda: date(2026, 11, 3))
    assert "À faire d’abord, avant le 30 novembre" in page(tenant, verdict("rsa", "573.49"))


@pytest.mark.parametrize(("today", "first"), [((2026, 9, 15), True), ((2026, 11, 3), False)])
def test_what_is_closed_this_month_is_said_and_not_asked_first(
    tenant, monkeypatch, today: tuple[int, int, int], first: bool
) -> None:
    """The scholarship of the collège is claimed in September and October."""
    monkeypatch.setattr(results_page.timezone, "localdate", lambda: date(*today))
    found = context(tenant, verdict("bourse_college", "120"))
    assert bool(found["doors"]) is first
    words = page(tenant, verdict("bourse_college", "120"))
    assert ("Pas ouverte ce mois-ci" in words) is not first
    assert [when for _, _, when in found["rows"]] == (
        ["sans attendre"] if first else ["de septembre à octobre"]
    )


def test_a_long_list_is_counted_and_never_cut_in_silence(tenant) -> None:
    """Forty rights: the page stays short, says how many more, and the claims sheet has them all."""
    every = [one.id for one in catalogue().benefits][:40]
    found = context(tenant, *[verdict(one) for one in every])
    shown_here = [*(card for door in found["doors"] for card in door.cards), *found["next"]]
    assert len(shown_here) + found["more"] == 40
    assert len(found["rows"]) == 40
    assert f"{found['more']} autres aides à demander" in page(tenant, *map(verdict, every))


def test_when_everything_failed_nothing_is_refused(tenant) -> None:
    every = [verdict(one.id, status="failed") for one in catalogue().benefits]
    words = page(tenant, *every)
    assert "Cela ne veut pas dire que vous n’y avez pas droit" in words
    assert "pas pour vous" not in words
    assert all(one.benefit.label.replace("'", "’") in words for one in every)


def test_nine_children_are_told_on_one_line_each_benefit(tenant) -> None:
    """Each child's right counts once, and one line says for whom."""
    children = [replace(verdict("aeeh", "153.01"), person=f"enfant_{n}") for n in range(1, 10)]
    found = context(tenant, *children)
    [card] = found["cards"]
    assert len(card.people) == 9
    assert card.figure.replace("\u202f", " ") == "1 377\u00a0€"  # 9 × 153,01
    words = page(tenant, *children)
    assert words.count(card.benefit.label) == 1
    assert "Pour votre premier enfant" in words
    assert "votre neuvième enfant" in words


def test_a_name_of_200_letters_is_told_whole(tenant) -> None:
    long = replace(verdict("rsa", "573.49").benefit, label="Aide " * 39 + "finie")
    given = replace(verdict("rsa", "573.49"), benefit=long)
    for template in ("results_body", "detail", "tasks"):
        assert long.label in page(tenant, given, template=template)


def test_refused_by_little_is_said_before_the_other_refusals(tenant) -> None:
    near = verdict("cmu_c", status="no", reasons=("C’est 100 euros au-dessus.", CLOSE_BY))
    found = context(tenant, near, verdict("asi", status="no", reasons=("Il faut une pension.",)))
    assert ids(found["close"]) == ["cmu_c"]


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
    given = (verdict("rsa", "573.49"), verdict("aah", "1041.59"))
    assert "<strong>1 040 €</strong> par mois" in page(tenant, *given)
    words = page(tenant, *given, template="detail")
    assert "Pas compté dans le total" in words
    assert "Ne s’ajoute pas en entier à : Allocation aux adultes handicapés (AAH)." in words


def test_a_range_counts_for_its_least_and_says_so(tenant) -> None:
    words = page(tenant, verdict("rsa", "500", up_to=Decimal("600")))
    assert "au moins <strong>500 €</strong>" in words
    assert "500 à 600 €" in words


def test_the_same_benefit_for_several_people_is_one_line(tenant) -> None:
    one = replace(verdict("aah", "1041.59"), person="vous")
    other = replace(verdict("aah", "900"), person="conjoint")
    [card] = context(tenant, one, other)["cards"]
    assert card.figure.replace("\u202f", " ") == "1 942\u00a0€"  # 1 941,59
    words = page(tenant, one, other, template="right", benefit=card.benefit)
    assert 'Pour votre partenaire</span> : <span class="amount">900 euros' in words


def test_papers_are_asked_once_with_the_number_of_claims(tenant) -> None:
    given = (verdict("rsa", "573.49"), verdict("ppa", "90"), verdict("cmu_c"))
    words = page(tenant, *given, template="tasks")
    assert words.count("Relevé d’identité bancaire (RIB)") == 1
    assert "(2 aides)" in words


def test_the_page_is_never_empty(tenant) -> None:
    words = page(tenant)
    assert "Nous ne trouvons pas de nouvelle aide" in words
    assert "Ce n’est pas un refus" in words
    assert "Vérifiez vos réponses" in words
    assert "Je m’attendais à autre chose" in words


def test_what_is_received_already_is_said_as_such(tenant) -> None:
    given = verdict("rsa", "573.49", status="received", declared=Decimal("600"))
    assert "Vous recevez déjà les aides que nous trouvons" in page(tenant, given)
    words = page(tenant, given, template="detail")
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
    ("departement", "epci", "label"),
    [
        ("59", "", "Département du Nord"),
        ("69", "", "Département du Rhône"),
        ("69", "200046977", "Métropole de Lyon"),
        ("67", "", "Collectivité européenne d’Alsace"),
        ("2B", "", "Collectivité de Corse"),
    ],
)
def test_the_departement_that_pays_is_named_as_the_directory_reaches_it(
    communes, departement, epci, label
) -> None:
    fund = catalogue().get("fsl")
    assert fund is not None
    town = Commune.objects.create(
        code=f"{departement}999", name="Là", slug="la", departement=departement, epci=epci
    )
    known = case("salariée agricole").facts[0]
    payer = Place(town, known).payer(fund)
    assert (payer.label, payer.phone) == (label, "")
    assert payer.appeal == fund.institution.appeal
    Desk.objects.create(
        key=f"dila:{departement}",
        source="dila",
        kind="departement",
        name="Conseil",
        commune=town,
        departement=departement,
        phone="03 59 73 59 59",
        website="https://departement.example.fr",
    )
    payer = Place(town, known).payer(fund)
    assert (payer.phone, payer.site) == ("03 59 73 59 59", "https://departement.example.fr")


def test_the_table_of_departements_names_who_pays_and_the_mdph(communes, capsys) -> None:
    call_command("departements", "35")
    [row] = json.loads(capsys.readouterr().out)
    assert (row["departement"], row["payer"]) == ("35", "Département d’Ille-et-Vilaine")
    assert "fonds_aide_jeunes" in row["decides"]
    assert set(row["mdph"]) == {"name", "phone", "site"}
    with pytest.raises(CommandError, match="inconnu : 999"):
        call_command("departements", "999")


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


def test_nobody_is_sent_to_a_place_that_does_not_take_the_claim(tenant) -> None:
    """A bank opens the savings book; the town hall stands for no CCAS, nor for the CAF."""
    Desk.objects.create(
        key="dila:1", source="dila", kind="mairie", name="Mairie", commune_id="35238",
        departement="35",
    )  # fmt: skip
    found = context(
        tenant,
        verdict("livret_epargne_populaire_taux"),
        verdict("rsa", "573.49"),
        verdict("logement_social_eligible"),
    )
    desks = {card.benefit.id: card.desk for card in found["claimable"]}
    assert desks["rsa"] is None
    assert desks["livret_epargne_populaire_taux"] is None
    assert desks["logement_social_eligible"].desk.name == "Mairie"
    assert found["help"].stop.kind.id == "caf"
    assert "3230" in page(tenant, verdict("rsa", "573.49"))


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
        verdict("rsa", "611.31", status="to_check", reasons=("Il manque un papier. Voyez.",)),
        verdict("css_participation_forfaitaire", cost=Decimal(14), status="to_check"),
    )
    assert "611 € ? <small>par mois" in words
    assert "14 € à payer ?" in words
    assert "<p>Il manque un papier.</p>" in words  # its condition, on the line
    assert "611 €" not in words.split("À vérifier")[0]


def test_what_moved_after_a_change_is_one_line() -> None:
    labels = {"ppa": "Prime d’activité"}
    said = words({"ppa": 260, "": 1270}, {"ppa": 187, "": 1110}, labels)
    plain = said.replace("\u00a0", " ").replace("\u202f", " ")
    assert plain == "Prime d’activité : 260 → 187 €. Total par mois : 1 270 → 1 110 €."
    assert words(None, {"": 1}, labels) == ""
    assert words({"ppa": 1, "": 1}, {"ppa": 1, "": 1}, labels) == ""
