"""Somebody who answers for others with the keyboard alone: every key and every page is counted."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, Request

from tests.e2e.visit import Visitor

FOCUSED = """() => {
  const one = document.activeElement;
  return [one.name || "", one.value || "", one.innerText || ""];
}"""
MOST_TABS = 90


@dataclass
class Typist:
    """Presses keys in the page of a visitor; never points."""

    visitor: Visitor
    keys: int = 0
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.visitor.context.on("request", self._counted)

    def _counted(self, request: Request) -> None:
        if request.is_navigation_request() and request.method == "GET":
            self.pages.append(request.url)

    @property
    def page(self) -> Page:
        return self.visitor.page

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def reach(self, name: str, value: str = "") -> None:
        """Tab until the field of a name, and of a value among several, or the words of a button;
        once it is there to be seen."""
        if name.isascii() and " " not in name and name.islower():
            self.page.locator(f"[name='{name}']").first.wait_for(state="attached")
        for _ in range(MOST_TABS):
            held, worth, words = self.page.evaluate(FOCUSED)
            if (held == name and value in ("", worth)) or (not held and words.strip() == name):
                return
            self.press("Tab")
        raise AssertionError(f"no way with Tab to {name} {value}")

    def settle(self) -> None:
        """Until what the answer opens has come in."""
        self.page.wait_for_function("() => !document.querySelector('.htmx-request')")

    def write(self, name: str, text: str) -> None:
        self.reach(name)
        for character in text:
            self.press(character)
        self.press("Tab")
        self.settle()

    def choose(self, name: str, rank: int) -> None:
        """The radio of a rank, counted from 0, as arrows reach it."""
        self.reach(name)
        for _ in range(rank):
            self.press("ArrowDown")
        if rank == 0:
            self.press(" ")
        self.settle()

    def tick(self, name: str, value: str) -> None:
        """Tick a box; one that is ticked beforehand is left so."""
        self.reach(name, value)
        if not self.page.evaluate("() => document.activeElement.checked"):
            self.press(" ")
        self.settle()

    def letters(self, name: str, start: str) -> None:
        """The line of a list that begins so."""
        self.reach(name)
        for character in start:
            self.press(character)
        self.press("Tab")
        self.settle()

    def send(self, button: str) -> None:
        self.reach(button)
        with self.page.expect_navigation():
            self.press("Enter")
        self.settle()
