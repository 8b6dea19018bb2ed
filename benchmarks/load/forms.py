"""The form of a page, as a browser reads it."""

from html.parser import HTMLParser

from benchmarks.load.visitor import Fields

UNSAID = ("hidden", "submit")


class Form(HTMLParser):
    """The fields of a page: {name: kind, values}; a hidden one has its value. `shown`: what a
    browser would send of them, left as they are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, tuple[str, list[str]]] = {}
        self.shown: Fields = []
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and self.select:
            self._add(self.select, "radio", given.get("value", ""))
            if "selected" in given:
                self.shown.append((self.select, given.get("value", "")))
        elif tag == "input" and "name" in given and "disabled" not in given:
            kind = given.get("type", "text")
            ticked = kind in ("radio", "checkbox")
            value = given.get("value", "on" if ticked else "")
            if "checked" in given if ticked else kind not in UNSAID:
                self.shown.append((given["name"], value))
            if "postal" in given.get("autocomplete", "") or given["name"].endswith("_code"):
                kind = "postcode"
            elif kind not in ("radio", "checkbox", "hidden", "submit"):
                kind = "count" if given.get("inputmode") == "numeric" else "amount"
            self._add(given["name"], kind, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""

    def _add(self, name: str, kind: str, value: str) -> None:
        left_to_ask = name.endswith("-demander")  # its answer may come later: no results until then
        if name != "csrfmiddlewaretoken" and kind != "submit" and not left_to_ask:
            self.fields.setdefault(name, (kind, []))[1].append(value)
