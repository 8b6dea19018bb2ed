"""The ways to answer a question, as a visitor does: by the words on the page."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import expect

from tests.e2e.visit import Visitor, printed

Fill = Callable[[Visitor], None]


def choose(label: str) -> Fill:
    """The radio with this label."""
    return lambda visitor: visitor.page.get_by_role(
        "radio", name=printed(label), exact=True
    ).check()


def tick(*labels: str) -> Fill:
    """The boxes with these labels."""

    def fill(visitor: Visitor) -> None:
        for label in labels:
            box = visitor.page.get_by_role("checkbox", name=printed(label), exact=True)
            for _ in range(20):  # the page that follows an error arrives folded
                visitor.unfold()
                if box.is_visible():
                    break
                visitor.page.wait_for_timeout(250)
            box.check()

    return fill


def write(text: str) -> Fill:
    """The page's only text field."""
    return lambda visitor: visitor.page.get_by_role("textbox").fill(text)


def born(years_ago: int) -> Fill:
    """The fourth of May, `years_ago` calendar years ago."""

    def fill(visitor: Visitor) -> None:
        year = str(date.today().year - years_ago)
        for label, value in (("Jour", "4"), ("Mois", "5"), ("Année", year)):
            visitor.page.get_by_label(label, exact=True).fill(value)

    return fill


def lives_in(postcode: str, commune: str) -> Fill:
    """The postal code, then the commune: at once with JavaScript, else on the page that follows."""

    def fill(visitor: Visitor) -> None:
        visitor.page.get_by_label("Code postal").fill(postcode)
        radio = visitor.page.get_by_role("radio", name=commune, exact=True)
        if not visitor.javascript and not radio.is_visible():
            visitor.proceed()
        expect(radio).to_be_visible()
        radio.check()

    return fill


def amounts(by_label: dict[str, str | None]) -> Fill:
    """Each kind's amount a month; None ticks « le montant change selon les mois »."""

    def fill(visitor: Visitor) -> None:
        for label, amount in by_label.items():
            group = visitor.page.get_by_role("group", name=printed(label))
            if amount is None:
                group.get_by_role("checkbox", name="Le montant change selon les mois").check()
            else:
                group.get_by_role("textbox").fill(amount)

    return fill


def unknown(*labels: str) -> Fill:
    """« Je ne sais pas » to each of these amounts."""

    def fill(visitor: Visitor) -> None:
        for label in labels:
            group = visitor.page.get_by_role("group", name=printed(label))
            group.get_by_role("checkbox", name="Je ne sais pas").check()

    return fill


def pick(by_label: dict[str, str]) -> Fill:
    """The radio of each of the page's groups."""

    def fill(visitor: Visitor) -> None:
        for label, choice in by_label.items():
            group = visitor.page.get_by_role("group", name=printed(label))
            group.get_by_role("radio", name=printed(choice), exact=True).check()

    return fill


def boxes(*values: str) -> Fill:
    """The first boxes of the page, in order (months: latest first); the others stay empty."""

    def fill(visitor: Visitor) -> None:
        for box, value in zip(visitor.page.get_by_role("textbox").all(), values, strict=False):
            box.fill(value)

    return fill


def paris(visitor: Visitor) -> None:
    """Long in Paris, some charges."""
    visitor.page.get_by_role("radio", name="Oui", exact=True).check()
    visitor.page.get_by_role("textbox").fill("40")


def others(visitor: Visitor) -> None:
    """Somebody has lived there for a year, on 700 euros a month."""
    for label, choice in (
        ("Vivent-ils avec vous depuis plus de six mois ?", "Oui"),
        ("Y a-t-il parmi eux un parent âgé, ou un proche handicapé ?", "Non"),
    ):
        pick({label: choice})(visitor)
    amounts({"Combien gagnent-ils, tous ensemble ?": "700"})(visitor)
