"""What a household earns, in its document: months before those asked, twins, boxes (pure).

A net income goes with its taxable and gross twins: rules read one or the other
(simulator.engine.law.incomes).
"""

from typing import Any

from questionnaire.core import Over
from simulator.engine.law.incomes import (
    BY_VARIABLE,
    GROSS,
    INCOMES,
    MOST_SIMPLE_RENTS,
    SMIC,
    STANDING,
    TAXABLE,
    euros_in,
)
from simulator.way.entities import YEAR, Document, members, span, write
from simulator.way.household import Household

Series = dict[str, float]

#: What OpenFisca finds to be nothing when nobody gives it. The applicant always does: a variable
#: given or not is another way through the law, to be learnt apart (docs/engine.md).
RARE_INCOMES = ("rente_accident_travail", "revenus_capital", "revenus_locatifs")


def write_incomes(household: Household, document: Document) -> None:
    """Incomes of the months before M-12, and the twins of every income, zeros written out.

    A twin adds up what each income gives it (simulator.engine.law.incomes); the tax notice's own
    figure, where it was asked, is the truer. The twins of pay, unemployment and pension stand for
    everyone: an input silences the formula of its variable in the whole simulation, and batches mix
    households.
    """
    past = older_periods(household.month)
    everyones = income_variables(household) | set(STANDING)
    for person in household.people:
        held = document["individus"][person.id]
        rare = RARE_INCOMES if person is household.people[0] else ()
        for variable in sorted(everyones.union(rare)):
            series: Series = held.get(variable) or dict.fromkeys(span(household.month, YEAR), 0.0)
            held[variable] = older(series, household.month, past) | series
        told = {twin: held.get(twin, {}) for income in INCOMES for twin in income.twins}
        made = person_twins(held, bool(held.get("apprenti", {}).get(household.month)))
        held |= {twin: series | told[twin] for twin, series in made.items()}
        write_boxes(person.id, document, household.month)
    move_high_rents(document)


def person_twins(held: dict[str, Any], apprentice: bool) -> dict[str, Series]:
    """The twins of all the incomes that a person has, by variable."""
    made: dict[str, Series] = {}
    for income in INCOMES:
        series: Series = held.get(income.variable, {})
        if not series:
            continue
        if apprentice and income.variable == "salaire_net":
            twins = apprentice_twins(series)
        else:
            twins = {
                twin: {at: round(amount * euros_in(at, share), 2) for at, amount in series.items()}
                if any(series.values())
                else dict.fromkeys(series, 0.0)
                for twin, share in income.twins.items()
            }
        for twin, amounts in twins.items():
            before = made.get(twin, {})
            added = {
                p: round(before[p] + amount, 2) for p, amount in amounts.items() if p in before
            }
            made[twin] = {**before, **amounts, **added}
    return made


def write_boxes(person: str, document: Document, month: str) -> None:
    """What a person's property and savings bring, in the boxes of their tax unit, by year."""
    held = document["individus"][person]
    units = [u for u in document["foyers_fiscaux"].values() if person in members(u)]
    for income in INCOMES:
        if not income.boxes or not any((held.get(income.variable) or {}).values()):
            continue
        for year, amount in yearly(held[income.variable], month).items():
            for box, share in income.boxes.items():
                write(units, box, year, round(amount * share), adds=True)


def move_high_rents(document: Document) -> None:
    """Rents above the simple scheme's limit are declared with their charges, which are not known:
    they stand in full in the box of the other scheme, and the result is to be checked."""
    for unit in document["foyers_fiscaux"].values():
        for year, rents in list(unit.get("f4be", {}).items()):
            if rents > MOST_SIMPLE_RENTS:
                unit["f4be"][year] = 0
                unit.setdefault("f4ba", {})[year] = rents


def yearly(series: Series, month: str) -> dict[str, float]:
    """The amounts of N-2, N-1 and N, whose months to come are like the twelve before M."""
    year = int(month[:4])
    before = str(year - 1)
    last = sum(series[period] for period in span(month, YEAR, 1))
    past = sum(a for period, a in series.items() if period.startswith(f"{before}-"))
    return {str(year - 2): series[str(year - 2)], before: past, str(year): last}


def apprentice_twins(net: Series) -> dict[str, Series]:
    """The twins of an apprentice's pay, exempt of tax up to the yearly SMIC (CGI, art. 81 bis) and
    of contributions up to half of it (code du travail, art. D.6243-5, since 2025-03)."""
    return {
        "salaire_imposable": {
            period: round(max(0.0, amount * euros_in(period, TAXABLE) - smic(period)), 2)
            for period, amount in net.items()
        },
        "salaire_de_base": {
            at: round(amount + max(0.0, amount - smic(at) / 2) * (euros_in(at, GROSS) - 1), 2)
            for at, amount in net.items()
        },
    }


def smic(period: str) -> float:
    """Euros, gross, full time, of a month ("2026-11") or of a whole year ("2024")."""
    months = [period] if "-" in period else [f"{period}-{month:02d}" for month in range(1, 13)]
    return sum(euros_in(month, SMIC) for month in months)


def income_variables(household: Household) -> set[str]:
    """The variables of the incomes that somebody of the household has."""
    return {
        fact.variable
        for fact in household.inputs
        if fact.over is Over.MONTHS or fact.variable in BY_VARIABLE
    }


def older_periods(month: str) -> list[str]:
    """What stands before M-12: the year N-2, then the months of N-1 up to M-13."""
    year = int(month[:4])
    first = f"{year - 1}-01"
    before = span(month, YEAR * 2, YEAR + 1)
    return [str(year - 2), *(period for period in before if period >= first)]


def older(series: Series, month: str, periods: list[str]) -> Series:
    """The average of M-12..M-1 on each of `periods`, twelve times as much on a whole year."""
    known = [series[period] for period in span(month, YEAR, 1)]
    average = sum(known) / len(known)
    return {p: round(average * (1 if "-" in p else 12), 2) for p in periods}
