"""One question a page: GET shows it, POST keeps the answer and leads to the next page."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questionnaire.answers import Store
from questionnaire.core import Step
from questionnaire.forms import StepForm
from questionnaire.questions import FLOW, logement
from questionnaire.questions.wording import name
from questionnaire.widgets import CommunePicker

RECAP = "recap"  #: the page that "Modifier" comes from and goes back to
#: The pages that lead to a question and back, by the name that addresses give them.
RETURNS = {RECAP: RECAP, "results": "results", "calcul": "explained"}


def address(step: Step, back: str = "") -> str:
    """The address of a step; `back` is the page to return to once it is answered."""
    names = [step.question.id] + ([] if step.subject.is_household else [step.subject.id])
    names = [part.replace("_", "-") for part in names]
    return reverse("question", args=names) + (f"?retour={back}" if back else "")


def place(back: str) -> str:
    """The address of a page to return to: a name, or a name and what it is about."""
    name, _, subject = back.partition("/")
    return reverse(RETURNS[name], args=[subject] if subject else [])


def next_page(store: Store, after: Step, back: str) -> str:
    """After an edit, straight back unless it opened new questions; else the step that follows."""
    if back:
        missing = store.first_unanswered()
        return address(missing, back) if missing else place(back)
    steps = [s for s in store.steps() if s.key == after.key or not s.question.optional]
    following = steps[[step.key for step in steps].index(after.key) + 1 :]
    return address(following[0]) if following else reverse(RECAP)


def came_from(parameters: QueryDict) -> str:
    """The page to return to that an address or a form names, "" for none that we know."""
    back = parameters.get("retour", "")
    try:
        place(back)
    except (KeyError, NoReverseMatch):
        return ""
    return back


@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """To the first question without an answer, or to the recap."""
    store = Store(request.session, FLOW)
    if expired(request, store):
        return say_expired(request)
    step = store.first_unanswered()
    return redirect(address(step) if step else RECAP)


def expired(request: HttpRequest, store: Store) -> bool:
    """Whether the visitor had answers, of which only a form or the browser's cookie still knows."""
    known = request.method == "POST" or settings.SESSION_COOKIE_NAME in request.COOKIES
    return known and not store.answers


def say_expired(request: HttpRequest, status: int = 410) -> HttpResponse:
    """The page that says so. The cookie goes with it: « Recommencer » then starts anew."""
    return render(request, "questionnaire/expired.html", status=status)


def elsewhere(request: HttpRequest, store: Store) -> HttpResponse:
    """From a page that the answers do not open, to the one that they do."""
    return say_expired(request) if expired(request, store) else redirect("resume")


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question: str, subject: str = "") -> HttpResponse:
    """One step. A step that the answers do not open leads to the first one that they do."""
    store = Store(request.session, FLOW)
    step = find(store, question, subject)
    if step is None:
        return elsewhere(request, store)
    if request.method != "POST":
        form = StepForm(step, answer=store.answers.get(step.key))
        return page(request, store, step, form)
    form = StepForm(step, data=request.POST)
    if not form.is_valid():
        return page(request, store, step, form, status=422)
    if not store.answers:
        forget_expired()
    store.save(step, form.answer)
    return redirect(next_page(store, step, came_from(request.POST)))


def find(store: Store, question: str, subject: str) -> Step | None:
    """The reachable step of an address; None when it exists but is not reachable; else Http404."""
    if question not in {q.id for chapter in FLOW.chapters for q in chapter.questions}:
        raise Http404
    key = question + (f"/{subject.replace('-', '_')}" if subject else "")
    return next((step for step in store.reachable() if step.key == key), None)


def page(
    request: HttpRequest,
    store: Store,
    step: Step,
    form: StepForm,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    """The page of a step; `notice` is said above the form when it could not be taken."""
    reachable = store.reachable()
    index = [one.key for one in reachable].index(step.key)
    back = came_from(request.POST if request.method == "POST" else request.GET)
    context = {
        "step": step,
        "form": form,
        "back": back,
        "notice": notice,
        "previous": place(back) if back else address(reachable[index - 1]) if index else "/",
        "section": step.chapter.section,
        "position": FLOW.sections.index(step.chapter.section) + 1,
        "sections": FLOW.sections,
        "person": "" if step.subject.is_household else name(step.subject),
    }
    return render(request, "questionnaire/question.html", context, status=status)


def not_sent(request: HttpRequest, question: str, subject: str = "") -> HttpResponse:
    """The form as it was typed, when its security token is missing or too old (status 403)."""
    store = Store(request.session, FLOW)
    step = find(store, question, subject)
    if step is None:
        return say_expired(request, status=403)
    form = StepForm(step, data=request.POST)
    notice = (
        "Votre réponse n’a pas été envoyée, pour votre sécurité. Appuyez encore sur « Continuer ». "
        "Si ce message revient, autorisez les cookies de ce site : ils s’effacent à la fermeture."
    )
    return page(request, store, step, form, status=403, notice=notice)


@require_safe
def recap(request: HttpRequest) -> HttpResponse:
    """Every answer that counts, each with its link to change it."""
    store = Store(request.session, FLOW)
    if not store.answers:
        return elsewhere(request, store)
    context = {"sections": in_words(store), "missing": store.first_unanswered()}
    return render(request, "questionnaire/recap.html", context)


def in_words(store: Store) -> dict[str, list[dict[str, str]]]:
    """Every answer that counts under its part of the questionnaire: label, answer, address."""
    sections: dict[str, list[dict[str, str]]] = {section: [] for section in FLOW.sections}
    for step in store.steps():
        if step.key in store.answers:
            asked = step.field()
            sections[step.chapter.section].append(
                {
                    "label": asked.label,
                    "answer": asked.show(store.answers[step.key]),
                    "address": address(step, RECAP),
                }
            )
    return sections


@require_POST
def communes(request: HttpRequest) -> HttpResponse:
    """For htmx: the communes of the postal code being typed, as radios of the same form."""
    picker = CommunePicker(logement.communes)
    value = picker.value_from_datadict(request.POST, {}, "reponse")
    context = picker.get_context("reponse", value, {"id": "id_reponse"})
    return render(request, "questionnaire/widgets/commune_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Forget everything (POST), then say so (GET)."""
    if request.method == "POST":
        Store(request.session, FLOW).clear()
        response = redirect("erase")
        response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite=settings.CSRF_COOKIE_SAMESITE)
        return response
    return render(request, "questionnaire/erased.html")


def forget_expired() -> None:
    """Delete the sessions left for more than two hours: nothing waits for a nightly task."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
