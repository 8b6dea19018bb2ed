"""Short ways to write the answers of a persona, as the questionnaire holds them."""

from typing import Any

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
    """An adult's answers; the questions about everyone say "no" unless `others` says otherwise.

    `incomes`: kind -> euros a month, or "variable" with its `months`.
    """
    plain: Answers = {
        "naissance": birth,
        "nationalite": "francaise",
        "situation": list(situations),
        "handicap": "non",
        "revenus": list(incomes or {}),
    }
    year = int(birth[:4])
    if year >= 1977:
        plain["enceinte"] = "non"
    if "chomeur" in situations:
        plain["parcours"] = {"deux_mois": "non", "cinq_ans": "non"}
    if year > 2001:
        plain["parents-impots"] = "non"
    if year > 2001 and "etudiant" not in situations:
        plain["parcours"] = plain.get("parcours", {}) | {"deux_ans": "non"}
    if year <= 1966:
        plain["autonomie"] = "non"
    if year <= 1965 and not {"salarie", "etudiant"} & set(situations):
        plain["inaptitude"] = "non"
    if incomes:
        plain["montants-revenus"] = incomes
    if months:
        plain["mois-revenus"] = months
    given = plain | {key.replace("_", "-"): value for key, value in others.items()}
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
    if status in ("locataire_vide", "locataire_meuble", "locataire_hlm"):
        given["bail"] = []
    if others.get("pret") == "avant_2018":
        given["bail"] = []
    if status in ("loge_gratuitement", "chez_parents"):
        given["participation"] = "non"
    return given | {key.replace("_", "-"): value for key, value in others.items()}


def lone_parent(children: int) -> Answers:
    """What is asked of a parent alone: nobody else contributes, and it has lasted."""
    nobody = {f"enfant_{rank + 1}": "non" for rank in range(children)}
    return {"autre-parent": nobody, "isolement": "non"}


def answers(*parts: Answers, couple: str = "seul", children: int = 0, **others: Any) -> Answers:
    """A whole household's answers; it receives no benefit unless `others` says so."""
    whole: Answers = {"couple": couple, "enfants": children, "aides": []}
    if children:
        whole["handicap-enfants"] = []
    if couple == "seul" and children:
        whole |= lone_parent(children)
    for part in parts:
        whole |= part
    if children:
        whole["garde"] = [child for part in parts for child in part.get("garde", [])]
        if whole["garde"]:
            whole["declaration"] = dict.fromkeys(whole["garde"], "vous")
    return whole | {key.replace("_", "-"): value for key, value in others.items()}
