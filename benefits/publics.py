"""Whom the catalogue is for: how many benefits are open to people of each kind, by territory. Pure.

A benefit concerns a public when its rules on facts do not refuse a plain person of that public.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from benefits.asking import on_facts
from benefits.facts import Facts, Person
from benefits.lexicon import FACTS
from benefits.schema import Benefit

#: A plain person of each public, with the home and the child that go with it.
PUBLICS: Mapping[str, dict[str, Any]] = {
    "famille": {"age": 35, "activite": "actif", "salaire_net": 1500, "child": 6},
    "jeune enfant": {"age": 30, "activite": "inactif", "child": 1},
    "grossesse": {"age": 30, "activite": "actif", "enceinte": True},
    "lycéen": {"age": 17, "scolarite": "lycee", "annee_etude": "premiere"},
    "étudiant": {"age": 20, "activite": "etudiant", "scolarite": "enseignement_superieur"},
    "apprenti": {"age": 19, "activite": "actif", "apprenti": True, "alternant": True},
    "jeune sans emploi": {"age": 22, "activite": "chomeur"},
    "demandeur d’emploi": {"age": 40, "activite": "chomeur", "fin_contrat": "involontaire"},
    "salarié": {"age": 40, "activite": "actif", "salaire_net": 1500, "employeur": "prive"},
    "retraité": {"age": 70, "activite": "retraite", "retraite_nette": 900},
    "veuf": {"age": 58, "activite": "inactif", "veuvage": "recent"},
    "dépendant": {"age": 85, "activite": "retraite", "gir": "gir_2"},
    "handicapé": {"age": 40, "handicap": True, "taux_incapacite": 0.8},
    "malade": {"age": 45, "sante_empeche_travail": True},
    "aidant": {"age": 50, "proche_aide": "handicap", "aidant_reduit": True},
    "demandeur d’asile": {"age": 30, "nationalite": "DZ", "asile_demandeur": True},
    "propriétaire": {"age": 50, "statut_occupation_logement": "proprietaire"},
    "locataire": {"age": 30, "statut_occupation_logement": "locataire_vide"},
    "sans logement": {"age": 40, "statut_occupation_logement": "sans_domicile"},
}


def household(public: str) -> Facts:
    """The facts of a plain household of that public."""
    said = dict(PUBLICS[public])
    child = said.pop("child", None)
    people = [_person(role="parent", **{k: v for k, v in said.items() if FACTS[k].of == "person"})]
    if child is not None:
        people.append(_person(age=child, role="enfant"))
    home = _usual("household") | {k: v for k, v in said.items() if FACTS[k].of == "household"}
    numbers = {"nombre_enfants": len(people) - 1, "nombre_personnes": len(people)}
    return Facts(home | {"en_couple": False} | numbers, tuple(people))


def _person(age: int, role: str, **facts: Any) -> Person:
    known = _usual("person") | {"age": age, "age_en_mois": age * 12, "role": role} | facts
    return Person(role, known)


def _usual(of: str) -> dict[str, Any]:
    return {name: fact.default for name, fact in FACTS.items() if fact.of == of}


def by_public(benefits: Iterable[Benefit]) -> dict[str, int]:
    """How many benefits do not refuse a plain person of each public, whatever the place."""
    some = list(benefits)
    people = {public: household(public) for public in PUBLICS}
    return {
        public: sum(on_facts(benefit, known) != "no" for benefit in some)
        for public, known in people.items()
    }


def by_territory(benefits: Iterable[Benefit]) -> dict[str, int]:
    """How many benefits exist in each kind of territory: france, region, departement…"""
    kinds = (benefit.territory[0].partition(":")[0] for benefit in benefits)
    return dict(Counter(kinds).most_common())
