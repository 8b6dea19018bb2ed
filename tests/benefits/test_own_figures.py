"""On households drawn from the personas: a figure said to be theirs is theirs, and no benefit is
above what the law gives at most.

`HOUSEHOLDS=1000` runs the whole; the ordinary run draws as many as there are personas.
"""

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from copy import deepcopy
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from benefits.asking import asked
from benefits.claimable import NAMES
from benefits.judge import verdicts
from benefits.registry import catalogue
from benefits.schema import Catalogue
from benefits.terms import PLURALS
from benefits.verdict import Verdict
from orientation.words.french import months_before
from simulator.engine.law.corrections import doubts
from simulator.way.case import Case
from tests.benefits.varied import cases
from tests.simulator.conftest import create_communes

pytestmark = [pytest.mark.engine, pytest.mark.django_db]

COUNT = int(os.environ.get("HOUSEHOLDS", "74"))
OWN = re.compile(r"\b(?:Vos|Votre|vos|votre) [^.]*?\d")
SAYS_SO = ("que vous pouvez demander", "d’après vos réponses")
BACK = 4  # months that the engine may compute of a benefit that was not paid


class Judged(NamedTuple):
    """One household: its people, and its verdicts, with and without what it only could claim."""

    case: Case
    found: tuple[Verdict, ...]
    without: tuple[Verdict, ...]


def unclaimed_as_nothing(document: dict[str, Any], month: str) -> dict[str, Any]:
    """The same household, the benefits that were not paid being worth nothing."""
    less = deepcopy(document)
    months = [months_before(month, count) for count in range(BACK + 1)]
    for name, entity in NAMES:
        for holder in less[PLURALS[entity]].values():
            series = holder.setdefault(name, {})
            series |= {one: 0.0 for one in months if series.get(one) is None}
    return less


@pytest.fixture(scope="module")
def judged(
    engine: ModuleType, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> list[Judged]:
    from simulator.engine.law import legislation

    with django_db_blocker.unblock(), transaction.atomic():
        create_communes()
        drawn = cases(COUNT, seed=31)
        transaction.set_rollback(True)
    national = Catalogue(tuple(one for one in catalogue().benefits if one.territory == ("france",)))
    wanted = [
        asked(national, document, case.month)
        for case in drawn
        for document in (case.inputs[0], unclaimed_as_nothing(dict(case.inputs[0]), case.month))
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        computed = engine.calculate(wanted)
    found = [
        verdicts(national, one, "2026-11", doubts(one, "2026-11"), legislation=legislation)
        for one in computed
    ]
    return [Judged(*three) for three in zip(drawn, found[::2], found[1::2], strict=True)]


def own(verdict: Verdict) -> Iterator[str]:
    """The reasons that say a sum of euros to be the household's."""
    for reason in verdict.reasons:
        if "euros" in reason and OWN.search(reason) and not any(one in reason for one in SAYS_SO):
            yield reason


def test_a_sum_said_to_be_theirs_holds_nothing_that_they_only_could_claim(
    judged: list[Judged],
) -> None:
    claimable = {name for name, _ in NAMES}
    wrong, met = [], 0
    for one in judged:
        others = {(v.benefit.id, v.person): v for v in one.without}
        for verdict in one.found:
            if verdict.benefit.id in claimable:
                continue
            for reason in own(verdict):
                met += 1
                other = others.get((verdict.benefit.id, verdict.person))
                if other is None or reason not in other.reasons:
                    wrong.append((verdict.benefit.id, reason, other and other.reasons))
    assert met > COUNT / 2
    assert wrong == []


#: Euros a month at most, for a family of so many adults and children; articles as in the catalogue.
RSA, PPA, BONUS, BMAF = 651.69, 638.28, 240.63, 478.16


def ceilings(adults: int, children: int) -> Mapping[str, float]:
    raised = 1.28412 + 0.42804 * max(children, 0)  # a lone parent: CASF, art. D.262-1
    shares = 1 + 0.5 * (adults - 1) + 0.4 * children
    scale = max(raised, shares)
    return {
        "rsa": RSA * scale,
        "ppa": PPA * scale + BONUS * (adults + children) + 0.6 * 2_500 * (adults + children),
        "aah": 1_041.59,
        "asi": 11_066.12 / 12,
        "aspa": (12_523.14 if adults == 1 else 19_442.21) / 12,
        "ass": 19.48 * 31,
        "cf": 0.6249 * BMAF,
        "asf": 0.422 * BMAF * children,
        "paje_base": 0.4166 * BMAF * max(children, 1),
        "af": (0.32 + 0.41 * max(children - 2, 0) + 0.16 * children) * BMAF,
        "ars": 462.50 * max(children, 1),
        "cheque_energie": 277,
        "contrat_engagement_jeune": 566.17,
        "bourse_college": 525.0,
        "bourse_lycee": 1_071.0,
        "bourse_criteres_sociaux": 633.5,
        "apa_domicile": 2_080.33,
    }


def test_no_benefit_is_above_what_the_law_gives_at_most(judged: list[Judged]) -> None:
    wrong, met = [], set()
    for one in judged:
        home = one.case.household
        most = ceilings(len(home.adults), len(home.children))
        for verdict in one.found:
            limit = most.get(verdict.benefit.id)
            if limit is not None and verdict.amount:
                met.add(verdict.benefit.id)
                if float(verdict.amount) > limit + 0.5:
                    wrong.append((verdict.benefit.id, verdict.amount, limit))
    assert wrong == []
    assert {"rsa", "ppa", "aah", "aspa", "af"} <= met


def test_housing_aid_is_never_above_the_rent_and_its_flat_charges(judged: list[Judged]) -> None:
    met = 0
    for one in judged:
        home = one.case.household
        rent = next((i.value for i in home.inputs if i.variable == "loyer"), None)
        people = len(home.adults) + len(home.children)
        for verdict in one.found:
            if verdict.benefit.id == "aide_logement" and verdict.status == "estimated" and rent:
                met += 1
                assert float(verdict.amount or 0) <= rent + 60 + 15 * people, (
                    one.case.dossier.answers
                )
    assert met
