"""A benefit proposed on the form of docs/proposer-une-aide.md, turned into a file of ours. Pure.

The form is lines « question : answer ». Every fault is told at once, with its line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benefits.grammar import nearest
from benefits.schema import THEMES
from benefits.toml.places import folder_of, slug
from orientation.kinds import KINDS

SITUATIONS: dict[str, dict[str, Any]] = {
    "demandeur d’emploi": {"activite": "chomeur"},
    "salarié": {"activite": "actif"},
    "à son compte": {"activite": "actif"},
    "étudiant": {"scolarite": "enseignement_superieur"},
    "lycéen": {"scolarite": "lycee"},
    "collégien": {"scolarite": "college"},
    "apprenti": {"apprenti": True},
    "retraité": {"activite": "retraite"},
    "sans activité": {"activite": "inactif"},
    "handicapé": {"handicap": True},
    "parent": {"role": "parent", "nombre_enfants": {"at_least": 1}},
}
HOMES = {
    "locataire": ["locataire_hlm", "locataire_vide", "locataire_meuble"],
    "propriétaire": ["proprietaire", "primo_accedant"],
    "hébergé": ["loge_gratuitement"],
    "en foyer": ["locataire_foyer"],
    "sans logement": ["sans_domicile"],
}
PAID = {"par mois": "month", "par an": "year", "une fois": "once"}
EXACT = {"exact": "value", "au plus": "up_to"}
#: Each question of the form, and whether it must be answered.
QUESTIONS = {
    "Nom de l’aide": True,
    "Ce qu’elle paie, en une phrase": True,
    "Pour qui ou comment, en une phrase": True,
    "Territoire": True,
    "Thème": True,
    "Page officielle": True,
    "Âge minimum": False,
    "Âge maximum": False,
    "Situation": False,
    "Logement": False,
    "Quotient familial maximum": False,
    "Autre condition, à vérifier sur place": False,
    "Montant en euros": False,
    "Ce montant est": False,
    "Versé": False,
    "Où la demander": True,
    "Adresse pour la demander en ligne": False,
    "Papiers demandés": False,
    "Quand la demander": True,
    "Texte qui la crée, et sa date": True,
    "Vérifié le": True,
    "Une personne qui l’a": True,
    "Une personne qui ne l’a pas": True,
}
LINE = re.compile(r"^(?P<question>[^:]{3,60}?)\s*:\s*(?P<answer>.*)$")


class ProposalError(ValueError):
    """The form cannot be used; `problems` are all its faults, one readable line each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass
class _Form:
    answers: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def fault(self, question: str, message: str) -> None:
        self.problems.append(f"ligne {self.lines.get(question, 1)} : {message}")

    def word(self, question: str, words: Mapping[str, Any]) -> Any:
        return (self.words(question, words) or [None])[0]

    def words(self, question: str, words: Mapping[str, Any]) -> list[Any]:
        """What the answer's words stand for, a comma between two."""
        found = []
        for said in filter(None, re.split(r"\s*,\s*", self.answers.get(question, ""))):
            if plain(said) in (known := {plain(word): word for word in words}):
                found.append(words[known[plain(said)]])
            else:
                self.fault(question, f"« {said} » n’est pas prévu.{nearest(said, words)}")
        return found

    def number(self, question: str) -> float | None:
        said = self.answers.get(question, "").replace(",", ".").replace(" ", "")
        if not said:
            return None
        if not re.fullmatch(r"\d{1,6}(\.\d{1,2})?", said):
            self.fault(question, f"« {said} » n’est pas un nombre.")
            return None
        return float(said) if "." in said else int(said)


def plain(text: str) -> str:
    """The same words whatever their capitals and apostrophes."""
    return text.strip().lower().replace("'", "’")


def proposed(text: str, papers: Mapping[str, str]) -> tuple[str, str, dict[str, Any]]:
    """The folder, the name and the content of the file that a filled form describes.

    `papers`: the labels of the papers and their ids. Raises ProposalError.
    """
    form = _read(text)
    sheet = _sheet(form, {plain(label): key for label, key in papers.items()})
    if form.problems:
        raise ProposalError(sorted(form.problems, key=lambda said: int(said.split()[1])))
    place = sheet["territory"][0]
    return folder_of(place) or "", slug(sheet["label"]), sheet


def _read(text: str) -> _Form:
    form = _Form()
    known = {plain(question): question for question in QUESTIONS}
    for number, line in enumerate(text.splitlines(), start=1):
        found = LINE.match(line)
        if not found or line.startswith(("#", ">", "-", "|", "`")):
            continue
        question = known.get(plain(found["question"]))
        if question is None:
            said = found["question"].strip()
            form.problems.append(f"ligne {number} : question inconnue « {said} ».")
            continue
        form.answers[question], form.lines[question] = found["answer"].strip(), number
    for question, needed in QUESTIONS.items():
        if needed and not form.answers.get(question):
            form.fault(question, f"« {question} » attend une réponse.")
    return form


