"""One question a page: GET shows it, POST keeps the answer and leads to the next page."""

from functools import wraps

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from orientation.refused import refuse, refused
from questionnaire.building.forms import StepForm, texts
from questionnaire.building.glossary import explained
from questionnaire.building.wording import name
from questionnaire.core import Step
from questionnaire.modes import RECAP, Mode, View, in_mode
from questionnaire.pages.drafts import DRAFTS
from questionnaire.pages.session import Store
from questionnaire.questions import FLOW, logement

QUESTIONS = frozenset(one.id for chapter in FLOW.chapters for one in chapter.questions)
LETTERS = 4  # of a postal code or a name being typed, before we say that we know none such
FORESEEN = 20  # questions, before the answers tell better

NOT_SENT = (
    "Votre réponse n’a pas été envoyée, pour votre sécurité. Appuyez encore sur « Continuer ». "
    "Si ce message revient, autorisez les cookies de ce site : ils s’effacent à la fermeture."
)
FORGOTTEN = (
    "Vos réponses d’avant ont été effacées : nous effaçons tout après deux heures sans activité. "
    "Pour recommencer avec cette réponse, appuyez encore sur « Continuer »."
)


def store_of(request: HttpRequest, mode: Mode) -> Store:
    """The answers that the mode of this request keeps."""
    return Store(mode.drawer(request.session), mode.flow)


def next_page(mode: Mode, store: Store, back: str) -> str:
    """To the first question without an answer; when there is none, back, or to the recap."""
    missing = store.asked.missing
    return mode.address(missing, back) if missing else mode.place(back or RECAP)


def came_from(parameters: QueryDict, mode: Mode) -> str:
    """The page to return to that an address or a form names, "" for none that we know."""
    back = parameters.get("retour", "")
    try:
        mode.place(back)
    except (KeyError, NoReverseMatch):
        return ""
    return back


@require_safe
@in_mode
def resume(request: HttpRequest, mode: Mode) -> HttpResponse:
    """To the first question without an answer, or to the recap."""
    store = store_of(request, mode)
    if expired(request, store):
        return say_expired(request, mode)
    step = store.asked.missing
    return redirect(mode.address(step) if step else mode.url(RECAP))


def expired(request: HttpRequest, store: Store) -> bool:
    """Whether the visitor had answers, of which only a form or the browser's cookie still knows."""
    return not store.answers and (request.method == "POST" or had_session(request))


