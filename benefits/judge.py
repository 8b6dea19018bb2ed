"""From the engine's answers to verdicts: what each person may have, and why not. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from benefits import reasons as why
from benefits.asking import Target, broken_rule, holders, of_place
from benefits.claimable import named
from benefits.dated import MARGIN, NO_LAW, stale
from benefits.doubt import NO_DOUBTS, Doubt, lifts
from benefits.facts import Document, Person, facts, value_at
from benefits.figures import rounded
from benefits.lexicon import FACTS
from benefits.overseas import place_of
from benefits.schema import Benefit, Catalogue, Condition, Status
from benefits.shared import Shared
from benefits.steps import period_of
from benefits.terms import Variable
from benefits.verdict import Verdict, ranked
from benefits.worksheet import Legislation, Worksheet
from orientation.words.french import month_after, percent

NOT_FOUND = (
    "Vous recevez déjà cette aide. Notre calcul ne la retrouve pas : votre caisse sait peut-être "
    "des choses que nous ne savons pas."
)


def verdicts(
    catalogue: Catalogue,
    document: Document,
    month: str,
    doubts: Mapping[str, Doubt] = NO_DOUBTS,
    epci: str | None = None,
    legislation: Legislation = NO_LAW,
    among: Sequence[Benefit] | None = None,
    birthdays: bool = True,
) -> tuple[Verdict, ...]:
    """Every verdict of the benefits of the territory, what brings most first.

    `document`: what the engine gave back for asking.asked(). `doubts`: a variable's name, or a
    benefit's id, and what is not known of it; it turns the benefits that declare it (`doubted_by`)
    into "to check", but for a refusal that holds without it. A doubt that no benefit declares
    touches them all.
    `legislation`: the engine's parameters, without which a reason that quotes one is not given.
    `among`: the benefits to judge, each as it would be among all the others; None for all.
    `birthdays`: whether to look for the one that will open what is refused for an age; it changes
    what is said of a refusal, and nothing else.
    """
    known = facts(document, month, epci)
    ahead = why.Ahead(known) if birthdays else None
    shared = Shared(
        *(document, month, known, ahead, place_of(known), doubts, legislation),
        catalogue.benefits,
    )
    found: list[Verdict] = []
    for benefit in of_place(catalogue.benefits if among is None else tuple(among), known):
        found += _Case(shared, benefit).verdicts()
    return ranked(found)


@lru_cache(maxsize=4096)
def _plain(benefit: Benefit, status: Status, person: str | None, *said: str) -> Verdict:
    """A verdict without an amount: a fact makes most, and they are the same in every household."""
    return Verdict(benefit, status, person, period=benefit.shown, reasons=said)


def _as_one(found: list[Verdict]) -> Verdict:
    """The same verdict of several people as the household's."""
    if len(found) == 1:
        return found[0]
    reasons = dict.fromkeys(reason for verdict in found for reason in verdict.reasons)
    return replace(found[0], person=None, reasons=tuple(reasons))


