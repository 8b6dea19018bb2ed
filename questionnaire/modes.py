"""A mode: who answers, which questions, at which addresses, in which voice. Each is an entry of a
table (simulator/project/modes.py), which also knows the pages that follow the questions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify

from questionnaire.core import Flow, Step, Voice

RECAP = "recap"


@dataclass(frozen=True)
class Ends:
    """The addresses around the questions: the page before the first one, the page that the recap
    leads to, the page that says that all is erased, and what erases and leads far away at once."""

    before: str
    after: str
    erased: str
    away: str


def whole(session: SessionBase) -> SessionBase:
    """The answers are kept in the session itself."""
    return session


@dataclass(frozen=True)
class Mode:
    """One way of use, as data. Views and templates read it and never ask which one it is.

    `parts`: what its addresses hold besides the page's own. `pages`: the pages that follow the
    questions -> their templates. `returns`: the pages that lead to a question and back, by the name
    that addresses give them. `labels`: words that are its own. `only`: the id of the benefit asked
    alone, "" for all. `erase_after`: seconds without activity; `warn_before`: how many before that
    the visitor is asked to say so. `kept_hours`: how long the answers that are carried away can be
    opened. `drawer(session)`: what keeps the answers, None once it is erased. `by_chapter`: the
    questions of a chapter are asked on one page. `band`: a template that stays above every page.
    `alone`: its pages have neither the site's header nor its footer: nothing leads out.
    `opens`: the names of its only addresses; empty for all those that every mode has.
    `head`: one of what its pages load besides.
    """

    id: str
    flow: Flow
    pages: Mapping[str, str]
    returns: Mapping[str, str]
    labels: Mapping[str, str]
    ends: Ends
    erase_after: int
    namespace: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    voice: Voice = Voice.VOUS
    kept_hours: int = 72
    only: str = ""
    warn_before: int = 600
    drawer: Callable[[SessionBase], Any] = whole
    by_chapter: bool = False
    band: str = ""
    alone: bool = False
    opens: frozenset[str] = frozenset()
    head: str = ""

    @property
    def quiet_for(self) -> int:
        """Seconds without activity after which the visitor is asked whether they are there."""
        return self.erase_after - self.warn_before

    def concerns(self, benefit_id: str) -> bool:
        """Whether the benefit is one that this mode asks about."""
        return self.only in ("", benefit_id)

    def url(self, name: str, **parts: str) -> str:
        """The address of one of this mode's pages: "resume", "recap", "results"…"""
        return address(self.namespace, name, frozenset({**self.parts, **parts}.items()))

    def place(self, back: str) -> str:
        """The address of a page to return to: a name, or a name and what it is about.

        Raises KeyError or NoReverseMatch when there is none such.
        """
        name, _, about = back.partition("/")
        return self.url(self.returns[name], **({"benefit_id": about} if about else {}))

    @cached_property
    def addresses(self) -> "Addresses":
        """The addresses of the pages that are about nothing more, by name, for the templates."""
        return Addresses(self)

    def address(self, step: Step, back: str = "", page: str = "question") -> str:
        """The address of a step; `back` is the page to return to once it is answered.

        `page` "total" is what htmx asks for the sum of its amounts.
        """
        if self.by_chapter and page == "question" and not back:
            return self.chapter(step.section) + f"#{anchor(step.key)}"
        parts = {"question": step.question.id}
        if not step.subject.is_household:
            parts["subject"] = step.subject.id.replace("_", "-")
        return self.url(page, **parts) + (f"?retour={back}" if back else "")

    def chapter(self, section: str) -> str:
        """The address of the page that asks all the questions of a part."""
        return self.url("chapter", chapter=slugify(section))


class Addresses(dict[str, str]):
    """The addresses of a mode's pages by name, each made when a template asks for it."""

    def __init__(self, mode: Mode) -> None:
        super().__init__()
        self.mode = mode

    def __missing__(self, name: str) -> str:
        self[name] = self.mode.url(name)
        return self[name]


def anchor(key: str) -> str:
    """The id of a step's place on a page, also the prefix of its fields' names."""
    return key.replace("/", "-").replace("_", "-")


@lru_cache(maxsize=4096)
def address(namespace: str, name: str, parts: frozenset[tuple[str, str]]) -> str:
    """As `reverse` does; remembered, for a page of results has hundreds of them.

    An address never holds an answer: what is remembered says nothing of anybody.
    """
    return reverse(f"{namespace}:{name}" if namespace else name, kwargs=dict(parts))


@dataclass(frozen=True)
class Entry:
    """A line of the table of modes: where its addresses begin, and how they make a mode.

    `mode(**parts)` is given what the prefix holds, named in `parts`; it raises Http404 when there
    is no such mode.
    """

    prefix: str
    mode: Callable[..., Mode]
    namespace: str = ""
    parts: tuple[str, ...] = ()
    waits: bool = True  #: whether who begins waits for a place when there are too many
    urls: tuple[Any, ...] = ()  #: pages of its own, beside those of every mode


View = Callable[..., HttpResponse]


def in_mode(view: View) -> View:
    """A view that is given the mode of its address; the URLconf says by which `entry`.

    Http404 for an address that the mode does not open. When what kept the answers is erased, every
    page of it says so (status 410).
    """

    @wraps(view)
    def shown(request: HttpRequest, entry: Entry, **parts: Any) -> HttpResponse:
        mode = entry.mode(**{name: parts.pop(name) for name in entry.parts})
        if mode.opens and getattr(request.resolver_match, "url_name", "") not in mode.opens:
            raise Http404
        drawer = mode.drawer(request.session)
        if drawer is None:
            alone = {"mode": mode} if mode.alone else {}  # else the band would show what is gone
            return render(request, mode.pages["gone"], alone, status=410)
        drawer.touch()
        return view(request, mode, **parts)

    return shown
