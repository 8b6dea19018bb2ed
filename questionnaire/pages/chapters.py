"""All the questions of a part of the questionnaire on one page, for who types fast.

The questions that an answer opens come in as soon as it is given (htmx), else with the page that
follows. Nothing is kept before « Continuer ». Any question may be left « à demander ».
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from orientation.refused import refuse, refused
from orientation.words.french import month
from questionnaire.building.entry import TypedCommune, fast
from questionnaire.building.fields import SeveralChoices
from questionnaire.building.forms import SINGLE, Group, StepForm, texts
from questionnaire.building.glossary import explained
from questionnaire.building.wording import name, sentence
from questionnaire.core import Step
from questionnaire.modes import Mode, anchor, in_mode
from questionnaire.pages.session import ASK, Store
from questionnaire.pages.views import store_of

SHOWN = "montre"  #: the questions that the page had when it was sent
COPY = "recopier"  #: the row of months whose first amount fills the others


@dataclass(frozen=True)
class Family:
    """Choices under one heading, as bound widgets."""

    heading: str
    options: list[Any]

    @property
    def chosen(self) -> int:
        """How many of them are ticked."""
        return sum(bool(one.data["selected"]) for one in self.options)


@dataclass(frozen=True)
class Asked:
    """One question of the page. `later`: it is left to ask; `shown`: how the page had it when it
    was sent (see `shape`), "" when it had it not."""

    step: Step
    form: StepForm
    later: bool = False
    shown: str = ""

    @property
    def key(self) -> str:
        return self.step.key

    @property
    def new(self) -> bool:
        """Whether other answers have brought it in."""
        return not self.shown

    @cached_property
    def shape(self) -> str:
        """What tells whether its words, choices and rows have changed since they were shown."""
        rows = list(getattr(self.form.asked, "rows", ()))
        said = repr((texts(self.form.asked), rows))
        return sha256(said.encode()).hexdigest()[:8]

    @property
    def anchor(self) -> str:
        return anchor(self.step.key)

    @property
    def person(self) -> str:
        """Whom it is about, for a heading; "" when it is the household or the applicant."""
        subject = self.step.subject
        if subject.kind in ("menage", "vous"):
            return ""
        return sentence(name(subject, self.form.voice))

    @property
    def communes(self) -> dict[str, Any] | None:
        """For the list of communes that follows what is typed: the widget's context, or None."""
        if not isinstance(self.form.asked, TypedCommune):
            return None
        bound = self.form[SINGLE]
        widget = bound.field.widget
        shown: dict[str, Any] = widget.get_context(
            bound.html_name, bound.value(), {"id": bound.auto_id}
        )["widget"]
        return shown

    @property
    def families(self) -> list["Family"]:
        """The choices under their headings; [] when they have none."""
        headings = getattr(self.form.asked, "widget", None)
        headings = getattr(headings, "headings", {}) if headings else {}
        found: list[Family] = []
        for option in self.form[SINGLE] if headings else ():
            value = str(option.data["value"])
            if value in headings or not found or value == SeveralChoices.NONE:
                found.append(Family(headings.get(value, ""), []))
            found[-1].options.append(option)
        return found

    @property
    def offers_unknown(self) -> bool:
        """Whether « À demander » is one of its own choices."""
        return bool(getattr(self.form.asked, "unsure", ()))

    @property
    def is_wrong(self) -> bool:
        return self.form.is_bound and not self.later and bool(self.form.errors)

    @cached_property
    def table(self) -> tuple[list[str], list[tuple[str, str, list[Any]]]] | None:
        """Amounts month by month as (names of the months, rows); a row is (the kind's name in the
        form, its heading, its boxes). None for what is no table."""
        asked = self.form.asked
        if not isinstance(asked, Group) or not all("." in path for path in asked.rows):
            return None
        rows: dict[str, list[Any]] = {}
        for path in asked.rows:
            rows.setdefault(path.partition(".")[0], []).append(self.form[path])
        headings = {path.partition(".")[0]: text for path, text in asked.headings.items()}
        months = list(dict.fromkeys(path.partition(".")[2] for path in asked.rows))
        if any(len(boxes) != len(months) for boxes in rows.values()):
            return None
        named = [(kind, headings.get(kind, ""), boxes) for kind, boxes in rows.items()]
        return [month(one) for one in months], named


