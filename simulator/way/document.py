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

from benefits.terms import PLURALS
from questionnaire.core import age_on
from simulator.way.earnings import Series, write_incomes
from simulator.way.entities import (
    RECENT,
    YEAR,
    Document,
    dated,
    entities,
    holders,
    span,
    write,
)
from simulator.way.household import Household

MAJORITY = 18
SHARED = ("foyer_fiscal",)  #: what two people say of their common tax unit adds up
#: Those that a rule on the past year counts when they were paid (CSS, art. L.861-2): of the months
#: that are computed, the situation says that they were not.
ONLY_WHEN_PAID = (
    *("af", "asf", "cf", "paje_base", "paje_prepare", "aspa"),
    *("aah", "asi", "ass", "caah"),
)
#: What OpenFisca finds to be nothing when nobody gives it, as earnings.RARE_INCOMES.
RARE_LINES = tuple(
    f"rpns_micro_entreprise_CA_{regime}"
    for regime in ("bic_service_imp", "bic_vente_imp", "bnc_imp")
)
NO_TRADE = ("domaine_specialites_formation", "aucun")
#: Benefits that stay 0 on M-4..M-1 when they were not received: RSA would otherwise count as a
#: resource of its own quarter, and the CEJ cannot be claimed for past months.
NEVER_COMPUTED_BACK = (("rsa", "famille"), ("contrat_engagement_jeune", "individu"))

#: What no answer writes as it is.
IN_OTHER_WORDS = (
    *("caseT", "f4ba", "departement_experimentation_rsa"),
    *(f"{variable}_non_percue" for variable in ONLY_WHEN_PAID),
)


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


def write_past_benefits(household: Household, document: Document) -> None:
    """The past months of the benefits that were not received (see the module's rules)."""
    long_ago = span(household.month, YEAR, RECENT + 1)
    recently = span(household.month, RECENT, 1)
    for variable, entity in dict.fromkeys((*household.received_variables, *NEVER_COMPUTED_BACK)):
        months = long_ago + (recently if (variable, entity) in NEVER_COMPUTED_BACK else ())
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
