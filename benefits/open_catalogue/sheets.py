"""From the entries of an open catalogue to files of ours, their examples included. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from benefits.asking import on_facts
from benefits.claim import Claim
from benefits.facts import Facts, Person
from benefits.grammar import RuleError, parse
from benefits.lexicon import FACTS
from benefits.open_catalogue.conditions import understood
from benefits.open_catalogue.reader import Entry
from benefits.schema import Benefit, Condition
from benefits.toml.places import folder_of, institution_of, slug
from benefits.toml.vocabulary import NO_INSTITUTION

PERIODS = {"mensuelle": "month", "annuelle": "year", "ponctuelle": "once", "autre": "once"}
CODES = {"commune": "code_insee", "epci": "code_siren"}
LINK = re.compile(r"https://[^\s\"<>]+\.[^\s\"<>]+")
#: People tried as examples: the first who may have it, the first who may not.
TRIED: tuple[dict[str, Any], ...] = (
    {"age": 20, "activite": "etudiant", "scolarite": "enseignement_superieur"},
    {"age": 17, "scolarite": "lycee", "annee_etude": "premiere"},
    {"age": 20, "activite": "actif", "apprenti": True, "alternant": True},
    {"age": 24, "activite": "chomeur"},
    {"age": 30, "activite": "actif"},
    {"age": 40, "activite": "actif", "nombre": 1},
    {"age": 70, "activite": "retraite"},
    {"age": 8, "scolarite": "primaire"},
    {"age": 3},
)


def sheet(
    entry: Entry, institutions: Mapping[str, Mapping[str, Any]], licence: str, day: date
) -> tuple[str, dict[str, Any]] | None:
    """The folder and the content of our file for an entry; None when it has faults."""
    content = entry.content
    found = understood(entry)
    owner = institutions.get(str(content.get("institution")), {})
    places = [one for one in dict.fromkeys(found.territory) if one != "institution"]
    if not places and (own := _place_of(owner)):
        places = [own]
    known = [one for one in places if folder_of(one)]
    for one in places:
        if one not in known:
            entry.fault(("conditions_generales",), f"territoire inconnu de l’annuaire « {one} ».")
    if not known:
        entry.fault(
            ("institution",), "aucun territoire : ni dans les conditions, ni de l’organisme."
        )
    link = str(content.get("link") or "")
    if not LINK.fullmatch(link):
        entry.fault(("link",), f"« {link} » n’est pas une adresse https.")
    label = str(content.get("label") or "").strip()
    if not label:
        entry.fault(("label",), "l’aide n’a pas de nom.")
    if not any("if" in table for table in found.tables):
        entry.fault((), "aucune condition sur une personne : rien ne dit qui peut l’avoir.")
    if entry.faults:
        return None
    made = {
        "label": label[:1].upper() + label[1:],
        "description": f"Cette aide est proposée par : {owner.get('name') or label}. "
        "Ses règles viennent d’un catalogue ouvert et sont à vérifier.",
        "institution": _place_of(owner) or known[0],
        "theme": "emploi",
        "link": link,
        "territory": known,
        "whose": "person",
        **_amount(content),
        "to_check": f"La règle a été relevée le {day.isoformat()} : vérifiez-la sur la page de "
        "l’organisme.",
        "sums": False,
        "reviewed_on": day,
        "source": f"{licence} ; {entry.path.name}, relevé le {day.isoformat()}",
        "claim": {"starts": "avant_de_depenser"},
        "conditions": found.tables,
    }
    made["examples"] = list(_examples(entry, made))
    return None if entry.faults else (folder_of(known[0]) or "", made)


def _place_of(owner: Mapping[str, Any]) -> str:
    kind = str(owner.get("type"))
    code = owner.get(CODES.get(kind, "code"))
    place = (
        f"{kind}:{code}" if code and kind in ("commune", "epci", "departement", "region") else ""
    )
    return place if place and institution_of(place) else ""


def _amount(content: Mapping[str, Any]) -> dict[str, Any]:
    amount, unit = content.get("montant"), content.get("unit")
    euros = isinstance(amount, int | float) and not isinstance(amount, bool) and unit == "€"
    if not euros or content.get("legend"):  # « par jour », « par semaine »: not a period of ours
        return {}
    return {"shown": PERIODS.get(str(content.get("periodicite")), "once"), "up_to": amount}


def _examples(entry: Entry, made: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One person who may have it and one who may not, tried with the rules themselves."""
    try:
        rules = [parse(table["if"], True) for table in made["conditions"] if "if" in table]
    except RuleError as error:
        entry.fault(("conditions_generales",), str(error))
        return []
    found: dict[str, dict[str, Any]] = {}
    for person in TRIED:
        said = on_facts(_benefit(made, rules), _facts(person))
        found.setdefault("no" if said == "no" else "possible", {"people": [person], "expect": said})
    if len(found) < 2:
        entry.fault((), "la règle vaut pour tout le monde, ou pour personne.")
        return []
    titles = {"possible": "Une personne qui peut l’avoir", "no": "Une personne qui ne peut pas"}
    return [
        {"title": titles[kind], **_home(example)}
        for kind, example in sorted(found.items(), reverse=True)
    ]


def _home(example: dict[str, Any]) -> dict[str, Any]:
    [person] = example["people"]
    if "nombre" not in person:
        return example
    rest = {key: value for key, value in person.items() if key != "nombre"}
    return {"people": [rest, {"age": 10, "role": "enfant"}], "expect": example["expect"]}


def _facts(person: Mapping[str, Any]) -> Facts:
    def usual(of: str) -> dict[str, Any]:
        return {name: fact.default for name, fact in FACTS.items() if fact.of == of}

    children = int(person.get("nombre", 0))
    own = {key: value for key, value in person.items() if key != "nombre"}
    home = usual("household") | {
        "en_couple": False,
        "nombre_enfants": children,
        "nombre_personnes": 1 + children,
    }
    return Facts(home, (Person("0", usual("person") | {"role": "parent"} | own),))


def _benefit(made: Mapping[str, Any], rules: list[Any]) -> Benefit:
    return Benefit(
        id="",
        label="",
        description="",
        institution=NO_INSTITUTION,
        theme="",
        link="",
        whose="person",
        shown="once",
        rounding="centime",
        claim=Claim(""),
        reviewed_on=made["reviewed_on"],
        source="",
        conditions=tuple(Condition("", rule=rule) for rule in rules),
    )


def name_of(entry: Entry) -> str:
    """The name of our file: that of theirs, in small letters and underscores."""
    return slug(entry.path.stem) or "aide"


def institutions_of(entries: Mapping[Path, Entry]) -> dict[str, Mapping[str, Any]]:
    """The institutions by the name of their file, those of a folder called « institutions »."""
    return {
        path.stem: entry.content
        for path, entry in entries.items()
        if path.parent.name == "institutions" and not entry.faults
    }
