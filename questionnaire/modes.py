"""A way through the questions: all of them, or those of one benefit, each at its own addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from questionnaire.core import Flow, Step
from questionnaire.questions import FLOW

RECAP = "recap"
RESULTS = "results"
PAGES = ("resume", RECAP, RESULTS, "computed", "refine", "nearby", "tasks")
ABOUT = ("explained", "report_result")
#: The pages that lead to a question and back, by the name that addresses give them.
RETURNS = {RECAP: RECAP, RESULTS: RESULTS, "calcul": "explained"}


@dataclass(frozen=True)
class Walk:
    """The questions asked and where their pages are.

    `benefit` is the id of the only benefit asked about, and `label` its name; "" for all of them.
    """

    flow: Flow
    benefit: str = ""
    label: str = ""

    def concerns(self, benefit_id: str) -> bool:
        """Whether the benefit is one that this walk asks about."""
        return self.benefit in ("", benefit_id)

    def url(self, name: str, **parts: str) -> str:
        """The address of one of this walk's pages: "resume", "recap", "results"…"""
        if self.benefit:
            return reverse(f"single:{name}", kwargs={"benefit": self.benefit, **parts})
        return reverse(name, kwargs=parts)

    def place(self, back: str) -> str:
        """The address of a page to return to: a name, or a name and what it is about.

        Raises KeyError or NoReverseMatch when there is none such.
        """
        name, _, about = back.partition("/")
        return self.url(RETURNS[name], **({"benefit_id": about} if about else {}))

    @cached_property
    def pages(self) -> dict[str, str]:
        """The addresses of the pages that are not a question, by name, for the templates."""
        return {name: self.url(name) for name in PAGES}

    @property
    def about(self) -> dict[str, str]:
        """The addresses of the pages about its only benefit, by name, for the templates."""
        return {name: self.url(name, benefit_id=self.benefit) for name in ABOUT}

    def address(self, step: Step, back: str = "", page: str = "question") -> str:
        """The address of a step; `back` is the page to return to once it is answered.

        `page` "total" is what htmx asks for the sum of its amounts.
        """
        parts = {"question": step.question.id}
        if not step.subject.is_household:
            parts["subject"] = step.subject.id.replace("_", "-")
        return self.url(page, **parts) + (f"?retour={back}" if back else "")


WHOLE = Walk(FLOW)
View = Callable[..., HttpResponse]


def walking(view: View) -> View:
    """A view that is given the walk of its address.

    `walk_of(benefit)` comes from the URLconf, where the questions of one benefit are known; it
    raises Http404 when there is no such benefit.
    """

    @wraps(view)
    def walked(
        request: HttpRequest,
        benefit: str = "",
        walk_of: Callable[[str], Walk] | None = None,
        **parts: str,
    ) -> HttpResponse:
        return view(request, walk_of(benefit) if walk_of else WHOLE, **parts)

    return walked