class _Case:
    """One benefit judged for one household."""

    def __init__(self, shared: Shared, benefit: Benefit) -> None:
        self.shared = shared
        self.benefit = benefit
        self.document = shared.document
        self.month = shared.month
        self.known = shared.known
        self._ruled_out: dict[str | None, tuple[Condition, Person | None]] = {}

    @cached_property
    def theirs(self) -> tuple[Doubt, ...]:
        """What is not sure of it: looked for last, as facts alone rule out most benefits."""
        return self.shared.doubts_of(self.benefit)

    def verdicts(self) -> list[Verdict]:
        """The verdicts worth showing: a refusal only when nobody has the right, and once."""
        found = [self.judge(target) for target in self.shared.targets(self.benefit)]
        if len(found) == 1:
            return [self._with_birthday(found[0])]
        vague: list[Verdict] = []
        refused: list[Verdict] = []
        kept: list[Verdict] = []
        for one in found:
            unsure = one.status == "to_check" and not one.amount
            (vague if unsure else refused if one.status == "no" else kept).append(one)
        if vague:
            return [*map(self._with_birthday, kept), _as_one(self._told(vague))]
        if kept:
            return [*map(self._with_birthday, kept)]
        return [_as_one(self._told(refused))] if refused else []

    def _told(self, found: list[Verdict]) -> list[Verdict]:
        """Of the same verdicts of several people, those that speak: the adults', else all."""
        parents = self.shared.parents
        adults = [one for one in found if one.person in parents] or found
        return [self._with_birthday(one) for one in adults]

    def judge(self, target: Target) -> Verdict:
        """The verdict for one holder, but for the birthday that will open the right."""
        person = target.person.id if target.person else None
        place = self.shared.place
        if place and place.applies(self.benefit) == "no":
            verdict = _plain(self.benefit, "no", person, place.sentence(self.benefit))
        elif broken := broken_rule(self.benefit, self.known, target.person):
            verdict = self._broken(broken, target)
            self._ruled_out[person] = broken, target.person
        else:
            verdict = _plain(self.benefit, "no", person)
            judge = self._computed if self.benefit.engine else self._by_rules
            verdict = judge(verdict, target)
        granted = verdict.status in ("estimated", "likely")
        if granted and place and place.applies(self.benefit) == "to_check":
            reasons = (place.sentence(self.benefit), *verdict.reasons)
            verdict = replace(verdict, status="to_check", reasons=reasons)
        declared = self._declared(target)
        if declared is None:
            return verdict
        verdict = self._with_birthday(verdict)
        reasons = (NOT_FOUND,) if verdict.status == "no" else verdict.reasons
        return replace(verdict, status="received", declared=declared, reasons=reasons)

    def _broken(self, broken: Condition, target: Target) -> Verdict:
        """What a condition on facts that fails makes of it."""
        doubts = self.shared.doubts
        person = target.person.id if target.person else None
        unsure = [doubts[n].said for n in broken.reads if n in doubts] if doubts else []
        if not unsure and not broken.figure:
            return _plain(self.benefit, broken.status, person, broken.otherwise)
        amount = None
        if broken.figure and self.benefit.engine:
            value = self._read(self.benefit.engine.variable, target)[0] or 0
            amount = rounded(value, self.benefit.rounding) or None
        return Verdict(
            self.benefit,
            "to_check" if unsure else broken.status,
            person,
            amount,
            self.benefit.shown,
            (*unsure, broken.otherwise),
        )

    def _with_birthday(self, verdict: Verdict) -> Verdict:
        """A verdict on facts, with the birthday that will change them: looked for last, as most
        verdicts are not shown."""
        ahead = self.shared.ahead
        broken, person = self._ruled_out.get(verdict.person, (None, None))
        if ahead is None or broken is None or verdict.status == "received":
            return verdict
        later = why.coming(self.benefit, broken, ahead, person, self.month)
        if later is None:
            return verdict
        *unsure, otherwise = verdict.reasons
        told = () if later.ahead == 1 else (otherwise,)
        return replace(verdict, reasons=(*unsure, *told, later.sentence), opens_in=later.ahead)

    def _declared(self, target: Target) -> Decimal | None:
        received = self.benefit.received
        if received is None or received.period == "year":
            return None
        before = month_after(self.month, -1)
        held = holders(received, self.benefit.entity, target.id, self.document)
        given = sum(float(value_at(holder.get(received.name), before) or 0) for holder in held)
        return rounded(given, "centime") if given > 0 else None

    def _unknown(self, target: Target) -> tuple[str, ...]:
        """What is missing to tell whether the conditions on facts hold."""
        return tuple(
            self._about(condition)
            for condition, check in self.benefit.on_facts
            if check(self.known, target.person) is None
        )

    def _about(self, condition: Condition) -> str:
        """What is missing, and who can tell."""
        missing = ", ".join(sorted(FACTS[name].about for name in condition.facts))
        return f"Il nous manque : {missing}. À demander à : {self.benefit.institution.label}."

    def _by_rules(self, verdict: Verdict, target: Target) -> Verdict:
        sheet = self._sheet(target)
        if failing := why.failing(sheet):
            return self._refused(verdict, failing, why.near(sheet))
        verdict = self._with_amount(verdict, target)
        status: Status = "likely" if verdict.amount is None else "estimated"
        return self._sure(verdict, status, (*self._unknown(target), *why.near(sheet)))

    def _with_amount(self, verdict: Verdict, target: Target) -> Verdict:
        found = why.amount(self._sheet(target)) if self.benefit.amounts else None
        if found and found.figure:
            given = rounded(self._read(found.figure, target)[0] or 0, self.benefit.rounding)
            return replace(verdict, amount=given or None)
        return replace(verdict, amount=found.euros, up_to=found.up_to) if found else verdict

    def _sure(self, verdict: Verdict, status: Status, unsure: tuple[str, ...]) -> Verdict:
        """`verdict` with `status`, or to be checked when anything about it is not sure."""
        always = (self.benefit.to_check,) if self.benefit.to_check else ()
        doubts = tuple(doubt.said for doubt in self.theirs if not doubt.of_refusals)
        reasons = (*unsure, *doubts, *always, *stale(self.benefit, self.month, False))
        dated = stale(self.benefit, self.month, True)
        if reasons:
            reasons = (*reasons, *verdict.reasons, *dated)
            return replace(verdict, status="to_check", reasons=reasons)
        return replace(verdict, status=status, reasons=(*verdict.reasons, *dated))

    def _computed(self, verdict: Verdict, target: Target) -> Verdict:
        assert self.benefit.engine is not None
        value = self._read(self.benefit.engine.variable, target)[0]
        if value is None:
            return replace(verdict, status="failed")
        sheet = self._sheet(target)
        unsure = (*self._unknown(target), *why.near(sheet))
        verdict = self._granted(verdict, value, target)
        if verdict.status != "no":
            return self._sure(verdict, verdict.status, unsure)
        failing = why.failing(sheet) or (why.Failing((self.benefit.otherwise,)),)
        return self._refused(verdict, failing, unsure)

    def _refused(
        self, verdict: Verdict, failing: tuple[why.Failing, ...], unsure: tuple[str, ...]
    ) -> Verdict:
        """A refusal, or to be checked when a doubt, or a limit past its date, may lift it all."""
        dated = tuple(
            said for small in (False, True) for said in stale(self.benefit, self.month, small)
        )
        sure = [one for one in failing if not any(lifts(doubt, one) for doubt in self.theirs)]
        told = (sure or failing)[0]
        lifting = () if sure else [d for d in self.theirs if any(lifts(d, f) for f in failing)]
        close = bool(dated) and told.excess is not None and told.excess <= MARGIN
        reasons = (*unsure, *(doubt.said for doubt in lifting))
        status: Status = "to_check" if reasons or close else told.status
        said = named(told.sentences, self.benefit.id, self.document, self.month)
        return replace(verdict, status=status, reasons=(*reasons, *said, *dated))

    def _sheet(self, target: Target) -> Worksheet:
        legislation = self.shared.legislation
        return Worksheet(self.benefit, self.document, self.month, self.known, target, legislation)

    def _granted(self, verdict: Verdict, value: Any, target: Target) -> Verdict:
        gives = self.benefit.engine.gives if self.benefit.engine else "eligibility"
        if not value:
            return verdict
        if gives == "eligibility":
            return replace(self._with_amount(verdict, target), status="likely")
        if gives == "rate":
            return replace(verdict, status="likely", reasons=(f"Taux : {percent(value)}.",))
        if gives == "cost":
            return replace(verdict, status="likely", cost=rounded(value, "centime"))
        amount = rounded(value, self.benefit.rounding)
        return replace(verdict, status="estimated" if amount else "no", amount=amount or None)

    def _read(self, variable: Variable, target: Target) -> list[Any]:
        period = period_of(variable, self.month)
        found = holders(variable, self.benefit.entity, target.id, self.document)
        return [holder.get(variable.name, {}).get(period) for holder in found] or [None]
