"""A household as an OpenFisca web API document: entities, roles and periods (pure: no OpenFisca).

M is the month of the simulation, N its year. The rules and where they come from:

- RSA and prime d'activité read M-4..M-2 (CASF, art. R.262-7 and CSS, art. R.843-1, since 2025-03):
  facts of a person stand on M-4..M, and the family says that it is under that rule.
- Chèque énergie reads January and custody the year: facts of the home stand on M-12..M.
- Housing aid reads the incomes of M-13..M-2 (CCH, art. R.822-3), family benefits those of N-2
  (CSS, art. R.532-3): months before M-12 that nobody was asked about, back to January N-2, get
  the average of M-12..M-1. The results page says so.
- A net income goes with its taxable and gross twins: rules read one or the other.
- A benefit that the household did not receive is 0 on M-12..M-5 and computed on M-4..M-1 (the
  regime once everything has been claimed), except RSA and contrat d'engagement jeune, 0 there too.
  A rule that counts what was paid (CSS) is told in which months it was not.
"""

from datetime import date
from typing import Any

from benefits.terms import PLURALS
from orientation.words.french import months_before
from questionnaire.core import Over, age_on
from simulator.engine.law.incomes import (
    BY_VARIABLE,
    GROSS,
    INCOMES,
    MOST_SIMPLE_RENTS,
    STANDING,
    TAXABLE,
)
from simulator.engine.law.values import constant
from simulator.way.household import Household, Input

Document = dict[str, dict[str, dict[str, Any]]]
Series = dict[str, float]

RECENT = 4
YEAR = 12
MAJORITY = 18
SHARED = ("foyer_fiscal",)  #: what two people say of their common tax unit adds up
#: Those that a rule on the past year counts when they were paid (CSS, art. L.861-2): of the months
#: that are computed, the situation says that they were not.
ONLY_WHEN_PAID = (
    *("af", "asf", "cf", "paje_base", "paje_prepare", "aspa"),
    *("aah", "asi", "ass", "caah"),
)
#: What OpenFisca finds to be nothing when nobody gives it. The applicant always does: a variable
#: given or not is another way through the law, to be learnt apart (docs/engine.md).
RARE_INCOMES = ("rente_accident_travail", "revenus_capital", "revenus_locatifs")
RARE_LINES = tuple(
    f"rpns_micro_entreprise_CA_{regime}"
    for regime in ("bic_service_imp", "bic_vente_imp", "bnc_imp")
)
NO_TRADE = ("domaine_specialites_formation", "aucun")
#: Benefits that stay 0 on M-4..M-1 when they were not received: RSA would otherwise count as a
#: resource of its own quarter, and the CEJ cannot be claimed for past months.
NEVER_COMPUTED_BACK = (("rsa", "famille"), ("contrat_engagement_jeune", "individu"))


def situation(household: Household) -> Document:
    """The document of inputs, without anything asked yet; see `benefits` for what is added."""
    document = entities(household)
    write_children_nationality(household, document)
    for fact in household.inputs:
        for period, value in dated(fact, household.month).items():
            write(holders(fact, document), fact.variable, period, value, fact.entity in SHARED)
    drop_own_childrens_alimony(household, document)
    write_incomes(household, document)
    write_past_benefits(household, document)
    write_what_is_rare(household, document)
    write_tax_facts(household, document)
    write_reference_months(household, document)
    return document


def entities(household: Household) -> Document:
    """People in their families, tax units and home, as the law groups them.

    A married or PACS couple is one tax unit (CGI, art. 6); an unmarried couple is two, each child
    with who declares it. Who is on the return of a parent who does not live there (CGI, art. 6, 3
    and 194, I) is a dependant there: that parent is not described, so nobody declares. A grown
    child with a return of its own is alone in its tax unit.
    """
    adults = [person.id for person in household.adults]
    children = [person.id for person in household.children]
    alone = household.couple not in ("marie", "pacse")
    tax_units = {}
    for declarants in [[adult] for adult in adults] if alone else [adults]:
        theirs = [child for child in children if household.declaring(child) in declarants]
        tax_units[f"foyer_{declarants[0]}"] = tax_unit(household, declarants, theirs)
    for child in children:
        if household.declaring(child) == child:
            tax_units[f"foyer_{child}"] = tax_unit(household, [child], [])
        elif household.declaring(child) not in adults:
            tax_units[f"foyer_{child}"] = tax_unit(household, [], [child])
    return {
        "individus": {person.id: {} for person in household.people},
        "familles": {"famille": {"parents": adults, "enfants": children}},
        "foyers_fiscaux": tax_units,
        "menages": {
            "menage": {
                "personne_de_reference": adults[:1],
                "conjoint": adults[1:],
                "enfants": children,
            }
        },
    }


def tax_unit(household: Household, adults: list[str], children: list[str]) -> dict[str, list[str]]:
    """The roles of a tax unit's members."""
    elsewhere = household.declared_elsewhere
    return {
        "declarants": [adult for adult in adults if adult not in elsewhere],
        "personnes_a_charge": [adult for adult in adults if adult in elsewhere] + children,
    }


def dated(fact: Input, month: str) -> dict[str, Any]:
    """The periods that a fact is written on."""
    match fact.over:
        case Over.ETERNITY:
            return {"ETERNITY": fact.value}
        case Over.RECENT:
            return dict.fromkeys(span(month, RECENT), fact.value)
        case Over.YEAR:
            return dict.fromkeys(span(month, YEAR), fact.value)
        case Over.MONTHS | Over.YEARS | Over.RECEIVED:
            return dict(fact.value)


def span(month: str, back: int, until: int = 0) -> list[str]:
    """The months M-`back`..M-`until`, oldest first."""
    return [months_before(month, count) for count in range(back, until - 1, -1)]


