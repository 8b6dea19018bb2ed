"""A doubted benefit makes its followers doubted, over the whole catalogue."""

from dataclasses import dataclass

import pytest

from benefits.asking import asked
from benefits.claimable import COUNTED
from benefits.judge import verdicts
from benefits.registry import catalogue
from benefits.schema import Catalogue
from benefits.terms import PLURALS
from benefits.verdict import Verdict
from simulator.engine import reads
from simulator.engine.law.corrections import TO_CHECK
from simulator.way.usual import given_variables
from tests.engine.households import NOW, SPAN, household

BEFORE = SPAN[-2]
PAIRS = [(follower, name, entity) for follower in COUNTED for name, entity in COUNTED[follower]]
DISABLED = {"taux_incapacite": 0.9, "activite": "inactif"}
#: What the engine may read of a benefit that is not counted as one that can be claimed.
NOT_COUNTED = {
    "aide_logement": "whether there is an aid: RSA takes off the same for free housing",
    "caah": "no complement has been opened since December 2019: only received ones count",
}


@dataclass(frozen=True)
class Unsure:
    said: str = "Un doute."
    lifts: frozenset[str] | None = None
    of_refusals: bool = False


def judged(follower: str, name: str, entity: str, due: float, unpaid: bool) -> Verdict:
    """The follower, of somebody who has `due` euros of the benefit that is doubted."""
    document = household([{"date_naissance": "1985-05-12", "handicap": True} | DISABLED])
    benefit = catalogue().get(follower)
    assert benefit
    assert benefit.engine
    document = asked(Catalogue((benefit,)), document, NOW)
    for group in document.values():
        for holder in group.values():
            for values in holder.values():
                if isinstance(values, dict):
                    values |= {period: 500.0 for period, value in values.items() if value is None}
    [holder] = document[PLURALS[entity]].values()
    holder[name] = {NOW: due}
    holder[f"{name}_non_percue"] = {BEFORE: unpaid}
    found = verdicts(catalogue(), document, NOW, {name: Unsure()}, among=(benefit,))
    return found[0]


@pytest.mark.parametrize(("follower", "name", "entity"), PAIRS)
def test_a_benefit_that_counts_a_doubted_one_is_doubted(follower, name, entity) -> None:
    doubted = judged(follower, name, entity, 400.0, unpaid=True)
    assert doubted.status == "to_check"
    assert any("à vérifier elle aussi" in reason for reason in doubted.reasons)
    for due, unpaid in (
        (0.0, True),
        (400.0, False),
    ):  # no right to it; received, so that it is sure
        sure = judged(follower, name, entity, due, unpaid)
        assert not any("à vérifier elle aussi" in reason for reason in sure.reasons)


@pytest.mark.engine
def test_every_benefit_that_the_minima_read_and_that_may_be_doubted_is_counted() -> None:
    mains = {one.engine.variable.name: one.id for one in catalogue().benefits if one.engine}
    doubtful = {name for rule in TO_CHECK for name in rule.variables} & mains.keys()
    for follower, pairs in COUNTED.items():
        benefit = catalogue().get(follower)
        assert benefit
        assert benefit.engine
        main = benefit.engine.variable.name
        read = reads({main}, (given_variables() | mains.keys()) - {main})
        missing = read & doubtful - {main, *(name for name, _ in pairs), *NOT_COUNTED}
        assert missing == set(), follower
