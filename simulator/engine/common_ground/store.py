"""The common grounds kept in memory, one a month of simulation."""

import datetime
import threading
import zoneinfo
from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import Any

from openfisca_core.periods import DateUnit

from simulator.engine.common_ground import learning
from simulator.engine.common_ground.nodes import Ground
from simulator.engine.documents.reader import Situation

NATIONAL = (
    *("aah", "asi", "ass", "rsa", "ppa", "af", "cf", "asf", "paje_base", "aide_logement", "aspa"),
    *("cmu_c", "css_participation_forfaitaire", "bourse_college", "bourse_lycee"),
    *("ars", "cheque_energie"),
)
KEPT = 4

_expected: tuple[str, ...] = NATIONAL
_grounds: OrderedDict[tuple[int, str], Ground | None] = OrderedDict()
_learning = threading.Lock()


def this_month() -> str:
    """The month in France ("2026-11")."""
    return datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Paris")).strftime("%Y-%m")


def month_of(situation: Situation) -> str:
    """The month, or year, of which most is asked, the latest of equals; "" when nothing is."""
    return most_asked(question.period for question in situation.questions)


def most_asked(periods: Iterable[Any]) -> str:
    """The month, or year, that comes most often among the periods of questions."""
    counts = Counter(filter(None, map(dated, periods)))
    return max(counts, key=lambda each: (counts[each], each), default="")


def dated(period: Any) -> str:
    """The month in which a period begins, or the year that it is, as OpenFisca writes them."""
    unit, start, _ = period
    if unit == DateUnit.ETERNITY:
        return ""
    return f"{start[0]:04}" if unit == DateUnit.YEAR else f"{start[0]:04}-{start[1]:02}"


def expect(variables: Iterable[str]) -> None:
    """Say which variables are usually asked: grounds are learnt on them."""
    global _expected
    _expected = tuple(variables)


def ground(system: Any, month: str) -> Ground:
    """The common ground of a month: learnt the second time it is asked for, empty the first.

    Learning takes as long as computing ten households; a month asked for once is not worth it.
    """
    key = (id(system), month)
    with _learning:
        if key not in _grounds:
            _keep(key, None)
            return Ground()
        known = _grounds[key]
        _grounds.move_to_end(key)
    if known is None and len(month) == len("2026-11"):
        known = learn(system, month)
    return known or Ground()


def learn(system: Any, month: str) -> Ground:
    """Learn the common ground of a month and keep it."""
    key = (id(system), month)
    with _learning:
        known = _grounds.get(key)
        if known is None:
            known = learning.learn(system, month, _expected)
            _keep(key, known)
        return known


def _keep(key: tuple[int, str], known: Ground | None) -> None:
    _grounds[key] = known
    _grounds.move_to_end(key)
    while len(_grounds) > KEPT:
        _grounds.popitem(last=False)


def family(system: Any, month: str, variables: Iterable[str]) -> dict:
    """A couple with two children who rent in Paris: they read what a lone adult does not."""
    year = int(month[:4])
    births = {"vous": year - 41, "conjoint": year - 38, "enfant_1": year - 12, "enfant_2": year - 2}
    document = learning.blank(system, month, variables)
    asked = document[system.person_entity.plural].pop("adulte")
    people = document[system.person_entity.plural]
    for name, birth in births.items():
        people[name] = {"date_naissance": {"ETERNITY": f"{birth}-03-01"}}
    people["vous"] |= {name: values for name, values in asked.items() if name != "date_naissance"}
    people["vous"]["salaire_net"] = {month: 1200}
    people["conjoint"]["chomage_net"] = {month: 600}
    for entity in system.group_entities:
        (group,) = document[entity.plural].values()
        adults, *others = [role.plural or role.key for role in entity.roles]
        group[adults] = ["vous"]
        if entity.roles[0].max != 1:
            group[adults].append("conjoint")
        else:
            group[others.pop(0)] = ["conjoint"]
        group[others[0]] = ["enfant_1", "enfant_2"]
    home = document["menages"]["menage"]
    home["depcom"] = {month: "75120"}
    home["loyer"] = {month: 700}
    home["statut_occupation_logement"] = {month: "locataire_vide"}
    return document
