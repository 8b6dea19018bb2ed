"""Short ways to write the answers of a persona, as the questionnaire holds them.

What is not said is answered as plainly as its question allows: a new question asks nothing of the
personas, unless one of them has more to say.
"""

from typing import Any

from django import forms

from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.questions import FLOW

MONTH = "2026-11"
SAINT_DENIS = {"code_postal": "93200", "commune": "93066"}  # zone 1 of housing aid
RENNES = {"code_postal": "35000", "commune": "35238"}  # zone 2
AURILLAC = {"code_postal": "15000", "commune": "15014"}  # zone 3
PARIS = {"code_postal": "75011", "commune": "75111"}
SAINT_DENIS_REUNION = {"code_postal": "97400", "commune": "97411"}
Answers = dict[str, Any]


def adult(
    who: str,
    birth: str,
    *situations: str,
    incomes: dict[str, Any] | None = None,
    months: dict[str, dict[str, float]] | None = None,
    **others: Any,
) -> Answers:
    """An adult's answers; `others` are those of more questions.

    `incomes`: kind -> euros a month, or "variable" with its `months`.
    """
    plain: Answers = {
        "naissance": birth,
        "nationalite": "francaise",
        "situation": list(situations),
        "handicap": "non",
        "revenus": list(incomes or {}),
    }
    if incomes:
        plain["montants-revenus"] = incomes
    if months:
        plain["mois-revenus"] = months
    given = plain | {key.replace("_", "-"): value for key, value in others.items()}
    if given["nationalite"] == "autre":
        given = {"titre": "carte"} | given
    if "deux_mois" in given.get("parcours", {}):
        given["parcours"] = {"assurance": "finie"} | given["parcours"]
    return {f"{key}/{who}": value for key, value in given.items()}


def student(who: str, birth: str, **others: Any) -> Answers:
    """A student at a public university, third year, whose parents earned 20,000 euros."""
    plain: Answers = {
        "etudes": "enseignement_superieur",
        "formation": {"annee": "licence_3", "etablissement": "public"},
        "merite": [],
        "parents-revenus": 20_000.0,
        "fratrie": {"etudiants": 0, "autres": 1, "distance": 40},
    }
    given = plain | {key.replace("_", "-"): value for key, value in others.items()}
    return adult(who, birth, "etudiant", **given)


def child(rank: int, birth: str, school: str = "", custody: str = "complete") -> Answers:
    """A child's answers; `school` from the year of their ten years on."""
    given = {"naissance": birth} | ({"scolarite": school} if school else {})
    shared = {"garde": [f"enfant_{rank}"]} if custody == "alternee" else {}
    return {f"{key}/enfant_{rank}": value for key, value in given.items()} | shared


def home(
    status: str, rent: float | None = None, commune: dict[str, str] = SAINT_DENIS, **others: Any
) -> Answers:
    """The home; tenants share it with nobody and rent from a stranger unless said otherwise."""
    given: Answers = {"commune": commune, "logement": status}
    if rent is not None:
        given["loyer"] = rent
    return given | {key.replace("_", "-"): value for key, value in others.items()}


def answers(*parts: Answers, couple: str = "seul", children: int = 0, **others: Any) -> Answers:
    """A whole household's answers; it receives no benefit unless `others` says so."""
    whole: Answers = {"couple": couple, "enfants": children, "aides": []}
    for part in parts:
        whole |= part
    if children:
        whole["garde"] = [child for part in parts for child in part.get("garde", [])]
        if whole["garde"]:
            whole["declaration"] = dict.fromkeys(whole["garde"], "vous")
            whole["allocataire"] = dict.fromkeys(whole["garde"], "vous")
    return filled(whole | {key.replace("_", "-"): value for key, value in others.items()})


def filled(given: Answers) -> Answers:
    """The answers, and the plainest one to each question that must still have one."""
    whole = dict(given)
    while step := FLOW.first_unanswered(whole, MONTH):
        whole[step.key] = plainest(step.field(), step.key)
    return whole


def plainest(asked: forms.Field | Group, key: str) -> Any:
    """The answer that says the least: no, none, nothing."""
    match asked:
        case Group():
            return asked.nested({path: plainest(row, key) for path, row in asked.rows.items()})
        case fields.SeveralChoices():
            return []
        case fields.Choice():
            keys = [choice for choice, _ in asked.choices]
            return "non" if "non" in keys else keys[0]
        case fields.AmountOr() | fields.Money():
            return 0.0
        case fields.Count():
            return 0
        case _:
            raise AssertionError(f"no plain answer to {key}: the persona must give one")
