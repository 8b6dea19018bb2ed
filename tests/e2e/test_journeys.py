"""The main way, walked end to end as people walk it."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.filling import choose, tick, write
from tests.e2e.journeys import COUPLE, LONE_PARENT, walk
from tests.e2e.visit import OpenVisit, Site, Visitor, printed

EXPIRED = "Vos réponses ont été effacées"
FIRST = "naissance/vous"
FIRST_STEPS = list(LONE_PARENT.items())[:3]


def change(visitor: Visitor, question: str) -> None:
    """Follow the recap's « Modifier » of one question."""
    visitor.unfold()
    visitor.page.get_by_role("link", name=f"Modifier : {printed(question)}", exact=True).click()


def test_the_same_answers_give_the_same_results_without_javascript(
    open_visit: OpenVisit, walked: tuple[str, list[str]]
) -> None:
    session, titles = walked
    scripted = open_visit()
    scripted.take_over(session)
    scripted.go("/simulation/recapitulatif/")
    plain = open_visit(javascript=False)
    assert walk(plain, LONE_PARENT) == titles
    assert plain.text == scripted.text
    for visitor in (scripted, plain):
        visitor.see_results()
    results = plain.text
    assert results == scripted.text
    assert len(set(titles)) == len(titles), "two questions have the same title"
    assert re.search(r"Vous pourriez recevoir environ\s[\d ]+ € par mois", results)
    assert "Allocations familiales" in results
    assert "Caisse d’allocations familiales" in results  # no desk is loaded: its number
    assert "3230" in results


def test_a_couple_with_a_child(visitor: Visitor) -> None:
    walk(visitor, COUPLE)
    for answer in ("d’un autre pays", "propriétaire", "Saint-Denis (93200)", "640 euros par mois"):
        assert answer in visitor.text
    visitor.see_results()
    assert "Pour votre partenaire" in visitor.text  # nobody's rights are dropped
    visitor.page.get_by_role("link", name="Ce que vous recevez déjà").click()
    visitor.unfold()
    assert "Vous recevez 190 euros par mois" in visitor.text


def test_back_keeps_what_was_answered(visitor: Visitor) -> None:
    visitor.start()
    for step, fill in FIRST_STEPS:
        assert visitor.step == step
        fill(visitor)
        visitor.proceed()
    for step, _ in reversed(FIRST_STEPS):
        visitor.page.get_by_role("link", name="Précédent").click()
        assert visitor.step == step
    expect(visitor.page.get_by_label("Jour")).to_have_value("4")
    visitor.proceed()  # forward again: straight to the first question without an answer
    assert visitor.step not in dict(FIRST_STEPS)
    visitor.page.get_by_role("link", name="Précédent").click()
    expect(visitor.page.get_by_role("checkbox", name="Salarié ou salariée")).to_be_checked()


