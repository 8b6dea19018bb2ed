"""From the catalogue's conditions to our rules; what no question asks is a fault. Pure."""

from dataclasses import dataclass, field
from typing import Any

from benefits.grammar import nearest
from benefits.lexicon import FACTS
from benefits.open_catalogue.reader import Entry

Where = tuple[str | int, ...]
OPERATORS = {">=": "at_least", ">": "above", "<=": "at_most", "<": "below"}
SIGNS = {"at_least": "au moins", "above": "plus de", "at_most": "au plus", "below": "moins de"}
PLACES = {
    "regions": "region",
    "departements": "departement",
    "epcis": "epci",
    "communes": "commune",
}
#: The profiles, in our facts.
PROFILES: dict[str, dict[str, Any]] = {
    "enseignement_superieur": {"scolarite": "enseignement_superieur"},
    "etudiant": {"activite": "etudiant"},
    "lyceen": {"scolarite": "lycee"},
    "collegien": {"scolarite": "college"},
    "apprenti": {"apprenti": True},
    "professionnalisation": {"professionnalisation": True},
    "service_civique": {"service_civique": True},
    "chomeur": {"activite": "chomeur"},
    "salarie": {"activite": "actif"},
    "inactif": {"activite": "inactif"},
    "retraite": {"activite": "retraite"},
    "parent": {"role": "parent", "nombre_enfants": {"at_least": 1}},
    "situation_handicap": {"handicap": True},
}
SAID = {
    "enseignement_superieur": "étudiant",
    "etudiant": "étudiant",
    "lyceen": "lycéen",
    "collegien": "collégien",
    "apprenti": "apprenti",
    "professionnalisation": "en contrat de professionnalisation",
    "service_civique": "en service civique",
    "chomeur": "demandeur d’emploi",
    "salarie": "salarié ou à son compte",
    "inactif": "sans activité",
    "retraite": "retraité",
    "parent": "parent",
    "situation_handicap": "handicapé",
}
RATES = {
    "inferieur_50": {"below": 0.5},
    "entre_50_et_80": {"at_least": 0.5, "below": 0.8},
    "superieur_ou_egal_80": {"at_least": 0.8},
}


@dataclass
class Conditions:
    """What was understood: the territory, and the tables of [[conditions]] in their order."""

    territory: list[str] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)

    def say(self, rule: dict[str, Any], otherwise: str) -> None:
        """One condition more."""
        self.tables.append({"if": rule, "otherwise": otherwise})


def understood(entry: Entry) -> Conditions:
    """The conditions of an entry; each that cannot be said is noted as a fault of the entry."""
    found = Conditions()
    general = entry.content.get("conditions_generales") or []
    for index, condition in enumerate(general if isinstance(general, list) else []):
        _general(entry, condition, ("conditions_generales", index), found)
    profiles = entry.content.get("profils") or []
    rules = [
        rule
        for index, profile in enumerate(profiles if isinstance(profiles, list) else [])
        if (rule := _profile(entry, profile, ("profils", index)))
    ]
    if rules:
        words = dict.fromkeys(SAID.get(str(one.get("type")), "") for one in profiles)
        any_of = rules[0] if len(rules) == 1 else {"any": rules}
        found.say(any_of, f"Il faut être : {', '.join(filter(None, words))}.")
    return found


def _general(entry: Entry, condition: Any, where: Where, found: Conditions) -> None:
    kind = condition.get("type") if isinstance(condition, dict) else None
    if kind in PLACES:
        values = condition.get("values")
        for code in values if isinstance(values, list) else []:
            found.territory.append(f"{PLACES[kind]}:{code}")
    elif kind == "attached_to_institution":
        found.territory.append("institution")
    elif kind == "quotient_familial":
        _quotient(entry, condition, where, found)
    elif kind == "beneficiaire_rsa":
        table = {"variable": "rsa", "entity": "famille", "otherwise": "Il faut recevoir le RSA."}
        found.tables.append(table)
    elif rule := _rule(entry, condition, where):
        found.say(rule, _words(rule))


