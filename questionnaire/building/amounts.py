"""Amounts in two or three pages: the kinds that concern a person, how much, and the months that
vary.

Incomes and benefits received are asked the same way; a new kind is one `Kind` in its chapter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from orientation.words.french import month, months_before
from questionnaire.building import fields
from questionnaire.building.bracket import Bracket
from questionnaire.building.forms import Group
from questionnaire.core import UNKNOWN, Context, Fill, Over, Question, always

MONTHS_BACK = 12
RECENT = 3
WIDE = 500  # euros a month
QUARTER_READ = 4  # the three months that RSA reads begin at M-4
AMOUNTS, BRACKETS = "montants-", "tranches-"  #: what the ids of the questions begin with
VARIES = "variable"
VARIES_LABEL = "Le montant change selon les mois"
Made = Callable[[Any, Context], dict[str, float] | None]


@dataclass(frozen=True)
class Kind:
    """A kind of income or benefit, in euros a month, and the variables that it feeds."""

    id: str
    label: str
    variables: tuple[str, ...]
    entity: str = "individu"
    over: Over = Over.MONTHS
    help_text: str = ""
    #: Euros a month that stand for an amount not known: its ends, and points between, as what it
    #: gives may rise and then fall (the prime d'activité bends near 0.5, 1 SMIC and 120 hours).
    plausible: tuple[float, ...] = (100, 500, 730, 900, 1_100, 1_300, 1_480, 2_000, 2_500)
    yearly: bool = False  #: people often know the year's amount
    group: str = ""  #: the heading that it is listed under
    when: Callable[[Context], bool] = always  #: whom it is offered to
    outgoing: bool = False  #: paid to somebody, so that it adds to nothing
    tax_box: str = ""  #: the tax unit's box that the year's amount goes to as well
    help_template: str = ""  #: what explains at length where to read its amount
    quarterly: str = ""  #: of its variables, the one that counts for what the last months brought

    @property
    def wide(self) -> bool:
        """Whether its plausible amounts are far apart: then a bracket is asked."""
        return self.plausible[-1] >= WIDE


@dataclass(frozen=True)
class Amounts:
    """The three questions about some kinds. `name` is the slug that their ids share."""

    name: str
    kinds: tuple[Kind, ...]
    ticking: Callable[[Context], fields.SeveralChoices]
    amount_label: Callable[[Context], str]
    amount_help: str
    months_label: Callable[[Context], str]
    more: tuple[Fill, ...] = ()  #: what the amounts say besides
    looks_at: tuple[str, ...] = ()  #: the questions that decide which kinds are offered
    announced_by: tuple[str, ...] = ()  #: what else tells which kinds are likely
    #: What the four answers are called where they are read again; why they are asked.
    nouns: tuple[str, ...] = ("", "", "", "")
    why: str = ""

    def questions(self) -> tuple[Question, ...]:
        fills = (*(fill for kind in self.kinds for fill in self.fills(kind)), *self.more)
        ticked, amounts, brackets, months = self.nouns
        return (
            Question(
                self.name,
                self.ticking,
                looks_at=(*self.looks_at, *self.announced_by),
                noun=ticked,
                why=self.why,
            ),
            Question(
                f"montants-{self.name}",
                self.ask_amounts,
                self.some_ticked(),
                fills,
                looks_at=(*self.looks_at, self.name),
                noun=amounts,
            ),
            Question(
                f"{BRACKETS}{self.name}",
                self.ask_brackets,
                self.some_unknown(),
                looks_at=(*self.looks_at, self.name, f"{AMOUNTS}{self.name}"),
                noun=brackets,
            ),
            Question(
                f"mois-{self.name}",
                self.ask_months,
                self.some_vary(),
                fills,
                looks_at=(*self.looks_at, self.name, f"montants-{self.name}"),
                noun=months,
            ),
        )

    def fills(self, kind: Kind) -> Iterator[Fill]:
        for variable in kind.variables:
            made = series(kind.id, kind.over)
            if variable == kind.quarterly:
                made = unless_quiet(kind.id, made)
            yield Fill(variable, kind.entity, kind.over, made)
        if kind.tax_box:
            yield Fill(kind.tax_box, "foyer_fiscal", Over.YEARS, series(kind.id, Over.YEARS))

    def ticked(self, context: Context) -> list[Kind]:
        ticked = context.get(self.name, ())
        return offered((kind for kind in self.kinds if kind.id in ticked), context)

    def varying(self, context: Context) -> list[Kind]:
        amounts = context.get(f"montants-{self.name}", {})
        return [kind for kind in self.ticked(context) if amounts.get(kind.id) == VARIES]

    def unknown(self, context: Context) -> list[Kind]:
        """The kinds whose amount the person does not know, and that may be much or little."""
        amounts = context.get(f"{AMOUNTS}{self.name}", {})
        return [
            kind for kind in self.ticked(context) if amounts.get(kind.id) == UNKNOWN and kind.wide
        ]

    def some_unknown(self) -> Callable[[Context], bool]:
        def condition(context: Context) -> bool:
            return bool(self.unknown(context))

        condition.__doc__ = "un montant n’est pas connu"
        return condition

    def ask_brackets(self, context: Context) -> Group:
        """About how much, of each amount that is not known (see questionnaire.unknown)."""
        return Group(
            "À peu près combien ?",
            {kind.id: Bracket(kind.label, kind.plausible) for kind in self.unknown(context)},
            "Une fourchette par mois suffit : le résultat sera plus précis.",
        )

    def some_ticked(self) -> Callable[[Context], bool]:
        def condition(context: Context) -> bool:
            return bool(self.ticked(context))

        condition.__doc__ = f"au moins une réponse est cochée à « {self.name} »"
        return condition

    def some_vary(self) -> Callable[[Context], bool]:
        def condition(context: Context) -> bool:
            return bool(self.varying(context))

        condition.__doc__ = "un montant change d’un mois à l’autre"
        return condition

    def ask_amounts(self, context: Context) -> Group:
        rows = {
            kind.id: fields.AmountOr(
                kind.label,
                help_text=kind.help_text,
                boxes=[(VARIES, VARIES_LABEL)],
                unsure=kind.plausible,
                yearly=kind.yearly,
            )
            for kind in self.ticked(context)
        }
        adds_up = frozenset(kind.id for kind in self.ticked(context) if not kind.outgoing)
        helps = (kind.help_template for kind in self.ticked(context))
        return Group(
            self.amount_label(context),
            rows,
            self.amount_help,
            adds_up=adds_up,
            help_templates=tuple(filter(None, helps)),
        )

    def ask_months(self, context: Context) -> Group:
        """The last three finished months are wanted; the others may stay empty (see `series`)."""
        rows, headings = {}, {}
        varying = self.varying(context)
        for kind in varying:
            months = asked_months(context.month, kind.over)
            if months[0] == context.month:  # not over yet: last, and nobody must know it
                months = [*months[1:], months[0]]
            headings[f"{kind.id}.{months[0]}"] = kind.label
            for index, period in enumerate(months):
                rows[f"{kind.id}.{period}"] = fields.Money(month(period), required=index < RECENT)
        return Group(
            self.months_label(context),
            rows,
            "Remplissez au moins les premiers mois de la liste. Écrivez 0 pour un mois sans rien. "
            "Si vous laissez vides les mois plus anciens, nous prenons la moyenne des autres.",
            headings,
            frozenset(rows) if [kind.outgoing for kind in varying] == [False] else frozenset(),
        )


def offered(kinds: Iterable[Kind], context: Context) -> list[Kind]:
    """The kinds that may concern the person."""
    return [kind for kind in kinds if kind.when(context)]


def headings(kinds: Iterable[Kind]) -> dict[str, str]:
    """The id of the first kind of each group -> the group."""
    found: dict[str, str] = {}
    for kind in kinds:
        if kind.group not in found.values():
            found[kind.id] = kind.group
    return found


def series(kind_id: str, over: Over) -> Made:
    """A function answer -> amounts by month (by year for Over.YEARS), or None if not told."""

    def value(answer: dict[str, Any], context: Context) -> dict[str, float] | None:
        given = answer.get(kind_id)
        if given is None or given == VARIES:
            return None
        months = asked_months(context.month, over)
        if not isinstance(given, dict):
            given = dict.fromkeys(months, float(given))
        past = [amount for period, amount in given.items() if period != context.month]
        average = round(sum(past) / len(past), 2)
        if over is Over.YEARS:
            return by_year(given, average, int(context.month[:4]))
        last = given.get(months_before(context.month, 1), average)  # this month is like the last
        told = {context.month: last} | given
        return {period: float(told.get(period, average)) for period in months}

    return value


def unless_quiet(kind_id: str, made: Made) -> Made:
    """The same amounts, but 0 when nothing was earned since M-4: RSA and prime d'activité read the
    turnover of M-4..M-2 alone (CASF, art. R.262-7 and R.262-19)."""

    def value(answer: dict[str, Any], context: Context) -> dict[str, float] | None:
        found = made(answer, context)
        quiet = earned_since(answer.get(kind_id), context.month, QUARTER_READ) == 0
        return dict.fromkeys(found, 0) if found and quiet else found

    return value


def earned_since(given: Any, month: str, back: int) -> float | None:
    """Euros over M-`back`..M of an amount told month by month, M counting when it is told; None
    when a month before is not."""
    months = [months_before(month, count) for count in range(back + 1)]
    if isinstance(given, dict) and month not in given:
        del months[0]
    if not isinstance(given, dict) or not given.keys() >= set(months):
        return None
    return float(sum(given[period] for period in months))


def by_year(given: Mapping[str, float], average: float, year: int) -> dict[str, float]:
    """The amounts of N-2, N-1 and N, in whole euros: twelve average months.

    Of what began in those months (0 before), the years before had nothing, and N is as if it had
    lasted the whole year: RSA reads the present (CASF, art. R.262-18 to R.262-24).
    """
    earned = sorted(period for period, amount in given.items() if amount > 0)
    began = bool(earned) and min(given) < earned[0]
    if not began:
        return {str(y): round(average * 12) for y in range(year - 2, year + 1)}
    since = [amount for period, amount in given.items() if period >= earned[0]]
    first = int(earned[0][:4])
    return {
        str(y): round(sum(since) / len(since) * 12) if y >= first else 0
        for y in range(year - 2, year + 1)
    }


def asked_months(now: str, over: Over) -> list[str]:
    """The months to ask, latest first: a benefit received is asked up to M-1, M being computed."""
    first = 1 if over is Over.RECEIVED else 0
    return [months_before(now, back) for back in range(first, MONTHS_BACK + 1)]
