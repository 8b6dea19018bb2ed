"""The JSON Schema of the answers document, made from the questions themselves.

A question's choices may depend on earlier answers: each is built in several households, of every
age and choice, that tick everything or one thing, and the schema takes all that was offered.
What depends on the household (which answers go together) is checked by the fields, not here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from questionnaire.building import fields
from questionnaire.building.birth import BirthDate
from questionnaire.building.communes import Commune
from questionnaire.building.forms import Group
from questionnaire.core import MENAGE, UNKNOWN, Context, Flow, Step, Subject
from questionnaire.upgrades import VERSION

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
SAMPLE_MONTH = "2026-11"
MONTH = r"^20\d\d-(0[1-9]|1[0-2])$"
ONLY = r"^[a-z0-9_]*$"
DATE = r"^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
ADULTS = "(vous|conjoint)"
PEOPLE = {"vous": ADULTS, "conjoint": ADULTS, "enfant": r"enfant_([1-9]|1[0-2])"}
MOST_CHILDREN = 12
RANKS = 14  # every radio and every age
CHILD_BIRTHS = (2012, 2006)  # a child at school, a grown one
BIRTHS = (2008, 2004, 2002, 1990, 1975, 1962, 1945)  # questions differ with the age


def schema(flow: Flow) -> Schema:
    """The schema of {"version", "month", "answers"}, for any JSON Schema 2020-12 validator."""
    answers = {key: merged(found) for key, found in offered(flow).items()}
    return {
        "$schema": DRAFT,
        "title": "Document de réponses",
        "type": "object",
        "required": ["answers"],
        "additionalProperties": False,
        "properties": {
            "version": {"const": VERSION},
            "month": {"type": "string", "pattern": MONTH},
            "only": {"type": "string", "pattern": ONLY},
            "answers": {
                "type": "object",
                "additionalProperties": False,
                "patternProperties": answers,
            },
        },
    }


def offered(flow: Flow) -> dict[str, list[Schema]]:
    """For each pattern of a key, the schemas of its field in each of the households."""
    found: dict[str, list[Schema]] = {}
    for step in sampled(flow):
        found.setdefault(pattern(step), []).append(of(step.field()))
    return found


def sampled(flow: Flow) -> Iterator[Step]:
    """Every question, asked of everyone in each of the households."""
    for rank in range(RANKS):
        answers: dict[str, Any] = {}
        for chapter in flow.chapters:
            for subject in chapter.subjects(Context(everyone(answers), MENAGE, SAMPLE_MONTH)):
                for question in chapter.questions:
                    context = Context(dict(answers), subject, SAMPLE_MONTH)
                    step = Step(question, chapter, context, chapter.section)
                    yield step
                    answers[step.key] = widest(step.field(), rank, subject)


def everyone(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a household that has everyone."""
    return {**answers, "couple": "marie", "enfants": MOST_CHILDREN}


def pattern(step: Step) -> str:
    """`^naissance/(vous|conjoint)$`: the keys of a question."""
    if step.subject.is_household:
        return f"^{step.question.id}$"
    return f"^{step.question.id}/{PEOPLE[step.subject.kind]}$"


def widest(asked: Any, rank: int, subject: Subject) -> Any:
    """An answer that opens much: every box, or one; the choice and the age of this `rank`."""
    match asked:
        case Group():
            return asked.nested({p: widest(row, rank, subject) for p, row in asked.rows.items()})
        case fields.SeveralChoices():
            keys = [key for key, _ in asked.choices if key != asked.NONE]
            return keys if rank % 3 == 0 or not keys else [keys[rank // 3 % len(keys)]]
        case fields.Choice():
            return asked.choices[rank % len(asked.choices)][0]
        case fields.Count():
            return asked.max_value
        case BirthDate():
            years = CHILD_BIRTHS if subject.kind == "enfant" else BIRTHS
            year = years[rank % len(years)]
            return f"{year}-05-04"
        case fields.AmountOr():
            return next((key for key in asked.boxes if key != UNKNOWN), 1000.0)
        case Commune():
            return {"code_postal": "93200", "commune": "93066"}
        case _:
            return 1000.0


def of(asked: forms.Field | Group) -> Schema:
    """What a field cleans to. Raises TypeError for a field that is not known here."""
    amount = {"type": "number", "minimum": 0, "maximum": int(fields.MOST_EUROS)}
    match asked:
        case Group():
            return of_group(asked)
        case fields.SeveralChoices():
            keys = [key for key, _ in asked.choices if key != asked.NONE]
            return {"type": "array", "uniqueItems": True, "items": {"enum": keys}}
        case fields.Choice():
            return {"enum": [key for key, _ in asked.choices]}
        case fields.Count():
            return {"type": "integer", "minimum": 0, "maximum": asked.max_value}
        case fields.Money():
            return amount | {"maximum": int(asked.most)}
        case fields.AmountOr():
            return {"anyOf": [amount, {"enum": list(asked.boxes)}]} if asked.boxes else amount
        case BirthDate():
            return {"type": "string", "pattern": DATE}
        case Commune():
            code = {"type": "string", "pattern": r"^\d[\dAB]\d{3}$"}
            return closed({"code_postal": code, "commune": code}, ["code_postal", "commune"])
    raise TypeError(f"no schema for {type(asked).__name__}")


def of_group(group: Group) -> Schema:
    """An object with a property a row; rows by month (`salaire.2026-10`) are one of months."""
    rows: Schema = {}
    for path, row in group.rows.items():
        kind, _, month = path.partition(".")
        rows[kind] = by_month(of(row)) if month else of(row)
    return closed(rows, [])


def by_month(amount: Schema) -> Schema:
    return {"type": "object", "patternProperties": {MONTH: amount}, "additionalProperties": False}


def closed(properties: Schema, required: list[str]) -> Schema:
    """An object with these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def merged(found: list[Schema]) -> Schema:
    """One schema that accepts what any of `found` does; enumerations and rows become one."""
    different = list(unique(found))
    if len(different) == 1:
        return different[0]
    if all(one.keys() == {"enum"} for one in different):
        return {"enum": list(dict.fromkeys(key for one in different for key in one["enum"]))}
    if all(one.get("type") == "array" for one in different):
        return {**different[0], "items": merged([one["items"] for one in different])}
    if all("properties" in one for one in different):
        names = dict.fromkeys(name for one in different for name in one["properties"])
        rows = {
            name: merged([o["properties"][name] for o in different if name in o["properties"]])
            for name in names
        }
        return closed(rows, [])
    return {"anyOf": different}


def unique(found: list[Schema]) -> Iterator[Schema]:
    """Each schema once, in order."""
    seen: list[Schema] = []
    for one in found:
        if one not in seen:
            seen.append(one)
            yield one
