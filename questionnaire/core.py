"""The questionnaire's mechanics: each question is declared once, the flow is a function of the
answers.

Nothing here knows Django, OpenFisca or the content of the questions (`questionnaire/questions/`).

Answers are one flat mapping: a step's key (`"loyer"`, `"naissance/enfant_1"`) -> a JSON value, in
the shape that the question's field gives. The same mapping is held by the session and read by
`manage.py simulate`.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

Answers = Mapping[str, Any]
UNKNOWN = "inconnu"  #: « Je ne sais pas », wherever a question offers it


class Voice(StrEnum):
    """Whom the pages speak to: the person, or somebody who answers for « la personne »."""

    VOUS = "vous"
    PERSONNE = "personne"


class Over(StrEnum):
    """The periods that one answer is written on, M being the month of the simulation."""

    ETERNITY = "eternity"  #: a fact that never changes (a birth date)
    RECENT = "recent"  #: M-4..M: RSA and prime d'activité read M-4..M-2
    YEAR = "year"  #: M-12..M: housing and custody, which chèque énergie reads in January
    MONTHS = "months"  #: the months that the value itself names, {"2026-10": 900.0}
    YEARS = "years"  #: the years that the value itself names, {"2025": 12000.0}
    RECEIVED = "received"  #: months in which a benefit was received; see simulator.way.document


@dataclass(frozen=True)
class Subject:
    """Whom a question is about. `id` ends the step's key and names the person to OpenFisca."""

    id: str
    kind: str  #: "menage", "vous", "conjoint" or "enfant"
    rank: int = 0  #: 1 for the first child, 2 for the next

    @property
    def is_household(self) -> bool:
        return self.kind == "menage"


MENAGE = Subject("", "menage")
VOUS = Subject("vous", "vous")
CONJOINT = Subject("conjoint", "conjoint")


@lru_cache(maxsize=32)
def enfant(rank: int) -> Subject:
    """The child number `rank`, counted from 1."""
    return Subject(f"enfant_{rank}", "enfant", rank)


@dataclass(frozen=True)
class Context:
    """What a question may look at: earlier relevant answers, whom it asks, the month; and in which
    voice it is said."""

    answers: Answers
    subject: Subject
    month: str  #: "2026-11"
    voice: Voice = Voice.VOUS

    def get(self, question_id: str, default: Any = None) -> Any:
        """The answer about this subject, else about the household, else `default`."""
        own = f"{question_id}/{self.subject.id}"
        if own in self.answers:
            return self.answers[own]
        return self.answers.get(question_id, default)

    def about(self, subject: Subject) -> "Context":
        """The same answers, seen from another subject."""
        return Context(self.answers, subject, self.month, self.voice)

    @property
    def today(self) -> date:
        """The first day of the month of the simulation."""
        return first_day(self.month)

    @property
    def last_day(self) -> date:
        """The last day of the month of the simulation: who is born after it is nobody yet."""
        return self.today.replace(day=monthrange(self.today.year, self.today.month)[1])

    @property
    def age(self) -> int | None:
        """The subject's age in whole years at the end of the month before M, None when unknown."""
        return age_on(self.get("naissance"), self.today)


@lru_cache(maxsize=64)
def first_day(month: str) -> date:
    """Of "2026-11", the first of November."""
    return date.fromisoformat(f"{month}-01")


def age_on(birth: str | None, day: date) -> int | None:
    """Whole years between an ISO birth date and `day`; None without a birth date."""
    if birth is None:
        return None
    born = date.fromisoformat(birth)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def always(context: Context) -> bool:
    """toujours"""
    return True


def as_answered(answer: Any, context: Context) -> Any:
    """The value that OpenFisca gets is the answer itself."""
    return answer


@dataclass(frozen=True)
class Fill:
    """An OpenFisca variable that an answer gives.

    `value(answer, context)` returns the OpenFisca value, a mapping month -> value for Over.MONTHS,
    or None when this answer says nothing of the variable (never 0 for an unknown).
    `each`: one answer is about several persons, and the value is a mapping subject -> value.
    """

    variable: str
    entity: str  #: "individu", "famille", "foyer_fiscal" or "menage"
    over: Over
    value: Callable[[Any, Context], Any] = as_answered
    each: bool = False


@dataclass(frozen=True)
class Question:
    """One page of the questionnaire.

    `field(context)` makes the Django form field: label (the page's title), help, widget,
    validation.
    `ask_if(context)` says whether the question is relevant; its docstring says so in French.
    `exposes`: its page alone may harm who is watched: it offers to leave at once.
    `refines(context)`, of a question that may stay without an answer, gives the answers that bound
    what it may be: such questions are offered after the results, where they would change one.
    `looks_at`: the ids of the questions whose answers these three and the fills look at, besides
    those that say who lives there (questions.WHO): a benefit asked alone asks them too.
    `noun`: what its answer is called where it is read again, right for everybody: « loyer sans les
    charges ». `why`: under a hard question, in whole sentences, why it is asked.
    """

    id: str
    field: Callable[[Context], Any]
    ask_if: Callable[[Context], bool] = always
    fills: tuple[Fill, ...] = ()
    refines: Callable[[Context], tuple[Any, ...]] | None = None
    exposes: bool = False
    looks_at: tuple[str, ...] = ()
    noun: str = ""
    why: str = ""

    @property
    def optional(self) -> bool:
        """Whether the result comes without it."""
        return self.refines is not None