def test_the_recap_changes_one_answer_and_comes_back(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    visitor.go("/simulation/recapitulatif/")
    change(visitor, "Loyer ou remboursement")
    field = visitor.page.get_by_role("textbox")
    expect(field).to_have_value("560,50")
    visitor.page.get_by_role("link", name="Revenir sans modifier").click()
    assert visitor.step == "recapitulatif"
    change(visitor, "Loyer ou remboursement")
    field.fill("610")
    visitor.proceed()
    assert visitor.step == "recapitulatif"
    assert "610 euros par mois" in visitor.text
    assert "560,50" not in visitor.text


def test_a_change_drops_what_it_makes_stale_and_nothing_else(
    visitor: Visitor, finished: str
) -> None:
    """A rent of nobody's, once the visitor owns the home, neither stays nor comes back."""
    visitor.take_over(finished)
    visitor.go("/simulation/recapitulatif/")
    modify = visitor.page.locator(".recap a")
    lines = modify.count()
    change(visitor, "Logement")
    choose("Propriétaire, sans crédit")(visitor)
    visitor.proceed()
    assert visitor.step == "recapitulatif"
    assert "loyer" not in visitor.text
    assert modify.count() == lines - 2

    change(visitor, "Logement")
    choose("Locataire d’un logement vide (non meublé)")(visitor)
    visitor.proceed()
    assert visitor.step == "loyer"  # straight to what the change opened
    expect(visitor.page.get_by_role("textbox")).to_have_value("")
    write("700")(visitor)
    visitor.proceed()
    assert visitor.step == "bail"
    tick("Rien de tout cela")(visitor)
    visitor.proceed()
    assert visitor.step == "recapitulatif"
    assert modify.count() == lines


@pytest.mark.parametrize("javascript", [True, False])
def test_erasing_leaves_nothing(
    open_visit: OpenVisit, site: Site, finished: str, javascript: bool
) -> None:
    pages = ["/", "/simulation/loyer/", "/simulation/recapitulatif/", "/mentions-legales/"]
    pages += ["/accessibilite/", "/cette-page-n-existe-pas/", "/simulation/resultats/?complet=1"]
    visitor = open_visit(javascript=javascript)
    copy = visitor.take_over(finished)
    link = visitor.page.get_by_role("link", name="Effacer mes réponses")
    for path in pages:
        visitor.go(path)
        expect(link).to_be_visible()
    visitor.go("/simulation/efface/")  # the sentence is not said while something is left
    assert visitor.heading == "Effacer vos réponses ?"
    visitor.page.get_by_role("link", name="Garder mes réponses").click()
    link.click()
    assert site.holds(copy), "nothing is erased before the answer"
    visitor.page.get_by_role("button", name="Tout effacer").click()
    assert visitor.heading == "Vos réponses sont effacées"
    assert not site.holds(copy)
    assert visitor.context.cookies() == []
    expect(link).not_to_be_visible()
    visitor.page.go_back()
    visitor.go("/simulation/recapitulatif/")
    assert visitor.step == FIRST
    expect(visitor.page.get_by_label("Jour")).to_have_value("")


def test_answers_erased_in_one_tab_leave_the_others(visitor: Visitor, finished: str) -> None:
    visitor.take_over(finished)
    visitor.go("/simulation/recapitulatif/")
    other = visitor.context.new_page()
    other.goto(visitor.site.address + "/simulation/effacer/")
    other.get_by_role("button", name="Tout effacer").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Vos réponses sont effacées")
    expect(visitor.page.get_by_label("Jour")).to_have_value("")  # the first question, empty
    assert visitor.step == FIRST


@pytest.mark.parametrize(
    "path", ["loyer/", "montants-revenus/vous/", "recapitulatif/", "resultats/"]
)
def test_a_deep_link_without_answers_leads_to_the_first_question(
    visitor: Visitor, path: str
) -> None:
    visitor.go(f"/simulation/{path}")
    assert visitor.step == FIRST
    assert visitor.session is None  # looking leaves no trace


def test_a_deep_link_leads_no_further_than_the_first_missing_answer(visitor: Visitor) -> None:
    visitor.start()
    for _, fill in FIRST_STEPS[:2]:
        fill(visitor)
        visitor.proceed()
    for path in ("loyer/", "resultats/", "resultats/calcul/", "naissance/conjoint/"):
        visitor.go(f"/simulation/{path}")
        if path != "resultats/calcul/":  # a fragment for htmx, which tells it to reload
            assert visitor.step == "situation/vous"
    assert visitor.go("/simulation/question-inventee/").status == 404


@pytest.mark.parametrize("javascript", [True, False])
def test_an_expired_session_says_so(
    open_visit: OpenVisit, site: Site, finished: str, javascript: bool
) -> None:
    visitor = open_visit(javascript=javascript)
    copy = visitor.take_over(finished)
    visitor.go("/simulation/loyer/")
    site.forget_session(copy)
    write("700")(visitor)
    visitor.proceed()
    assert visitor.heading == EXPIRED
    visitor.page.get_by_role("link", name="Recommencer").click()
    assert visitor.step == FIRST


@pytest.mark.parametrize("path", ["loyer/", "recapitulatif/", "resultats/", "resultats/?complet=1"])
def test_a_page_looked_at_after_the_session_expired_says_so(
    visitor: Visitor, site: Site, finished: str, path: str
) -> None:
    copy = visitor.take_over(finished)
    site.forget_session(copy)
    visitor.go(f"/simulation/{path}")
    assert visitor.heading == EXPIRED


def test_the_server_wrote_nothing_of_the_visits(visitor: Visitor, site: Site) -> None:
    """Neither an answer nor the questions that were asked: its log says that it is ready."""
    visitor.start()
    tick_nothing = visitor.page.get_by_role("button", name="Continuer")
    tick_nothing.click()
    visitor.go("/simulation/question-inventee/")
    said = [line for line in site.log.read_text().splitlines() if "want of its token" not in line]
    assert said == [f"Prêt : {site.address}"]  # a refused form is counted, and says nothing more
