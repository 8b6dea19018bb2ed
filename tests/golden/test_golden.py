"""Every golden case through the whole way from a household to its verdicts, as one batch."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType

import pytest

from benefits.asking import asked
from benefits.doubt import Doubt
from benefits.judge import verdicts
from benefits.registry import catalogue
from benefits.schema import Catalogue
from benefits.verdict import Verdict
from orientation.shipped import COMMUNES, read
from simulator.way.entities import Document
from tests.benefits.test_catalogue import FLOOR as NATIONAL
from tests.golden.reader import MONTH, Case, cases, document

CASES = cases()
FLOOR = (
    *NATIONAL,
    *("paris_logement", "paris_logement_familles", "paris_logement_plfm", "paris_forfait_familles"),
    *("paris_logement_psol", "paris_energie_familles", "paris_logement_aspeh"),
    *("paris_complement_sante", "rennes_metropole_transport", "brest_metropole_transport"),
    *("apa_eligibilite", "apa_domicile"),
)


@pytest.fixture(scope="module")
def found(engine: ModuleType) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts of every case on the benefits that it names, by its id; computed in one call."""
    from simulator.engine.law import legislation
    from simulator.engine.law.system import corrected_system

    wanted = {case.home["depcom"] for case in CASES}
    epcis = {row["code"]: row["epci"] for row in read(COMMUNES) if row["code"] in wanted}
    documents = [asked(named(case), document(case, corrected_system()), MONTH) for case in CASES]
    return {
        case.id: verdicts(
            named(case),
            answer,
            MONTH,
            doubted(case, answer),
            epcis[case.home["depcom"]],
            legislation,
        )
        for case, answer in zip(CASES, engine.calculate(documents), strict=True)
    }


def doubted(case: Case, answer: Document) -> Mapping[str, Doubt]:
    """The doubts of a case that touch its own benefits: one that none claims would touch all."""
    from simulator.engine.law.corrections import doubts

    own = {item.engine.variable.name for item in named(case).benefits if item.engine}
    return {name: why for name, why in doubts(answer, MONTH).items() if name in own}


def named(case: Case) -> Catalogue:
    """The benefits that the case is about: asking for the others would only take time."""
    benefits = tuple(item for item in catalogue().benefits if item.id in case.benefits)
    return replace(catalogue(), benefits=benefits)


def said(verdict: Verdict) -> str:
    """A verdict in one line: its status, then its amount, its cost and its rate, if any."""
    figures = [
        "" if verdict.amount is None else f"{verdict.amount.normalize():f}",
        "" if verdict.up_to is None else f"jusqu’à {verdict.up_to.normalize():f}",
        "" if verdict.cost is None else f"coûte {verdict.cost.normalize():f}",
        *(reason.rstrip(".") for reason in verdict.reasons if reason.startswith("Taux")),
    ]
    return " ".join([verdict.status, *filter(None, figures)])


@pytest.mark.engine
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_golden_case(case: Case, found: dict[str, tuple[Verdict, ...]]) -> None:
    wrong = []
    for name, expected in case.expected.items():
        benefit, _, person = name.partition("/")
        mine = [
            verdict
            for verdict in found[case.id]
            if verdict.benefit.id == benefit and (not person or verdict.person == person)
        ]
        if ([said(verdict) for verdict in mine] or ["absent"]) != [expected]:
            given = [(said(verdict), verdict.person, verdict.reasons) for verdict in mine]
            wrong.append(f"{name}: expected {expected}, found {given}")
    assert not wrong, "\n".join((case.id, case.how, case.source, *wrong))


@pytest.mark.engine
def test_no_golden_case_fails_or_refuses_in_silence(found: dict[str, tuple[Verdict, ...]]) -> None:
    silent = [
        f"{name}: {verdict.benefit.id} {verdict.status}"
        for name, of_case in found.items()
        for verdict in of_case
        if verdict.status == "failed" or (verdict.status == "no" and not verdict.reasons)
    ]
    assert silent == []


def test_there_are_enough_cases_and_each_has_its_source() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
    assert [case.id for case in CASES if not (case.source.strip() and case.how.strip())] == []
    counts = Counter(benefit for case in CASES for benefit in case.benefits)
    assert {name: counts[name] for name in FLOOR if counts[name] < 8} == {}
    assert len(CASES) >= 900


def test_each_amount_of_the_catalogue_has_its_case() -> None:
    given = [
        one
        for one in catalogue().benefits
        if one.amounts or (one.engine and one.engine.gives == "amount")
    ]
    named = {benefit for case in CASES for benefit in case.benefits}
    assert {one.id for one in given} - named == set()