def had_session(request: HttpRequest) -> bool:
    """Whether the browser's cookie names a session that the server no longer has."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return bool(cookie) and request.session.is_empty()


def say_expired(request: HttpRequest, mode: Mode, status: int = 410) -> HttpResponse:
    """The page that says so. The cookie goes with it: « Recommencer » then starts anew."""
    return render(request, "questionnaire/expired.html", {"mode": mode}, status=status)


def elsewhere(request: HttpRequest, mode: Mode, store: Store) -> HttpResponse:
    """From a page that the answers do not open, to the one that they do.

    What htmx asks for inside a page gives way to a whole page: a reload would come without the
    cookie, hence without the word that the answers are gone.
    """
    gone = expired(request, store)
    if not request.htmx:
        return say_expired(request, mode) if gone else redirect(mode.url("resume"))
    if gone:
        return reswap(retarget(say_expired(request, mode, status=200), "body"), "innerHTML")
    return HttpResponse(headers={"HX-Refresh": "true"})


def answered(view: View) -> View:
    """A view in a mode that is given the store, once every question that must be has an answer;
    before, the visitor is led to the first that has none."""

    @in_mode
    @wraps(view)
    def shown(request: HttpRequest, mode: Mode, **parts: str) -> HttpResponse:
        store = store_of(request, mode)
        if store.asked.missing:
            return elsewhere(request, mode, store)
        return view(request, mode, store, **parts)

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def question(request: HttpRequest, mode: Mode, question: str, subject: str = "") -> HttpResponse:
    """One step. A step that the answers do not open leads to the first one that they do; an answer
    that is refused comes back to its page, which says why (orientation.refused)."""
    store = store_of(request, mode)
    step = find(store, question, subject)
    if step is None:
        return elsewhere(request, mode, store)
    if request.method != "POST":
        typed, notice = refused(request, store.session)
        form = StepForm(step, typed, store.answers.get(step.key), mode.voice, asks=True)
        return page(request, mode, store, step, form, notice=notice)
    if not store.answers and had_session(request):
        return refuse(request, FORGOTTEN, kept=store.session)
    form = StepForm(step, request.POST, voice=mode.voice, asks=True)
    if not form.is_valid():
        return refuse(request, kept=store.session)
    if not store.answers:
        begin(request.session)
    store.save(step, form.answer)
    return redirect(next_page(mode, store, came_from(request.POST, mode)))


def find(store: Store, question: str, subject: str) -> Step | None:
    """The reachable step of an address; None when it exists but is not reachable; else Http404."""
    if question not in QUESTIONS:
        raise Http404
    key = question + (f"/{subject.replace('-', '_')}" if subject else "")
    return next((step for step in store.asked.reachable if step.key == key), None)


def page(
    request: HttpRequest,
    mode: Mode,
    store: Store,
    step: Step,
    form: StepForm,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    """The page of a step; `notice` is said above the form when it could not be taken."""
    reachable = store.asked.reachable
    index = [one.key for one in reachable].index(step.key)
    back = came_from(request.POST if request.method == "POST" else request.GET, mode)
    before = mode.address(reachable[index - 1]) if index else mode.ends.before
    context = {
        "mode": mode,
        "step": step,
        "form": form,
        "back": back,
        "notice": notice,
        "previous": mode.place(back) if back else before,
        "section": step.section,
        "number": index + 1,
        "foreseen": foreseen(store),
        "terms": explained(texts(form.asked)),
        "total_url": mode.address(step, page="total"),
        "person": "" if step.subject.is_household else name(step.subject, mode.voice),
    }
    return render(request, "questionnaire/question.html", context, status=status)


def foreseen(store: Store) -> int:
    """About how many questions there will be: those that the answers ask for now, or the usual
    number while the first answers say little."""
    must = [step for step in store.asked.steps if not step.question.optional]
    return max(len(must), FORESEEN) if store.asked.missing else len(must)


@in_mode
def not_sent(request: HttpRequest, mode: Mode, question: str, subject: str = "") -> HttpResponse:
    """The form as it was typed, when its security token is missing or too old (status 403)."""
    store = store_of(request, mode)
    step = find(store, question, subject)
    if step is None:
        return say_expired(request, mode, status=403)
    form = StepForm(step, data=request.POST, voice=mode.voice)
    return page(request, mode, store, step, form, status=403, notice=NOT_SENT)


@require_POST
@in_mode
def communes(request: HttpRequest, mode: Mode) -> HttpResponse:
    """For htmx: the communes of the postal code being typed, as radios of the same form."""
    picker = logement.commune_field().widget
    value = picker.value_from_datadict(request.POST, {}, "reponse")
    context = picker.get_context("reponse", value, {"id": "id_reponse"})
    asked = "".join(value[0].split()) if value and value[0] else ""
    return render(
        request,
        "questionnaire/widgets/commune_found.html",
        context | {"count": len(picker.communes(value[0] or "")), "asked": len(asked) > LETTERS},
    )


@require_POST
@in_mode
def total(request: HttpRequest, mode: Mode, question: str, subject: str = "") -> HttpResponse:
    """For htmx: what the amounts being typed add up to; nothing of them is kept."""
    step = find(store_of(request, mode), question, subject)
    form = StepForm(step, data=request.POST) if step else None
    return render(request, "questionnaire/total.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@in_mode
def erase(request: HttpRequest, mode: Mode) -> HttpResponse:
    """Ask (GET); forget everything (POST), then say so."""
    if request.method == "POST":
        store_of(request, mode).clear()
        return cleared(request, redirect(mode.ends.erased))
    if not store_of(request, mode).answers:
        return redirect(mode.ends.erased)
    return render(request, "questionnaire/erase.html", {"mode": mode})


@require_safe
@in_mode
def erased(request: HttpRequest, mode: Mode) -> HttpResponse:
    """That nothing is left: said only when it is true."""
    if store_of(request, mode).answers:
        return redirect(mode.url("erase"))
    return render(request, "questionnaire/erased.html", {"mode": mode})


def cleared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response that also tells the browser to forget its pages; and, when nothing is kept of
    anybody any more, its cookies."""
    response.headers["Clear-Site-Data"] = '"cache"'
    if request.session.is_empty():
        response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite=settings.CSRF_COOKIE_SAMESITE)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@require_safe
@in_mode
def stay(request: HttpRequest, mode: Mode) -> HttpResponse:
    """For who says « Je continue »: a session that is read is renewed; 410 when it is gone."""
    return HttpResponse(status=204 if Store(request.session, mode.flow).answers else 410)


def begin(session: SessionBase) -> None:
    """Before the first answer of a visit: a key that nobody could have planted in the browser, and
    no row left of whoever came before."""
    if session.session_key and not session.get(DRAFTS):  # a tab of another draft would be lost
        session.cycle_key()
    session.clear_expired()
