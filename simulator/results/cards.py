"""One benefit as the pages show it: whose right, its figure, the claim here, who pays, the desk."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from benefits.claim import Claim, Institution
from benefits.schema import THEMES, Benefit, Status
from benefits.verdict import Verdict
from orientation.sheet import Sheet
from orientation.words.french import NO_BREAK, whole_euros
from questionnaire.building.wording import name
from questionnaire.core import CONJOINT, VOUS, Subject, Voice, enfant
from questionnaire.modes import Mode
from simulator.way.nearby import desk
from simulator.way.outcomes import Outcome

SHORT = 12  # words of a line
PERIODS = {"month": "par mois", "year": "par an", "once": "une fois"}


@dataclass(frozen=True)
class Card:
    """One benefit with one status, and the verdict of each person who has it so.

    `people`: (whose right it is, in words, "" for the household's; the verdict), at least one.
    `settle`: the questions, in words and with their addresses, whose answers are not known and
    would settle it. Where and how to claim it is looked for when a page says it: most are refused.
    """

    benefit: Benefit
    status: Status
    people: tuple[tuple[str, Verdict], ...]
    outcome: Outcome
    settle: tuple[tuple[str, str], ...] = ()

    @cached_property
    def claim(self) -> Claim:
        """The way to claim it here."""
        return self.outcome.place.claim(self.benefit)

    @cached_property
    def payer(self) -> Institution:
        """Who decides and pays here."""
        return self.outcome.place.payer(self.benefit)

    @cached_property
    def desk(self) -> Sheet | None:
        """The best place to ask for it; None when the commune has none in the directory."""
        return desk(self.outcome.plan, self.claim)

    @property
    def verdict(self) -> Verdict:
        return self.people[0][1]

    @property
    def closed(self) -> bool:
        """Whether it is usually not the month to claim it."""
        return self.claim.closed(timezone.localdate())

    @property
    def several(self) -> bool:
        """Whether the amounts must be told person by person."""
        return len(self.people) > 1

    @property
    def whose(self) -> str:
        """« Pour votre partenaire », « Pour votre premier et votre deuxième enfant », or ""."""
        first, *more = dict.fromkeys(words for words, _ in self.people if words) or [""]
        return ", ".join([first, *(words[0].lower() + words[1:] for words in more)])

    @property
    def others(self) -> str:
        """`whose`, unless it is of the one who answers alone."""
        persons = {verdict.person for _, verdict in self.people}
        return "" if persons <= {None, VOUS.id} else self.whose

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r for _, verdict in self.people for r in verdict.reasons))

    @property
    def condition(self) -> str:
        """The first sentence of why it is not sure, short enough for a line."""
        if self.settle:  # which one is said once, above
            return "Il nous manque une réponse."
        first = next(iter(self.reasons), "")
        return first.partition(". ")[0].rstrip(".") + "." if first else ""

    @property
    def where(self) -> str:
        """What there is to do, in a line: « Rien à faire si la CAF vous connaît. », « Le livret
        s’ouvre dans votre banque. », « Éducation nationale »."""
        if self.claim.automatic:
            return f"Rien à faire si {called(self.payer)} vous connaît."
        if self.closed:
            return "Pas ouverte ce mois-ci."
        if self.payer.id != "etat" and self.short != self.benefit.label:
            return self.short
        first = self.claim.starts.partition(". ")[0].rstrip(".") + "."
        if self.payer.id == "etat" and len(first.split()) <= SHORT:
            return first
        return "En ligne." if self.claim.online else first.partition(" ; ")[0].rstrip(".") + "."

    @property
    def short(self) -> str:
        """Who pays, as people call them: « CAF », « France Travail »."""
        return short(self.payer)

    @property
    def monthly(self) -> Decimal:
        """Euros a month for all its people, to sort."""
        return sum((verdict.monthly for _, verdict in self.people), Decimal(0))

    @property
    def each_month(self) -> bool:
        """Whether it is money that comes every month."""
        return any(v.period == "month" and (v.amount or v.up_to) for _, v in self.people)

    @property
    def has_figure(self) -> bool:
        return any(v.amount or v.up_to or v.cost for _, v in self.people)

    @property
    def figure(self) -> str:
        """What its people have together, to the euro: « 404 € », « 7 à 9 € », « 30 € à payer »,
        "" without one. An amount that is to be checked has its question mark."""
        least = sum((v.amount or Decimal(0) for _, v in self.people), Decimal(0))
        most = sum((v.up_to or v.amount or Decimal(0) for _, v in self.people), Decimal(0))
        doubt = "\u00a0?" if self.status == "to_check" else ""
        if not most:
            cost = sum((v.cost or Decimal(0) for _, v in self.people), Decimal(0))
            return f"{whole_euros(cost)} à payer{doubt}" if cost else ""
        if whole_euros(least) == whole_euros(most):
            return whole_euros(most) + doubt
        return f"{whole_euros(least).partition(NO_BREAK)[0]} à {whole_euros(most)}{doubt}"

    @property
    def period(self) -> str:
        """« par mois », « par an », « une fois »; "" without a figure."""
        if not self.has_figure:
            return ""
        return "par mois" if self.verdict.cost else PERIODS[self.verdict.period]


def short(payer: Institution) -> str:
    """« CAF » for « Caisse d’allocations familiales (CAF) »; else the whole name."""
    name, _, acronym = payer.label.partition(" (")
    return acronym.rstrip(")") if acronym and acronym.rstrip(")").isupper() else name


def called(payer: Institution) -> str:
    """« la CAF », « l’organisme (Éducation nationale) »."""
    said = short(payer)
    return f"la {said}" if said.isupper() else f"l’organisme ({said})"


def cards(outcome: Outcome, mode: Mode) -> list[Card]:
    """A card for each benefit and status, in the order of the verdicts."""
    return [_card(group, outcome, mode) for group in grouped(outcome.verdicts)]


def _card(group: Sequence[Verdict], outcome: Outcome, mode: Mode) -> Card:
    return Card(
        group[0].benefit,
        group[0].status,
        tuple((whose(verdict.person, mode.voice), verdict) for verdict in group),
        outcome,
        settling(outcome, group, mode),
    )


def settling(outcome: Outcome, group: Iterable[Verdict], mode: Mode) -> tuple[tuple[str, str], ...]:
    """The questions that verdicts wait for, as (words, address), each once."""
    ids = {one for verdict in group for one in verdict.settled_by}
    found = {u.step.key: u for u in outcome.case.unknowns if u.id in ids}
    return tuple(
        (one.label(mode.voice), mode.address(one.step, "results")) for one in found.values()
    )


def grouped(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """The verdicts of each benefit that have the same status, in the order they came."""
    found: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault((verdict.status, verdict.benefit.id), []).append(verdict)
    return list(found.values())


def by_theme(cards: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """The cards under their themes' names, as a dictionary orders them."""
    themes: dict[str, list[Card]] = {theme: [] for theme in THEMES}
    for one in sorted(cards, key=lambda card: alphabetical(card.benefit.label)):
        themes[one.benefit.theme].append(one)
    return [(THEMES[theme], found) for theme, found in themes.items() if found]


def alphabetical(label: str) -> str:
    """The key to sort by: « Éco-prêt » is between « Dalo » and « Fonds »."""
    plain = unicodedata.normalize("NFKD", label.replace("œ", "oe").casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def whose(person: str | None, voice: Voice = Voice.VOUS) -> str:
    """« Pour votre partenaire »; "" when the right is the household's."""
    if person is None:
        return ""
    subjects: dict[str, Subject] = {VOUS.id: VOUS, CONJOINT.id: CONJOINT}
    subject = subjects.get(person) or enfant(int(person.removeprefix("enfant_")))
    return f"Pour {name(subject, voice)}"
