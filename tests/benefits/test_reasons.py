"""Reason and result never contradict each other, on households drawn at random.

`make reasons` draws a thousand; the ordinary run draws a hundred of the same.
"""

import os
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from benefits import reasons
from benefits.asking import Target, asked, broken_rule, in_territory, targets
from benefits.facts import Facts, facts
from benefits.rules import All, Any_, Compare, Count, Not
from benefits.schema import Benefit, Catalogue
from benefits.steps import period_of
from benefits.terms import PLURALS
from benefits.worksheet import Worksheet
from tests.benefits.test_working import as_situations_are, without_questions
from tests.engine.households import documents

pytestmark = pytest.mark.engine

MONTH = "2026-11"
COUNT = int(os.environ.get("HOUSEHOLDS", "100"))
EPCI = {"75115": "200054781", "69383": "200046977", "35238": "243500139", "29019": "242900314"}
# Only their general sentence says why: rules that the engine names nowhere, and those of the MSA,
# for the households drawn do not say who insures them.
GENERAL = {
    *("locapass_eligibilite", "contrat_engagement_jeune", "hauts_de_france_aide_permis"),
    *("msa_armorique_aide_permis", "msa_portes_de_bretagne_aide_permis"),
    *("msa_nord_pas_de_calais_aide_permis", "ada"),
}


class Case(NamedTuple):
    """One right of one household, as the engine answers it."""

    household: int
    benefit: Benefit
    target: Target
    sheet: Worksheet
    value: Any


@pytest.fixture(scope="module")
def cases(catalogue: Catalogue, engine: ModuleType) -> list[Case]:
    """Every right the engine computes that no rule on facts puts aside, in one batch."""
    from simulator.engine.law import legislation

    computed = Catalogue(tuple(one for one in catalogue.benefits if one.engine))
    drawn = [as_situations_are(without_questions(one)) for one in documents(COUNT, seed=11)]
    wanted = [asked(computed, one, MONTH) for one in drawn]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        answers = engine.calculate(wanted)
    found = []
    for number, document in enumerate(answers):
        known = facts(document, MONTH, epci_of(document))
        for benefit, target in open_rights(computed, document, known):
            sheet = Worksheet(benefit, document, MONTH, known, target, legislation)
            found.append(Case(number, benefit, target, sheet, value(benefit, target, document)))
    return found


def epci_of(document: dict[str, Any]) -> str | None:
    return EPCI.get(document["menages"]["menage"]["depcom"][MONTH])


def open_rights(
    computed: Catalogue, document: dict[str, Any], known: Facts
) -> Iterator[tuple[Benefit, Target]]:
    for benefit in computed.benefits:
        if in_territory(benefit, known):
            for target in targets(benefit, document, known):
                if broken_rule(benefit, known, target.person) is None:
                    yield benefit, target


def value(benefit: Benefit, target: Target, document: dict[str, Any]) -> Any:
    assert benefit.engine is not None
    named = benefit.engine.variable
    found = document[PLURALS[benefit.entity]][target.id][named.name][period_of(named, MONTH)]
    # Less than half a cent is what single precision leaves of nothing, and the verdict says « no ».
    return 0 if isinstance(found, float) and abs(found) < 0.005 else found


def test_no_refusal_without_a_condition_that_fails(cases: list[Case]) -> None:
    silent = Counter(
        case.benefit.id for case in cases if not case.value and not reasons.failing(case.sheet)
    )
    assert silent.keys() <= GENERAL


def test_no_condition_fails_on_a_right(cases: list[Case]) -> None:
    wrong = [
        (case.household, case.benefit.id, found.sentences)
        for case in cases
        if case.value and (found := reasons.failing(case.sheet))
    ]
    assert wrong == []


def test_both_answers_are_met(cases: list[Case]) -> None:
    """Otherwise the two tests above would say little."""
    seen = {(case.benefit.id, bool(case.value)) for case in cases}
    for benefit in ("rsa", "ppa", "aide_logement", "aspa", "cmu_c", "cf", "ars", "cheque_energie"):
        assert {(benefit, True), (benefit, False)} <= seen


AGE_FACTS = {"age", "age_en_mois", "age_dans_l_annee"}


def bounds(rule: Any) -> Iterator[float]:
    """The ages in years that a rule compares with, those of people of one role alike."""
    match rule:
        case Compare(name, operator, value) if name in AGE_FACTS:
            years = value / 12 if name == "age_en_mois" else value
            yield years + 1 if operator in ("at_most", "above") else years
        case All(rules) | Any_(rules):
            for one in rules:
                yield from bounds(one)
        case Not(inner) | Count(inner, _, _):
            yield from bounds(inner)


#: Their exceptions (handicap, inaptitude, former handicap) make the rule wider than its sentence.
WITH_EXCEPTIONS = {
    *("bourse_criteres_sociaux", "paris_complement_sante", "paris_logement_psol"),
    *("paris_pass_seniors", "pch", "seniors_en_vacances"),
}


def test_a_reason_says_the_ages_of_its_rule(catalogue: Catalogue) -> None:
    """An age in the sentence is a bound of the rule, the year before it or the one it ends on."""
    wrong = [
        (benefit.id, sorted(found), condition.otherwise)
        for benefit in catalogue.benefits
        if benefit.id not in WITH_EXCEPTIONS
        for condition in benefit.conditions
        if condition.rule and (found := set(bounds(condition.rule)))
        for told in [
            {
                int(n)
                for n in re.findall(r"(\d+)(?= ans| à \d+ ans| et \d+ ans)", condition.otherwise)
            }
        ]
        if told and not all(any(bound - 1 <= age <= bound for bound in found) for age in told)
    ]
    assert wrong == []


def test_what_is_already_received_is_told_first(catalogue: Catalogue) -> None:
    late = [
        benefit.id
        for benefit in catalogue.benefits
        for rank, condition in enumerate(benefit.conditions)
        if rank and "la recevez déjà" in condition.otherwise
    ]
    assert late == []