def household(context: Context) -> tuple[Subject, ...]:
    """The chapter's questions are asked once, of the household."""
    return (MENAGE,)


@dataclass(frozen=True)
class Chapter:
    """Questions asked in turn of each of its subjects. The progress line shows `section`."""

    id: str
    section: str
    questions: tuple[Question, ...]
    subjects: Callable[[Context], tuple[Subject, ...]] = household


@dataclass(frozen=True)
class Step:
    """A question asked of a subject: one page, one key, one answer, in one `section`."""

    question: Question
    chapter: Chapter
    context: Context = field(repr=False)
    section: str

    @property
    def subject(self) -> Subject:
        return self.context.subject

    @property
    def key(self) -> str:
        """`"loyer"` or `"naissance/enfant_1"`: the address's end and the answer's key."""
        about = self.context.subject.id
        return f"{self.question.id}/{about}" if about else self.question.id

    def field(self, voice: Voice = Voice.VOUS) -> Any:
        """A new form field for this step, in one voice."""
        context = self.context
        return self.question.field(
            context if context.voice is voice else replace(context, voice=voice)
        )


@dataclass(frozen=True)
class Round:
    """Questions that are asked, chapter by chapter, before those of the next round.

    `ids`: which; None for all. It must hold every question that one of its own looks at, unless a
    round before asked it. `worth(context)`: the ids of those still worth asking, given the answers
    of the rounds before; None for all. `section`: the part they make, "" for their chapters' own.
    """

    ids: frozenset[str] | None = None
    worth: Callable[[Context], frozenset[str] | None] | None = None
    section: str = ""

    def asks(self, question_id: str, before: Set[str]) -> bool:
        """Whether it asks a question, given those that were asked `before` it."""
        return question_id not in before and (self.ids is None or question_id in self.ids)


@dataclass(frozen=True)
class Flow:
    """All chapters in order. Every method is a function of the answers; no current step is kept.

    `rounds`: in how many goes they are walked through; a question is asked once.
    """

    chapters: tuple[Chapter, ...]
    rounds: tuple[Round, ...] = (Round(),)

    @property
    def whole(self) -> "Flow":
        """The flow of all the questions, in one go."""
        return replace(self, rounds=(Round(),))

    def steps(self, answers: Answers, month: str) -> Iterator[Step]:
        """The steps that these answers make relevant, in order.

        Each condition sees only the earlier answers that are themselves still relevant. An answer
        that the caller removes while its step is in hand does not count for the steps that follow.
        """
        relevant: dict[str, Any] = {}  # a new one for each answer: contexts keep theirs
        for one, parts in self.parts:
            worth = one.worth and one.worth(Context(relevant, MENAGE, month))
            for chapter, questions in parts:
                section = one.section or chapter.section
                for subject in chapter.subjects(Context(relevant, MENAGE, month)):
                    context = Context(relevant, subject, month)
                    for question in questions:
                        if (worth is None or question.id in worth) and question.ask_if(context):
                            step = Step(question, chapter, context, section)
                            yield step
                            key = step.key
                            if key in answers:
                                relevant = {**relevant, key: answers[key]}
                                context = Context(relevant, subject, month)

    @cached_property
    def parts(self) -> tuple[tuple[Round, tuple[tuple[Chapter, tuple[Question, ...]], ...]], ...]:
        """Each round with its chapters, and their questions that no round before has asked."""
        before: set[str] = set()
        found = []
        for one in self.rounds:
            left = (
                (chapter, tuple(q for q in chapter.questions if one.asks(q.id, before)))
                for chapter in self.chapters
            )
            parts = tuple((chapter, questions) for chapter, questions in left if questions)
            before |= {question.id for _, questions in parts for question in questions}
            found.append((one, parts))
        return tuple(found)

    def relevant(self, answers: Answers, month: str) -> dict[str, Any]:
        """The answers that still count, in the order of the questions."""
        steps = self.steps(answers, month)
        return {step.key: answers[step.key] for step in steps if step.key in answers}

    def first_unanswered(self, answers: Answers, month: str) -> Step | None:
        """The first relevant step that must have an answer and has none; None when all have."""
        missing = (step for step in self.steps(answers, month) if step.key not in answers)
        return next((step for step in missing if not step.question.optional), None)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The names of the parts, in order, each once."""
        parts = ((one, chapter) for one, chapters in self.parts for chapter, _ in chapters)
        return tuple(dict.fromkeys(one.section or chapter.section for one, chapter in parts))