@dataclass(frozen=True)
class Page:
    """One part of the questionnaire, with what is known and what was just typed."""

    mode: Mode
    store: Store
    section: str
    data: QueryDict | None = None

    @cached_property
    def asked(self) -> list[Asked]:
        """The questions of the part that the answers, kept or typed, make relevant."""
        return list(self._asked(dict(self.store.answers)))

    def asks(self, step: Step) -> bool:
        """Whether the page has this question."""
        return step.section == self.section and not step.question.optional

    @property
    def made(self) -> Callable[[Any], Any] | None:
        """What the fields are made into."""
        return fast

    def _asked(self, answers: dict[str, Any]) -> Iterator[Asked]:
        sent = self.data.getlist(SHOWN) if self.data is not None else []
        shown = dict(one.rpartition("=")[::2] for one in sent)
        left = set(self.store.session.get(ASK, ()))
        for step in self.mode.flow.steps(answers, self.store.month):
            if not self.asks(step):
                continue
            typed = self.data if step.key in shown else None
            kept = answers.get(step.key)
            form = StepForm(step, typed, kept, self.mode.voice, self.made, anchor(step.key))
            later = step.key in left
            if typed is not None:
                later = f"{anchor(step.key)}-demander" in typed
                answers.pop(step.key, None)
                if not later and form.is_valid():
                    answers[step.key] = form.answer
            yield Asked(step, form, later, shown.get(step.key, ""))

    @property
    def wrong(self) -> list[Asked]:
        return [one for one in self.asked if one.is_wrong]

    @property
    def coming(self) -> list[Asked]:
        """The questions that the page had not when it was sent, and that have no answer yet."""
        kept = self.store.answers
        new = [one for one in self.asked if one.new and not one.later]
        return [one for one in new if one.key not in kept] if self.data is not None else []

    @property
    def guesses(self) -> bool:
        """Whether a choice is made beforehand, which may open questions at once."""
        kept = self.store.answers
        return any(one.form.initial and one.key not in kept for one in self.asked)

    def keep(self) -> None:
        """Keep every answer that is right, and which questions are left to ask."""
        told = {
            one.key: one.form.answer
            for one in self.asked
            if not one.new and not one.later and one.form.is_valid()
        }
        later = {one.key for one in self.asked if one.later}
        here = {one.key for one in self.asked}
        self.store.keep(told, without=later, ask=lambda before: (before - here) | later)

    def context(self) -> dict[str, Any]:
        sections = self.mode.flow.sections
        said_of = [text for one in self.asked for text in texts(one.form.asked)]
        return {
            "mode": self.mode,
            "page": self,
            "section": self.section,
            "sections": [(one, self.mode.chapter(one)) for one in sections],
            "position": sections.index(self.section) + 1,
            "terms": explained(said_of),
            "changes": self.mode.url("chapter_changes", chapter=slugify(self.section)),
        }


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def chapter(request: HttpRequest, mode: Mode, chapter: str) -> HttpResponse:
    """The page; POST keeps what is right and leads to the next part once nothing is missing. What
    is wrong, copied or opened by it comes back to its page (orientation.refused)."""
    store = store_of(request, mode)
    section = section_of(mode, chapter)
    if request.method != "POST":
        typed, _ = refused(request, store.session)
        page = Page(mode, store, section, typed)
        return render(request, "questionnaire/chapter.html", page.context())
    typed = copied(request.POST)
    page = Page(mode, store, section, typed)
    page.keep()
    if page.wrong or page.coming or COPY in request.POST:
        return refuse(request, typed=typed, kept=store.session)
    return redirect(after(mode, section))


@require_POST
@in_mode
def chapter_changes(request: HttpRequest, mode: Mode, chapter: str) -> HttpResponse:
    """For htmx: the questions that what is being typed opens and closes; nothing is kept."""
    store = store_of(request, mode)
    page = Page(mode, store, section_of(mode, chapter), copied(request.POST))
    stay = {one.key for one in page.asked}
    sent = (one.rpartition("=")[0] for one in request.POST.getlist(SHOWN))
    gone = [anchor(key) for key in sent if key not in stay]
    placed, before = [], ""
    for one in page.asked:
        if one.new:
            placed.append((one, before))
        before = one.anchor
    copy = request.POST.get(COPY)
    changed = [
        one
        for one in page.asked
        if one.shown and (one.shown != one.shape or (copy and copy.startswith(one.anchor)))
    ]
    context = page.context() | {"placed": placed, "gone": gone, "changed": changed}
    return render(request, "questionnaire/chapter_changes.html", context)


def copied(data: QueryDict) -> QueryDict:
    """What was sent; with the first amount of a row in its empty months, when that was asked."""
    row = data.get(COPY, "")
    names = [name for name in data if row and name.startswith(f"{row}.")]
    first = next((data[name] for name in names if data[name].strip()), "")
    if not first:
        return data
    filled = data.copy()
    for one in names:
        if not data[one].strip():
            filled[one] = first
    return filled


def section_of(mode: Mode, chapter: str) -> str:
    """The part whose address this is; Http404 when there is none."""
    for section in mode.flow.sections:
        if slugify(section) == chapter:
            return section
    raise Http404


def after(mode: Mode, section: str) -> str:
    """The part that follows, at its first question; the recap after the last."""
    sections = mode.flow.sections
    follow = sections[sections.index(section) + 1 :]
    return (mode.chapter(follow[0]) if follow else mode.url("recap")) + "#debut"
