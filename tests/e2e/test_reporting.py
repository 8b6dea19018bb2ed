"""« Je m'attendais à autre chose » and the list of tasks, without JavaScript and on paper."""

from playwright.sync_api import expect

from tests.e2e.visit import RESULTS_SECONDS, OpenVisit


def test_a_report_without_javascript(open_visit: OpenVisit, finished: str) -> None:
    visitor = open_visit(javascript=False)
    visitor.take_over(finished)
    page = visitor.page
    visitor.go("/simulation/recapitulatif/")
    visitor.see_results()
    visitor.go("/simulation/signaler/")
    page.locator("#aide").select_option(label="Prime d’activité")
    page.get_by_role("button", name="Continuer").click()
    page.locator("#id_expected_0, #id_expected").first.fill("123,45")
    page.locator("#id_details").fill("Appelez-moi au 06 12 34 56 78")
    page.get_by_label("Un travailleur social").check()
    page.get_by_label("J’accepte que ces réponses").check()
    page.get_by_role("button", name="Envoyer").click()
    assert "doit rester anonyme" in visitor.text
    page.locator("#id_details").fill("Il m’a dit 123,45 euros.")
    page.get_by_role("button", name="Envoyer").click()
    assert visitor.heading == "Merci"
    with visitor.site.sql() as connection:
        columns = "benefit, expected, origin, situation FROM simulator_report"
        (row,) = connection.execute(f"SELECT {columns}").fetchall()
    assert (row[0], row[2]) == ("ppa", "social_worker")
    assert "123" not in row[1] + row[3]  # sealed


def test_the_list_of_tasks_prints(open_visit: OpenVisit, finished: str) -> None:
    """On paper: boxes to tick, nothing of the site around, no more than the tasks."""
    visitor = open_visit()
    visitor.take_over(finished)
    visitor.go("/simulation/recapitulatif/")
    visitor.see_results()
    visitor.page.get_by_role("link", name="Comment faire, et quels papiers").click()
    title = visitor.page.get_by_role("heading", level=1, name="Mes démarches")
    expect(title).to_be_visible(timeout=RESULTS_SECONDS * 1000)
    boxes = visitor.page.get_by_role("checkbox")
    assert boxes.count() >= 3
    visitor.page.emulate_media(media="print")
    assert boxes.first.is_visible()
    assert not visitor.page.get_by_role("link", name="Toutes les aides").is_visible()
    assert not visitor.page.get_by_role("link", name="Effacer mes réponses").is_visible()