def _quotient(entry: Entry, condition: dict[str, Any], where: Where, found: Conditions) -> None:
    operator, value = condition.get("operator"), condition.get("value")
    period = condition.get("period", "month")
    if operator not in ("<=", "<") or not _is_number(value) or period not in ("month", "year"):
        return entry.fault(where, f"opérateur inconnu « {operator} » pour un quotient familial.")
    if period == "month":
        found.tables.append(
            {
                "variable": "quotient_familial_caf",
                "entity": "famille",
                "at_most": value,
                "otherwise": f"Votre quotient familial est de {{value}}. Limite : {value} euros.",
            }
        )
        return None
    notice = {"entity": "foyer_fiscal", "period": "year", "years": -1}
    found.tables.append(
        {
            "value": {"variable": "rfr", **notice},
            "at_most": {"variable": "nbptr", **notice, "times": [value]},
            "otherwise": "Votre revenu fiscal : {value}. Plafond pour votre foyer : {limit}.",
        }
    )
    return None


def _profile(entry: Entry, profile: Any, where: Where) -> dict[str, Any] | None:
    kind = profile.get("type") if isinstance(profile, dict) else None
    if kind not in PROFILES:
        hint = nearest(str(kind), PROFILES)
        entry.fault((*where, "type"), f"profil dont aucune question ne parle « {kind} ».{hint}")
        return None
    rules = [PROFILES[kind]]
    inner = profile.get("conditions") or []
    for index, condition in enumerate(inner if isinstance(inner, list) else []):
        rule = _rule(entry, condition, (*where, "conditions", index))
        rules += [rule] if rule else []
    return rules[0] if len(rules) == 1 else {"all": rules}


def _rule(entry: Entry, condition: Any, where: Where) -> dict[str, Any] | None:
    """One condition on facts as a rule of ours, or None with its fault noted."""
    kind = condition.get("type") if isinstance(condition, dict) else None
    if kind == "age":
        operator, value = str(condition.get("operator")), condition.get("value")
        if operator in ("=", "==") and _is_number(value):
            return {"age": {"at_least": value, "at_most": value}}
        if operator not in OPERATORS or not _is_number(value):
            entry.fault((*where, "operator"), f"opérateur inconnu « {operator} ».")
            return None
        return {"age": {OPERATORS[operator]: value}}
    if kind in ("annee_etude", "mention_baccalaureat"):
        return _among(entry, kind, condition.get("values"), where)
    if kind in ("regime_securite_sociale", "statut_occupation_logement"):
        if rule := _among(entry, kind, condition.get("includes"), where):
            return rule
        excluded = _among(entry, kind, condition.get("excludes"), where)
        return {"not": excluded} if excluded else None
    if kind == "situation_handicap":
        return {"handicap": bool(condition.get("value", True))}
    if kind == "taux_incapacite":
        known = [RATES[one] for one in condition.get("values") or [] if one in RATES]
        rates: list[dict[str, Any]] = [{"taux_incapacite": one} for one in known]
        return rates[0] if len(rates) == 1 else {"any": rates} if rates else None
    if kind == "agence_travail_temporaire":
        return {"employeur": "interim"}
    entry.fault((*where, "type"), f"condition dont aucune question ne parle « {kind} ».")
    return None


def _among(entry: Entry, fact: str, values: Any, where: Where) -> dict[str, Any] | None:
    if not isinstance(values, list) or not values:
        return None
    choices = FACTS[fact].choices
    for index, value in enumerate(values):
        if choices and value not in choices:
            entry.fault((*where, "values", index), f"« {fact} » ne vaut jamais « {value} ».")
    return {fact: list(dict.fromkeys(str(value) for value in values))}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _words(rule: dict[str, Any]) -> str:
    """Why not, in a sentence made of the rule's own figures."""
    if isinstance(bounds := rule.get("age"), dict):
        said = " et ".join(f"{SIGNS[key]} {value} ans" for key, value in bounds.items())
        return f"L’âge demandé : {said}."
    names = ", ".join(FACTS[name].about for name in rule if name in FACTS)
    return f"Une condition n’est pas remplie : {names}." if names else "Une condition manque."