def holders(fact: Input, document: Document) -> list[dict[str, Any]]:
    """The entities of the document that a fact is about."""
    held = document[PLURALS[fact.entity]]
    if fact.entity == "individu":
        return [held[fact.subject.id]]
    if fact.entity == "foyer_fiscal" and not fact.subject.is_household:
        return [unit for unit in held.values() if fact.subject.id in members(unit)]
    return list(held.values())


def members(tax_unit: dict[str, Any]) -> list[str]:
    return [*tax_unit["declarants"], *tax_unit["personnes_a_charge"]]


def write(
    held: list[dict[str, Any]], variable: str, period: str, value: Any, adds: bool = False
) -> None:
    """Set one value on each of the entities; or add it to what somebody else already gave."""
    for entity in held:
        series = entity.setdefault(variable, {})
        series[period] = series.get(period, 0) + value if adds else value


def write_children_nationality(household: Household, document: Document) -> None:
    """Children have the applicant's nationality and length of residence.

    OpenFisca's default is French, and a French child must not open a right that the law gives to
    parents (CSS, art. L.842-2; see simulator.engine.law.corrections).
    """
    shared = ("nationalite", "duree_possession_titre_sejour")
    for fact in household.inputs:
        if fact.variable in shared and fact.subject.kind == "vous":
            for child in household.children:
                for period, value in dated(fact, household.month).items():
                    write([document["individus"][child.id]], fact.variable, period, value)


def drop_own_childrens_alimony(household: Household, document: Document) -> None:
    """Alimony is not deducted for a child of one's own tax parts, shared custody included (CGI,
    art. 156, II, 2°): with such a child, what is paid is taken to be for it."""
    for unit in document["foyers_fiscaux"].values():
        if set(household.recipients) & set(unit["personnes_a_charge"]):
            unit.pop("f6gu", None)


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
                twin: {period: round(amount * ratio, 2) for period, amount in series.items()}
                for twin, ratio in income.twins.items()
            }
        for twin, amounts in twins.items():
            before = made.setdefault(twin, {})
            for period, amount in amounts.items():
                before[period] = round(before.get(period, 0.0) + amount, 2)
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
            period: round(max(0.0, amount * TAXABLE - smic(period)), 2)
            for period, amount in net.items()
        },
        "salaire_de_base": {
            period: round(amount + max(0.0, amount - smic(period) / 2) * (GROSS - 1), 2)
            for period, amount in net.items()
        },
    }


def smic(period: str) -> float:
    """Euros, gross, full time, of a month ("2026-11") or of a whole year ("2024")."""
    months = [period] if "-" in period else [f"{period}-{month:02d}" for month in range(1, 13)]
    days = [date.fromisoformat(f"{month}-01") for month in months]
    return sum(constant("smic_brut_mensuel", day) for day in days)


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


def write_past_benefits(household: Household, document: Document) -> None:
    """The past months of the benefits that were not received (see the module's rules)."""
    long_ago = span(household.month, YEAR, RECENT + 1)
    recently = span(household.month, RECENT, 1)
    for variable, entity in dict.fromkeys((*household.received_variables, *NEVER_COMPUTED_BACK)):
        months = long_ago + (recently if (variable, entity) in NEVER_COMPUTED_BACK else [])
        for held in document[PLURALS[entity]].values():
            received: Series = held.get(variable, {})
            held[variable] = dict.fromkeys(months, 0.0) | received
            if variable in ONLY_WHEN_PAID:
                unpaid = {month: True for month in recently if month not in received}
                held[f"{variable}_non_percue"] = unpaid


def write_what_is_rare(household: Household, document: Document) -> None:
    """No turnover and no trade learnt, for an applicant who said nothing of them."""
    held = document["individus"][household.people[0].id]
    year = int(household.month[:4])
    for variable in RARE_LINES:
        held.setdefault(variable, {str(one): 0 for one in range(year - 2, year + 1)})
    variable, nothing = NO_TRADE
    held.setdefault(variable, dict.fromkeys(span(household.month, RECENT), nothing))


def write_tax_facts(household: Household, document: Document) -> None:
    """Marital status, and the tax return's box of lone parents (CGI, art. 194, II)."""
    status = household.couple if household.couple in ("marie", "pacse") else "celibataire"
    for adult in household.adults:
        held = document["individus"][adult.id]
        held["statut_marital"] = dict.fromkeys(span(household.month, YEAR), status)
    if household.lone_parent:
        year = int(household.month[:4])
        with_dependants = [
            unit
            for unit in document["foyers_fiscaux"].values()
            if unit["declarants"] and unit["personnes_a_charge"]
        ]
        for tax_unit in with_dependants:
            tax_unit["caseT"] = {str(y): True for y in range(year - 2, year + 1)}
    if household.declared_elsewhere:
        write_children_as_dependants(household, document)


def write_children_as_dependants(household: Household, document: Document) -> None:
    """One person's `enfant_a_charge` silences its formula: the children's is what it would be."""
    year = household.month[:4]
    for fact in household.inputs:
        if fact.variable == "date_naissance" and fact.subject.kind == "enfant":
            minor = (age_on(fact.value, date(int(year), 1, 1)) or 0) < MAJORITY
            document["individus"][fact.subject.id]["enfant_a_charge"] = {year: minor}


def write_reference_months(household: Household, document: Document) -> None:
    """RSA and prime d'activité read M-4..M-2 everywhere since 1 March 2025 (décret of 2025-02-26).

    OpenFisca-France 176 still takes it for the rule of five départements, off unless it is said.
    """
    for family in document["familles"].values():
        family["departement_experimentation_rsa"] = dict.fromkeys(
            span(household.month, RECENT), True
        )