def _sheet(form: _Form, papers: Mapping[str, str]) -> dict[str, Any]:
    said = form.answers.get
    place = said("Territoire", "") or ""
    if place and not folder_of(place):
        form.fault("Territoire", f"l’annuaire ne connaît pas « {place} ».")
    sentences = [
        f"{(said(question, '') or '').rstrip('. ')}."
        for question in ("Ce qu’elle paie, en une phrase", "Pour qui ou comment, en une phrase")
    ]
    themes = {label: key for key, label in THEMES.items()}
    sheet: dict[str, Any] = {
        "label": said("Nom de l’aide", ""),
        "description": " ".join(sentences),
        "institution": place,
        "theme": form.word("Thème", themes),
        "link": said("Page officielle", ""),
        "territory": [place],
        "whose": "person",
        **_amount(form),
    }
    if check := said("Autre condition, à vérifier sur place", ""):
        sheet["to_check"] = check
    desks = {kind.name: key for key, kind in KINDS.items()}
    claim: dict[str, Any] = {"starts": said("Quand la demander", "")}
    if online := said("Adresse pour la demander en ligne", ""):
        claim["online"] = online
    claim["desks"] = form.words("Où la demander", desks)
    if said("Papiers demandés"):
        claim["papers"] = form.words("Papiers demandés", papers)
    return sheet | {
        "reviewed_on": _day(form, "Vérifié le"),
        "source": said("Texte qui la crée, et sa date", ""),
        "claim": claim,
        "conditions": _conditions(form),
        "examples": [
            _example(form, "Une personne qui l’a", "possible"),
            _example(form, "Une personne qui ne l’a pas", "no"),
        ],
    }


def _amount(form: _Form) -> dict[str, Any]:
    amount = form.number("Montant en euros")
    if amount is None:
        return {}
    key, period = form.word("Ce montant est", EXACT), form.word("Versé", PAID)
    if key is None:
        form.fault("Ce montant est", "un montant est « exact » ou « au plus ».")
    if period is None:
        form.fault("Versé", "un montant est versé « par mois », « par an » ou « une fois ».")
    return {"shown": period, key or "up_to": amount}


def _conditions(form: _Form) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    least, most = form.number("Âge minimum"), form.number("Âge maximum")
    bounds = {k: v for k, v in (("at_least", least), ("at_most", most)) if v is not None}
    if bounds:
        words = f"entre {least} et {most} ans" if len(bounds) == 2 else ""
        words = words or (f"{least} ans" if least is not None else f"{most} ans au plus")
        found.append({"if": {"age": bounds}, "otherwise": f"Il faut avoir {words}."})
    if rules := form.words("Situation", SITUATIONS):
        rule = rules[0] if len(rules) == 1 else {"any": rules}
        names = " ou ".join(re.split(r"\s*,\s*", form.answers["Situation"].strip()))
        found.append({"if": rule, "otherwise": f"Il faut être {names}."})
    if homes := form.words("Logement", HOMES):
        status = {"statut_occupation_logement": [word for words in homes for word in words]}
        names = " ou ".join(re.split(r"\s*,\s*", form.answers["Logement"].strip()))
        found.append({"if": status, "otherwise": f"Cette aide est pour qui est {names}."})
    if not found:
        form.fault("Âge minimum", "il faut au moins une condition : un âge, une situation…")
    if (limit := form.number("Quotient familial maximum")) is not None:
        found.append(
            {
                "variable": "quotient_familial_caf",
                "entity": "famille",
                "at_most": limit,
                "otherwise": f"Votre quotient familial : {{value}}. Limite : {limit} euros.",
            }
        )
    return found


def _example(form: _Form, question: str, expect: str) -> dict[str, Any]:
    """« 24 ans, demandeur d’emploi, locataire »: an age, a situation, a home."""
    person: dict[str, Any] = {}
    home: dict[str, Any] = {}
    children: list[dict[str, Any]] = []
    for said in filter(None, re.split(r"\s*,\s*", form.answers.get(question, ""))):
        situations = {plain(word): rule for word, rule in SITUATIONS.items()}
        homes = {plain(word): values for word, values in HOMES.items()}
        if age := re.fullmatch(r"(\d{1,3}) ans", said):
            person["age"] = int(age[1])
        elif plain(said) == "parent":
            children.append({"age": 6, "role": "enfant"})
        elif plain(said) in situations:
            person |= situations[plain(said)]
        elif plain(said) in homes:
            home = {"statut_occupation_logement": homes[plain(said)][0]}
        else:
            form.fault(question, f"« {said} » n’est pas prévu dans un exemple.")
    if "age" not in person:
        form.fault(question, "écrivez d’abord l’âge : « 24 ans, demandeur d’emploi ».")
    title = "Une personne qui peut l’avoir" if expect == "possible" else "Une personne sans droit"
    return {
        "title": title,
        **({"household": home} if home else {}),
        "people": [person, *children],
        "expect": expect,
    }


def _day(form: _Form, question: str) -> date | None:
    said = form.answers.get(question, "")
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", said)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    if said:
        form.fault("Vérifié le", f"« {said} » : écrivez une date comme 26/11/2026.")
    return None
